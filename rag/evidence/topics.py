"""A topic and the statements of a speaker to those that are on it, by words, their surroundings and meaning.

Whose statements are weighed is left to `rag.evidence.speech`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rag.errors import VectorsUnavailableError
from rag.evidence.library import Library
from rag.evidence.searching import NO_VECTORS
from rag.evidence.surroundings import around, briefly, sentence_of
from rag.evidence.synonyms import standing_for
from rag.evidence.wanted import want
from rag.types import Statement

# Told from questions on the topics of American political news and from topics nobody there spoke of: words enough by
# themselves, or meaning enough by itself, or some of both. The nearest of many statements is nearer by chance alone,
# so that meaning needs more where the speaker says more, and both need more where everybody is asked.
ENOUGH_WORDS_ALONE = 0.5  # of the topic's weight, where there are no vectors
NO_MEANING = 0.1  # cosine of what has nothing to do with each other
FOR_EACH_DOUBLING = 0.014  # cosine that every doubling of the statements adds to what is enough
MOST_BY_MEANING = 1.5  # a statement hardly becomes more on the topic than that
FRAMED = 0.4  # of the topic's weight: with less of it around a statement, its sentence is not read
_READ = 20  # sentences read at most


@dataclass(frozen=True, slots=True)
class Scale:
    """What counts how much for whom."""

    rings: tuple[float, float, float, float, float]  # a word in the content, sentence, beside it, nearby, headline
    words: float  # of the topic's weight, enough by themselves
    meaning: float  # cosine, enough by itself for one statement
    power: int  # 2: half of the words of a topic are a quarter of it
    alike: float  # of the best statement's score, what the others need
    sentences: bool  # whether whole sentences are compared where the topic stands in them and not in what was said


ONE_SPEAKER = Scale((1.0, 0.93, 0.65, 0.45, 0.2), 0.5, 0.34, 2, 0.75, False)
OF_FEW = Scale((1.0, 0.93, 0.8, 0.75, 0.2), 0.5, 0.34, 2, 0.75, False)  # of somebody who says little
FEW = 8  # statements of a speaker: "none" is worse than one that stands next to the words of the topic
EVERYBODY = Scale((1.0, 0.75, 0.1, 0.1, 0.1), 1.0, 0.4, 2, 0.65, True)


@dataclass(frozen=True, slots=True)
class OnTopic:
    """A statement with how much it is on the topic, 0..1."""

    statement: Statement
    score: float


def on_topic(
    topic: str, statements: Sequence[Statement], library: Library, scale: Scale = ONE_SPEAKER
) -> tuple[list[OnTopic], list[str]]:
    """The statements on a topic, best first, and notes; empty when none is."""
    wanted = want(briefly(topic), library)
    words = [_by_words(wanted.stems, wanted.weights, s, library, scale.rings) for s in statements]
    notes: list[str] = []
    try:
        meaning = library.index.likeness(topic, [s.id for s in statements]) if statements and wanted.words else []
        if scale.sentences:
            meaning = _by_sentence(topic, words, meaning, statements, library)
        scores = [_score(w, m, len(statements), scale) for w, m in zip(words, meaning, strict=bool(wanted.words))]
    except VectorsUnavailableError:
        notes.append(NO_VECTORS)
        scores = [round(w / ENOUGH_WORDS_ALONE, 6) for w in words]
    least = max(1.0, scale.alike * max(scores, default=0.0))
    passed = [OnTopic(s, min(1.0, score / 2)) for s, score in zip(statements, scores, strict=False) if score >= least]
    return sorted(passed, key=lambda o: (-o.score, o.statement.id)), notes


def _by_words(
    stems: Sequence[str], weights: Sequence[float], statement: Statement, library: Library, counted: Sequence[float]
) -> float:
    rings = around(statement, library)
    total = 0.0
    for wanted, weight in zip(stems, weights, strict=True):
        near = (rings.content, rings.sentence, rings.beside, rings.nearby, rings.headline)
        total += weight * max(counts * _held(wanted, there) for counts, there in zip(counted, near, strict=True))
    return total


def _held(wanted: str, there: frozenset[str]) -> float:
    """What the best of those words counts that stand for the wanted one."""
    return 1.0 if wanted in there else max(standing_for(wanted, there).values(), default=0.0)


def _by_sentence(
    topic: str, words: Sequence[float], meaning: Sequence[float], statements: Sequence[Statement], library: Library
) -> list[float]:
    """Likeness to the whole sentence where the words of the topic stand there and not in what was said."""
    framed = [i for i, (w, m) in enumerate(zip(words, meaning, strict=False)) if FRAMED <= w < 0.9]
    framed = sorted(framed, key=lambda i: (-words[i], -meaning[i], i))[:_READ]
    told = library.index.compare(topic, [sentence_of(statements[i], library) for i in framed])
    closer = dict(zip(framed, told, strict=True))
    return [max(m, closer.get(i, 0.0)) for i, m in enumerate(meaning)]


def _score(words: float, meaning: float, statements: int, scale: Scale) -> float:
    """1 and above is on the topic."""
    enough = scale.meaning + FOR_EACH_DOUBLING * math.log2(statements)
    likeness = max(0.0, meaning - NO_MEANING) / (enough - NO_MEANING)
    return round(words**scale.power / scale.words + min(MOST_BY_MEANING, likeness), 6)
