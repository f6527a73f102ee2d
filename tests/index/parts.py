"""Small parts that stand in for the other rooms: articles from words, rules from marks, vectors from letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import pairwise

import numpy as np

from rag.ports import Vectors
from rag.types import (
    Article,
    Block,
    BlockKind,
    Extraction,
    Known,
    Mode,
    Origin,
    Passage,
    Person,
    Role,
    Span,
    Statement,
)
from rag.words import sentences

_QUOTED = re.compile(r'"([^"]+)," ([A-Z]\w+) (said)')


def article(
    path: str, text: str, headline: str | None = None, published: str | None = None, outlet: str = ""
) -> Article:
    """An article with one block."""
    seed = "\x1f".join([path, text, headline or "", published or "", outlet])
    return Article(
        id=sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        path=path,
        text=text,
        blocks=(Block(Span(0, len(text)), BlockKind.BODY),) if text else (),
        headline=Known(headline, Origin.METADATA) if headline else None,
        outlet=Known(outlet, Origin.METADATA) if outlet else None,
        published=Known(published, Origin.METADATA) if published else None,
    )


class Marks:
    """Quotations in straight marks followed by a name and "said"; a passage a sentence."""

    def __init__(self, name: str = "marks 1", *, whole: bool = False) -> None:
        self.name = name
        self.space: str | None = None
        self.whole = whole  # one passage an article
        self.seen: list[str] = []

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            self.seen.append(article.path)
            yield self._one(article)

    def _one(self, article: Article) -> Extraction:
        statements = tuple(
            Statement(
                id=f"{article.id}:{match.start(1)}",
                article_id=article.id,
                mode=Mode.DIRECT,
                content=(Span(*match.span(1)),),
                cue=Span(*match.span(3)),
                mention=Span(*match.span(2)),
                speaker=match[2],
                rule=self.name,
            )
            for match in _QUOTED.finditer(article.text)
        )
        spans = [Span(0, len(article.text))] if self.whole and article.text else sentences(article.text)
        passages = tuple(
            Passage(
                f"{article.id}/{span.start}-{span.end}",
                article.id,
                span,
                tuple(statement.id for statement in statements if span.covers(statement.span)),
            )
            for span in spans
        )
        return Extraction(article.id, statements, passages)


class Letters:
    """Vectors that count letter pairs: alike words are near, and the same text always gives the same vector."""

    def __init__(self, name: str = "letters 1", dimensions: int = 32) -> None:
        self.name = name
        self.dimensions = dimensions
        self.seen: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        made = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            for first, second in pairwise(text):
                made[row, (ord(first) * 31 + ord(second)) % self.dimensions] += 1
        made[:, 0] += 0.01
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


def join_by_name(statements: Iterable[Statement]) -> list[Person]:
    """One person a name."""
    by_name: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.speaker:
            by_name.setdefault(statement.speaker, []).append(statement)
    return [
        Person(
            key=name.casefold(),
            name=name,
            aliases=(),
            roles=tuple(Role(s.article_id, s.role) for s in made if s.role),
            statement_ids=tuple(s.id for s in made),
        )
        for name, made in sorted(by_name.items())
    ]
