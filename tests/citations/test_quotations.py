from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.citations.quotations import BLANK, outside, quotations


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("He saw “no limits” there.", ["no limits"], "curly marks"),
        ('"No," she said, "not now."', ["No,", "not now."], "straight marks, split"),
        ("“Not now,“ he said.", ["Not now,"], "an opening mark that closes"),
        ("«Non» or „nein“", ["Non", "nein"], "marks of other languages"),
        ("She said ‘not now’ twice.", ["not now"], "single marks"),
        ("The leaders' call on Reyes' desk", [], "apostrophes are no marks"),
        ("“a ‘b c’ d”", ["a ‘b c’ d"], "the outermost marks only"),
    ],
)
def test_quotations(text: str, words: list[str], reason: str) -> None:
    assert [quotation.words for quotation in quotations(text)] == words, reason


def test_a_mark_never_closed_is_said_to_be() -> None:
    assert [(q.words, q.closed) for q in quotations("He said “we will go")] == [("we will go", False)]


def test_fragments_around_every_spelling_of_an_ellipsis() -> None:
    (one,) = quotations("“a b … c d [...] e f ... g”")
    assert one.fragments == ["a b", "c d", "e f", "g"]


@given(st.text(alphabet="ab “”\"'’.…"))
def test_spans_slice_back_and_outside_keeps_the_length(text: str) -> None:
    found = quotations(text)
    for quotation in found:
        assert quotation.words in quotation.span.of(text)
    masked = outside(text, found)
    assert len(masked) == len(text)
    assert all(text[i] == char or char == BLANK for i, char in enumerate(masked))
