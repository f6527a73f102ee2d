"""The texts of a manifest to vectors in the catalogue: each text once for each embedder, one batch a transaction.

Vectors to a searchable generation is left to `vectors`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np

from rag.errors import VectorsUnavailableError
from rag.index.catalogue import Catalogue, Manifest, chunks
from rag.index.contents import whole_articles_in
from rag.index.vectors import FORMAT, Fetch, Plan, statement_key
from rag.ports import Embedder, OnProgress, Vectors
from rag.types import Article, Passage, Progress, Statement

_AT_ONCE = 256  # texts embedded and stored at once: what a killed run may lose


def passage_text(article: Article, passage: Passage) -> str:
    """What stands for a passage: its words under the headline of its article."""
    words = passage.span.of(article.text)
    return f"{article.headline.value}\n{words}" if article.headline else words


def statement_text(article: Article, statement: Statement) -> str:
    """What stands for a statement: what was said, its parts joined."""
    return " ".join(span.of(article.text) for span in statement.content)


def text_hash(text: str) -> str:
    """32 hex digits that stand for a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def generation_name(manifest: Manifest, embedder: Embedder) -> str:
    """The same for the same articles, extractors and embedder."""
    whole = f"{manifest.digest} {embedder.name} {embedder.dimensions} {FORMAT}"
    return blake2b(whole.encode(), digest_size=8).hexdigest()


@dataclass(slots=True)
class Texts:
    """All texts of a manifest by their hashes, and the words of those that have no vector yet."""

    passages: dict[str, str] = field(default_factory=dict)  # passage id -> hash, in the order of the keyword arrays
    statements: dict[int, str] = field(default_factory=dict)  # statement key -> hash
    missing: dict[str, str] = field(default_factory=dict)  # hash -> text, passages first

    @property
    def hashes(self) -> set[str]:
        """Every text that counts."""
        return {*self.passages.values(), *self.statements.values()}


def texts_of(catalogue: Catalogue, manifest: Manifest, embedder: Embedder) -> Texts:
    """The passages and statements of a manifest as texts to embed."""
    found = Texts()
    later: dict[str, str] = {}
    for part in chunks(list(manifest.entries.items())):
        passages: dict[str, str] = {}
        statements: dict[str, str] = {}
        for article, own_passages, own_statements in whole_articles_in(catalogue, Manifest(dict(part))):
            for passage in own_passages:
                found.passages[passage.id] = _noted(passages, passage_text(article, passage))
            for statement in own_statements:
                found.statements[statement_key(statement)] = _noted(statements, statement_text(article, statement))
        known = catalogue.embedded(embedder.name, [*passages, *statements])
        found.missing.update((key, text) for key, text in passages.items() if key not in known)
        later.update((key, text) for key, text in statements.items() if key not in known)
    found.missing.update((key, text) for key, text in later.items() if key not in found.missing)
    return found


def embed_missing(catalogue: Catalogue, texts: Texts, embedder: Embedder, on_progress: OnProgress) -> None:
    """Embed what has no vector yet, like lengths together and the longest first, so that what is left goes faster."""
    order = sorted(texts.missing, key=lambda key: len(texts.missing[key]), reverse=True)
    total = len(order)
    for done, keys in enumerate(chunks(order, _AT_ONCE)):
        on_progress(Progress("vectors", done * _AT_ONCE, total))
        made = embedder.embed([texts.missing[key] for key in keys])
        if made.shape != (len(keys), embedder.dimensions) or not np.isfinite(made).all():
            raise VectorsUnavailableError(f"The embedder {embedder.name} gave {made.shape} for {len(keys)} texts.")
        catalogue.add_embeddings(embedder.name, keys, made)
    on_progress(Progress("vectors", total, total))


def plan_of(texts: Texts, name: str, owner: str, embedder: Embedder) -> Plan:
    """What the generation is to hold."""
    keys = np.array(sorted(texts.statements), np.uint64)
    return Plan(name, owner, embedder.name, embedder.dimensions, list(texts.passages), keys, len(texts.hashes))


def fetches(catalogue: Catalogue, texts: Texts, embedder: Embedder) -> tuple[Fetch, Fetch]:
    """Rows of passages, and rows of statements in the order of their keys, to their vectors."""

    def fetch(hashes: Sequence[str], rows: Iterable[int]) -> Vectors:
        return catalogue.embeddings(embedder.name, [hashes[row] for row in rows], embedder.dimensions)

    passages = list(texts.passages.values())
    statements = [texts.statements[key] for key in sorted(texts.statements)]
    return lambda rows: fetch(passages, rows), lambda rows: fetch(statements, rows)


def _noted(texts: dict[str, str], text: str) -> str:
    key = text_hash(text)
    texts[key] = text
    return key
