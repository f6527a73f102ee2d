"""A large index to small ones: a few of its articles, as if nothing else had been indexed.

Which question is asked of them, and what it teaches, is left to `training.ranker`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from rag.evidence.library import Library
from rag.evidence.wanted import want
from rag.ports import Index
from rag.types import ArticleCard, Hit, IndexStatus
from rag.words import stem, stems

SIZES = (5, 8, 12, 20, 35, 50)


class Few:
    """An index of some of another one's articles."""

    def __init__(self, index: Index, article_ids: frozenset[str]) -> None:
        self._index, self._ids = index, article_ids
        self._holding: Counter[str] = Counter()
        self._passages = 0
        for article_id in sorted(article_ids):
            text = index.article(article_id).text
            for passage in index.passages_of(article_id):
                self._passages += 1
                self._holding.update(set(stems(passage.span.of(text))))

    def __getattr__(self, name: str) -> object:
        return getattr(self._index, name)

    def cards(self) -> Sequence[ArticleCard]:
        """Those of the articles kept."""
        return [card for card in self._index.cards() if card.id in self._ids]

    def status(self) -> IndexStatus:
        """The passages counted anew."""
        return replace(self._index.status(), passages=self._passages)

    def rarity(self, words: Sequence[str]) -> list[float]:
        """Inverse document frequency among the passages kept."""
        counts = (self._holding[stem(word)] for word in words)
        return [math.log(1 + (self._passages - n + 0.5) / (n + 0.5)) for n in counts]

    def search_words(
        self, words: Sequence[str], limit: int, *, article_ids: frozenset[str] | None = None
    ) -> Sequence[Hit]:
        """As the large index, in these articles."""
        return self._index.search_words(words, limit, article_ids=self._ids)

    def search_vectors(self, text: str, limit: int, *, article_ids: frozenset[str] | None = None) -> Sequence[Hit]:
        """As the large index, in these articles."""
        return self._index.search_vectors(text, limit, article_ids=self._ids)


class Drawer:
    """Draws the articles of a small collection, always the same for the same question."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._all = sorted(library.cards)
        self._by_path = {card.path: card.id for card in library.cards.values()}

    def articles(self, row: dict[str, object], *, near: bool, kept: bool) -> frozenset[str]:
        """5 to 50 articles, of the question's subject (`near`) or any, with one that answers (`kept`) or with none.

        What merely holds the words of the answer is left out: it may answer, or it may not.
        """
        relevant, holding = (
            [self._by_path[path] for path in row.get(name) or () if path in self._by_path]  # type: ignore[attr-defined]
            for name in ("relevant_ids", "has_answer_ids")
        )
        left_out = {*relevant, *holding}
        seed = f"{row['id']} {near} {kept}"
        size = SIZES[_drawn(seed, "size") % len(SIZES)]
        others = self._about(str(row["question"]), 3 * size) if near else self._all
        order = sorted((key for key in others if key not in left_out), key=lambda key: _drawn(seed, key))
        return frozenset([*relevant[: 1 if kept else 0], *order[: size - 1]])

    def _about(self, question: str, limit: int) -> list[str]:
        hits = self._library.index.search_words(want(question, self._library).words, 4 * limit)
        passages = self._library.index.passages([hit.id for hit in hits])
        return list(dict.fromkeys(passage.article_id for passage in passages))[:limit]


def _drawn(seed: str, key: str) -> int:
    return int.from_bytes(sha256(f"{seed} {key}".encode()).digest()[:8], "big")
