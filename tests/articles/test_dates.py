"""Words for a day in, ISO days out, or nothing where it would be a guess."""

from __future__ import annotations

import pytest

from rag.articles.dates import days, parse

CASES = [
    ("2024-05-16", "2024-05-16", "ISO"),
    ("2024-05-16T23:30:00-04:00", "2024-05-16", "the day where it was published"),
    ("20240516", "2024-05-16", "ISO without hyphens"),
    ("2024-05", "2024-05", "known to the month"),
    ("2024", "2024", "known to the year"),
    ("May 2024", "2024-05", "known to the month"),
    ("Thu, 16 May 2024 10:00:00 GMT", "2024-05-16", "mail and feeds"),
    ("Thursday, May 16th, 2024 9:12 a.m. ET", "2024-05-16", "American"),
    ("16. Mai 2024", "2024-05-16", "German"),
    ("16 мая 2024", "2024-05-16", "Russian"),
    ("2024年5月16日", "2024-05-16", "Japanese"),
    ("Donnerstag 05.06.2024", None, "either may be the month, in any language"),
    ("16/05/2024", "2024-05-16", "no month has the number 16"),
    ("05/16/2024", "2024-05-16", "no month has the number 16"),
    ("05/06/2024", None, "either may be the month"),
    ("2024-02-30", None, "no such day"),
    ("May 16", None, "no year"),
    ("yesterday", None, "relative"),
    ("May 16, 2024 and June 1, 2024", None, "two days"),
    ("0000-00-00", None, "empty field of a database"),
    ("1715846400", None, "a number of seconds is not a day as stated"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("words", "day", "why"), CASES)
def test_parse(words: str, day: str | None, why: str) -> None:
    assert parse(words) == day, why


def test_days_in_a_text_with_their_place() -> None:
    text = "OLDPORT, May 16, 2024 (XYZ) -- Since 1 June 2023, not since May 2022 or 31 June 2021"
    assert [(day, span.of(text)) for day, span in days(text)] == [
        ("2024-05-16", "May 16, 2024"),
        ("2023-06-01", "1 June 2023"),
    ]
