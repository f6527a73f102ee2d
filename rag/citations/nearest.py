"""Quoted words that stand nowhere to the words of an article they come closest to, and what was changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rag.types import Span
from rag.words import NEGATIONS, STOPWORDS, fold

_WORD = re.compile(r"[^\W_]+(?:[.,:'’\-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The source's words for a quotation that changed them."""

    span: Span  # in the article
    likeness: float  # 0..1: words in common, in order
    changed: tuple[str, ...]  # folded words that only one side has

    @property
    def slight(self) -> bool:
        """Whether only small words or endings differ: no figure, no negation, no more than one word in six."""
        grave = any(word[:1].isdigit() or word in NEGATIONS or "n't" in word for word in self.changed)
        weight = sum(word not in STOPWORDS for word in self.changed)
        return not grave and self.likeness >= 0.8 and weight <= 2


def nearest(text: str, words: str, within: Sequence[Span]) -> NearMiss | None:
    """The closest run of words inside one of the spans; None when fewer than two words in a row agree."""
    wanted = [fold(match.group()) for match in _WORD.finditer(words)]
    best: NearMiss | None = None
    for area in within:
        found = _nearest_in(text, wanted, area)
        if found and (best is None or found.likeness > best.likeness):
            best = found
    return best


def _nearest_in(text: str, wanted: list[str], area: Span) -> NearMiss | None:
    places = [Span(area.start + m.start(), area.start + m.end()) for m in _WORD.finditer(area.of(text))]
    held = [fold(place.of(text)) for place in places]
    anchor = SequenceMatcher(None, wanted, held, autojunk=False).find_longest_match()
    if anchor.size < max(1, min(2, len(wanted))):
        return None
    slack = max(3, len(wanted) // 3)
    low = max(0, anchor.b - anchor.a - slack)
    high = min(len(held), anchor.b + len(wanted) - anchor.a + slack)
    blocks = [b for b in SequenceMatcher(None, wanted, held[low:high], autojunk=False).get_matching_blocks() if b.size]
    first, last = low + blocks[0].b, low + blocks[-1].b + blocks[-1].size
    same = sum(block.size for block in blocks)
    mine = {i for block in blocks for i in range(block.a, block.a + block.size)}
    theirs = {low + i for block in blocks for i in range(block.b, block.b + block.size)}
    changed = [word for i, word in enumerate(wanted) if i not in mine]
    changed += [held[i] for i in range(first, last) if i not in theirs]
    likeness = 2 * same / (len(wanted) + last - first)
    return NearMiss(Span(places[first].start, places[last - 1].end), likeness, tuple(changed))
