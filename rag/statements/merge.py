"""Join what the rules and the tagger found in one text into one list of attributions.

Rules know exactly where a quotation begins and ends; the tagger hears speech without marks. Which of two that claim the
same words stays is decided here, once.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.types import Attribution


def merged(text: str, ruled: Sequence[Attribution], tagged: Sequence[Attribution]) -> list[Attribution]:
    """Both lists in order of position; of two that claim the same words one stays."""
    kept = [r for r in ruled if not any(_same_words(r, t) for t in tagged)]
    return sorted([*kept, *tagged], key=lambda a: a.content)


def _same_words(one: Attribution, other: Attribution) -> bool:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)
    return shared * 2 >= min(sum(map(len, one.content)), sum(map(len, other.content)))
