"""A text to the quotations in it: what stands between double marks of any style, or between single ones.

Where the quoted words come from is left to others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.types import Span
from rag.words import fold

BLANK = "\0"  # stands for a quoted character; no word, no space
_DOUBLE = re.compile("\"|''")  # older texts write two apostrophes, or two back ticks, for one mark
_SINGLE = re.compile(r"(?<![\w])'(?=\w)([^\n\"]*?\w[^\n\"]*?)(?<=[\w.,!?])'(?!\w)")
_LETTER = re.compile(r"\w")
_ELLIPSIS = re.compile(r"\s*(?:[\[(]\s*)?(?:\.\s?\.\s?\.+|…)(?:\s*[\])])?\s*")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words of a text: `span` with the marks, `words` without them."""

    span: Span
    words: str
    closed: bool = True  # False: the mark is never closed, and the quotation runs to the end

    @property
    def fragments(self) -> list[str]:
        """The words between ellipses, in order; one where there is no ellipsis."""
        return [piece for piece in _ELLIPSIS.split(self.words) if re.search(r"\w", piece)]


def quotations(text: str) -> list[Quotation]:
    """Every quotation in order, outermost marks only.

    >>> [q.words for q in quotations("He saw “no limits” and said 'not now'.")]
    ['no limits', 'not now']
    """
    folded = fold(text)
    marks = [Span(*match.span()) for match in _DOUBLE.finditer(folded)]
    found = [
        Quotation(Span(left.start, right.end), text[left.end : right.start])
        for left, right in zip(marks[::2], marks[1::2], strict=False)
        if _LETTER.search(text, left.end, right.start)
    ]
    if len(marks) % 2 and _LETTER.search(text, marks[-1].end):
        found.append(Quotation(Span(marks[-1].start, len(text)), text[marks[-1].end :], closed=False))
    for match in _SINGLE.finditer(folded):
        span = Span(*match.span())
        if not any(span.overlaps(double.span) for double in found):
            found.append(Quotation(span, text[span.start + 1 : span.end - 1]))
    return sorted(found, key=lambda quotation: quotation.span)


def outside(text: str, found: list[Quotation]) -> str:
    """The text with every character of its quotations made `BLANK`, of the same length."""
    shown = list(text)
    for quotation in found:
        shown[quotation.span.start : quotation.span.end] = BLANK * len(quotation.span)
    return "".join(shown)
