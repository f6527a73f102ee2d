from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.statements.mode import mode_of, quoted
from rag.types import Mode, Span

ROWS = [
    ("Roe said: [“It is over.”]", Mode.DIRECT, "marks inside the span"),
    ("“[It is over],” Roe said.", Mode.DIRECT, "the span inside the marks"),
    ("“[It is over],“ Roe said.", Mode.DIRECT, "a closing mark of the wrong glyph"),
    ('["It,"] Roe said, ["is over."]', Mode.DIRECT, "a split quotation"),
    ("Roe said [it was “over” by noon].", Mode.MIXED, "some words in marks"),
    ("Roe said [it was over].", Mode.INDIRECT, "no marks"),
    ("“It is late,” Roe said, adding [that it was over].", Mode.INDIRECT, "the marks belong to another"),
    ("Roe said [it was Low's plan].", Mode.INDIRECT, "an apostrophe is no mark"),
]


@pytest.mark.parametrize(("marked", "mode", "why"), ROWS)
def test_mode(marked: str, mode: Mode, why: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    spans, at = [], 0
    for piece in marked.split("[")[1:]:
        words = piece.split("]")[0]
        start = text.index(words, at)
        at = start + len(words)
        spans.append(Span(start, at))
    assert mode_of(text, spans) is mode, why


@given(st.text(alphabet="ab “”\"'’.\n", max_size=60))
def test_marks_are_ordered_and_apart(text: str) -> None:
    marks = quoted(text)
    assert all(a.end <= b.start for a, b in pairwise(marks))
    assert all(m.end <= len(text) for m in marks)
