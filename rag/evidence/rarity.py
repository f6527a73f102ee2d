"""Words to how much each tells, steadied by how common it is in news at large.

In five articles on one summit every passage names China and none says "worth"; by their counts alone the one would
mean nothing and the other everything. Some passages of other news are therefore counted in.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rag.ports import Index
from rag.words import stem

COUNTED_IN = 1_500  # passages of other news
_UNCOMMON = 0.0005  # of them hold a word that is not in the table


@cache
def _common() -> dict[str, float]:
    """The share of passages of news that hold a common stem."""
    levels: dict[str, str] = json.loads(Path(__file__).with_name("common.json").read_text("utf-8"))
    return {word: 2 ** (-int(level) / 2) for level, words in levels.items() for word in words.split()}


def rarities(words: Sequence[str], index: Index, passages: int) -> list[float]:
    """Inverse document frequency of each word over the index's passages and those counted in."""
    return (
        [_steadied(stem(w), own, passages) for w, own in zip(words, index.rarity(words), strict=True)] if words else []
    )


def _steadied(word: str, own: float, passages: int) -> float:
    """The index says log(1 + (N - n + 0.5) / (n + 0.5)); n is got back from it, the passages counted in are added."""
    ratio = math.exp(own) - 1
    holding = max(0.0, (passages + 0.5 - 0.5 * ratio) / (1 + ratio))
    holding += COUNTED_IN * _common().get(word, _UNCOMMON)
    return math.log(1 + (passages + COUNTED_IN - holding + 0.5) / (holding + 0.5))
