from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.statements.mentions import mentions_in

ROWS = [
    ("On Friday [Sen. Ann Roe] met [Tom Low].", "days lead in and are no names"),
    ("[Ann Roe]’s aide called [Mr. Low]'s office.", "possessives stay outside"),
    ("However [Quill] stayed; but [Low Jr.] left.", "words that begin sentences are cut off"),
    ("The [U.S.] and [Bill de Blasio] agreed.", "abbreviations and particles stay inside"),
    ("[U.S. Secretary of State Ann Roe] spoke for an hour in [Oslo].", "an office may hold an of"),
    ("[Xi Jinping] flew to [Beijing] on Monday.", "a day ends nothing"),
    ("[Ministry of Defence] spokesman [Tom Low] spoke.", "an organisation may hold an of"),
    ("The [Food and Drug Administration] and [Roe] agreed.", "and an and, where both sides are fields"),
    ("[Ann Roe] and [Tom Low] agreed.", "people are never joined"),
    ("Then [Rene\u0301 Roe] spoke to the press.", "an accent that is a character of its own"),
    ("At noon [Quill] Sunday night spoke to the press.", "a day that follows a name is none of it"),
    ("Rival [Ann Roe] spoke.", "a common word before a known given name"),
]


@pytest.mark.parametrize(("marked", "why"), ROWS)
def test_mentions(marked: str, why: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    wanted = [piece.split("]")[0] for piece in marked.split("[")[1:]]
    assert [m.span.of(text) for m in mentions_in(text)] == wanted, why


def test_a_headline_in_capitals_gives_only_known_given_names() -> None:
    text = "Ann Roe Defends Alderbrook Bridge Plan After Long Debate\n\nThe plan was late."
    assert "Ann Roe" in [m.span.of(text) for m in mentions_in(text)]
    assert not any("Defends Alderbrook" in m.span.of(text) for m in mentions_in(text))


def test_what_a_mention_knows_of_its_place() -> None:
    text = "Roe’s plan. She met Low"
    roe, low = mentions_in(text)
    assert (roe.possessive, roe.lead) == (True, True)
    assert (low.possessive, low.lead) == (False, False)


@given(st.text(alphabet="AbC .,'’“”\n-éÉof", max_size=80))
def test_every_mention_slices_back_and_none_overlap(text: str) -> None:
    found = mentions_in(text)
    assert all(m.span.of(text).strip() for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
