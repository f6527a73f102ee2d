"""Words for a day to `YYYY-MM-DD` (or `YYYY-MM`, `YYYY`), or to nothing where the day would be a guess.

Strict on purpose: a day without a year, "yesterday" and 05/06/2024 (which of the two is the month?) stay unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from rag.types import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sept sep,"
        "october oct,november nov,december dec".split(","),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<m{0}>" + "|".join(_MONTHS) + r")\.?"
_ISO = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T\s].*)?)?)?", re.DOTALL)
_IN_TEXT = re.compile(
    rf"\b(?:{_MONTH.format(1)}\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH.format(2)},?[\s-]+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})[-/](?P<m3>\d{1,2})[-/](?P<d3>\d{1,2}))(?!\d)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(_MONTH.format(1) + r",?\s+(\d{4})", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b.*", re.DOTALL)
# With no list dateparser tries two hundred locales, seconds for every date it does not know.
_LANGUAGES = "en de fr es it pt nl ru uk pl sv da nb fi cs tr zh ja ko ar el ro hu".split()


@lru_cache(maxsize=20_000)
def parse(words: str) -> str | None:
    """The day, month or year that metadata states; None when it states none exactly.

    >>> parse("2024-05-16T23:30:00-04:00"), parse("Thursday, May 16th, 2024 9:12 a.m. ET"), parse("05/06/2024")
    ('2024-05-16', '2024-05-16', None)
    """
    words = words.strip()[:80]
    if whole := _ISO.fullmatch(words):
        return _iso(*whole.groups())
    stated = {day for day, _ in days(words)}
    if stated:
        return stated.pop() if len(stated) == 1 else None
    if numbers := _NUMBERS.fullmatch(words):
        return _unambiguous(*(int(part) for part in numbers.groups()))
    if month := _MONTH_YEAR.fullmatch(words):
        return _iso(month[2], str(_MONTHS[month[1].lower()]), None)
    return _in_another_language(words)


def days(text: str) -> Iterator[tuple[str, Span]]:
    """Every complete day written in a text, with where it stands.

    >>> [(day, span.of("BEIJING, May 16, 2024")) for day, span in days("BEIJING, May 16, 2024")]
    [('2024-05-16', 'May 16, 2024')]
    """
    for found in _IN_TEXT.finditer(text):
        for form in "123":
            if year := found["y" + form]:
                month = found["m" + form]
                number = str(_MONTHS[month.lower()]) if form != "3" else month
                day = _iso(year, number, found["d" + form])
                if day:
                    yield day, Span(*found.span())


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    try:
        known = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if known.year < 1500:
        return None
    return known.isoformat()[: 10 if day else 7 if month else 4]


def _unambiguous(first: int, second: int, year: int) -> str | None:
    if first > 12 or first == second:
        return _iso(str(year), str(second), str(first))
    return _iso(str(year), str(first), str(second)) if second > 12 else None


def _in_another_language(words: str) -> str | None:
    """Months named in another language than English, read only when day, month and year are all there."""
    numbers = re.findall(r"\d+", words)
    if len(numbers) < 2 or all(len(n) != 4 for n in numbers) or not re.search(r"[^\W\d_]", words):
        return None
    if _NUMBERS.search(words):
        return None
    import dateparser

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
    found = dateparser.parse(words, languages=_LANGUAGES, settings=settings)
    return found.date().isoformat() if found else None
