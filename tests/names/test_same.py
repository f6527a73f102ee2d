from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.names import compatible, matching, slug

ONE_PERSON = [
    ("Sen. Tom Low", "Tom Low", "a title"),
    ("Sen. Tom Low", "Mr. Low", "a bare surname"),
    ("Bob Low", "Robert M. Low", "a short form, a middle initial"),
    ("R. Low", "Robert Low", "an initial"),
    ("Xi", "Xi Jinping", "the family name first"),
    ("Zelensky", "Volodymyr Zelenskyy", "carried over from another alphabet"),
    ("Alexey Zelenskiy", "Aleksei Zelensky", "both names carried over"),
    ("Jorge Castaneda", "Jorge Castañeda", "an accent"),
    ("J. Robert Low", "Robert Low", "called by the middle name"),
    ("Enrique Peña Nieto", "Mr. Peña Nieto", "a double surname"),
    ("Tom Low Jr.", "Tom Low", "a suffix left out"),
    ("the F.B.I.", "FBI", "an acronym with stops"),
]

TWO_PEOPLE = [
    ("Bill Clinton", "Hillary Clinton", "one surname, two given names"),
    ("Mr. Clinton", "Hillary Clinton", "the title says a man"),
    ("George W. Bush", "George H.W. Bush", "the middle names part them"),
    ("Tom Low Jr.", "Tom Low III", "the suffixes part them"),
    ("King George V", "King George VI", "the numbers part them"),
    ("Rupert Holtz-Eakin", "Douglas Holtz-Eakin", "a namesake"),
    ("Tom Low", "Tom Lowe-Hart", "another surname"),
    ("Green Party", "Labour Party", "two organisations with one last word"),
]


@pytest.mark.parametrize(("a", "b", "why"), ONE_PERSON)
def test_may_be_one(a: str, b: str, why: str) -> None:
    assert compatible(a, b), why
    assert compatible(b, a), why


@pytest.mark.parametrize(("a", "b", "why"), TWO_PEOPLE)
def test_are_two(a: str, b: str, why: str) -> None:
    assert not compatible(a, b), why
    assert not compatible(b, a), why


@given(st.text(max_size=40), st.text(max_size=40))
def test_compatible_is_symmetric(a: str, b: str) -> None:
    assert compatible(a, b) == compatible(b, a)


PEOPLE = [
    ("Ann Roe", ("Roe",)),
    ("Xi Jinping", ()),
    ("Bill Clinton", ()),
    ("Hillary Clinton", ("Clinton",)),
    ("Channel Nine", ()),
    ("Robert Quill", ("Bob Quill",)),
    ("analysts", ("Analysts",)),
    ("U.S.", ()),
]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Ann Roe", ["Ann Roe"]),
        ("Roe", ["Ann Roe"]),
        ("Ms. Roe", ["Ann Roe"]),
        ("the Institute's Roe", ["Ann Roe"]),
        ("President Xi", ["Xi Jinping"]),
        ("Bob Quill", ["Robert Quill"]),
        ("Robert J. Quill", ["Robert Quill"]),
        ("Clinton", ["Bill Clinton", "Hillary Clinton"]),  # open: both
        ("Mrs. Clinton", ["Hillary Clinton"]),
        ("Hillary", ["Hillary Clinton"]),  # a lone given name
        ("channel nine", ["Channel Nine"]),
        ("Analysts", ["analysts"]),
        ("the United States", ["U.S."]),  # one country of several names
        ("America", ["U.S."]),
        ("US", ["U.S."]),
        ("Alder Hill scholar Ann Roe", ["Ann Roe"]),  # described before the name
        ("the former Alder Times editor Xi Jinping", ["Xi Jinping"]),
        ("the former alder times editor xi jinping", ["Xi Jinping"]),  # typed without capitals
        ("the scholar Rupert Roe", []),  # a described namesake is one too
        ("Rupert Roe", []),  # a namesake is nobody
        ("Mr. Roe", []),  # Ann is no man
        ("Low", []),
        ("", []),
    ],
)
def test_matching(asked: str, found: list[str]) -> None:
    assert [PEOPLE[i][0] for i in matching(asked, PEOPLE)] == found


def test_slug() -> None:
    assert slug("Ann J. O’Roe-Low") == "ann-j-o-roe-low"
