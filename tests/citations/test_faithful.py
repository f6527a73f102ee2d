from __future__ import annotations

import pytest

from rag.citations.faithful import (
    Support,
    added_figures,
    added_names,
    carried,
    content,
    same_polarity,
    turned,
    words_of,
)

SOURCE = "The U.S. and Port Vell’s harbour spent $2,400 million, or 12%, on twenty-one ferries in March, Reyes said."


def test_words_are_folded_without_dots_and_possessives() -> None:
    assert words_of("The U.S.’s $2,000 isn’t O'Hara’s") == ["the", "us", "$2000", "isn't", "o'hara"]


@pytest.mark.parametrize(
    ("text", "added", "reason"),
    [
        ("It spent 2,400 million.", set(), "the same figure"),
        ("It spent 2400 million, 12 percent.", set(), "separators and the sign for percent do not matter"),
        ("It spent 2,400 billion.", {"billion"}, "another scale"),
        ("It spent 2,500 million.", {"2500"}, "another figure"),
        ("It has 20 ferries.", set(), "part of a number word"),
        ("It has three ferries.", {"3"}, "a number word is a figure"),
    ],
)
def test_figures(text: str, added: set[str], reason: str) -> None:
    assert added_figures(text, Support.of(SOURCE)) == added, reason


@pytest.mark.parametrize(
    ("text", "added", "reason"),
    [
        ("In March the United States paid.", [], "initials and the name they stand for"),
        ("The harbour of Port Vell paid.", [], "a name as it is"),
        ("The Vellish harbour paid.", [], "a form of the name"),
        ("Then Lanmouth paid.", ["Lanmouth"], "another name"),
        ("Tomas Brandt paid.", ["Tomas"], "a name that opens the sentence"),
        ("Ferries paid.", [], "any word may open a sentence"),
    ],
)
def test_names(text: str, added: list[str], reason: str) -> None:
    assert added_names(text, Support.of(SOURCE))[: len(added) or None] == added, reason


def test_content_leaves_out_telling() -> None:
    assert content("According to Reyes, the harbours said 12 ferries were bought") == [
        "rey",
        "harbour",
        "ferri",
        "bought",
    ]


def test_what_is_carried_and_what_is_not() -> None:
    words, missing, longest = carried("It spent money on ferries, palaces, parks and fountains.", Support.of(SOURCE))
    assert (words, missing, longest) == (6, 4, 3)


@pytest.mark.parametrize(
    ("before", "drafted_before", "drafted", "expected", "reason"),
    [
        ("we will not ", "they will ", "they will", True, "a negation lost"),
        ("we will not ", "they will not ", "they will not", False, "kept outside the marks"),
        ("we will ", "they will not ", "they will not", True, "a negation put in"),
        ("we will ", "they will ", "they will", False, "none anywhere"),
        ("we did not pay. We will ", "they will ", "they will", False, "another sentence's negation"),
        ("this is not the kind of “", "this is the kind of ", "this is the kind of", True, "before a mark"),
    ],
)
def test_a_negation_before_a_fragment(
    before: str, drafted_before: str, drafted: str, expected: bool, reason: str
) -> None:
    assert turned(before, drafted_before, drafted) is expected, reason


def test_polarity_looks_at_the_words_in_common() -> None:
    source = "He did not vote for the bridge. The quay is old."
    assert not same_polarity("he voted for the bridge", source)
    assert same_polarity("he never voted for the bridge", source)
