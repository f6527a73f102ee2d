"""Read the paragraphs that name their speaker in front or behind: transcripts, headlines, signed quotations, tweets.

Running text is left to `reported`. "BLINKEN: We met." gives the source BLINKEN, no cue, and the rest as content. A
label looks just like a speaker ("WINNER: ..."), so `believed` keeps only those who are named elsewhere in the article
too, or who take turns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.statements.cues import verb_forms
from rag.statements.marks import Quotation
from rag.statements.reading import Draft
from rag.types import Span

_NAME = r"[^\W\d_a-z][\w.'’-]*(?:\s+(?:(?:de|van|von|al|bin|of|the|and)\s+)?[^\W\d_a-z][\w.'’-]*){0,5}"
_TRANSCRIPT = re.compile(
    r"[\"“]?(?P<name>[A-Z][A-Z.'’-]+(?:\s+[A-Z][A-Z.'’-]+){0,4})(?:\s*\([^)]{1,60}\)|,[^:“\"]{2,80})?\s*:\s+(?P<said>\S.*)",
    re.DOTALL,
)
_SIGNED = re.compile(
    rf"\s*[,.]?\s*(?:[-–—―]+|~)\s*(?P<name>{_NAME}(?:\s*\(@\w+\))?(?:,[^\"“”]{{2,120}})?)\.?\s*$", re.DOTALL
)
_TWEET = re.compile(r"(?P<said>.{12,600}?)\s*[-–—―]{1,2}\s*(?P<name>[^@\n]{2,50})\(@\w{1,20}\)[^\n]{0,40}$", re.DOTALL)
_HEADLINE = re.compile(
    r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w.'’-]+){0,3}): (?P<said>[\"“‘'A-Z][^\n]{11,150}?)(?<=[\w.?!\"”’'])$"
)
_NAMED = re.compile(
    r"[•*·\-–—\s]*(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,4}"
    r"(?:, [^:\"“”]{2,100}| \([^)]{1,40}\))?):\s*$"
)
_SIGNATURE = re.compile(rf"\s*[-–—―~]+\s*(?P<name>{_NAME}(?:,[^\"“”.!?]{{2,120}})?)\.?\s*$")
_LABELS = frozenset(
    """read related watch listen more video photo photos live update updates opinion editorial headline title caption
    source song best note see also""".split()
)
_TURNS = 4
"""So many paragraphs of two or more speakers are a transcript, whoever they are."""


def headed(text: str, line: Span, quotes: Sequence[Quotation]) -> Draft | None:
    """The attribution of one paragraph of this kind, None for running text."""
    return (
        _signed(text, line, quotes) or _named(text, line, quotes) or _spoken(text, line) or _tweeted(text, line, quotes)
    )


def headline(text: str, line: Span) -> Draft | None:
    """`Roe: Rain Must Stop`: a short paragraph that gives somebody's words after a colon."""
    if len(line) > 170 or ":" not in text[line.start : line.end]:
        return None
    match = _HEADLINE.fullmatch(text, line.start, line.end)
    if match is None or match["name"].isupper():
        return None
    return Draft(Span(*match.span("name")), None, [Span(*match.span("said"))], "headline")


def believed(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without labels taken for speakers."""
    turns = [d for d in drafts if d.rule == "transcript"]
    speakers = {d.source.of(text) for d in turns if d.source}
    scene = len(turns) >= _TURNS and 2 <= len(speakers) <= len(turns) // 2
    said = {d.source.of(text).split()[-1] for d in drafts if d.source and d.rule not in {"transcript", "headline"}}
    return [d for d in drafts if not _is_label(text, d, said, scene)]


def _is_label(text: str, draft: Draft, said: set[str], scene: bool) -> bool:
    if draft.source is None or draft.rule not in {"transcript", "headline"}:
        return False
    name = draft.source.of(text).split()[-1]
    if draft.rule == "headline":
        return name not in said
    return not scene and re.search(rf"\b{re.escape(name.capitalize())}\b", text) is None


def _signed(text: str, line: Span, quotes: Sequence[Quotation]) -> Draft | None:
    """`“It rained.” — Ann Roe, judge`."""
    if not quotes or quotes[-1].single:
        return None
    first, last = quotes[0], quotes[-1]
    lead = text[line.start : first.span.start].strip(" \t•*·-–—1234567890.)")
    if lead or not last.closed or text[last.inner.end - 1] not in ".,!?…":
        return None
    match = _SIGNED.match(text, last.span.end, line.end)
    if not match:
        return None
    return Draft(Span(*match.span("name")), None, [q.span for q in quotes], "signed", quoted=True)


def _named(text: str, line: Span, quotes: Sequence[Quotation]) -> Draft | None:
    """`Ann Roe, mayor of Tor: “It rained.”`: the whole rest of a paragraph is quoted."""
    if not quotes or quotes[0].single or text[line.start : quotes[0].span.start].rstrip()[-1:] != ":":
        return None
    match = _NAMED.match(text, line.start, quotes[0].span.start)
    whole = quotes[-1].span.end >= line.end - 1 and text[quotes[-1].inner.end - 1] in ".!?…"
    words = match["name"].lower().split() if match else []
    if not match or not whole or not _LABELS.isdisjoint(words) or words[0] in verb_forms():
        return None
    return Draft(Span(*match.span("name")), None, [q.span for q in quotes], "signed", quoted=True)


def signature(text: str, line: Span) -> Span | None:
    """The name in a paragraph that only signs the quotation above it: `— Ann Roe`."""
    match = _SIGNATURE.match(text, line.start, line.end) if len(line) < 160 else None
    return Span(*match.span("name")) if match else None


def _spoken(text: str, line: Span) -> Draft | None:
    """`BLINKEN: We met.`."""
    match = _TRANSCRIPT.match(text, line.start, line.end)
    if not match or len(match["said"].split()) < 2 or match["said"].rstrip()[-1].isalnum():
        return None
    return Draft(Span(*match.span("name")), None, [Span(*match.span("said"))], "transcript")


def _tweeted(text: str, line: Span, quotes: Sequence[Quotation]) -> Draft | None:
    """`It rained. — Ann Roe (@annroe) May 3, 2016`."""
    if "(@" not in text[line.start : line.end]:
        return None
    match = _TWEET.fullmatch(text, line.start, line.end)
    if not match or (quotes and quotes[-1].span.end > match.end("said") + 1):
        return None
    start, name = match.start("name"), match["name"].rstrip()
    return Draft(Span(start, start + len(name)), None, [Span(*match.span("said"))], "tweet")
