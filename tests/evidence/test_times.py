"""Months and spans of time without a year: the latest such month of the articles, or left out, and said either way."""

from __future__ import annotations

from datetime import date

import pytest

from rag.evidence import find
from rag.evidence.library import library_of
from rag.evidence.times import dated
from rag.ports import Index
from rag.types import Question, QuestionKind

MAY = (date(2024, 5, 1), date(2024, 5, 31))
NOVEMBER = (date(2023, 11, 1), date(2023, 11, 30))
NO_DAYS = (None, None)
TIMES = [
    ("What did Okafor say last May?", "last May", None, MAY, 1, "the latest May of the articles"),
    ("What did Okafor say in November?", None, None, NOVEMBER, 1, "a month alone"),
    ("What did Okafor say about fish last November?", "fish last November", "fish", NOVEMBER, 1, "when it was said"),
    ("What did Okafor say about the flood in May?", "the flood in May", "the flood in May", NO_DAYS, 0, "the flood's"),
    ("What did Okafor say in May 2021?", None, None, NO_DAYS, 0, "another year is not for this module"),
    ("What did Okafor say in February?", None, None, NO_DAYS, 1, "no article is from a February"),
    ("What did Okafor say this year?", "this year", None, NO_DAYS, 1, "nobody's clock is looked at"),
    ("What did Okafor say about fish?", "fish", "fish", NO_DAYS, 0, "no time at all"),
]


@pytest.mark.parametrize(("words", "topic", "left", "days", "notes", "reason"), TIMES)
def test_times_without_a_year(
    harbour: Index,
    words: str,
    topic: str | None,
    left: str | None,
    days: tuple[date | None, date | None],
    notes: int,
    reason: str,
) -> None:
    asked, told = dated(Question(words, QuestionKind.WHAT_SAID, words, "Okafor", topic), library_of(harbour))
    assert (asked.topic, (asked.since, asked.until), len(told)) == (left, days, notes), reason


def test_the_note_stands_beside_what_was_found(harbour: Index) -> None:
    words = "What did Okafor say in November?"
    found = find(Question(words, QuestionKind.WHAT_SAID, words, "Okafor"), harbour)
    assert len(found.statements) == 2
    assert "November 2023" in found.notes[0]


def test_words_asked_about_keep_their_times(harbour: Index) -> None:
    words = "Who said that sales fell last month?"
    question = Question(words, QuestionKind.WHO_SAID, words, quote="sales fell last month")
    assert dated(question, library_of(harbour)) == (question, [])
