"""Dirty paragraphs go in, quotations come out; each row says what taught it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.statements.marks import paragraphs, quotations, sentence_spans
from rag.types import Span

# (text, quotations with their marks, reason)
ROWS = [
    ('"It rained," Roe said.', ['"It rained,"'], "straight marks"),
    ("“It rained,” Roe said.", ["“It rained,”"], "curly marks"),
    ("“It rained,“ Roe said. “It poured.”", ["“It rained,“", "“It poured.”"], "closed with an opening mark"),
    ("”It rained,” Roe said.", ["”It rained,”"], "opened with a closing mark"),
    ("''It rained,'' Roe said.", ["''It rained,''"], "two apostrophes for one mark"),
    ("``It rained,'' Roe said.", ["``It rained,''"], "typewriter marks"),
    ("„Es regnet“, sagte Roe.", ["„Es regnet“"], "German marks"),
    ("Il dit «il pleut» et rit.", ["«il pleut»"], "French marks"),
    ("Han sa ”det regnar” igen.", ["”det regnar”"], "Swedish marks"),
    ('It rained,"said Roe. "It poured."', ['"It poured."'], "a mark without its partner costs one quotation"),
    ('Roe "rarely" said "never" twice.', ['"rarely"', '"never"'], "straight marks take turns"),
    ('The pole is 6\'2" and "very" thin.', ['"very"'], "inches are no marks"),
    ('"He said "go" and left," Roe said.', ['"He said "go" and left,"'], "same marks inside each other"),
    (
        "“Tor and Oslo’s ‘no-rain’ pact’ has borders,” he said.",
        ["“Tor and Oslo’s ‘no-rain’ pact’ has borders,”"],
        "single inside",
    ),
    ("“We will go, he said. “They stay.”", ["“They stay.”"], "one never closed is given up, the next is kept"),
    ("Roe calls rain a ‘driving force’", ["‘driving force’"], "headline"),
    ("Rain is 'very likely', says Roe", ["'very likely'"], "headline with straight marks"),
    ("Roe's friends' dogs don't bark in the '90s", [], "apostrophes are no marks"),
    ("‘The farmers’ rain has come,’ she said.", ["‘The farmers’ rain has come,’"], "a plural's apostrophe inside"),
    ('Roe said: "It rained all day', ['"It rained all day'], "led in by a colon, closed by the paragraph"),
    ('A " stray mark', [], "a lone mark in mid-sentence opens nothing"),
    ('"“Doubly marked,”" Roe said.', ['"“Doubly marked,”"'], "marks around marks"),
]


def found(text: str) -> list[list[str]]:
    lines = list(paragraphs(text, 0, len(text)))
    return [[q.span.of(text) for q in own] for own in quotations(text, lines)]


@pytest.mark.parametrize(("text", "expected", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_quotations_of_a_paragraph(text: str, expected: list[str], reason: str) -> None:
    assert found(text) == [expected], reason


def test_a_quotation_over_several_paragraphs_is_linked() -> None:
    text = "“It rained.\n\n“It poured.\n\n“It stopped,” Roe said."
    lines = list(paragraphs(text, 0, len(text)))
    one, two, three = (own[0] for own in quotations(text, lines))
    assert [q.span.of(text) for q in (one, two, three)] == ["“It rained.", "“It poured.", "“It stopped,”"]
    assert (one.goes_on, two.goes_on, three.goes_on) == (True, True, False)
    assert (one.closed, three.closed) == (False, True)


def test_lines_wrapped_at_a_margin_are_one_paragraph() -> None:
    text = "“It rained all\nday in the town\nof Tor,” said Roe\nand left.\n\nNobody came."
    assert [p.of(text) for p in paragraphs(text, 0, len(text))] == [text[: text.index("\n\n")], "Nobody came."]
    assert found(text) == [["“It rained all\nday in the town\nof Tor,”"], []]


def test_the_sentences_of_a_paragraph_stand_where_the_text_has_them() -> None:
    text = "Ferries stop at ten.\n\nThe pier was\nclosed. It reopens in May."
    found = [s.of(text) for s in sentence_spans(text, Span(22, len(text)))]
    assert found == ["The pier was\nclosed.", "It reopens in May."], "a wrapped line is no sentence's end"


def test_a_bad_mark_stays_in_its_paragraph() -> None:
    text = 'Roe opened " and left.\n\n"It rained," Low said.\n\nNobody replied.'
    assert found(text) == [[], ['"It rained,"'], []]


def test_single_marks_are_told_from_double_ones() -> None:
    text = "“Yes” or ‘no’"
    assert [q.single for q in quotations(text, [Span(0, len(text))])[0]] == [False, True]


@given(st.text(alphabet="ab .,\n\"'“”‘’„«»`-", max_size=80))
def test_any_text_gives_ordered_quotations_inside_their_paragraphs(text: str) -> None:
    lines = list(paragraphs(text, 0, len(text)))
    for line, own in zip(lines, quotations(text, lines), strict=True):
        assert all(line.covers(q.span) and q.span.covers(q.inner) for q in own)
        assert all(a.span.end <= b.span.start for a, b in pairwise(own))
