from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers.parsing import Reader, Told, prose

PROSE = [
    (
        "Reyes said “no”. [1] Brandt left [2].",
        [("Reyes said “no”.", (1,)), ("Brandt left.", (2,))],
        "before and behind",
    ),
    (
        "Reyes said “No. Never.” [1][3] Done.",
        [("Reyes said “No. Never.”", (1, 3)), ("Done.", ())],
        "a quotation is one",
    ),
    ("It cost 2.5 million. [1, 2]", [("It cost 2.5 million.", (1, 2))], "a figure ends no sentence"),
    (
        "Odd. [0] Odder. [-1] Oddest. [99]",
        [("Odd.", (0,)), ("Odder.", (-1,)), ("Oddest.", (99,))],
        "numbers of nothing",
    ),
    ("One. 【4†source】 Two. [^5]", [("One.", (4,)), ("Two.", (5,))], "other models' brackets"),
    ("- One [1]\n- Two [2]", [("- One", (1,)), ("- Two", (2,))], "lines of a list"),
    ("<think>Reyes is bad. [9]</think>One. [1]", [("One.", (1,))], "thoughts are not told"),
    ("", [], "nothing"),
]


@pytest.mark.parametrize(("text", "told", "reason"), PROSE)
def test_prose(text: str, told: list[Told], reason: str) -> None:
    reader = Reader()
    assert [*reader.feed(text), *reader.end()] == told, reason


@pytest.mark.parametrize(("text", "told", "reason"), PROSE)
def test_letter_by_letter_gives_the_same(text: str, told: list[Told], reason: str) -> None:
    reader = Reader()
    assert [one for letter in text for one in reader.feed(letter)] + list(reader.end()) == told, reason


def test_a_sentence_is_given_as_soon_as_it_is_whole() -> None:
    reader = Reader()
    assert list(reader.feed("One. [1] Tw")) == [("One.", (1,))]
    assert list(reader.feed("o. [2")) == []
    assert list(reader.feed("] Three")) == [("Two.", (2,))]


def test_the_json_form_whole_cut_and_fenced() -> None:
    rows = [{"text": "Reyes said “no”.", "evidence": [1]}, {"text": "Two [3].", "evidence": [2]}]
    whole = json.dumps({"sentences": rows})
    told = [("Reyes said “no”.", (1,)), ("Two .", (2, 3))]
    for text in (whole, f"```json\n{whole}\n```"):
        reader = Reader()
        found = [one for letter in text for one in reader.feed(letter)] + list(reader.end())
        assert [(text.replace(" .", "."), numbers) for text, numbers in found] == [
            (text.replace(" .", "."), numbers) for text, numbers in told
        ]
    reader = Reader()
    assert [*reader.feed(whole[: whole.index("Two")]), *reader.end()] == told[:1]


@given(st.text(alphabet='ab .!?[]12“”"\n{}:,-'), st.integers(1, 5))
def test_any_text_in_any_pieces(text: str, size: int) -> None:
    reader = Reader()
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    told = [one for piece in pieces for one in reader.feed(piece)] + list(reader.end())
    assert all(shown for shown, _ in told)
    if not text.lstrip().startswith(("{", "[")):
        assert told == prose(text)
