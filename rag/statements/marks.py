"""Turn dirty news text into paragraphs, and those into sentences and quotations: which marks belong together.

Who said the words is left to the rules. A text is read paragraph by paragraph, so that a bad mark costs one quotation
and never an article; a quotation over several paragraphs comes back as one `Quotation` a paragraph, linked by
`goes_on`. What a mark does is read from its neighbours first and from its glyph second: scraped articles close with “.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.types import Span
from rag.words import sentences

_LINE = re.compile(r"\S(?:[^\n\r\u2028\u2029]*\S)?")
_WRAPPED = 0.3  # more lines than this that begin with a small letter: the text was wrapped
_DOUBLE = re.compile(r"[\"“”„‟«»″＂〝〞'`](?:(?<=')'|(?<=`)`|(?<!['`]))")  # one class first: scanned for quickly
_SINGLE = re.compile(r"[‘’‚‛'‹›]")
_SINGLE_OPENS = re.compile(r"[‘’‚‛'‹›](?=\S)(?<![^\s(\[{\-–—―/:;…].)")
_OPENERS, _CLOSERS = "“„‟«〝`", "”»〞"
_REMEMBERED = 4096  # paragraphs, each of which is asked for several times while its article is read
_ELISION = re.compile(r"(?:\d0s|em|til|twas|tis|cause|cuz|n)\b", re.IGNORECASE)
_LEFT = " \t\n\r\u00a0\u2009\u202f([{-–—―/:;…"
_RIGHT = " \t\n\r\u00a0\u2009\u202f)]}-–—―/.,:;!?…"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between a pair of marks: `span` with the marks, `inner` without; not `closed`: it ends with its paragraph.

    `goes_on` says that the next paragraph opens with a mark and continues this quotation.
    """

    span: Span
    inner: Span
    single: bool = False
    closed: bool = True
    goes_on: bool = False


def paragraphs(text: str, start: int, end: int, wrapped: bool | None = None) -> list[Span]:
    """Lines of text[start:end] that hold anything, without white space at the edges.

    In text wrapped at a margin only an empty line parts paragraphs; `wrapped` None: as these lines themselves look.
    """
    lines = _lines(text, start, end)
    if not (_looks_wrapped(text, lines) if wrapped is None else wrapped):
        return list(lines)
    joined = list(lines[:1])
    for line in lines[1:]:
        if text.count("\n", joined[-1].end, line.start) > 1:
            joined.append(line)
        else:
            joined[-1] = Span(joined[-1].start, line.end)
    return joined


def is_wrapped(text: str) -> bool:
    """Whether a whole text was wrapped at a margin: many of its lines begin in mid-sentence."""
    return _looks_wrapped(text, _lines(text, 0, len(text)))


def _looks_wrapped(text: str, lines: Sequence[Span]) -> bool:
    return sum(text[p.start].islower() for p in lines[1:]) > _WRAPPED * len(lines[1:])


@lru_cache(maxsize=_REMEMBERED)
def _lines(text: str, start: int, end: int) -> Sequence[Span]:
    return tuple(Span(*line.span()) for line in _LINE.finditer(text, start, end))


@lru_cache(maxsize=_REMEMBERED)
def sentence_spans(text: str, line: Span) -> tuple[Span, ...]:
    """The sentences of one paragraph, in characters of the text; a line break inside it ends none."""
    own = sentences(line.of(text).replace("\n", " "))
    return tuple(Span(line.start + s.start, line.start + s.end) for s in own)


def quotations(text: str, lines: Sequence[Span]) -> list[Sequence[Quotation]]:
    """The outermost quotations of each paragraph, in order.

    >>> [q.span.of(t) for q in quotations(t := 'It is “over,“ said Roe, "and done."', [Span(0, len(t))])[0]]
    ['“over,“', '"and done."']
    """
    follows = [_opens_line(text, line) for line in lines[1:]] + [False]
    return [_in_paragraph(text, line, runs_on) for line, runs_on in zip(lines, follows, strict=False)]


def _opens_line(text: str, line: Span) -> bool:
    mark = _DOUBLE.match(text, line.start, line.end)
    return mark is not None and mark.group() not in _CLOSERS


