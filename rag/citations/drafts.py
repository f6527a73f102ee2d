"""A draft, plain or Markdown, to its sentences with the quotations in each and who each sentence says they are by.

Nothing is looked up here; offsets are characters of the draft as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.citations.quotations import BLANK, Quotation, outside, quotations
from rag.citations.whose import Source, sources
from rag.types import Span
from rag.words import sentences

_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_UNREAD = re.compile(
    r"<!--.*?-->|<[a-zA-Z/][^>\n]*>|\]\([^)\n]*\)|!?\[(?=[^\]\n]*\]\()|\[\^?[\d, ]+\]"
    r"|\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|`+",
    re.DOTALL,
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+•>#]|\d+[.)])[ \t])")
_LEAD = re.compile(r"[ \t\n]*(?:(?:[-*+•>]|#{1,6}|\d+[.)])[ \t]+)*")


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence: `text` has Markdown's own marks as spaces, characters where they were; spans are within `text`."""

    start: int  # in the draft
    text: str
    quoted: tuple[Quotation, ...]
    masked: str  # the text, quotations blanked out
    found: tuple[Source, ...]
    opens: bool = False  # the first of its paragraph

    @property
    def bare(self) -> bool:
        """Whether it is nothing but a quotation that goes on with what the sentence before it quotes."""
        return not self.opens and bool(self.quoted) and not re.search(r"\w", self.masked.replace(BLANK, " "))

    def in_draft(self, span: Span) -> Span:
        """The same characters as a span of the draft."""
        return Span(self.start + span.start, self.start + span.end)


def draft_sentences(draft: str) -> Iterator[DraftSentence]:
    """Every sentence of the draft that has words, in order; no quotation is cut in two."""
    readable = _blank(_UNREAD, _blank(_FENCE, draft))
    start = 0
    for stop in [*_PARAGRAPH.finditer(readable), None]:
        end = stop.start() if stop else len(readable)
        lead = _LEAD.match(readable, start, end)
        begin = lead.end() if lead else start
        yield from _in_paragraph(readable[begin:end].replace("\n", " "), begin)
        start = stop.end() if stop else end


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _in_paragraph(paragraph: str, offset: int) -> Iterator[DraftSentence]:
    closed = [quotation for quotation in quotations(paragraph) if quotation.closed]
    pieces: list[Span] = []
    for piece in sentences(paragraph):
        cut = any(q.span.start < piece.start < q.span.end for q in closed)
        if pieces and (cut or _attributes_what_precedes(paragraph, pieces[-1], piece, closed)):
            pieces[-1] = Span(pieces[-1].start, piece.end)
        else:
            pieces.append(piece)
    for number, piece in enumerate(pieces):
        text = piece.of(paragraph)
        quoted = quotations(text)
        masked = outside(text, quoted)
        yield DraftSentence(offset + piece.start, text, tuple(quoted), masked, tuple(sources(masked)), number == 0)


def _attributes_what_precedes(paragraph: str, last: Span, piece: Span, closed: list[Quotation]) -> bool:
    """Whether a quotation that ends with a full stop is followed by its attribution alone: “We left.” Reyes said."""
    if not any(q.span.end == last.end for q in closed):
        return False
    masked = outside(paragraph, closed)
    text = piece.of(masked)
    if text[0] in "—–-(" and sources(BLANK + text):
        return BLANK not in text
    found = sources(text)
    return BLANK not in text and len(found) == 1 and found[0].span.start == 0 and len(text) - found[0].span.end < 40
