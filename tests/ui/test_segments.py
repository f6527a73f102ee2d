from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.ui.segments import Chip, Words, is_verbatim, quotations, segments


def drawn(text: str, sources: dict[int, str], citations: list[int] | None = None) -> str:
    """The sentence as a reader sees it: chips as [n], verbatim quotations as {..}, others as <..>."""
    out = ""
    for piece in segments(text, list(sources) if citations is None else citations, sources):
        if isinstance(piece, Chip):
            out += f"[{piece.n}]"
        else:
            out += {None: piece.text, True: f"{{{piece.text}}}", False: f"<{piece.text}>"}[piece.verbatim]
    return out


@pytest.mark.parametrize(
    ("text", "sources", "expected", "reason"),
    [
        ("Quill said “it leaks”.", {1: "it leaks"}, "Quill said “{it leaks}”.[1]", "at the end of the sentence"),
        ("“It leaks,” Quill said.", {1: "It leaks"}, "“{It leaks,}”[1] Quill said.", "the comma inside is American"),
        ("Quill said 'it' leaks.", {1: "something else"}, "Quill said 'it' leaks.[1]", "not found: at the end"),
        (
            "She said “it leaks” and “it will”.",
            {1: "it leaks", 2: "it will"},
            "She said “{it leaks}”[1] and “{it will}”.[2]",
            "each chip after its own words",
        ),
        ('He said "no limits".', {4: "no  limits"}, 'He said "<no limits>".[4]', "white space is not the source's"),
        ('He said "no limits".', {4: "a “no limits” pact"}, 'He said "{no limits}".[4]', "inside a longer passage"),
        ("It leaks, she said; it will.", {1: "It leaks"}, "It leaks,[1] she said; it will.", "after the comma"),
        ("It’s been 2.5 metres.", {1: "been 2"}, "It’s been 2[1].5 metres.", "not into a figure"),
        ("He said “never”.", {1: "always"}, "He said “<never>”.[1]", "not in the source: told apart"),
        ("Nothing cited.", {}, "Nothing cited.", "no chip"),
        ("A “b” c “d”.", {7: "zz"}, "A “<b>” c “<d>”.[7]", "a chip that carries no words goes to the end"),
        ("", {1: "x"}, "[1]", "an empty sentence keeps its chip"),
    ],
)
def test_chips_stand_after_the_words_they_carry(text: str, sources: dict[int, str], expected: str, reason: str) -> None:
    assert drawn(text, sources) == expected, reason


def test_a_number_is_shown_once() -> None:
    assert drawn("It leaks.", {1: "It leaks"}, [1, 1]) == "It leaks.[1]"


def test_a_number_without_a_citation_is_kept_for_the_page_to_grey_out() -> None:
    assert drawn("It leaks.", {}, [9]) == "It leaks.[9]"


@given(st.text(max_size=60), st.dictionaries(st.integers(1, 5), st.text(max_size=20), max_size=4))
def test_any_sentence_keeps_every_character_and_every_number(text: str, sources: dict[int, str]) -> None:
    pieces = segments(text, list(sources), sources)
    assert "".join(p.text for p in pieces if isinstance(p, Words)) == text
    assert sorted(p.n for p in pieces if isinstance(p, Chip)) == sorted(sources)


@given(st.text(max_size=80))
def test_any_quotation_lies_inside_its_text(text: str) -> None:
    for span in quotations(text):
        assert span.of(text)


@pytest.mark.parametrize("quoted", ["", " ", "…", "”", ".,"])
def test_marks_alone_are_no_quotation(quoted: str) -> None:
    assert not is_verbatim(quoted, ["any text . , … with marks"])
