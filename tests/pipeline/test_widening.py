"""Questions that keep to some days or an outlet, and the same questions of all articles."""

from __future__ import annotations

from datetime import date

import pytest

from rag.pipeline.widening import widened
from rag.questions import parse
from rag.types import Question, QuestionKind, Turn


@pytest.mark.parametrize(
    ("asked", "expected", "reason"),
    [
        ("What did Quill say about the roof in May 2031?", "What did Quill say about the roof?", "a month"),
        ("Who spoke about the roof before 3 March 2031?", "Who spoke about the roof?", "an open end"),
        ("Did Quill say the roof leaks in 2031?", "Did Quill say the roof leaks?", "a year"),
        (
            "What has Quill said about the 2022 flood since 2031?",
            "What has Quill said about the 2022 flood?",
            "its own",
        ),
        ("quotes by Quill from 2031", "Quotes by Quill", "no question mark where none was"),
        ("Who spoke about the roof in the Guardian?", "Who spoke about the roof?", "an outlet"),
        ("According to Reuters, what did Quill say about fish?", "What did Quill say about fish?", "an agency first"),
        ("What did Quill say about fish in 2031, according to NRK?", "What did Quill say about fish?", "both"),
        ("Who won the cup, in articles published in 2031?", "Who won the cup?", "days of articles"),
        (
            "How many people died in 2031, according to the Guardian?",
            "How many people died in 2031?",
            "the days of what happened stay",
        ),
        ("Who won the cup in 2031?", None, "the days of what happened narrow no articles"),
        ("What did Quill say about the roof?", None, "nothing to take away"),
    ],
)
def test_only_what_narrows_is_taken_away(asked: str, expected: str | None, reason: str) -> None:
    wide = widened(parse(asked))
    assert (wide and wide.text) == expected, reason


def test_a_follow_up_is_widened_in_words_that_stand_alone() -> None:
    wide = widened(parse("And in 2031?", [Turn("What did Quill say about fish?")]))
    assert wide is not None
    assert wide.text == "What did Quill say about fish?"


def test_a_month_without_its_year_is_asked_in_plain_words() -> None:
    text = "What did Quill tell us in May about fish?"
    days = date(2031, 5, 1), date(2031, 5, 31)
    wide = widened(Question(text, QuestionKind.WHAT_SAID, text, "Quill", "fish", None, *days))
    assert wide is not None
    assert wide.text == "What did Quill say about fish?"


def test_what_cannot_be_said_without_its_days_is_left() -> None:
    text = "Did Quill say in May that the roof leaks?"
    days = date(2031, 5, 1), date(2031, 5, 31)
    assert widened(Question(text, QuestionKind.DID_SAY, text, "Quill", "the roof leaks", None, *days)) is None
