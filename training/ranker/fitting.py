"""Cases to weights: of the ranker by listwise softmax, of the chance by logistic regression. No chance is involved."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rag.evidence import ranking
from rag.evidence.features import NAMES
from rag.ports import Vectors
from training.ranker.cases import FOLDS, Case, Floats

STEPS, RATE = 3_000, 0.05
RANKER_DECAY, CHANCE_DECAY = 0.06, 0.01


def held_out(seen: Sequence[Case], used: Sequence[int]) -> list[Floats]:
    """For each fold the ranker's weights, of the features used, that the other folds teach."""
    return [fit_ranker([case for case in seen if case.fold != k], used) for k in range(FOLDS)]


def fit_ranker(seen: Sequence[Case], used: Sequence[int]) -> Floats:
    """Weights by listwise softmax: the chance that a right passage is drawn first, as high as it goes."""
    lists = [case for case in seen if case.answerable and case.right.any()]
    everything = np.vstack([case.table[:, used] for case in lists])
    middle, spread = everything.mean(0), everything.std(0) + 1e-9
    data = [((case.table[:, used] - middle) / spread, case.right) for case in lists]

    def slope(weights: Floats) -> Floats:
        total = np.zeros(len(used))
        for table, right in data:
            scores = table @ weights
            chance = np.exp(scores - scores.max())
            total += table.T @ (chance * right / (chance @ right) - chance / chance.sum())
        return -total / len(data) + 2 * RANKER_DECAY * weights

    weights = np.zeros(len(NAMES))
    weights[list(used)] = _descend(slope, len(used)) / spread
    return weights


def fit_chance(
    told: Floats, answerable: NDArray[np.bool_], counts: Floats, used: Sequence[int]
) -> tuple[Floats, float]:
    """Weights and bias of a logistic regression in which a question counts what `counts` says."""
    own = told[:, used]
    middle, spread = own.mean(0), own.std(0) + 1e-9
    table = np.hstack([(own - middle) / spread, np.ones((len(own), 1))])
    decay = np.full(len(used) + 1, 2 * CHANCE_DECAY)
    decay[-1] = 0

    def slope(weights: Floats) -> Floats:
        off: Floats = counts * (1 / (1 + np.exp(-table @ weights)) - answerable)
        return np.asarray(table.T @ off / counts.sum() + decay * weights)

    found = _descend(slope, len(used) + 1)
    weights = np.zeros(told.shape[1])
    weights[list(used)] = found[:-1] / spread
    return weights, float(found[-1] - (found[:-1] * middle / spread).sum())


def _descend(slope, size: int) -> Floats:  # type: ignore[no-untyped-def]
    """Gradient descent with moments (Adam; Kingma and Ba, 2015), from zero, until it stands still."""
    weights, first, second = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        down = slope(weights)
        first, second = 0.9 * first + 0.1 * down, 0.999 * second + 0.001 * down**2
        weights = weights - RATE * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
        if np.abs(down).max() < 1e-5:
            break
    return weights


def ranked(case: Case, weights: Floats) -> tuple[Vectors, list[int]]:
    """The scores of the candidates and the order they make, as the evidence room has them."""
    return ranking.spread(case.table.astype(np.float32) @ weights.astype(np.float32), case.found)


def signs(case: Case, weights: Floats) -> list[float]:
    """What the chance is told from, when the case is ranked by these weights."""
    table = case.table.astype(np.float32)
    scores, order = ranked(case, weights)
    sentences = [case.sentences[i] for i in order[: ranking.FIRST]]
    told = ranking.signs(table, scores, order, sentences, case.passages, weights.tolist())
    return [told[name] for name in ranking.SIGNS]


def chances(seen: Sequence[Case], told: Floats, used: Sequence[int]) -> Floats:
    """The chance of each case by the weights, of the signs used, that the other folds teach."""
    answerable, few = np.array([case.answerable for case in seen]), np.array([case.small for case in seen])
    fold_of, counts = np.array([case.fold for case in seen]), even(answerable, few)
    chance = np.zeros(len(seen))
    for k in range(FOLDS):
        weights, bias = fit_chance(told[fold_of != k], answerable[fold_of != k], counts[fold_of != k], used)
        chance[fold_of == k] = 1 / (1 + np.exp(-(told[fold_of == k] @ weights + bias)))
    return chance


def even(answerable: NDArray[np.bool_], few: NDArray[np.bool_]) -> Floats:
    """What each question counts so that answerable and not, and large and small collections, count the same."""
    counts = np.zeros(len(few))
    for own in (few & answerable, few & ~answerable, ~few & answerable, ~few & ~answerable):
        counts[own] = 1 / max(1, own.sum())
    return counts
