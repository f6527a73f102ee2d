"""Stems that stand for each other, and stems that only look alike."""

from __future__ import annotations

import pytest

from rag.evidence.synonyms import country, standing_for
from rag.words import stem

PAIRS = [
    ("fly", "flew", 0.8, "an irregular verb"),
    ("begun", "starting", 0.6, "a form of one word for the other"),
    ("troops", "soldiers", 0.6, "two words for the same"),
    ("China", "Beijing", 0.8, "a country and its capital"),
    ("Norway", "Norwegian", 0.8, "a country and its adjective"),
    ("react", "reaction", 0.6, "a form of the word"),
    ("harbour", "harbour", 1.0, "the word itself"),
]
STRANGERS = [
    ("react", "reached", "one letter of difference"),
    ("troops", "fish", "nothing"),
    ("Oslo", "Rome", "cities"),
]


@pytest.mark.parametrize(("wanted", "there", "least", "reason"), PAIRS)
def test_words_for_the_same(wanted: str, there: str, least: float, reason: str) -> None:
    assert standing_for(stem(wanted), frozenset((stem(there), "x")))[stem(there)] >= least, reason
    assert standing_for(stem(there), frozenset((stem(wanted), "x")))[stem(wanted)] >= least, reason


@pytest.mark.parametrize(("wanted", "there", "reason"), STRANGERS)
def test_words_that_are_not(wanted: str, there: str, reason: str) -> None:
    assert not any(standing_for(stem(wanted), frozenset((stem(there),))).values()), reason


def test_countries() -> None:
    assert country(stem("Beijing")) == country(stem("Chinese")) == "china"
    assert country(stem("Brackwater")) is None
