"""Words about time and outlet to days and a name, cut out of what is asked about.

Only what plainly narrows the articles is taken; "the 2022 invasion" stays part of the topic, and words such as
"last week" mean nothing unless the day of asking is known.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from rag.words import fold

_MONTHS = {name: i for i in range(1, 13) for name in (calendar.month_name[i].lower(), calendar.month_abbr[i].lower())}
_MONTHS["sept"] = 9
_MONTH = r"(?P<month{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)"
_DAY = r"(?P<day{0}>[0-3]?\d)(?:st|nd|rd|th)?"


def _moment(n: str) -> str:
    day_first = rf"(?:the )?{_DAY.format('_a' + n)}(?: of)? {_MONTH.format('_a' + n)},? {_YEAR.format('_a' + n)}"
    month_first = rf"{_MONTH.format('_b' + n)} {_DAY.format('_b' + n)},? {_YEAR.format('_b' + n)}"
    month = rf"{_MONTH.format('_c' + n)},? (?:of )?{_YEAR.format('_c' + n)}"
    iso = rf"(?P<year_d{n}>(?:19|20)\d\d)-(?P<month_d{n}>[01]\d)(?:-(?P<day_d{n}>[0-3]\d))?"
    return rf"(?:{day_first}|{month_first}|{month}|{iso}|(?:the year )?{_YEAR.format('_e' + n)})"


_BETWEEN = re.compile(rf"\b(?:between|from) {_moment('1')} (?:and|to|until|till|through) {_moment('2')}\b")
_PERIOD = re.compile(
    rf"\b(?P<how>in|on|during|since|after|before|until|till|from|as of|by|around)"
    rf"(?: early| late| mid)? {_moment('1')}(?P<open> on\b(?! \w)| onwards?)?"
    r"(?=$|[\s,.;?!])(?! \w+ (?:election|war|invasion|deal))"
)
_ARTICLES = r"(?:articles?|stor(?:y|ies)|reports?|reporting|coverage|pieces?|news)"
_PUBLISHED = (
    re.compile(rf"(?:,\s*)?\b(?:(?:in|from|of|by|across) )?(?:(?:the|all|any|our) )*{_moment('1')} {_ARTICLES}\b"),
    re.compile(
        rf"(?:,\s*)?\b(?:(?:in|from|of|by|across) )?(?:(?:the|all|any|an|our) )*{_ARTICLES} "
        rf"(?:(?:that (?:is|are|was|were) )?(?:published|printed|dated|written) )?(?:from|of|in|on) {_moment('1')}"
        r"(?=$|[\s,.;?!])"
    ),
)  # "in the May 2024 articles", "in articles published in 2022"
_RELATIVE = re.compile(
    r"\b(?:(?:in|over|during|within) the )?(?P<which>today|yesterday|(?P<span>last|past|this) "
    r"(?:(?P<n>\d+) )?(?P<unit>day|week|month|year)s?)(?=$|[\s,.;?!])"
)
_OUTLET_END = (
    r"(?:times|post|journal|news|tribune|guardian|herald|chronicle|telegraph|reuters|press|afp|ap|bbc|cnn|npr|pbs|cbs"
    r"|nbc|abc|msnbc|bloomberg|politico|axios|today|magazine|gazette|globe|mail|independent|observer|economist|week"
    r"|xinhua|tass|jazeera|monde|spiegel|wsj|nyt|breitbart|newsweek|forbes)"
)
_OUTLET = re.compile(
    r"(?:,\s*)?\b(?:according to|as reported (?:by|in)|reported (?:by|in)|in|from)\s+"
    rf"(?:(?:an?|the)\s+(?:article|report|story)s?\s+(?:in|by|from|of)\s+)?(?P<outlet>(?:the\s+|an?\s+)?(?:[\w.&'-]+\s+){{0,3}}{_OUTLET_END})(?:'s)?"
    r"(?:\s+(?:article|story|report|piece|articles|coverage))?(?=$|[\s,.;?!])"
)
_WRITER = r"[^\W\d][\w.-]*(?: [^\W\d][\w.-]*){0,3}"
_NO_WRITER = r"(?:the|an?|his|her|its|their|this|that|last|today|yesterday|\w+day)\b"
_WRITTEN = re.compile(
    rf"(?:,\s*)?\b(?:in|from)\s+(?:the\s+)?(?:(?P<outlet>(?!{_NO_WRITER}){_WRITER})(?:'s|(?<=s)')\s+"
    r"(?:article|story|report|piece|column)s?"
    rf"|(?:article|story|report|piece|column)s?\s+(?:written\s+)?by\s+(?P<by>{_WRITER}))(?=$|[,.;?!])"
)  # "in Ada Roe's article", "in the piece by Ada Roe"


@dataclass(frozen=True, slots=True)
class Filtered:
    """What is left of the words, and what was cut out of them."""

    text: str
    since: date | None = None
    until: date | None = None
    outlet: str | None = None  # an author, where one is named instead


def cut_filters(text: str, today: date | None) -> Filtered:
    """Days and outlet out of the words of a question about speech.

    >>> cut_filters("What did Singleton say about Taiwan since May 2024?", None).since
    datetime.date(2024, 5, 1)
    """
    rest, since, until = _cut_days(text, today)
    rest, outlet = cut_outlet(rest)
    return Filtered(_tidy(rest), since, until, outlet)


def cut_outlet(text: str) -> tuple[str, str | None]:
    """The outlet or author named in the words, with the words left; None when neither is named as one."""
    match = _OUTLET.search(fold(text)) or _WRITTEN.search(fold(text))
    if match is None:
        return text, None
    start, end = match.span("outlet" if match["outlet"] else "by")
    name = re.sub(r"^(?:the|an?|The|An?)\s+", "", text[start:end].strip())
    if text != fold(text) and not name[:1].isupper():
        return text, None
    return _tidy(text[: match.start()] + " " + text[match.end() :]), name


def _tidy(text: str) -> str:
    return re.sub(r"\s+([?.!,])", r"\1", " ".join(text.split())).strip(" ,")


def cut_articles(text: str) -> tuple[str, date | None, date | None]:
    """The days from which articles are asked for, with the words left; None, None when no such days are named."""
    folded = fold(text)
    for pattern in _PUBLISHED:
        if (match := pattern.search(folded)) and (days := _days(match, "1")):
            return text[: match.start()] + text[match.end() :], *days
    return text, None, None


def _cut_days(text: str, today: date | None) -> tuple[str, date | None, date | None]:
    rest, first_day, last_day = cut_articles(text)
    if first_day:
        return rest, first_day, last_day
    folded = fold(text)
    if match := _BETWEEN.search(folded):
        first, last = _days(match, "1"), _days(match, "2")
        if first and last:
            return text[: match.start()] + text[match.end() :], first[0], last[1]
    for match in _PERIOD.finditer(folded):
        if days := _days(match, "1"):
            return text[: match.start()] + text[match.end() :], *_bounds(
                "since" if match["open"] else match["how"], days
            )
    match = _RELATIVE.search(folded)
    if match and today:
        return text[: match.start()] + text[match.end() :], *_relative(match, today)
    return text, None, None


def _days(match: re.Match[str], n: str) -> tuple[date, date] | None:
    """First and last day of the moment in a match; None for a day no calendar has."""
    for kind in "abcde":
        parts = {k: match.groupdict().get(f"{k}_{kind}{n}") for k in ("year", "month", "day")}
        if parts["year"] is None:
            continue
        year = int(parts["year"])
        month = parts["month"] and (int(parts["month"]) if parts["month"].isdigit() else _MONTHS[parts["month"]])
        try:
            if month and parts["day"]:
                return (day := date(year, month, int(parts["day"]))), day
            if month:
                return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        except (ValueError, calendar.IllegalMonthError):
            return None
        return date(year, 1, 1), date(year, 12, 31)
    return None


def _bounds(how: str, days: tuple[date, date]) -> tuple[date | None, date | None]:
    if how in ("since", "as of"):
        return days[0], None
    if how == "after":
        return days[1] + timedelta(1), None
    if how == "before":
        return None, days[0] - timedelta(1)
    if how in ("until", "till", "by"):
        return None, days[1]
    return days


def _relative(match: re.Match[str], today: date) -> tuple[date, date]:
    if match["which"] == "today":
        return today, today
    if match["which"] == "yesterday":
        return today - timedelta(1), today - timedelta(1)
    count, unit, this = int(match["n"] or 1), match["unit"], match["span"] == "this"
    if this:
        starts = {"day": today, "week": today - timedelta(today.weekday()), "month": today.replace(day=1)}
        return starts.get(unit, today.replace(month=1, day=1)), today
    if match["n"] or match["span"] == "past":
        return today - timedelta(count * {"day": 1, "week": 7, "month": 30, "year": 365}[unit]), today
    if unit == "week":
        monday = today - timedelta(today.weekday() + 7)
        return monday, monday + timedelta(6)
    if unit == "month":
        end = today.replace(day=1) - timedelta(1)
        return end.replace(day=1), end
    if unit == "year":
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    return today - timedelta(1), today - timedelta(1)
