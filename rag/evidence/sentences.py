"""Ranked passages to the one or two sentences in them that answer a plain question, and the chance that they do.

Which passages come first is `rag.evidence.ranking`'s business, what is seen in a sentence `rag.evidence.bearing`'s.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from rag.evidence.bearing import Asked, Bearing, bearings, part
from rag.evidence.library import Library, Read
from rag.evidence.ranking import Ranking
from rag.evidence.wanted import FIGURES, Wanted
from rag.types import Span
from rag.words import fold, stems

_PASSAGES = 6
_CLOSE = 0.5  # below the best by no more than this, another sentence is told as well
_LEANING = frozenset("he she it they this that these those his her its their but and however instead".split())

# "What did the board do after the strike?": what an article tells of the strike, its next sentence answers.
_THEN = re.compile(
    r"\b(?:what|how) (?:did|has|have|was|were) .*\b(?:do|done|react(?:ed)?|respond(?:ed)?|repl(?:y|ied)|retaliated?)"
    r" (?:to|after|when|once|following)\b|\bwhat happened (?:after|when|once|following|next)\b"
)
_REACTS = frozenset(stems("react reaction respond response reply retaliate answer"))

# Told from the sentences that answer the questions the ranker was trained on (listwise softmax) and rounded; the lead,
# headings and other names were set by short questions over small collections, which have no such lead.
_OWN, _AROUND, _KIND, _FIGURE, _ORDER, _BESIDE = 2.2, 1.4, 2.0, 2.5, 0.3, 1.2
_PLACE, _PASSAGE, _SHORT, _ASKS, _HEADING, _OTHER_NAME, _LEAD, _TURN = -0.2, 1.6, -1.1, -1.0, -3.0, -1.0, 0.7, 0.5

# What one sentence says of a short question: its names, its other words and the kind of answer must all be there. Names
# weigh most, for the right people and the wrong country are the nearest miss. Told from 190 short questions over two
# collections of five articles, 77 of them near misses (logistic regression), and rounded.
_RANKED, _NAMES, _OTHERS, _ANSWERS, _CLOSE_BY, _SWAPPED, _BIAS = 0.3, 4.2, 2.4, 3.5, 1.4, -3.5, -9.1
_SHORT_QUESTION, _LONG_QUESTION = 6, 9  # words: a long one tells a story that no single sentence repeats


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences, each (article id, span), in the order to be told, and the chance that they answer, 0 to 1."""

    sentences: tuple[tuple[str, Span], ...]
    chance: float


@dataclass(frozen=True, slots=True)
class _Scored:
    article_id: str
    span: Span
    score: float
    number: int  # of the sentence in its passage
    read: Read
    bearing: Bearing
    leans: bool  # it cannot be understood without the one before

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of its words, by which a repeated sentence is known."""
        return part(self.read, self.number, self.read.stems)


def answering(question: str, ranking: Ranking, library: Library, limit: int = 3) -> Told:
    """The sentences that answer best; one that leans on the sentence before is told behind it."""
    order = _with_what_came_of_it(question, _in_order(question, ranking, library))
    told: list[tuple[str, Span]] = []
    said: set[tuple[str, ...]] = set()
    for scored in order:
        if len(told) >= limit or scored.score < order[0].score - _CLOSE:
            break
        if scored.stems in said or (scored.article_id, scored.span) in told:
            continue
        said.add(scored.stems)
        before = (scored.article_id, scored.read.sentences[scored.number - 1])
        if scored.leans and before not in told:
            told.append(before)
        told.append((scored.article_id, scored.span))
    return Told(tuple(told), _chance(ranking, order[0].bearing) if order else 0.0)


def _with_what_came_of_it(question: str, order: list[_Scored]) -> list[_Scored]:
    """The order with the sentence behind the best one second, where the question asks what followed on something."""
    if not order or not _THEN.search(fold(question)) or not _REACTS.isdisjoint(order[0].stems):
        return order
    best = order[0]
    for one in order[1:]:
        behind = one.article_id == best.article_id and one.span in best.read.sentences[best.number + 1 :][:1]
        if behind and not one.bearing.heading and (one.leans or one.bearing.names):
            return [best, replace(one, score=best.score), *(other for other in order[1:] if other is not one)]
    return order


def _in_order(question: str, ranking: Ranking, library: Library) -> list[_Scored]:
    """The sentences of the first passages, best first, each once."""
    passages = ranking.passages[:_PASSAGES]
    asked = Asked.of(question, ranking.wanted, [library.read(ranked.passage) for ranked in passages])
    found: dict[tuple[str, Span], _Scored] = {}
    for place, ranked in enumerate(passages):
        read, article_id = library.read(ranked.passage), ranked.passage.article_id
        for number, bearing in enumerate(bearings(asked, ranked, library)):
            span = read.sentences[number]
            score = round(_weigh(bearing, ranking.wanted) + _PLACE * place + _PASSAGE * ranked.score, 6)
            if (article_id, span) not in found or found[article_id, span].score < score:
                leans = _leans(number, read, bearing, asked)
                found[article_id, span] = _Scored(article_id, span, score, number, read, bearing, leans)
    return sorted(found.values(), key=lambda s: (-s.score, s.article_id, s.span))


def _leans(number: int, read: Read, bearing: Bearing, asked: Asked) -> bool:
    """Whether a sentence opens with a pronoun, or the one before has the name that it is about."""
    first = part(read, number, read.written)[:1]
    if number == 0 or not first:
        return False
    about = frozenset(asked.wanted.stems[i] for i in asked.names).intersection(part(read, number - 1, read.stems))
    return fold(first[0]) in _LEANING or (bearing.names == 0 and bool(about))


def _weigh(bearing: Bearing, wanted: Wanted) -> float:
    return (
        _OWN * bearing.own
        + _AROUND * bearing.around
        + (_FIGURE if wanted.expected in FIGURES else _KIND) * bearing.kind
        + _ORDER * bearing.order
        + _BESIDE * bearing.beside
        + _SHORT * bearing.short
        + _ASKS * bearing.asks
        + _HEADING * bearing.heading
        + _OTHER_NAME * bearing.swapped
        + _LEAD * bearing.lead
        + _TURN * bearing.turn
    )


def _chance(ranking: Ranking, best: Bearing) -> float:
    """For a long question what the passages say, for a short one what the best sentence does (logistic)."""
    passages = min(0.9975, max(0.0025, ranking.confidence))
    ranked = math.log(passages / (1 - passages))
    told = (
        _RANKED * ranked
        + _NAMES * best.names_around
        + _OTHERS * best.others
        + _ANSWERS * best.kind
        + _CLOSE_BY * best.beside
        + _SWAPPED * best.swapped
        + _BIAS
    )
    length = len(ranking.wanted.stems) or _LONG_QUESTION  # of nothing but stop words: no sentence can lack any
    short = min(1.0, max(0.0, (_LONG_QUESTION - length) / (_LONG_QUESTION - _SHORT_QUESTION)))
    return round(1 / (1 + math.exp(-(short * told + (1 - short) * ranked))), 6)
