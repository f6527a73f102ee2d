"""Ranked passages to the one or two sentences in them that answer a plain question.

Which passages come first is `rag.evidence.ranking`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass

from rag.evidence.library import Library, Read
from rag.evidence.likening import share
from rag.evidence.ranking import Ranked, Ranking
from rag.evidence.wanted import Expected, Wanted, answers_kind
from rag.types import Span
from rag.words import fold

_PASSAGES = 6
_LEANING = frozenset("he she it they this that these those his her its their but and however instead".split())


@dataclass(frozen=True, slots=True)
class _Scored:
    article_id: str
    span: Span
    score: float
    number: int  # of the sentence in its passage
    read: Read


def answering(ranking: Ranking, library: Library, limit: int = 3) -> tuple[tuple[str, Span], ...]:
    """Sentences best first, each (article id, span); a sentence that leans on the one before brings it along."""
    found: dict[tuple[str, Span], _Scored] = {}
    for place, ranked in enumerate(ranking.passages[:_PASSAGES]):
        for scored in _of_passage(ranked, place, ranking.wanted, library):
            key = scored.article_id, scored.span
            if key not in found or found[key].score < scored.score:
                found[key] = scored
    order = sorted(found.values(), key=lambda s: (-s.score, s.article_id, s.span))
    if not order:
        return ()
    best = order[0]
    told = [(best.article_id, best.span)]
    if best.number and fold(best.read.written[best.read.starts[best.number]]) in _LEANING:
        told.append((best.article_id, best.read.sentences[best.number - 1]))
    said = {fold_words(best)}
    for other in order[1:]:
        if len(told) >= limit or other.score < 0.8 * best.score:
            break
        if fold_words(other) not in said and (other.article_id, other.span) not in told:
            said.add(fold_words(other))
            told.append((other.article_id, other.span))
    return tuple(told)


def fold_words(scored: _Scored) -> tuple[str, ...]:
    """The stems of a sentence, by which a repeated one is known."""
    return _words_of(scored.read, scored.number, scored.read.stems)


def _words_of(read: Read, number: int, words: tuple[str, ...]) -> tuple[str, ...]:
    last = read.starts[number + 1] if number + 1 < len(read.starts) else len(words)
    return words[read.starts[number] : last]


def _of_passage(ranked: Ranked, place: int, wanted: Wanted, library: Library) -> list[_Scored]:
    read = library.read(ranked.passage)
    headline = library.headline(ranked.passage.article_id)
    scored = []
    for i, span in enumerate(read.sentences):
        stems, written = _words_of(read, i, read.stems), _words_of(read, i, read.written)
        before = _words_of(read, i - 1, read.stems) if i else ()
        own = share(wanted.stems, wanted.weights, set(stems))
        near = share(wanted.stems, wanted.weights, {*stems, *before, *headline})
        kind = answers_kind(written, wanted.all_stems, wanted.expected)
        score = 0.6 * own + 0.4 * near + KIND.get(wanted.expected, 0.15) * kind - 0.04 * place + 0.2 * ranked.score
        scored.append(
            _Scored(ranked.passage.article_id, span, round(score - (0.3 if len(written) < 4 else 0), 6), i, read)
        )
    return scored


KIND = {Expected.AMOUNT: 0.3, Expected.TIME: 0.3, Expected.VERDICT: 0.0, Expected.ANYTHING: 0.0}
