"""A candidate passage and what is wanted to a row of numbers, each between about 0 and 1, that a ranker weighs.

How the numbers are weighed is left to `rag.evidence.ranking`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from rag.evidence.library import Library, Read
from rag.evidence.wanted import FIGURES, Wanted, answers_of_kind
from rag.ports import Vectors
from rag.types import Passage

NAMES = (
    "cosine",
    "cosine rank",
    "keyword rank",
    "coverage",  # the weight of the question's words that stand in the passage's best three sentences
    "headline",  # in the article's headline
    "article",  # in all candidates of the article and its headline
    "article keyword",  # mean BM25 of the article's best three, over the most the question's words could give
    "pairs",  # neighbours in the question that are neighbours here
    "figures",
    "kind",  # the best sentences hold words of the kind asked for
    "position",  # 1 at the start of the article, falling
    "unnamed",  # the weight of the question's names that stand neither here nor in the headline
    "newer",  # the share of the articles found that are older
    "newer squared",  # what is older than most is not much better than what is older than all
)
DATED = tuple(i for i, name in enumerate(NAMES) if name.startswith("newer"))
_NOT_OF_KIND, _NO_FIGURE = 0.65, 0.4  # of its weight is left to a sentence that cannot answer
_K1, _B, _USUAL = 1.2, 0.75, 150  # of BM25, and the words of a usual passage
_FIRST_MEANT, _FIRST_WORDED = 10, 30  # places at which a rank counts half: the first by words is less surely the best
_APART = 60  # days: articles of one week are hardly older or newer than each other


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that a search brought."""

    passage: Passage
    keyword: float  # 0: not among the keyword hits
    cosine: float  # nan: not among the vector hits
    keyword_rank: int
    cosine_rank: int


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all candidates of one article share."""

    words: frozenset[str]  # of the headline
    headline: float
    coverage: float
    keyword: float
    newer: float


def rows(candidates: Sequence[Candidate], wanted: Wanted, library: Library) -> Vectors:
    """One row of `NAMES` a candidate."""
    lowest = min((c.cosine for c in candidates if not math.isnan(c.cosine)), default=0.0)
    reads = [library.read(c.passage) for c in candidates]
    found = [_found(read, wanted) for read in reads]
    by_article: dict[str, list[int]] = {}
    for i, candidate in enumerate(candidates):
        by_article.setdefault(candidate.passage.article_id, []).append(i)
    newer = newer_than({article_id: library.day(article_id) for article_id in by_article})
    table = np.zeros((len(candidates), len(NAMES)), dtype=np.float32)
    for article_id, members in by_article.items():
        keyword = [_bm25(found[i], len(reads[i].stems), wanted) for i in members]
        shared = _shared(library.headline(article_id), keyword, [found[i] for i in members], wanted, newer[article_id])
        for i in members:
            cosine = lowest if math.isnan(candidates[i].cosine) else candidates[i].cosine
            table[i] = _row(candidates[i], cosine, reads[i], found[i], wanted, shared)
    return table


def weight_of(present: Iterable[str], wanted: Wanted) -> float:
    """The share of the question's weight that these stems carry."""
    there = present if isinstance(present, (set, frozenset, dict)) else set(present)
    return sum(w for s, w in zip(wanted.stems, wanted.weights, strict=True) if s in there)


def _found(read: Read, wanted: Wanted) -> dict[str, list[int]]:
    """Where each wanted stem stands, by word number."""
    places: dict[str, list[int]] = {}
    looked_for = frozenset(wanted.stems)
    for i, s in enumerate(read.stems):
        if s in looked_for:
            places.setdefault(s, []).append(i)
    return places


def newer_than(days: Mapping[str, date | None]) -> dict[str, float]:
    """For each article the share of all of them that are older; one half for one whose day is not known.

    Told from what was found and not from the whole collection: old articles on something else make nothing newer.
    """
    known = np.array([day.toordinal() for day in days.values() if day], dtype=float)
    return {
        key: float((0.5 + 0.5 * np.tanh((day.toordinal() - known) / _APART)).mean()) if day else 0.5
        for key, day in days.items()
    }


