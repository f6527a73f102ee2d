"""What the rooms need from outside themselves, as Protocols: the index, the embedder, the extractor.

The real parts are chosen in `rag.pipeline`; tests bring small ones of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rag.types import (
    Article,
    ArticleCard,
    Extraction,
    Hit,
    IndexStatus,
    Passage,
    Person,
    Progress,
    Statement,
)

Vectors = NDArray[np.float32]
OnProgress = Callable[[Progress], None]


class Embedder(Protocol):
    """Texts to unit vectors."""

    @property
    def name(self) -> str:
        """What built a vector: vectors of different names are never mixed."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimensions), in the order of the texts."""
        ...


class Extractor(Protocol):
    """Articles to statements and passages."""

    @property
    def name(self) -> str:
        """What extracted: an index built by another extractor is built again."""
        ...

    @property
    def space(self) -> str | None:
        """The embedder to whose vectors those of its extractions are alike, by name; None: they bring none."""
        ...

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One extraction an article, in order, as they come; what was opened for many is given back at the end."""
        ...


class Index(Protocol):
    """The read side of a published index: one revision, unchanged while it is open."""

    @property
    def revision(self) -> str:
        """Changes whenever what can be found changes."""
        ...

    def status(self) -> IndexStatus:
        """Counts and known problems."""
        ...

    def cards(self) -> Sequence[ArticleCard]:
        """Every article without its text, ordered by date (unknown last) and path."""
        ...

    def article(self, key: str) -> Article:
        """By id or by path; NoSuchArticleError names near misses."""
        ...

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """In the order of the ids."""
        ...

    def passages_of(self, article_id: str) -> Sequence[Passage]:
        """Ordered by position."""
        ...

    def statements(self, ids: Sequence[str]) -> list[Statement]:
        """In the order of the ids."""
        ...

    def statements_of(self, article_id: str) -> Sequence[Statement]:
        """Ordered by position."""
        ...

    def people(self) -> Sequence[Person]:
        """Every source with at least one statement, most statements first."""
        ...

    def naming(self, words: Sequence[str], limit: int = 20) -> Sequence[str]:
        """Ids of articles in whose text these words stand next to each other (a name, a phrase), folded."""
        ...

    def search_words(
        self, words: Sequence[str], limit: int, *, article_ids: frozenset[str] | None = None
    ) -> Sequence[Hit]:
        """Passages by BM25 over stemmed words, best first; `article_ids` narrows the search, None: all."""
        ...

    def search_vectors(self, text: str, limit: int, *, article_ids: frozenset[str] | None = None) -> Sequence[Hit]:
        """Passages by cosine, best first; VectorsUnavailableError when there are none to search."""
        ...

    def rarity(self, words: Sequence[str]) -> list[float]:
        """Inverse document frequency of each word over passages (natural logarithm; unseen words get the largest)."""
        ...

    def likeness(self, text: str, statement_ids: Sequence[str]) -> list[float]:
        """Cosine of the text with each statement's content; VectorsUnavailableError as above."""
        ...

    def compare(self, text: str, others: Sequence[str]) -> list[float]:
        """Cosine of the text with each of the others; VectorsUnavailableError as above."""
        ...

    def between(self, since: date | None, until: date | None, outlet: str | None = None) -> frozenset[str]:
        """Ids of articles published in these days (inclusive; None: open) by this outlet (None: any)."""
        ...
