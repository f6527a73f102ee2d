"""Candidates to passages in order, best first, by a linear ranker, and the chance that they answer at all.

The weights lie in `weights.json`, written by `training/ranker`; what they weigh is `rag.evidence.features`' business.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from rag.evidence.features import NAMES, Candidate, rows
from rag.evidence.library import Library
from rag.evidence.searching import candidates
from rag.evidence.wanted import Wanted, want
from rag.ports import Vectors
from rag.types import FoundBy, Passage

LOOKED_AT = 60  # passages that get a closer look

SIGNS = (  # what the chance of an answer is told from
    "score",  # of the best passage
    "lead",  # over the sixth
    "keyword",  # the best BM25, over the most the words could give
    "cosine",  # the best
    "cosine of five",
    "coverage",  # the best three sentences of any candidate
    "article",  # of the best passage
    "headline",  # best of the first five
    "pairs",  # best of the first five
    "kind",  # of the best passage
    "words",  # how many the question has
)


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


@cache
def weights() -> dict[str, dict[str, float]]:
    """The committed weights: `ranker` by feature and `confidence` by sign, with its `bias`."""
    loaded: dict[str, dict[str, float]] = json.loads(Path(__file__).with_name("weights.json").read_text("utf-8"))
    return loaded


def rank(words: str, library: Library, article_ids: frozenset[str] | None) -> Ranking:
    """The passages that bear on these words, best first; empty when no search finds any."""
    wanted = want(words, library.index)
    found, notes = candidates(words, wanted, library, LOOKED_AT, article_ids)
    if not found:
        return Ranking((), wanted, 0.0, tuple(notes))
    table = rows(found, wanted, library)
    scores = table @ np.array([weights()["ranker"][name] for name in NAMES], dtype=np.float32)
    order = sorted(range(len(found)), key=lambda i: (-round(float(scores[i]), 6), found[i].passage.id))
    order = _without_repeats(order, found, library)
    confidence = chance(signs(found, table, scores, order, wanted))
    return Ranking(_ranked(order, found, scores), wanted, confidence, tuple(notes))


def _ranked(order: Sequence[int], found: Sequence[Candidate], scores: Vectors) -> tuple[Ranked, ...]:
    middle = weights()["confidence"]["middle"]
    return tuple(
        Ranked(found[i].passage, round(1 / (1 + math.exp(middle - float(scores[i]))), 6), _found_by(found[i]))
        for i in order
    )


def _found_by(candidate: Candidate) -> tuple[FoundBy, ...]:
    by = ((FoundBy.DENSE, not math.isnan(candidate.cosine)), (FoundBy.KEYWORD, candidate.keyword > 0))
    return tuple(name for name, yes in by if yes)


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
    found: Sequence[Candidate], table: Vectors, scores: Vectors, order: Sequence[int], wanted: Wanted
) -> dict[str, float]:
    """What the chance of an answer is told from, by the names in `SIGNS`."""
    column = {name: table[:, i] for i, name in enumerate(NAMES)}
    best, five = order[0], list(order[:5])
    most = sum(wanted.rarities) * 2.2 or 1.0
    cosines = np.sort(column["cosine"])[::-1]
    return {
        "score": float(scores[best]),
        "lead": float(scores[best] - scores[order[min(5, len(order) - 1)]]),
        "keyword": max(c.keyword for c in found) / most,
        "cosine": float(cosines[0]),
        "cosine of five": float(cosines[:5].mean()),
        "coverage": float(column["coverage"].max()),
        "article": float(column["article"][best]),
        "headline": float(column["headline"][five].max()),
        "pairs": float(column["pairs"][five].max()),
        "kind": float(column["kind"][best]),
        "words": min(1.0, len(wanted.stems) / 10),
    }


def chance(told: dict[str, float]) -> float:
    """The calibrated chance (logistic regression) that the evidence answers the question."""
    weigh = weights()["confidence"]
    z = weigh["bias"] + sum(weigh[name] * told[name] for name in SIGNS)
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))), 6)
