"""Whether one wording says the contrary of another."""

from __future__ import annotations

import pytest

from rag.evidence.contrary import contrary, opposite

CONTRARY = [
    ("the quay is safe", "The quay is not safe.", True, "a negation"),
    ("the quay is safe", "The quay is dangerous.", True, "an opposite word"),
    ("prices will fall", "Prices are going to rise next year.", True, "a verb and its opposite"),
    ("prices will climb", "Prices are going to rise next year.", False, "two words for one thing"),
    ("the mayor supports the bridge", "The mayor opposed the bridge.", True, "other forms of the verbs"),
    ("he is sure", "He was unsure.", True, "a prefix that denies"),
    ("he does not know who paid", "He is unsure who paid.", False, "both deny, each in its way"),
    ("the pact has limits", "A limitless pact.", True, "an ending that denies"),
    ("open to all and not just to members", "It is open to everyone.", False, "not just is no denial"),
    ("a power of the north", "It is a power of the north that cannot be left out.", False, "another clause denies"),
    ("they win", "They win and lose by turns.", False, "both words stand there"),
    ("the ferry runs daily", "Bread costs four crowns.", False, "nothing in common"),
]


@pytest.mark.parametrize(("text", "source", "expected", "reason"), CONTRARY)
def test_contrary(text: str, source: str, expected: bool, reason: str) -> None:
    assert contrary(text, source) is expected, reason


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [("accepts", "rejected", True), ("legal", "illegal", True), ("dishonest", "honest", True), ("unit", "it", False)],
)
def test_opposites_hold_both_ways(a: str, b: str, expected: bool) -> None:
    assert opposite(a, b) is opposite(b, a) is expected


LOOKS_CONTRARY = [
    ("the pact has limits", "The supposedly unlimited pact has clear boundaries.", False, "only supposed to be so"),
    ("the pact has limits", "The unlimited pact has clear boundaries.", True, "said to be so"),
    ("a storm would help the ferry", "A storm would not even be bad for the ferry.", False, "not bad is good"),
    ("a storm would be bad for the ferry", "A storm would not even be bad for the ferry.", True, "not bad is good"),
    ("they will build the pier", "They will build the pier whether or not it pays.", False, "leaves one thing open"),
    (
        "no boat can fish at night and land by day",
        "If it fishes at night, no boat can land by day.",
        False,
        "of both at once",
    ),
    ("no boat can fish at night and land by day", "Every boat can fish at night, and sell by day.", True, "of neither"),
]


@pytest.mark.parametrize(("text", "source", "expected", "reason"), LOOKS_CONTRARY)
def test_what_only_looks_like_a_denial(text: str, source: str, expected: bool, reason: str) -> None:
    assert contrary(text, source) is expected, reason
