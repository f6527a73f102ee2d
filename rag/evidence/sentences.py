"""Ranked passages to the one or two sentences in them that answer a plain question.

Which passages come first is `rag.evidence.ranking`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from rag.evidence.library import Library, Read
from rag.evidence.likening import share
from rag.evidence.ranking import Ranked, Ranking
from rag.evidence.wanted import FIGURES, Wanted, answers_of_kind
from rag.types import Span
from rag.words import fold

_PASSAGES = 6
_CLOSE = 0.5  # below the best by no more than this, another sentence is told as well
_LEANING = frozenset("he she it they this that these those his her its their but and however instead".split())

# Told from the sentences that answer the questions the ranker was trained on; rounded, the lead held back because
# small collections have no such lead.
_OWN, _AROUND, _FOCUS, _KIND, _ANSWERS, _PAIRS = 3.5, 0.5, 0.5, 0.7, 0.8, 0.65
_PLACE, _PASSAGE, _SHORT, _QUESTION, _LEAD = -0.25, 2.0, -0.85, -0.85, 0.8


@dataclass(frozen=True, slots=True)
class _Scored:
    article_id: str
    span: Span
    score: float
    number: int  # of the sentence in its passage
    read: Read

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of its words, by which a repeated sentence is known."""
        return _part(self.read, self.number, self.read.stems)

    @property
    def leans(self) -> bool:
        """Whether it cannot be understood without the one before."""
        first = _part(self.read, self.number, self.read.written)[:1]
        return bool(self.number and first and fold(first[0]) in _LEANING)


def answering(ranking: Ranking, library: Library, limit: int = 3) -> tuple[tuple[str, Span], ...]:
    """Sentences best first, each (article id, span); one that leans on the sentence before brings it along."""
    found: dict[tuple[str, Span], _Scored] = {}
    for place, ranked in enumerate(ranking.passages[:_PASSAGES]):
        for scored in _of_passage(ranked, place, ranking.wanted, library):
            key = scored.article_id, scored.span
            if key not in found or found[key].score < scored.score:
                found[key] = scored
    order = sorted(found.values(), key=lambda s: (-s.score, s.article_id, s.span))
    told: list[tuple[str, Span]] = []
    said: set[tuple[str, ...]] = set()
    for scored in order:
        if len(told) >= limit or scored.score < order[0].score - _CLOSE:
            break
        if scored.stems in said or (scored.article_id, scored.span) in told:
            continue
        said.add(scored.stems)
        told.append((scored.article_id, scored.span))
        before = (scored.article_id, scored.read.sentences[scored.number - 1])
        if scored.leans and before not in told and len(told) < limit:
            told.append(before)
    return tuple(told)


def _of_passage(ranked: Ranked, place: int, wanted: Wanted, library: Library) -> list[_Scored]:
    read = library.read(ranked.passage)
    headline = library.headline(ranked.passage.article_id)
    text = library.article(ranked.passage.article_id).text
    scored = []
    for i, span in enumerate(read.sentences):
        stems, written = _part(read, i, read.stems), _part(read, i, read.written)
        near = {*stems, *headline, *_part(read, i - 1, read.stems), *_part(read, i + 1, read.stems)}
        answers = answers_of_kind(written, wanted.all_stems, wanted.expected)
        pairs = sum(pair in wanted.pairs for pair in pairwise(stems))
        score = (
            _OWN * share(wanted.stems, wanted.weights, frozenset(stems))
            + _AROUND * share(wanted.stems, wanted.weights, near)
            + _FOCUS * (wanted.focus in stems)
            + _KIND * (answers > 0) * (2 if wanted.expected in FIGURES else 1)
            + _ANSWERS * min(3, answers) / 3
            + _PAIRS * pairs / max(1, len(wanted.pairs))
            + _PLACE * place
            + _PASSAGE * ranked.score
            + _SHORT * (len(written) < 6)
            + _QUESTION * text[: span.end].endswith("?")
            + _LEAD / (1 + span.start / 1000)
        )
        scored.append(_Scored(ranked.passage.article_id, span, round(score, 6), i, read))
    return scored


def _part(read: Read, number: int, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of one sentence; none when the passage has no such sentence."""
    if not 0 <= number < len(read.starts):
        return ()
    last = read.starts[number + 1] if number + 1 < len(read.starts) else len(words)
    return words[read.starts[number] : last]
