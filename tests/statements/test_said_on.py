from __future__ import annotations

from datetime import date

import pytest

from rag.statements.said_on import said_on
from tests.statements.marked import read

# published on Friday 17 May 2024
ROWS = [
    ("[1 Roe] {1 said} on Thursday <1 that it rained>.", date(2024, 5, 16), "the last such day"),
    ("On Friday, [1 Roe] {1 said} <1 that it rained>.", date(2024, 5, 17), "the day itself"),
    ("[1 Roe] {1 said} yesterday <1 that it rained>.", date(2024, 5, 16), "counted back"),
    ("<1 “It rained,”> [1 Roe] {1 said} in Monday’s speech.", date(2024, 5, 13), "a day that owns the occasion"),
    ("[1 Roe] {1 said} on May 2 <1 that it rained>.", date(2024, 5, 2), "a day without a year"),
    ("[1 Roe] {1 said} on December 2 <1 that it rained>.", date(2023, 12, 2), "not in the future"),
    ("[1 Roe] {1 said} on 3 March 2021 <1 that it rained>.", date(2021, 3, 3), "with its year"),
    ("[1 Roe] {1 said} last month <1 that it rained>.", None, "a month is no day"),
    ("In October 2019, [1 Roe] {1 said} <1 that it rained>.", None, "nor is that"),
    ("[1 Roe] {1 said} <1 that it rained on Monday>.", None, "the day of the rain, not of the words"),
    ("After Monday’s vote [1 Roe] {1 said} <1 that it rained>.", None, "a day before the words"),
    ("[1 Roe] {1 said} ahead of Monday <1 that it rained>.", None, "a day after them"),
    ("The bridge that should open again on Monday was old, low and in the eyes of all much too narrow, as [1 Roe] "
     "{1 said} <1 sadly>.", None, "far from the words: another event's day"),
    ("It rained on Monday. [1 Roe] {1 said} <1 so>.", None, "another sentence"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "day", "why"), ROWS)
def test_day(marked: str, day: date | None, why: str) -> None:
    article, (a,) = read(marked, published="2024-05-17")
    assert said_on(article, a.source, a.cue, a.content) == day, why


@pytest.mark.parametrize("published", [None, "2024-05", "2024"])
def test_a_relative_day_needs_a_known_day_of_publication(published: str | None) -> None:
    article, (a,) = read("[1 Roe] {1 said} on Thursday <1 that it rained>.", published)
    assert said_on(article, a.source, a.cue, a.content) is None


def test_a_full_date_needs_none() -> None:
    article, (a,) = read("[1 Roe] {1 said} on May 2, 2024, <1 that it rained>.")
    assert said_on(article, a.source, a.cue, a.content) == date(2024, 5, 2)
