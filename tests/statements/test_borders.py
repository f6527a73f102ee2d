"""Where what was said ends, and where it goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.statements.borders import bordered
from rag.types import Attribution, Span
from tests.statements.marked import read

# content as it was found, content as it should be, reason
ROWS = [
    ("[1 Roe] {1 said} <1 boats work with the town’s,> but not well.", "boats work with the town’s", "a comma behind"),
    (
        "[1 They] {1 said} <1 that they wanted the strike to end, but they gave no word on terms>.",
        "that they wanted the strike to end",
        "what they left out is the reporter's",
    ),
    (
        "[1 Roe] {1 said} <1 the dam would hold, without explaining further>.",
        "the dam would hold",
        "how he said it is the reporter's",
    ),
    (
        "[1 Roe] {1 said} <1 that they asked for boats, but they did not get any>.",
        "that they asked for boats, but they did not get any",
        "what happened to them is his",
    ),
    (
        "[1 Roe] {1 said} <1 the town would buy more boats, on which the council just raised the fees>.",
        "the town would buy more boats",
        "news about the boats",
    ),
    (
        "[1 Roe] {1 said} <1 the town would buy boats, with which it could reach the farms>.",
        "the town would buy boats, with which it could reach the farms",
        "what the boats are for is his",
    ),
    (
        "[1 Roe] {1 said} <1 the town would buy a warning system for floods> – a system that only Tor had.",
        "the town would buy a warning system for floods – a system that only Tor had",
        "the dash explains its own word",
    ),
    (
        "[1 Roe] {1 said} <1 the town would buy a warning system> – a promise that he had broken before.",
        "the town would buy a warning system",
        "the dash comments",
    ),
    (
        "[1 Roe] {1 said} <1 that with the river rising>, Tor thinks of leaving. It rained.",
        "that with the river rising, Tor thinks of leaving",
        "an opening waits for its clause",
    ),
    ("{1 According to} [1 Torpress], TOR-<1 19 fevers> spread.", "TOR-19 fevers", "not inside a word"),
    (
        "[1 Roe] {1 said} <1 “we met, but they did not say why”>.",
        "“we met, but they did not say why”",
        "inside the marks all words are theirs",
    ),
]


@pytest.mark.parametrize(("marked", "expected", "reason"), ROWS)
def test_borders(marked: str, expected: str, reason: str) -> None:
    article, rows = read(marked)
    (row,) = bordered(article.text, rows, [Span(0, len(article.text))])
    assert [span.of(article.text) for span in row.content] == [expected], reason


def test_words_reported_inside_marks_begin_without_that() -> None:
    text = "“Ann Roe stressed that it rained.”"
    row = Attribution((Span(18, 32),), Span(1, 8), Span(9, 17), rule="nested")
    assert bordered(text, [row], [Span(0, len(text))])[0].content[0].of(text) == "it rained"


@given(st.text(alphabet="ab ,.-–“”but they did not say without giving that with", min_size=2), st.data())
def test_any_text_keeps_its_content_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (row,) = bordered(text, [Attribution((Span(start, end),))], [Span(0, len(text))])
    assert row.content[0].of(text)
    assert row.content[0].start <= start