def _shared(
    headline: frozenset[str], keyword: list[float], found: list[dict[str, list[int]]], wanted: Wanted, newer: float
) -> _Shared:
    best = sorted(keyword, reverse=True)[:3]
    return _Shared(
        headline, weight_of(headline, wanted), weight_of(headline.union(*found), wanted), sum(best) / 3, newer
    )


def _bm25(found: dict[str, list[int]], length: int, wanted: Wanted) -> float:
    """BM25 (Robertson and Zaragoza, 2009) over the most it could be."""
    dampened = _K1 * (1 - _B + _B * length / _USUAL)
    held = ((w, len(found[s])) for s, w in zip(wanted.stems, wanted.weights, strict=True) if s in found)
    return sum(w * times / (times + dampened) for w, times in held)


def _row(
    candidate: Candidate,
    cosine: float,
    read: Read,
    found: dict[str, list[int]],
    wanted: Wanted,
    shared: _Shared,
) -> list[float]:
    weights = dict(zip(wanted.stems, wanted.weights, strict=True))
    coverage, best = _best_sentences(read, found, weights)
    first = read.starts[best] if read.starts else 0
    last = read.starts[best + 2] if best + 2 < len(read.starts) else len(read.written)
    return [
        cosine,
        _FIRST_MEANT / (_FIRST_MEANT + candidate.cosine_rank),
        _FIRST_WORDED / (_FIRST_WORDED + candidate.keyword_rank),
        coverage,
        shared.headline,
        shared.coverage,
        shared.keyword,
        _pairs(found, wanted, weights),
        _share(wanted.figures, found),
        float(answers_of_kind(read.written[first:last], wanted.all_stems, wanted.expected) > 0),
        1 / (1 + candidate.passage.span.start / 1500),
        _unnamed(wanted, weights, shared.words.union(found)),
        shared.newer,
        shared.newer**2,
    ]


def _unnamed(wanted: Wanted, weights: dict[str, float], there: frozenset[str]) -> float:
    return sum(weights[name] for name in wanted.names & weights.keys() if name not in there)


def _pairs(found: dict[str, list[int]], wanted: Wanted, weights: dict[str, float]) -> float:
    total = sum(weights[a] + weights[b] for a, b in wanted.pairs)
    both = [(a, b) for a, b in wanted.pairs if a in found and b in found]
    near = [(a, b) for a, b in both if not {j + 1 for j in found[a]}.isdisjoint(found[b])]
    return sum(weights[a] + weights[b] for a, b in near) / total if total else 0.0


def _share(wanted: frozenset[str], present: dict[str, list[int]]) -> float:
    """How many of the stems are there; 0.5, neither here nor there, when none is wanted."""
    return sum(s in present for s in wanted) / len(wanted) if wanted else 0.5


def best_sentence(read: Read, wanted: Wanted) -> float:
    """The weight that one sentence holds at most; less where it has no words of the kind asked for, or no figure."""
    else_left = _NO_FIGURE if wanted.expected in FIGURES else _NOT_OF_KIND
    weights = dict(zip(wanted.stems, wanted.weights, strict=True))
    best = 0.0
    for i, first in enumerate(read.starts):
        last = read.starts[i + 1] if i + 1 < len(read.starts) else len(read.stems)
        own = sum(weights[s] for s in weights.keys() & set(read.stems[first:last]))
        answers = answers_of_kind(read.written[first:last], wanted.all_stems, wanted.expected)
        best = max(best, own * (1.0 if answers else else_left))
    return best


def _best_sentences(read: Read, found: dict[str, list[int]], weights: dict[str, float]) -> tuple[float, int]:
    """The weight that three neighbouring sentences hold at most, and which single sentence holds most."""
    held: list[set[str]] = [set() for _ in read.starts]
    for s, places in found.items():
        sentence = 0
        for place in places:
            while sentence + 1 < len(read.starts) and read.starts[sentence + 1] <= place:
                sentence += 1
            held[sentence].add(s)
    if not held:
        return 0.0, 0
    alone = [sum(weights[s] for s in h) for h in held]
    together = (sum(weights[s] for s in set().union(*held[i : i + 3])) for i in range(max(1, len(held) - 2)))
    return max(together), alone.index(max(alone))
