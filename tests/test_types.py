"""A span is never empty, slices back, and refuses a text too short for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.types import Span


@given(st.text(min_size=1), st.data())
def test_a_span_is_the_slice(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Span(start, end).of(text) == text[start:end]
    assert len(Span(start, end)) == end - start


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_what_is_no_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_text_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="outside a text of 3"):
        Span(1, 4).of("abc")


@pytest.mark.parametrize(
    ("other", "covers", "overlaps"),
    [(Span(2, 4), True, True), (Span(0, 3), False, True), (Span(5, 8), False, False)],
)
def test_covering_and_overlapping(other: Span, covers: bool, overlaps: bool) -> None:
    assert (Span(1, 5).covers(other), Span(1, 5).overlaps(other)) == (covers, overlaps)
