"""What is told of an index, and of a run that builds it."""

from __future__ import annotations

from dataclasses import dataclass

from rag.types.articles import Problem


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article without its text, for lists."""

    id: str
    path: str
    headline: str | None
    outlet: str | None
    author: str | None
    published: str | None
    characters: int
    statements: int


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """The health of an index in figures."""

    revision: str
    articles: int
    statements: int
    passages: int
    vectors: int  # passages with a vector in the published generation
    embedder: str | None  # None: no vectors were built
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long piece of work is."""

    stage: str  # "reading", "statements", "publishing", "vectors"
    done: int
    total: int | None = None  # None: not known yet


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one indexing run did."""

    added: int
    changed: int
    removed: int
    unchanged: int
    problems: tuple[Problem, ...]
    status: IndexStatus
