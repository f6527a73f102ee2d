"""Turn a clean annotated article into one as dirty as scraped ones: marks lost, straightened or reversed, spaces lost.

Labelling is left to `corpus`; the annotated segments move with the characters.
"""

from __future__ import annotations

import random

import numpy as np
import numpy.typing as npt

from rag.statements.tagger_decode import ROLES
from training.attribution.corpus import Labelled

Kept = npt.NDArray[np.bool_]
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_REVERSED = {"“": "”", "”": "“", '"': "“"}
_DOUBLE = frozenset('“”"')


def dirty(article: Labelled, rng: random.Random) -> Labelled:
    """A copy of `article` with, by chance, some of the damage that scraping does; about half the copies are clean."""
    text = article.text
    if rng.random() < 0.2:
        text = text.translate(_STRAIGHT)
    if rng.random() < 0.12:
        text = "".join(_REVERSED.get(c, c) if c in _DOUBLE and rng.random() < 0.1 else c for c in text)
    if rng.random() < 0.04:
        text = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    keep = np.ones(len(text), dtype=bool)
    if rng.random() < 0.15:
        _lose(keep, [i for i, c in enumerate(text) if c in _DOUBLE], 0.12, rng)
    if rng.random() < 0.05:
        _lose(keep, [i for i, c in enumerate(text) if c in _DOUBLE], 1.0, rng)
    if rng.random() < 0.15:
        _lose(keep, [i for i in range(1, len(text)) if text[i] == " " and text[i - 1] in ".,”?!"], 0.1, rng)
    return _without(article, text, keep)


def _lose(keep: Kept, places: list[int], chance: float, rng: random.Random) -> None:
    for place in places:
        if rng.random() < chance:
            keep[place] = False


def _without(article: Labelled, text: str, keep: Kept) -> Labelled:
    moved = np.concatenate([[0], np.cumsum(keep)]).tolist()
    shorter = "".join(c for c, k in zip(text, keep.tolist(), strict=True) if k)
    attributions = tuple(
        {r: [(moved[s], moved[e]) for s, e in a[r] if moved[e] > moved[s]] for r in ROLES} for a in article.attributions
    )
    return Labelled(shorter, attributions)
