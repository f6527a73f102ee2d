"""A topic and the statements of a speaker to those that are on it, by words, their surroundings and meaning.

Whose statements are weighed is left to `rag.evidence.speech`.
"""

from __future__ import annotations

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
CLOSE_RINGS = (1.0, 0.86, 0.1, 0.1)  # where everybody is asked, not one speaker
ON_TOPIC = 0.5  # words and meaning together
NEAR = 0.5  # cosine from which likeness adds to words
BY_MEANING = 0.3  # the same where no words are enough; 0.5 alone is then enough
ALIKE = 0.8  # of the best statement's score, what the others need


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
    meaning = [0.0] * len(statements)
    try:
        if statements and wanted.words:
            meaning = library.index.likeness(topic, [s.id for s in statements])
    except VectorsUnavailableError:
        notes.append(NO_VECTORS)
    for beside_words in (True, False):
        scored = [OnTopic(s, _sum(w, m, beside_words)) for s, w, m in zip(statements, words, meaning, strict=True)]
        best = max((o.score for o in scored), default=0.0)
        if best >= ON_TOPIC:
            passed = [o for o in scored if o.score >= max(ON_TOPIC, ALIKE * best)]
            return sorted(passed, key=lambda o: (-o.score, o.statement.id)), notes
    return [], notes


def _by_words(
    stems: Sequence[str], weights: Sequence[float], statement: Statement, library: Library, counted: Sequence[float]
) -> float:
    rings = around(statement, library)
    total = 0.0
    for wanted, weight in zip(stems, weights, strict=True):
        near = (rings.content, rings.sentence, rings.nearby, rings.headline)
        total += weight * max(counts * held(wanted, there) for counts, there in zip(counted, near, strict=True))
    return total


def _sum(words: float, meaning: float, beside_words: bool) -> float:
    if beside_words:
        likeness = max(0.0, meaning - NEAR) / (1 - NEAR)
    else:
        likeness = max(0.0, meaning - BY_MEANING) * ON_TOPIC / (0.5 - BY_MEANING)
    return round(min(1.0, words + likeness), 6)
