"""Questions about an article itself, and which article they mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.evidence import find
from rag.evidence.library import Library
from rag.evidence.particulars import about_article
from rag.types import Known, Origin, Particular, Question, QuestionKind, Reason
from tests.evidence.conftest import Shelf

ASKED = [
    ("Who wrote the article about the harbour?", Particular.AUTHOR, "b.txt", "the plain way"),
    ("By whom was the story on the harbour written?", Particular.AUTHOR, "b.txt", "turned round"),
    ("who is the author of the piece about the harbour", Particular.AUTHOR, "b.txt", "no capital, no mark"),
    ("When was the article about the fishermen published?", Particular.PUBLISHED, "a.txt", "its day"),
    ("What is the date of the report on the fishermen?", Particular.PUBLISHED, "a.txt", "its day, as a date"),
    ("Which newspaper published the article on the fishermen?", Particular.OUTLET, "a.txt", "its outlet"),
    ("What is the headline of the article about the harbour?", Particular.HEADLINE, "b.txt", "its headline"),
]
NOT_ABOUT_ARTICLES = [
    ("Who wrote the letter about the harbour?", "a letter is no article"),
    ("When was the pier opened?", "an event"),
    ("Which newspaper did Henrik Vass edit?", "a person's work"),
    ("Who published a map of the harbour?", "a map"),
]


@pytest.fixture
def signed(harbour: Shelf) -> Shelf:
    first = harbour.articles[0]
    harbour.articles[0] = replace(first, author=Known("Ines Calder and Tomas Brandt", Origin.METADATA))
    return harbour


@pytest.mark.parametrize(("words", "particular", "path", "reason"), ASKED)
def test_what_is_asked_of_which_article(
    signed: Shelf, words: str, particular: Particular, path: str, reason: str
) -> None:
    found = about_article(words, Library(signed))
    assert found == ((signed.article(path).id, particular),), reason


@pytest.mark.parametrize(("words", "reason"), NOT_ABOUT_ARTICLES)
def test_other_questions_are_left_alone(signed: Shelf, words: str, reason: str) -> None:
    assert about_article(words, Library(signed)) is None, reason


def test_the_articles_of_an_author(signed: Shelf) -> None:
    key = signed.article("b.txt").id
    assert about_article("Which articles did Tomas Brandt write?", Library(signed)) == ((key, Particular.HEADLINE),)
    assert about_article("Which articles are by Tove Lindqvist?", Library(signed)) == ()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Who wrote the article about the fishermen?", "the article is there, its author is unknown"),
        ("Who wrote the article about the earthquake in Sunda Bay?", "no such article"),
        ("Who wrote this article?", "there are several"),
    ],
)
def test_what_is_unknown_is_met_with_silence(signed: Shelf, words: str, reason: str) -> None:
    found = find(Question(words, QuestionKind.FACT, words), signed)
    assert (found.particulars, found.abstain) == ((), Reason.NOTHING_FOUND), reason


def test_findings_say_what_is_asked(signed: Shelf) -> None:
    words = "Who wrote the article about the harbour?"
    found = find(Question(words, QuestionKind.FACT, words), signed)
    assert found.particulars == ((signed.article("b.txt").id, Particular.AUTHOR),)
    assert found.abstain is None
