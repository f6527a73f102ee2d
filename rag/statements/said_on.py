"""The words around a statement to the day it was made, when they name one and the article's own day is known.

"On Thursday" counts back from the day of publication; months, years and "last month" are no days and give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from rag.types import Article, Span

_DAYS = dict(zip("mon tue wed thu fri sat sun".split(), range(7), strict=True))
_MONTHS = dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True))
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_FULL = re.compile(
    rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>(?:19|20)\d\d))?(?!\s*[-–]\s*\d)"
)
_BRITISH = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+(?P<year>(?:19|20)\d\d))?\b")
_WEEKDAY = re.compile(r"\b(?P<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?P<of>['’]s)?")
_RELATIVE = re.compile(r"\b(?:yesterday|today|tonight|Yesterday|Today|this (?:morning|afternoon|evening))\b")
_DIGIT = re.compile(r"\d")
_NAMED = re.compile(r"day|night|this ")  # without, no day is named: looked for first, since it is quickly seen
_ELSEWHEN = re.compile(
    r"\b(?:since|until|till|before|after|by|next|last|coming|following|previous|every|each|from|ahead of|of|for|due"
    r"|starting|beginning|scheduled for|through|between|planned for|set for|late|earlier)\s+"
    r"(?:the\s+)?(?:(?:early|late)\s+)?$",
    re.IGNORECASE,
)
_AT_MEETING = re.compile(r"\b(?:in|at|during)\s+$")


def said_on(article: Article, source: Span | None, cue: Span | None, content: Sequence[Span]) -> date | None:
    """The day of speaking as the sentence around source and cue gives it; None when it gives none, or two."""
    anchor = cue or source
    if anchor is None:
        return None
    frame = _frame(article.text, anchor, content)
    if frame is None:
        return None
    edges = [edge for s in (source, cue) if s for edge in (s.start, s.end)]
    found = {
        day
        for at, day in _days_in(frame, article)
        if at - frame.start <= _OPENING or min(abs(at - edge) for edge in edges) <= _NEAR
    }
    return found.pop() if len(found) == 1 else None


_OPENING, _NEAR = 25, 45
"""A day counts near the first words of the sentence, the source or the cue: elsewhere it is another event's."""


def _frame(text: str, anchor: Span, content: Sequence[Span]) -> Span | None:
    """The sentence that holds the cue, without the statement itself; None when the statement holds the cue."""
    last = -1  # where the sentence before stops
    for ending in _STOPS:
        last = max(last, text.rfind(ending, max(last, anchor.start - 800, 0), anchor.start))
    start = last + 1
    after = [s.start for s in content if s.start >= anchor.end]
    line = text.find("\n", anchor.end)
    end = min([len(text), *([line] if line >= 0 else []), *after])
    if not after:
        stop = _ENDS.search(text, anchor.end, end)
        while stop and text[max(0, stop.start() - 12) : stop.start()].rsplit(None, 1)[-1].lower() in _SHORT:
            stop = _ENDS.search(text, stop.end(), end)
        end = stop.start() if stop else end
    start = max([start, *(s.end for s in content if start < s.end <= anchor.start)])
    covering = any(s.start < anchor.start and s.end > anchor.end for s in content)
    return None if covering or start >= end else Span(start, end)


_STOPS = ("\n", ". ", ".” ", '." ', "? ", "! ", "?” ", "!” ")
_ENDS = re.compile(r"[.!?](?:(?=\s+[A-Z“\"])|[”\"])")
_SHORT = frozenset(
    "mr mrs ms dr sen rep gov gen lt col rev jan feb mar apr aug sept sep oct nov dec u.s u.k d.c jr sr st no".split()
)


def _days_in(frame: Span, article: Article) -> list[tuple[int, date]]:
    """The days a stretch of an article names, each with where it names them."""
    words, published = frame.of(article.text), article.published_on
    found = []
    if _DIGIT.search(words):
        dated = [m for pattern in (_FULL, _BRITISH) for m in pattern.finditer(words)]
        found = [(frame.start + m.start(), day) for m in dated if (day := _calendar(m, published))]
    if published is None or found or not _NAMED.search(words):
        return found
    for match in _WEEKDAY.finditer(words):
        before = words[: match.start()]
        if _ELSEWHEN.search(before) or (match.group("of") and not _AT_MEETING.search(before)):
            continue
        back = (published.weekday() - _DAYS[match.group("day")[:3].lower()]) % 7
        found.append((frame.start + match.start(), published - timedelta(days=back)))
    for match in _RELATIVE.finditer(words):
        if words[match.end() : match.end() + 2] not in ("'s", "’s"):
            day = published - timedelta(days=match.group().lower() == "yesterday")
            found.append((frame.start + match.start(), day))
    return found


def _calendar(match: re.Match[str], published: date | None) -> date | None:
    """A day of a month; without a year the last such day up to publication, nothing when that is unknown."""
    month, day = _MONTHS[match.group("month")[:3].lower()], int(match.group("day"))
    if _ELSEWHEN.search(match.string[: match.start()]):
        return None
    try:
        if match.group("year"):
            return date(int(match.group("year")), month, day)
        if published is None:
            return None
        this_year = date(published.year, month, day)
        return this_year if this_year <= published else date(published.year - 1, month, day)
    except ValueError:
        return None
