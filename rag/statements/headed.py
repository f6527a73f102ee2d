"""Read the paragraphs that name their speaker in front or behind: transcripts, and quotations signed with a name.

Running text is left to `reported`. "BLINKEN: We met." gives the source BLINKEN, no cue, and the rest as content.
"""

from __future__ import annotations

import re

from rag.statements.marks import Quotation
from rag.statements.reading import Draft
from rag.types import Span

_NAME = r"[^\W\d_a-z][\w.'’-]*(?:\s+(?:(?:de|van|von|al|bin|of|the|and)\s+)?[^\W\d_a-z][\w.'’-]*){0,5}"
_TRANSCRIPT = re.compile(
    r"[\"“]?(?P<name>[A-Z][A-Z.'’-]+(?:\s+[A-Z][A-Z.'’-]+){0,4}|(?:Q|A)(?=:))(?:\s*\([^)]{1,60}\)|,[^:“\"]{2,80})?\s*:\s+(?P<said>\S.*)",
    re.DOTALL,
)
_SIGNED = re.compile(
    rf"\s*[,.]?\s*(?:[-–—―]+|~)\s*(?P<name>{_NAME}(?:\s*\(@\w+\))?(?:,[^\"“”]{{2,120}})?)\.?\s*$", re.DOTALL
)
_TWEET = re.compile(r"(?P<said>.{12,600}?)\s*[-–—―]{1,2}\s*(?P<name>[^@\n]{2,50})\(@\w{1,20}\)[^\n]{0,40}$", re.DOTALL)
_LABELS = frozenset(
    """WASHINGTON LONDON PARIS BEIJING MOSCOW NOTE UPDATE BREAKING WATCH READ MORE PHOTO PHOTOS VIDEO RELATED EDITOR
    CORRECTION EXCLUSIVE ANALYSIS OPINION FACT DATE TIME WHERE WHEN WHO WHAT WHY HOW ABSTRACT SUBJECT FROM TO RE PS
    P.S. POLL LIVE""".split()
)


def headed(text: str, line: Span, quotes: list[Quotation]) -> Draft | None:
    """The attribution of one paragraph of this kind, None for running text."""
    return _signed(text, line, quotes) or _spoken(text, line) or _tweeted(text, line, quotes)


def _signed(text: str, line: Span, quotes: list[Quotation]) -> Draft | None:
    """`“It rained.” — Ann Roe, judge`."""
    if not quotes or quotes[-1].single:
        return None
    first, last = quotes[0], quotes[-1]
    lead = text[line.start : first.span.start].strip(" \t•*·-–—1234567890.)")
    if lead or not last.closed or len(last.inner.of(text).split()) < 2:
        return None
    match = _SIGNED.match(text, last.span.end, line.end)
    if not match:
        return None
    return Draft(Span(*match.span("name")), None, [q.span for q in quotes], "signed", quoted=True)


def _spoken(text: str, line: Span) -> Draft | None:
    """`BLINKEN: We met.`, `Q: Did you?`."""
    match = _TRANSCRIPT.match(text, line.start, line.end)
    if not match or match["name"].split()[0].rstrip(".") in _LABELS or len(match["said"].split()) < 2:
        return None
    return Draft(Span(*match.span("name")), None, [Span(*match.span("said"))], "transcript")


def _tweeted(text: str, line: Span, quotes: list[Quotation]) -> Draft | None:
    """`It rained. — Ann Roe (@annroe) May 3, 2016`."""
    if "(@" not in text[line.start : line.end]:
        return None
    match = _TWEET.fullmatch(text, line.start, line.end)
    if not match or (quotes and quotes[-1].span.end > match.end("said") + 1):
        return None
    name = match["name"].rstrip()
    start = match.start("name")
    return Draft(Span(start, start + len(name)), None, [Span(*match.span("said"))], "tweet")
