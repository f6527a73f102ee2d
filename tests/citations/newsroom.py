"""A small index in memory over a few articles of invented places, with statements marked inside the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from math import log

from rag.errors import NoSuchArticleError, VectorsUnavailableError
from rag.types import (
    Article,
    ArticleCard,
    Hit,
    IndexStatus,
    Known,
    Mode,
    Origin,
    Passage,
    Person,
    Span,
    Statement,
)
from rag.words import fold, phrase_spans, stems

_MODES = {"d": Mode.DIRECT, "x": Mode.MIXED, "i": Mode.INDIRECT}


def article(name: str, marked: str, speakers: Sequence[str | None], **known: str) -> tuple[Article, list[Statement]]:
    """One article: `[d1:“Words.”] [m:Reyes] [c:said]`: d, x, i content, m mention, c cue, by statement."""
    text, spans = _unmarked(marked)
    made = Article(
        id=name,
        path=f"{name}.txt",
        text=text,
        **{key: Known(value, Origin.METADATA) for key, value in known.items()},  # type: ignore[arg-type]
    )
    statements: list[Statement] = []
    for number, speaker in enumerate(speakers, 1):
        content = tuple(span for kind, which, span in spans if which == number and kind in _MODES)
        kind = next(kind for kind, which, _ in spans if which == number and kind in _MODES)
        mention = next((span for k, which, span in spans if k == "m" and which == number), None)
        cue = next((span for k, which, span in spans if k == "c" and which == number), None)
        statements.append(
            Statement(f"{made.id}:{content[0].start}", made.id, _MODES[kind], content, cue, mention, speaker)
        )
    return made, statements


def _unmarked(marked: str) -> tuple[str, list[tuple[str, int, Span]]]:
    text, spans, at = "", [], 0
    opened: list[tuple[str, int, int]] = []
    for match in re.finditer(r"\[(?P<kind>[dximc])(?P<number>\d):|\]", marked):
        text += marked[at : match.start()]
        at = match.end()
        if match.group("kind"):
            opened.append((match.group("kind"), int(match.group("number")), len(text)))
        elif opened:
            kind, number, start = opened.pop()
            spans.append((kind, number, Span(start, len(text))))
        else:
            text += "]"
    return text + marked[at:], spans


class Newsroom:
    """The read side of an index over articles held in memory: exact, slow, and enough for tests."""

    revision = "test"

    def __init__(self, *written: tuple[Article, list[Statement]]) -> None:
        self.articles = {made.id: made for made, _ in written}
        self.said = {made.id: sorted(statements, key=lambda s: s.span) for made, statements in written}
        self.parts = {made.id: self._paragraphs(made) for made, _ in written}
        self._folded = {made.id: " ".join(fold(made.text).split()) for made, _ in written}
        self._stems: dict[str, set[str]] = {}

    def _paragraphs(self, made: Article) -> list[Passage]:
        found = []
        for match in re.finditer(r"[^\n](?:.|\n(?!\n))*", made.text):
            span = Span(*match.span())
            held = tuple(s.id for s in self.said[made.id] if span.covers(s.span))
            found.append(Passage(f"{made.id}/{span.start}-{span.end}", made.id, span, held))
        return found

    def status(self) -> IndexStatus:
        return IndexStatus("test", len(self.articles), 0, 0, 0, None)

    def cards(self) -> Sequence[ArticleCard]:
        return [ArticleCard(a.id, a.path, None, None, None, None, len(a.text), 0) for a in self.articles.values()]

    def article(self, key: str) -> Article:
        for made in self.articles.values():
            if key in (made.id, made.path):
                return made
        raise NoSuchArticleError(f"No article {key}.")

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        known = {p.id: p for parts in self.parts.values() for p in parts}
        return [known[one] for one in ids]

    def passages_of(self, article_id: str) -> Sequence[Passage]:
        return self.parts[self.article(article_id).id]

    def statements(self, ids: Sequence[str]) -> list[Statement]:
        known = {s.id: s for said in self.said.values() for s in said}
        return [known[one] for one in ids]

    def statements_of(self, article_id: str) -> Sequence[Statement]:
        return self.said[self.article(article_id).id]

    def people(self) -> Sequence[Person]:
        by: dict[str, list[str]] = {}
        for said in self.said.values():
            for statement in said:
                if statement.speaker:
                    by.setdefault(statement.speaker, []).append(statement.id)
        return [Person(fold(name).replace(" ", "-"), name, (), (), tuple(ids)) for name, ids in by.items()]

    def naming(self, words: Sequence[str], limit: int = 20) -> Sequence[str]:
        phrase = " ".join(fold(" ".join(words)).split())
        maybe = [self.articles[one] for one, text in self._folded.items() if phrase in text]
        return [a.id for a in maybe if any(phrase_spans(a.text, phrase))][:limit]

    def _stems_of(self, passage: Passage) -> set[str]:
        if passage.id not in self._stems:
            self._stems[passage.id] = set(stems(passage.span.of(self.articles[passage.article_id].text)))
        return self._stems[passage.id]

    def search_words(
        self, words: Sequence[str], limit: int, *, article_ids: frozenset[str] | None = None
    ) -> Sequence[Hit]:
        wanted = set(stems(" ".join(words)))
        hits = [
            Hit(p.id, float(len(wanted & self._stems_of(p))))
            for parts in self.parts.values()
            for p in parts
            if article_ids is None or p.article_id in article_ids
        ]
        return sorted((h for h in hits if h.score), key=lambda h: (-h.score, h.id))[:limit]

    def search_vectors(self, text: str, limit: int, *, article_ids: frozenset[str] | None = None) -> Sequence[Hit]:
        raise VectorsUnavailableError("No vectors in a test.")

    def rarity(self, words: Sequence[str]) -> list[float]:
        passages = [self._stems_of(p) for parts in self.parts.values() for p in parts]
        return [
            log((len(passages) + 1) / (1 + sum(bool(set(stems(word)) & held) for held in passages))) for word in words
        ]

    def likeness(self, text: str, statement_ids: Sequence[str]) -> list[float]:
        raise VectorsUnavailableError("No vectors in a test.")

    def compare(self, text: str, others: Sequence[str]) -> list[float]:
        raise VectorsUnavailableError("No vectors in a test.")

    def between(self, since: date | None, until: date | None, outlet: str | None = None) -> frozenset[str]:
        return frozenset(self.articles)
