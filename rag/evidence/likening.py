"""Words of a question and words of a text to how much of the one the other holds, related forms included.

Meaning beyond forms is the vectors' business.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

RELATED = 0.85  # what "Russian" counts for "Russia"
_BEGINS = 4  # characters that related stems share at least


@lru_cache(maxsize=200_000)
def related(a: str, b: str) -> bool:
    """Whether two stems are forms of one word or name: "china" and "chines", "europ" and "european"."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < _BEGINS or len(long) - len(short) > 4 or short[0].isdigit():
        return False
    shared = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return shared == len(short) or (shared >= _BEGINS and shared >= len(short) - 1 and len(long) - shared <= 3)


def held(wanted: str, there: Collection[str]) -> float:
    """1 when the stem is there, a little less when a related form is, else 0."""
    if wanted in there:
        return 1.0
    return RELATED if any(related(wanted, t) for t in beginning_like(wanted, there)) else 0.0


def beginning_like(wanted: str, there: Collection[str]) -> Collection[str]:
    """The stems there with the first characters of this one: those among which its forms are."""
    begins = wanted[:_BEGINS]
    if isinstance(there, frozenset):  # asked again and again for the words of one question
        return _by_beginning(there).get(begins, ())
    return [t for t in there if t[:_BEGINS] == begins]


@lru_cache(maxsize=4_000)
def _by_beginning(there: frozenset[str]) -> dict[str, list[str]]:
    """Stems by their first characters."""
    found: dict[str, list[str]] = {}
    for t in there:
        found.setdefault(t[:_BEGINS], []).append(t)
    return found


def share(wanted: Sequence[str], weights: Sequence[float], there: Collection[str]) -> float:
    """The part of the weight of the wanted stems that a text holds; 0 when nothing is wanted."""
    total = sum(weights)
    return sum(w * held(s, there) for s, w in zip(wanted, weights, strict=True)) / total if total else 0.0
