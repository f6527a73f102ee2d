"""Candidates to passages in order, best first, by a linear ranker, and the chance that they answer at all.

The weights lie in `weights.json`, written by `training/ranker`; what they weigh is `rag.evidence.features`' business.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from rag.evidence.features import DATED, NAMES, Candidate, best_sentence, rows
from rag.evidence.library import Library
from rag.evidence.searching import candidates
from rag.evidence.wanted import Wanted, want
from rag.ports import Vectors
from rag.types import FoundBy, Passage

LOOKED_AT = 24  # passages that get a closer look; sixty make no answer better
SAME_ARTICLE = 0.3  # off a score for every better passage of the same article

SIGNS = (  # what the chance of an answer is told from
    "score",  # of the best passage, but for how new it is: not every collection has dates
    "cosine",  # the best
    "cosine of three",  # the mean of the best three passages
    "article",  # of the best passage
    "sentence",  # the best single sentence of the first six
    "unnamed",  # of the best passage
    "size",  # of the collection: the nearest of many is nearer by chance alone
)
FIRST = 6  # passages whose sentences are looked at


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage in its place."""

    passage: Passage
    score: float  # 0..1
    found_by: tuple[FoundBy, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages in order, and what can be said of them together."""

    passages: tuple[Ranked, ...]
    wanted: Wanted
    confidence: float  # 0..1, that they answer the question
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """What features and signs count."""

    ranker: tuple[float, ...]  # by `NAMES`
    confidence: tuple[float, ...]  # by `SIGNS`
    bias: float
    middle: float  # the score, but for how new it is, that is shown as one half for the best passage


@cache
def weights(vectors: bool) -> Weights:
    """The committed weights, for a search with vectors or by words only."""
    loaded = json.loads(Path(__file__).with_name("weights.json").read_text("utf-8"))
    own = loaded["with vectors" if vectors else "words only"]
    told = own["confidence"]
    return Weights(
        tuple(own["ranker"][name] for name in NAMES),
        tuple(told.get(s, 0.0) for s in SIGNS),
        told["bias"],
        told["middle"],
    )


def rank(words: str, library: Library, article_ids: frozenset[str] | None) -> Ranking:
    """The passages that bear on these words, best first; empty when no search finds any."""
    wanted = want(words, library)
    found, notes = candidates(words, wanted, library, LOOKED_AT, article_ids)
    if not found:
        return Ranking((), wanted, 0.0, tuple(notes))
    table = rows(found, wanted, library)
    weigh = weights(vectors=not notes)
    scores = table @ np.array(weigh.ranker, dtype=np.float32)
    scores, order = spread(scores, found)
    order = _without_repeats(order, found, library)
    sentences = [best_sentence(library.read(found[i].passage), wanted) for i in order[:FIRST]]
    confidence = chance(signs(table, scores, order, sentences, library.passages, weigh.ranker), weigh)
    middle = weigh.middle + dated(table[order[0]], weigh.ranker)
    return Ranking(_ranked(order, found, scores, middle), wanted, confidence, tuple(notes))


def _ranked(order: Sequence[int], found: Sequence[Candidate], scores: Vectors, middle: float) -> tuple[Ranked, ...]:
    return tuple(
        Ranked(found[i].passage, round(1 / (1 + math.exp(middle - float(scores[i]))), 6), _found_by(found[i]))
        for i in order
    )


def _found_by(candidate: Candidate) -> tuple[FoundBy, ...]:
    by = ((FoundBy.DENSE, not math.isnan(candidate.cosine)), (FoundBy.KEYWORD, candidate.keyword > 0))
    return tuple(name for name, yes in by if yes)


def spread(scores: Vectors, found: Sequence[Candidate]) -> tuple[Vectors, list[int]]:
    """The scores with something off for every better passage of the same article, and the order they make.

    Four passages of four articles hold the answer more often than four of one.
    """
    order = sorted(range(len(found)), key=lambda i: (-round(float(scores[i]), 6), found[i].passage.id))
    before: Counter[str] = Counter()
    spread = scores.copy()
    for i in order:
        article_id = found[i].passage.article_id
        spread[i] -= SAME_ARTICLE * before[article_id]
        before[article_id] += 1
    return spread, sorted(order, key=lambda i: (-round(float(spread[i]), 6), found[i].passage.id))


def _without_repeats(order: Sequence[int], found: Sequence[Candidate], library: Library) -> list[int]:
    """The order with passages that repeat a better one's words left to the end."""
    seen: set[tuple[str, ...]] = set()
    first: list[int] = []
    again: list[int] = []
    for i in order:
        words = library.read(found[i].passage).stems
        (again if words in seen else first).append(i)
        seen.add(words)
    return first + again


def signs(
    table: Vectors,
    scores: Vectors,
    order: Sequence[int],
    sentences: Sequence[float],
    passages: int,
    ranker: Sequence[float],
) -> dict[str, float]:
    """What the chance of an answer is told from, by the names in `SIGNS`.

    `sentences` are the best of each passage, `ranker` is what made the scores.
    """
    column = {name: table[:, i] for i, name in enumerate(NAMES)}
    best = order[0]
    return {
        "score": float(scores[best]) - dated(table[best], ranker),
        "cosine": float(column["cosine"].max()),
        "cosine of three": float(column["cosine"][list(order[:3])].mean()),
        "article": float(column["article"][best]),
        "sentence": max(sentences, default=0.0),
        "unnamed": float(column["unnamed"][best]),
        "size": math.log(max(1, passages)),
    }


def dated(row: Vectors, ranker: Sequence[float]) -> float:
    """What a passage's score owes to how new its article is."""
    return sum(ranker[i] * float(row[i]) for i in DATED)


def chance(told: dict[str, float], weigh: Weights) -> float:
    """The calibrated chance (logistic regression) that the evidence answers the question."""
    z = weigh.bias + sum(weight * told[name] for name, weight in zip(SIGNS, weigh.confidence, strict=True))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))), 6)
