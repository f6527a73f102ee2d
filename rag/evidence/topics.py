"""A topic and the statements of a speaker to those that are on it, by words, their surroundings and meaning.

Whose statements are weighed is left to `rag.evidence.speech`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rag.errors import VectorsUnavailableError
from rag.evidence.library import Library
from rag.evidence.likening import held
from rag.evidence.searching import NO_VECTORS
from rag.evidence.surroundings import around
from rag.evidence.wanted import want
from rag.types import Statement

RINGS = (1.0, 0.86, 0.3, 0.15)  # what a word of the topic counts in the content, sentence, neighbours, headline
CLOSE_RINGS = (1.0, 0.6, 0.1, 0.1)  # where everybody is asked, not one speaker

# Told from questions on the topics of American political news and from topics nobody there spoke of: words enough by
# themselves, or meaning enough by itself, or some of both. The nearest of many statements is nearer by chance alone,
# so that meaning needs more where the speaker says more.
ENOUGH_WORDS, ENOUGH_WORDS_ALONE = 0.6, 0.5  # of the topic's weight; the second where there are no vectors
NO_MEANING = 0.1  # cosine of what has nothing to do with each other
ENOUGH_MEANING, FOR_EACH_DOUBLING = 0.34, 0.014  # cosine for one statement, and what every doubling of them adds
MOST_BY_MEANING = 1.5  # a statement hardly becomes more on the topic than that
ALIKE = 0.7  # of the best statement's score, what the others need


@dataclass(frozen=True, slots=True)
class OnTopic:
    """A statement with how much it is on the topic, 0..1."""

    statement: Statement
    score: float


def on_topic(
    topic: str, statements: Sequence[Statement], library: Library, rings: Sequence[float] = RINGS
) -> tuple[list[OnTopic], list[str]]:
    """The statements on a topic, best first, and notes; empty when none is."""
    wanted = want(topic, library)
    words = [_by_words(wanted.stems, wanted.weights, s, library, rings) for s in statements]
    notes: list[str] = []
    try:
        meaning = library.index.likeness(topic, [s.id for s in statements]) if statements and wanted.words else []
        scores = [_score(w, m, len(statements)) for w, m in zip(words, meaning, strict=bool(wanted.words))]
    except VectorsUnavailableError:
        notes.append(NO_VECTORS)
        scores = [round(w / ENOUGH_WORDS_ALONE, 6) for w in words]
    least = max(1.0, ALIKE * max(scores, default=0.0))
    passed = [OnTopic(s, min(1.0, score / 2)) for s, score in zip(statements, scores, strict=False) if score >= least]
    return sorted(passed, key=lambda o: (-o.score, o.statement.id)), notes


def _by_words(
    stems: Sequence[str], weights: Sequence[float], statement: Statement, library: Library, counted: Sequence[float]
) -> float:
    rings = around(statement, library)
    total = 0.0
    for wanted, weight in zip(stems, weights, strict=True):
        near = (rings.content, rings.sentence, rings.nearby, rings.headline)
        total += weight * max(counts * held(wanted, there) for counts, there in zip(counted, near, strict=True))
    return total


def _score(words: float, meaning: float, statements: int) -> float:
    """1 and above is on the topic."""
    enough = ENOUGH_MEANING + FOR_EACH_DOUBLING * math.log2(statements)
    likeness = max(0.0, meaning - NO_MEANING) / (enough - NO_MEANING)
    return round(words / ENOUGH_WORDS + min(MOST_BY_MEANING, likeness), 6)
