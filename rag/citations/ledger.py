"""Spans of articles to numbered citations, the only place that makes one: by slicing the article, never from a claim.

Whether a span may be cited is decided by its callers in this room.
"""

from __future__ import annotations

import re

from rag.errors import NoSuchArticleError
from rag.ports import Index
from rag.types import Article, Citation, Findings, Passage, Span, Statement


def cut(article: Article, span: Span, statement: Statement | None) -> Citation:
    """The citation of a span, its words sliced from the article; `statement` None: a passage."""
    if statement is None:
        return Citation(article.id, span, span.of(article.text))
    return Citation(
        article.id, span, span.of(article.text), statement.speaker, statement.id, statement.mode, statement.cue
    )


class Ledger:
    """The citations of one answer, numbered from 1 by first appearance, one number a span and statement."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, Span, str | None], int] = {}
        self._citations: list[Citation] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All so far; number n is at n - 1."""
        return tuple(self._citations)

    def enter(self, citation: Citation) -> int:
        """The number in this answer: the same words by two people, one within the other's, are two."""
        key = (citation.article_id, citation.span, citation.statement_id)
        if key not in self._numbers:
            self._citations.append(citation)
            self._numbers[key] = len(self._citations)
        return self._numbers[key]


class Sources:
    """What evidence ids stand for: statements and passages, first of the findings, then of the index."""

    def __init__(self, findings: Findings, index: Index) -> None:
        self._index = index
        self._statements = {s.id: s for e in findings.evidence for s in e.statements}
        self._statements |= {s.id: s for s in findings.statements}
        self._passages = {e.passage.id: e.passage for e in findings.evidence}
        self._articles: dict[str, Article] = {}

    def article(self, article_id: str) -> Article:
        """The article by id, read once."""
        if article_id not in self._articles:
            self._articles[article_id] = self._index.article(article_id)
        return self._articles[article_id]

    def statements_of(self, article_id: str) -> list[Statement]:
        """Every statement of the article, by position."""
        return list(self._index.statements_of(article_id))

    def passages_of(self, article_id: str) -> list[Passage]:
        """Every passage of the article, by position."""
        return list(self._index.passages_of(article_id))

    def known_statements(self) -> list[Statement]:
        """The statements among the findings."""
        return list(self._statements.values())

    def find(self, evidence_id: str | None) -> Statement | Passage | None:
        """The statement or passage of that id; None when there is none."""
        if evidence_id is None:
            return None
        known = self._statements.get(evidence_id) or self._passages.get(evidence_id)
        if known is not None:
            return known
        article_id = re.split("[:/]", evidence_id, maxsplit=1)[0]
        try:
            rows: list[Statement | Passage] = [
                *self._index.statements_of(article_id),
                *self._index.passages_of(article_id),
            ]
        except (NoSuchArticleError, KeyError):
            return None
        return next((row for row in rows if row.id == evidence_id), None)