@lru_cache(maxsize=_REMEMBERED)
def _in_paragraph(text: str, line: Span, follows: bool) -> Sequence[Quotation]:
    doubles = tuple(_pairs(text, line, follows)) if _DOUBLE.search(text, line.start, line.end) else ()
    if not _SINGLE_OPENS.search(text, line.start, line.end):
        return doubles
    gaps: list[Span] = []
    at = line.start
    for quote in doubles:
        if at < quote.span.start:
            gaps.append(Span(at, quote.span.start))
        at = quote.span.end
    if at < line.end:
        gaps.append(Span(at, line.end))
    singles = [q for gap in gaps for q in _singles(text, gap)]
    return tuple(sorted([*doubles, *singles], key=lambda q: q.span)) if singles else doubles


def _pairs(text: str, line: Span, follows: bool) -> Iterator[Quotation]:
    """Double marks: the outermost pairs, and a last quotation left open when it plainly runs on."""
    marks = [(m.start(), m.end(), _turn(text, m, line)) for m in _DOUBLE.finditer(text, line.start, line.end)]
    opened: tuple[int, int] | None = None
    plain = False  # the mark that opened could do nothing else
    depth = 0
    for i, (start, end, turn) in enumerate(marks):
        if opened is None:
            if turn != "close":
                opened, plain, depth = (start, end), turn == "open", 0
        elif turn == "open" and _nests(marks[i + 1 :]):
            depth += 1
        elif turn == "open":
            opened, plain, depth = (start, end), True, 0  # the earlier one was never closed: it is given up
        elif depth:
            depth -= 1
        else:
            if opened[1] < start:
                yield Quotation(Span(opened[0], end), Span(opened[1], start))
            opened = None
    if (
        opened
        and plain
        and opened[1] < line.end
        and (opened[0] == line.start or follows or _led_in(text, opened[0], line))
    ):
        yield Quotation(Span(opened[0], line.end), Span(opened[1], line.end), closed=False, goes_on=follows)


def _led_in(text: str, at: int, line: Span) -> bool:
    """Whether a colon or comma leads into the mark, as in `said, “`."""
    return text[line.start : at].rstrip().endswith((":", ","))


def _nests(rest: list[tuple[int, int, str]]) -> bool:
    """Whether what follows an opening mark inside a quotation closes twice before anything opens again."""
    return [turn for _, _, turn in rest[:2]] == ["close", "close"]


def _turn(text: str, mark: re.Match[str], line: Span) -> str:
    """What a double mark does: "open", "close", or "either" where neighbours and glyph leave it open."""
    if mark.start() == line.start:
        return "open"
    before = text[mark.start() - 1]
    after = text[mark.end()] if mark.end() < line.end else " "
    opens = before in _LEFT or before in "‘'“\"" or before.isspace()
    closes = after in _RIGHT or after in "’'”\"" or after.isspace()
    if opens != closes:
        return "open" if opens else "close"
    glyph = mark.group()[0]
    if glyph == '"' and before.isdigit() and closes:
        return "close"  # six inches: closes what is open and never opens
    if glyph in _OPENERS:
        return "open"
    return "close" if glyph in _CLOSERS else "either"


def _singles(text: str, gap: Span) -> Iterator[Quotation]:
    """Single marks outside double ones: headlines and British articles; an apostrophe is none."""
    at = gap.start
    while (opening := _next_single(text, at, gap)) is not None:
        closing = _closing(text, opening, gap)
        if closing is None:
            at = opening + 1
            continue
        yield Quotation(Span(opening, closing + 1), Span(opening + 1, closing), single=True)
        at = closing + 1


def _next_single(text: str, at: int, gap: Span) -> int | None:
    for mark in _SINGLE.finditer(text, at, gap.end - 1):
        i = mark.start()
        before = text[i - 1] if i else " "
        after = text[i + 1]
        opens = (before.isspace() or before in _LEFT) and not after.isspace() and after not in _RIGHT
        if opens and (not _ELISION.match(text, i + 1) or (mark.group() == "‘" and not after.isdigit())):
            return i
    return None


def _closing(text: str, opening: int, gap: Span) -> int | None:
    """The mark that closes a single quotation: after a stop for sure, else the last candidate that is no plural's."""
    possible: int | None = None
    for mark in _SINGLE.finditer(text, opening + 2, gap.end):
        i = mark.start()
        after = text[i + 1] if i + 1 < gap.end else " "
        before = text[i - 1]
        if after.isalnum() or before.isspace():
            if before.isspace() and not after.isspace():
                break  # another one opens
            continue
        if before in ".,!?…" or before not in "sS":
            return i
        possible = possible or i
    return possible
