"""The texts of a manifest to vectors, segment by segment: each text once for each embedder, one batch a transaction.

Vectors to a searchable generation is left to `vectors`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

import numpy as np

from rag.errors import VectorsUnavailableError
from rag.index.catalogue import Catalogue, Manifest, chunks
from rag.index.contents import whole_articles_in
from rag.index.segments import segments_of
from rag.index.vectors import FORMAT, Segment, is_whole_segment, statement_key, write_segment
from rag.ports import Embedder, OnProgress
from rag.types import Article, Passage, Progress, Statement

_AT_ONCE = 256  # texts embedded and stored at once: what a killed run may lose


def passage_text(article: Article, passage: Passage) -> str:
    """What stands for a passage: its words under the headline of its article."""
    words = passage.span.of(article.text)
    return f"{article.headline.value}\n{words}" if article.headline else words


def statement_text(article: Article, statement: Statement) -> str:
    """What stands for a statement: what was said, its parts joined."""
    return " ".join(span.of(article.text) for span in statement.content)


def texts_of(article: Article, passages: Sequence[Passage], statements: Sequence[Statement]) -> list[str]:
    """What stands for the passages of an article, and then for its statements."""
    said = [statement_text(article, statement) for statement in statements]
    return [*(passage_text(article, passage) for passage in passages), *said]


def hashes_of(article: Article, texts: Sequence[str], in_context: bool) -> list[str]:
    """32 hex digits each that stand for a text: for this article's own, or for the same words wherever they are."""
    where = f"{article.id}\n" if in_context else ""
    return [blake2b((where + text).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest() for text in texts]


def generation_name(manifest: Manifest, embedder: Embedder) -> str:
    """The same for the same articles, extractors and embedder; of all articles or of a segment's."""
    whole = f"{manifest.digest} {embedder.name} {embedder.dimensions} {FORMAT}"
    return blake2b(whole.encode(), digest_size=8).hexdigest()


def embed(
    catalogue: Catalogue,
    parent: Path,
    manifest: Manifest,
    embedder: Embedder,
    on_progress: OnProgress,
    *,
    in_context: bool = False,
) -> list[str]:
    """The names of the segments of a manifest in `parent`, all of them there and whole afterwards.

    `in_context`: a text's vector belongs to its article (`Parts.in_context`).
    """
    segments = {generation_name(segment, embedder): segment for segment in segments_of(manifest)}
    missing = {n: segment for n, segment in segments.items() if not is_whole_segment(parent / n, embedder.name)}
    total = sum(sum(catalogue.counts(segment)) for segment in missing.values())
    done = 0
    on_progress(Progress("vectors", done, total))
    for name, segment in missing.items():
        texts = _texts_in(catalogue, segment, embedder, in_context)
        done += texts.rows - len(texts.missing)
        for some in _embed_missing(catalogue, texts, embedder):
            on_progress(Progress("vectors", done, total))
            done += some
        write_segment(parent / name, embedder.name, _filled(catalogue, texts, embedder))
    on_progress(Progress("vectors", total, total))
    return list(segments)


@dataclass(slots=True)
class _Texts:
    """All texts of a segment by their hashes, and the words of those that have no vector yet."""

    passages: dict[str, str] = field(default_factory=dict)  # passage id -> hash, in the order of the keyword arrays
    statements: dict[int, str] = field(default_factory=dict)  # statement key -> hash
    missing: dict[str, str] = field(default_factory=dict)  # hash -> text

    @property
    def rows(self) -> int:
        """How many vectors it will have."""
        return len(self.passages) + len(self.statements)


def _texts_in(catalogue: Catalogue, segment: Manifest, embedder: Embedder, in_context: bool) -> _Texts:
    found = _Texts()
    texts: dict[str, str] = {}
    for article, passages, statements in whole_articles_in(catalogue, segment):
        own = texts_of(article, passages, statements)
        hashes = hashes_of(article, own, in_context)
        texts |= zip(hashes, own, strict=True)
        found.passages |= zip((passage.id for passage in passages), hashes, strict=False)
        found.statements |= zip(map(statement_key, statements), hashes[len(passages) :], strict=True)
    known = catalogue.embedded(embedder.name, list(texts))
    found.missing = {key: text for key, text in texts.items() if key not in known}
    return found


def _embed_missing(catalogue: Catalogue, texts: _Texts, embedder: Embedder) -> Iterator[int]:
    """Embed what has no vector yet, like lengths together and the longest first, so that what is left goes faster.

    Before each batch it gives the number of texts in it.
    """
    order = sorted(texts.missing, key=lambda key: len(texts.missing[key]), reverse=True)
    for keys in chunks(order, _AT_ONCE):
        yield len(keys)
        made = embedder.embed([texts.missing[key] for key in keys])
        if made.shape != (len(keys), embedder.dimensions) or not np.isfinite(made).all():
            raise VectorsUnavailableError(f"The embedder {embedder.name} gave {made.shape} for {len(keys)} texts.")
        catalogue.add_embeddings(embedder.name, keys, made)


def _filled(catalogue: Catalogue, texts: _Texts, embedder: Embedder) -> Segment:
    keys = sorted(texts.statements)
    passages, statements = list(texts.passages.values()), [texts.statements[key] for key in keys]
    return Segment(
        ids=np.array([id_.encode() for id_ in texts.passages] or [b""], np.bytes_)[: len(texts.passages)],
        passages=catalogue.embeddings(embedder.name, passages, embedder.dimensions),
        keys=np.array(keys, np.uint64),
        statements=catalogue.embeddings(embedder.name, statements, embedder.dimensions).astype(np.float16),
        hashes=np.array(sorted({*passages, *statements}), "S32"),
    )
