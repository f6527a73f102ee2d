"""Whether a sentence holds the kind of words that a question asks for."""

from __future__ import annotations

import pytest

from rag.evidence.kinds import calendar, holds
from rag.evidence.wanted import Expected, expected
from rag.words import spellings, stem

HOLDS = [
    ("The talks lasted two and a half hours.", "How long did the talks last?", "a number and a unit"),
    ("It followed a 2½-hour session.", "How long was the session?", "a fraction, joined by a hyphen"),
    ("The strike went on for weeks.", "How long did the strike go on?", "a unit without a number"),
    ("The ferry sank in October 2019.", "When did the ferry sink?", "a month and a year"),
    ("It reopened last month.", "When did it reopen?", "a day told from that of the article"),
    ("It opened in May.", "When did it open?", "the month, not the verb"),
    ("The wave killed about 9,000 people a day.", "How many people died?", "a figure"),
    ("Nearly two thousand left.", "How many left?", "a figure in words"),
    ("The mayor, 61, resigned.", "How old is the mayor?", "an age between commas"),
    ("Some 40 percent stayed away.", "What percentage stayed away?", "the measure asked for"),
    ("The tower is 90 metres high.", "How high is the tower?", "a length"),
    ("She teaches at Brackwater College.", "Where does she teach?", "a name behind a word of place"),
    ("Norway bought the most herring.", "Which country bought the most herring?", "a country is a place"),
    ("It was opened by Tove Lindqvist.", "Who opened it?", "a name inside the sentence"),
    ("It closed because the roof leaked.", "Why did it close?", "a reason is given as one"),
    ("The tour includes the northern city of Tromsø.", "Which city did he tour?", "a city by name"),
    ("They marked its 75th anniversary.", "Which anniversary did they mark?", "a numbered noun"),
]
LACKS = [
    ("They spoke on Friday this week.", "How long did they speak?", "a day and a week are no length of time"),
    ("It sells bread at a shilling an hour.", "How long does it open?", "so much an hour is no length of time"),
    ("The ferry sank in the fjord.", "When did the ferry sink?", "no time at all"),
    ("On May 16, 2023 they met the fishermen.", "How many fishermen were met?", "a day and a year are no amounts"),
    ("It happened in 1998.", "How many were hurt?", "a year is no amount"),
    ("The mayor has 40 boats.", "How old is the mayor?", "a figure, but no age"),
    ("He came by boat.", "Where does he teach?", "no place"),
]


def sure(sentence: str, question: str) -> float:
    focus = next((stem(noun) for noun in ("anniversary", "city") if noun in question), None)
    return holds(sentence, question, {stem(w) for w in spellings(question)}, expected(question), focus)


@pytest.mark.parametrize(("sentence", "question", "reason"), HOLDS)
def test_an_answer_of_the_kind(sentence: str, question: str, reason: str) -> None:
    assert sure(sentence, question) >= 0.8, reason


@pytest.mark.parametrize(("sentence", "question", "reason"), LACKS)
def test_no_answer_of_the_kind(sentence: str, question: str, reason: str) -> None:
    assert sure(sentence, question) <= 0.5, reason


def test_what_the_question_says_itself_answers_nothing() -> None:
    assert sure("In Brackwater 40 boats lay idle.", "How many of the 40 boats lay idle?") == 0.0
    assert sure("The fair of Brackwater was dry.", "Who opened the fair of Brackwater?") < 0.5


def test_any_words_answer_what() -> None:
    assert holds("It rained.", "What happened?", set(), Expected.ANYTHING) == 1.0


@pytest.mark.parametrize(("word", "is_one"), [("March", True), ("friday", True), ("May", True), ("Marcus", False)])
def test_days_and_months_name_nobody(word: str, *, is_one: bool) -> None:
    assert calendar(word) is is_one
