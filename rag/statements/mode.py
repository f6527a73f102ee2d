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
    inside = 0
    for span in content:
        i = max(0, bisect_right(marks, span.start, key=_start) - 1)
        while i < len(marks) and marks[i].start < span.end:
            inside += _letters(text, max(span.start, marks[i].start), min(span.end, marks[i].end))
            i += 1
    if not inside:
        return Mode.INDIRECT
    whole = sum(_letters(text, span.start, span.end) for span in content)
    return Mode.DIRECT if inside == whole else Mode.MIXED


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end])) if start < end else 0


def _start(span: Span) -> int:
    return span.start
