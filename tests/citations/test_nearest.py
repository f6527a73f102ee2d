from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.citations.nearest import nearest
from rag.types import Span

TEXT = "On Monday she said the harbour will not close this winter, whatever the cost may be to all of us."


@pytest.mark.parametrize(
    ("words", "found", "slight", "reason"),
    [
        ("the harbour will not be closing this winter", "the harbour will not close this winter", True, "a slip"),
        ("the harbour will close this winter", "the harbour will not close this winter", False, "a negation"),
        ("the harbour will not close these 9 winters", "the harbour will not close", False, "a figure"),
        ("the harbour will not close, and I am sorry", "the harbour will not close", False, "a tail"),
    ],
)
def test_the_nearest_words(words: str, found: str, slight: bool, reason: str) -> None:
    miss = nearest(TEXT, words, [Span(0, len(TEXT))])
    assert miss is not None
    assert (miss.span.of(TEXT), miss.slight) == (found, slight), reason


def test_nothing_near() -> None:
    assert nearest(TEXT, "fishermen never ask anybody", [Span(0, len(TEXT))]) is None


@given(st.text(alphabet="abc .,’\n"), st.text(alphabet="abc .,’\n"))
def test_any_two_texts(text: str, words: str) -> None:
    miss = nearest(text, words, [Span(0, len(text))] if text else [])
    if miss:
        assert miss.span.of(text)
        assert 0 < miss.likeness <= 1
