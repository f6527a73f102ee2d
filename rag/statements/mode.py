"""A statement's words to how they are reported: all inside quotation marks, partly, or in the article's own words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from rag.statements.marks import paragraphs, quotations
from rag.types import Mode, Span


def quoted(text: str) -> list[Span]:
    """The stretches between quotation marks, marks included, in order and never overlapping.

    >>> [s.of(t) for s in quoted(t := "It is “over,” Roe said.")]
    ['“over,”']
    """
    lines = list(paragraphs(text, 0, len(text)))
    return [q.span for found in quotations(text, lines) for q in found]


def mode_of(text: str, content: Sequence[Span], marks: Sequence[Span] | None = None) -> Mode:
    """Direct when every word of the content stands inside marks, mixed when some do, else indirect.

    `marks` is what `quoted` gives for the text; None: it is read here.
    """
    marks = quoted(text) if marks is None else marks
    words = [i for span in content for i in range(span.start, span.end) if text[i].isalnum()]
    inside = sum(_inside(i, marks) for i in words)
    if not inside:
        return Mode.INDIRECT
    return Mode.DIRECT if inside == len(words) else Mode.MIXED


def _inside(at: int, marks: Sequence[Span]) -> bool:
    i = bisect_right(marks, at, key=lambda m: m.start) - 1
    return i >= 0 and at < marks[i].end
