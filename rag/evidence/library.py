"""An open index to what every question needs of it again and again: texts, headlines, read passages, what was searched.

One library is kept for an index while its revision lasts; deciding anything is left to the other modules.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rag.ports import Index
from rag.types import Article, ArticleCard, Passage, Person, Searched, Span, Statement
from rag.words import sentences, spellings, stem, stems

JOINED = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*")
_KEPT = 4_000  # read passages and articles kept at most, oldest out first


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The stems around a statement, ring by ring."""

    content: frozenset[str]
    sentence: frozenset[str]
    beside: frozenset[str]  # what the same speaker says next to it in the same sentence
    nearby: frozenset[str]  # the sentences before and after it
    headline: frozenset[str]


@dataclass(frozen=True, slots=True)
class Read:
    """A passage as ranking reads it."""

    sentences: tuple[Span, ...]  # characters of the article
    stems: tuple[str, ...]  # of every word, stop words too
    written: tuple[str, ...]  # the words as they stand
    starts: tuple[int, ...]  # for each sentence, the number of its first word


class Library:
    """What is kept of one revision of an index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._read: OrderedDict[str, Read] = OrderedDict()
        self._articles: OrderedDict[str, Article] = OrderedDict()
        self._sentences: OrderedDict[str, list[Span]] = OrderedDict()

    def article(self, article_id: str) -> Article:
        """An article, from memory when it was read lately."""
        kept = self._articles.get(article_id)
        if kept is None:
            kept = self._articles[article_id] = self.index.article(article_id)
            if len(self._articles) > _KEPT // 4:
                self._articles.popitem(last=False)
        return kept

    def read(self, passage: Passage) -> Read:
        """The passage's sentences and words."""
        kept = self._read.get(passage.id)
        if kept is None:
            kept = self._read[passage.id] = _read(self.article(passage.article_id).text, passage.span)
            if len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return kept

    def sentences(self, article_id: str) -> list[Span]:
        """The sentences of an article, in order."""
        kept = self._sentences.get(article_id)
        if kept is None:
            kept = self._sentences[article_id] = sentences(self.article(article_id).text)
            if len(self._sentences) > _KEPT // 4:
                self._sentences.popitem(last=False)
        return kept

    @cached_property
    def cards(self) -> dict[str, ArticleCard]:
        """Every article's card by id."""
        return {card.id: card for card in self.index.cards()}

    @cached_property
    def around(self) -> dict[str, Surroundings]:
        """The words around statements by statement id, filled by `rag.evidence.surroundings`."""
        return {}

    @cached_property
    def headlines(self) -> dict[str, frozenset[str]]:
        """The stems of every headline by article id, filled as they are asked for."""
        return {}

    def headline(self, article_id: str) -> frozenset[str]:
        """The stems of an article's headline; empty when it has none."""
        kept = self.headlines.get(article_id)
        if kept is None:
            card = self.cards.get(article_id)
            kept = self.headlines[article_id] = frozenset(stems(card.headline or "")) if card else frozenset()
        return kept

    def day(self, article_id: str) -> date | None:
        """The day an article was published; None: not known to the day."""
        card = self.cards.get(article_id)
        return _day(card.published) if card else None

    @cached_property
    def passages(self) -> int:
        """How many passages there are."""
        return self.index.status().passages

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Every source."""
        return tuple(self.index.people())

    @cached_property
    def searched(self) -> Searched:
        """What a question is answered from."""
        days = [day for card in self.cards.values() if (day := _day(card.published))]
        outlets = sorted({card.outlet for card in self.cards.values() if card.outlet})
        return Searched(
            len(self.cards),
            sum(card.statements for card in self.cards.values()),
            tuple(outlets),
            min(days, default=None),
            max(days, default=None),
        )

    def in_order(self, statements: list[Statement]) -> list[Statement]:
        """Statements oldest first where days are known, then by the article's path, then by position."""
        return sorted(
            statements, key=lambda s: (self._when(s), self.cards[s.article_id].path, s.content[0].start, s.id)
        )

    def _when(self, statement: Statement) -> str:
        card = self.cards[statement.article_id]
        return card.published or "9999"


def _read(text: str, span: Span) -> Read:
    piece = span.of(text)
    spans: list[Span] = []
    written: list[str] = []
    starts: list[int] = []
    for sentence in sentences(piece):
        spans.append(Span(span.start + sentence.start, span.start + sentence.end))
        starts.append(len(written))
        written.extend(spellings(sentence.of(piece)))
    return Read(tuple(spans), tuple(map(stem, written)), tuple(written), tuple(starts))


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published) if published and len(published) == 10 else None


def is_joint(name: str) -> bool:
    """Whether a name is that of several: "Ada Okafor and Tove Lindqvist"."""
    return bool(JOINED.search(name))


_open: OrderedDict[tuple[int, str], Library] = OrderedDict()


def library_of(index: Index) -> Library:
    """The library of an index at its present revision; the two used last are kept."""
    key = (id(index), index.revision)
    if key not in _open:
        _open[key] = Library(index)
        while len(_open) > 2:
            _open.popitem(last=False)
    _open.move_to_end(key)
    return _open[key]
