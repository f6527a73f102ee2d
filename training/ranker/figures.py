"""Held-out weights and chances to figures with standard errors, alone or against others of the same cases."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.ranker.cases import Case, Floats
from training.ranker.fitting import ranked

Measured = dict[str, NDArray[np.float64]]


def measured(seen: Sequence[Case], folds: Sequence[Floats]) -> Measured:
    """Hits, reciprocal rank and hits within 4,000 characters of the held-out folds, one figure an answerable case."""
    told: dict[str, list[float]] = {"H@1": [], "MRR@10": [], "H@4": [], "H@4k": []}
    for case in (c for c in seen if c.answerable):
        order = ranked(case, folds[case.fold])[1][:10]
        right = case.right[order]
        read = np.cumsum([case.lengths[i] for i in order]) <= 4_000
        told["H@1"].append(float(right[:1].any()))
        told["MRR@10"].append(1 / (int(right.argmax()) + 1) if right.any() else 0.0)
        told["H@4"].append(float(right[:4].any()))
        told["H@4k"].append(float((right & read).any()))
    return {name: np.array(values) for name, values in told.items()}


def figures(told: Measured) -> str:
    """The means with their standard errors."""
    return "  ".join(f"{name} {v.mean():.3f} ±{v.std() / len(v) ** 0.5:.3f}" for name, v in told.items())


def silences(chance: Floats, answerable: NDArray[np.bool_]) -> str:
    """How well the chance parts the questions, and how many of each kind it leaves unanswered."""
    auroc = (chance[answerable][:, None] > chance[~answerable]).mean()
    silent = (chance[~answerable] < 0.5).mean(), (chance[answerable] < 0.5).mean()
    return f"AUROC {auroc:.3f}  silent below one half: unanswerable {silent[0]:.3f}, answerable {silent[1]:.3f}"
