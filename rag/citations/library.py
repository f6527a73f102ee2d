"""A claim of a draft to the best that any article of an index says of it.

Finds candidate articles by the claim's words and by its speaker; how one article judges a claim is `placed`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from rag.citations.drafts import DraftSentence
from rag.citations.faithful import Support, added_figures, carried, content, same_polarity
from rag.citations.located import visible
from rag.citations.placed import Drafted, Placed, given, near, place
from rag.citations.quotations import BLANK, Quotation
from rag.citations.whose import Source, means
from rag.ports import Index
from rag.types import Article, Passage, Span, Statement, Verdict
from rag.words import words

_WINDOW = 6  # words of a claim that are looked up at once
_MOST_ARTICLES = 60
_MOST_PASSAGES = 8


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """One quotation (`quoted`) or clause in the draft's own words, with the source its sentence names for it."""

    sentence: DraftSentence
    words: Quotation
    source: Source | None  # None: the sentence names nobody for these words
    quoted: bool

    @property
    def around(self) -> bool:
        """Whether these are the draft's own words around a quotation."""
        return not self.quoted and BLANK in self.words.span.of(self.sentence.masked)

    def whose(self, spoke: str | None) -> str | None:
        """The source as named; a pronoun stands for whoever was named last."""
        if self.source is None:
            return spoke if self.sentence.bare else None
        return (spoke or self.source.phrase) if self.source.pronoun else self.source.phrase

    def drafted(self, whose: str | None) -> Drafted:
        """The claim as an article judges it."""
        beside = self.sentence.masked.replace(BLANK, " ")
        return Drafted(self.words, whose, self.sentence.text[: self.words.span.start], beside)


class Library:
    """Every article of an index, asked claim by claim."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._articles: dict[str, Article] = {}

    @cached_property
    def _people(self) -> list[tuple[str, frozenset[str]]]:
        return [(p.name, frozenset(one.split(":")[0] for one in p.statement_ids)) for p in self._index.people()]

    def knows(self, name: str) -> bool:
        """Whether anybody who speaks in the articles can be called so."""
        return any(means(name, person) for person, _ in self._people)

    def look_up(self, claim: DraftClaim, whose: str | None) -> Placed | None:
        """The best news for the claim from any article; None: nothing like it stands in them."""
        drafted = claim.drafted(whose)
        best: Placed | None = None
        for article in self._holding(claim.words.fragments[:1], whose):
            found = place(drafted, article, (Span(0, len(article.text)),), self._index.statements_of(article.id))
            if found and (best is None or found.rank < best.rank):
                best = found
            if best and best.verdict is Verdict.VERIFIED:
                return best
        if best is not None:
            return best
        passages = self._like(claim)
        closest = None if claim.around else self._closest(drafted, passages)
        return closest if claim.quoted or closest else self._retold(claim, whose, passages)

    def _article(self, article_id: str) -> Article:
        if article_id not in self._articles:
            self._articles[article_id] = self._index.article(article_id)
        return self._articles[article_id]

    def _holding(self, fragments: list[str], whose: str | None) -> Iterator[Article]:
        """Articles in which a run of the claim's words stands, those that quote its speaker first."""
        for fragment in fragments:
            row = visible(fragment).split()
            for start in dict.fromkeys((0, max(0, len(row) // 2 - _WINDOW // 2), max(0, len(row) - _WINDOW))):
                window = " ".join(row[start : start + _WINDOW]).strip(" ,.;:!?-–—").split()
                ids = self._index.naming(window, _MOST_ARTICLES) if window else ()
                if ids:
                    spoken = {a for name, held in self._people if whose and means(whose, name) for a in held}
                    yield from (self._article(one) for one in sorted(ids, key=lambda one: one not in spoken))
                    return

    def _like(self, claim: DraftClaim) -> list[Passage]:
        wanted = [word.text for word in words(claim.words.words)][:60]
        return self._index.passages([hit.id for hit in self._index.search_words(wanted, _MOST_PASSAGES)])

    def _closest(self, drafted: Drafted, passages: list[Passage]) -> Placed | None:
        found = []
        for passage in passages:
            article = self._article(passage.article_id)
            miss = near(drafted, article, (passage.span,), self._index.statements_of(article.id))
            if miss:
                found.append(miss)
        return max(found, key=lambda miss: (miss[0].verdict is Verdict.EDITED, miss[1]), default=(None, 0.0))[0]

    def _retold(self, claim: DraftClaim, whose: str | None, passages: list[Passage]) -> Placed | None:
        """The statement that a clause in the draft's own words retells, with the same figures and negations."""
        wanted = content(claim.words.words.replace(BLANK, " "))
        for passage in passages:
            article = self._article(passage.article_id)
            for statement in self._index.statements(passage.statement_ids):
                held = Support.of(statement.span.of(article.text))
                if sum(map(held.has_stem, wanted)) < 0.6 * len(wanted):
                    continue
                return self._bearing(claim, whose, article, statement)
        return None

    def _bearing(self, claim: DraftClaim, whose: str | None, article: Article, statement: Statement) -> Placed:
        said = statement.span.of(article.text)
        found = Placed(Verdict.EDITED, article, statement.content, statement, statement.speaker)
        if whose and not given(whose, article, statement.span, statement):
            return replace(found, verdict=Verdict.SOMEONE_ELSE if statement.speaker else Verdict.UNSUPPORTED)
        held = Support.of(said)
        kept = not added_figures(claim.words.words, held) and same_polarity(claim.words.words, said)
        longest = carried(claim.words.words, held)[2]
        return found if kept and longest < 3 else replace(found, verdict=Verdict.UNSUPPORTED)
