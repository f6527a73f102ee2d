"""What a passage is ranked by: how new its article is among those found, and the names that it lacks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rag.evidence.features import NAMES, newer_than, rows
from rag.evidence.library import Library
from rag.evidence.searching import candidates
from rag.evidence.wanted import want
from tests.evidence.conftest import Shelf

TODAY = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ([0], [0.5]),  # nothing to be newer than
        ([None], [0.5]),
        ([None, 0, 3000], [0.5, 0.75, 0.25]),  # one without a day stands in the middle and makes nothing newer
        ([0, 3000], [0.75, 0.25]),
        ([0, 1], [0.504, 0.496]),  # a day makes next to no difference
        ([0, 3000, 3000, 3000], [0.875, 0.375, 0.375, 0.375]),
    ],
)
def test_new_is_what_most_of_the_others_found_are_older_than(ages: list[int | None], expected: list[float]) -> None:
    days = {str(i): None if age is None else TODAY - timedelta(age) for i, age in enumerate(ages)}
    assert list(newer_than(days).values()) == pytest.approx(expected, abs=0.001)


def test_how_old_everything_is_makes_no_difference() -> None:
    ages = {"a": 0, "b": 40, "c": 400}
    now, then = ({key: day - timedelta(age) for key, age in ages.items()} for day in (TODAY, date(1999, 1, 1)))
    assert newer_than(now) == newer_than(then)


@pytest.mark.parametrize(
    ("question", "headline", "lacks"),
    [
        ("When will the ferry reach Zandor?", "The ferry to Zandor", False),  # the headline has the name
        ("When will the ferry reach Zandor?", "The ferry", True),
        ("When will the ferry reach the harbour?", "The ferry", False),  # a word that is no name is no name lacking
    ],
)
def test_a_name_that_stands_neither_here_nor_in_the_headline(question: str, headline: str, lacks: bool) -> None:
    shelf = Shelf()
    shelf.add("a.txt", "The ferry will reach the island at noon.", headline=headline)
    library = Library(shelf)
    wanted = want(question, library)
    found, _ = candidates(question, wanted, library, 10, None)
    table = rows(found, wanted, library)
    assert bool(table[0, NAMES.index("unnamed")] > 0) is lacks
