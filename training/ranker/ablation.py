"""Cases to what each ingredient gives: the figures without it, against those with all, question by question.

Its weight is taken away and the others are taught anew; the candidates stay, so what a search finds for the others to
rank still counts as theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rag.evidence import ranking
from rag.evidence.features import NAMES
from training.ranker.cases import Case, Floats
from training.ranker.figures import measured, silences
from training.ranker.fitting import chances, held_out, signs

INGREDIENTS = {
    "keyword search": ("keyword rank", "article keyword"),
    "vectors": ("cosine", "cosine rank"),
    "coverage in sentences": ("coverage",),
    "coverage in the article": ("article",),
    "headline": ("headline",),
    "neighbouring words": ("pairs",),
    "figures": ("figures",),
    "names": ("unnamed",),
    "kind of answer": ("kind",),
    "position": ("position",),
    "how new": ("newer", "newer squared"),
}
_HEAD = "| without | Hits@1 | MRR@10 | Hits@4 | within 4,000 characters |\n|---|---|---|---|---|"


def ablate(seen: Sequence[Case], small: Sequence[Case]) -> None:
    """Print two tables: of the ranker's ingredients, and of the signs of the chance."""
    everything = measured(seen, held_out(seen, range(len(NAMES))))
    print(_HEAD)
    print("| nothing |" + "|".join(f" {values.mean():.3f} " for values in everything.values()) + "|")
    for name, features in INGREDIENTS.items():
        without = measured(seen, held_out(seen, [i for i, own in enumerate(NAMES) if own not in features]))
        print(f"| {name} |" + "|".join(f" {_paired(without[m] - everything[m])} " for m in everything) + "|")
    folds = held_out(seen, range(len(NAMES)))
    searched = [case for case in (*seen, *small) if len(case.table)]
    told = np.array([signs(case, folds[case.fold]) for case in searched])
    answerable, few = np.array([case.answerable for case in searched]), np.array([case.small for case in searched])
    for left_out in (None, *ranking.SIGNS):
        chance = chances(searched, told, [i for i, sign in enumerate(ranking.SIGNS) if sign != left_out])
        parts = (silences(chance[own], answerable[own]) for own in (~few, few))
        print(f"without {left_out or 'nothing'}: " + " | ".join(parts))


def _paired(differences: Floats) -> str:
    return f"{differences.mean():+.3f} ± {differences.std() / len(differences) ** 0.5:.3f}"
