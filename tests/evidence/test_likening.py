"""Which stems are forms of one word, and how much of a question's words a text holds."""

from __future__ import annotations

import pytest

from rag.evidence.likening import held, related, share


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("harbor", "harbor", True),
        ("china", "chines", True),  # a country and its people
        ("europ", "european", True),
        ("sea", "seal", False),  # too short to tell
        ("port", "portrait", True),  # four letters and no more than four after them: taken for a form
        ("port", "portraitur", False),  # too much follows
        ("2023", "20231", False),  # figures have no forms
        ("stock", "stoic", False),  # they part before the fourth letter
    ],
)
def test_forms_of_one_word(a: str, b: str, expected: bool) -> None:
    assert related(a, b) is expected
    assert related(b, a) is expected


@pytest.mark.parametrize(
    ("wanted", "there", "expected"),
    [
        ("harbor", ["the", "harbor"], 1.0),
        ("china", ["chines", "ship"], 0.85),
        ("china", ["chip", "ship"], 0.0),
        ("eu", ["eur", "europ"], 0.0),  # too short for forms
        ("china", [], 0.0),
    ],
)
def test_held_is_the_same_for_every_kind_of_collection(wanted: str, there: list[str], expected: float) -> None:
    assert held(wanted, there) == held(wanted, tuple(there)) == held(wanted, frozenset(there)) == expected


def test_a_share_is_by_weight() -> None:
    assert share(["harbor", "china"], [3.0, 1.0], frozenset({"harbor"})) == 0.75
    assert share([], [], frozenset({"harbor"})) == 0.0
