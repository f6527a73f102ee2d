from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.names import Kind, bare, key, parse

PARTS = [
    # (name as written, title, given, middle, family, suffix)
    ("Ann Roe", "", "Ann", (), "Roe", ""),
    ("Mr. Roe", "Mr.", "", (), "Roe", ""),
    ("Ms. Roe’s", "Ms.", "", (), "Roe", ""),  # a possessive belongs to no name
    ("Sen. Ann Roe (D-Ohio)", "Sen.", "Ann", (), "Roe", ""),  # nor does a party
    ("Ann J. Roe, the mayor of Alderbrook,", "", "Ann", ("J.",), "Roe", ""),  # nor a description
    ("the Rev. Tom Low", "the Rev.", "Tom", (), "Low", ""),
    ("Vice President Tom R. Low Jr.", "Vice President", "Tom", ("R.",), "Low", "Jr."),
    ("Tom Low, Jr.", "", "Tom", (), "Low", "Jr."),  # a comma before a suffix is no description
    ("U.S. Secretary of State Ann Roe", "U.S. Secretary of State", "Ann", (), "Roe", ""),
    ("Republican nominee Tom Low", "Republican nominee", "Tom", (), "Low", ""),
    ("Charlotte Mayor Ann Roe", "Charlotte Mayor", "Ann", (), "Roe", ""),  # a town that is also a given name
    ("Bill de Blasio", "", "Bill", (), "de Blasio", ""),
    ("Chris Van Hollen", "", "Chris", (), "Van Hollen", ""),
    ("De Blasio", "", "", (), "De Blasio", ""),
    ("Jean-Marc Ayrault", "", "Jean-Marc", (), "Ayrault", ""),
    ("Xi Jinping", "", "Jinping", (), "Xi", ""),  # the family name comes first
    ("Park Geun-hye", "", "Geun-hye", (), "Park", ""),
    ("Lee Hsien Loong", "", "Hsien Loong", (), "Lee", ""),
    ("Hu Jintao", "", "Jintao", (), "Hu", ""),
    ("Long Beach Resort", "", "Long", ("Beach",), "Resort", ""),  # no three Chinese syllables
    ("Kim Davis", "", "Kim", (), "Davis", ""),  # a Korean surname, an American given name
    ("Stephen King", "", "Stephen", (), "King", ""),  # a title that is a surname here
    ("tax experts", "", "", (), "tax experts", ""),  # lower case: no name
    ("supporters of Democrat Ann Roe", "", "", (), "supporters of Democrat Ann Roe", ""),
    ("Bureau of Mines spokesman Tom Low", "Bureau of Mines spokesman", "Tom", (), "Low", ""),
    ("advisers to Mr. Roe", "", "", (), "advisers to Mr. Roe", ""),  # somebody else's
]


@pytest.mark.parametrize(("written", "title", "first", "middle", "last", "suffix"), PARTS)
def test_parts(written: str, title: str, first: str, middle: tuple[str, ...], last: str, suffix: str) -> None:
    name = parse(written)
    assert (name.title, name.first, name.middle, name.last, name.suffix) == (title, first, middle, last, suffix)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Ann Roe", Kind.PERSON),
        ("Mr. Quill", Kind.PERSON),  # a title tells
        ("Xi Jinping", Kind.PERSON),
        ("Quill", Kind.UNKNOWN),
        ("CCTV", Kind.ORGANISATION),
        ("Alderbrook University", Kind.ORGANISATION),
        ("the Green Party", Kind.ORGANISATION),
        ("Al Qaeda", Kind.ORGANISATION),  # not a man called Al
        ("New York", Kind.PLACE),
        ("Ukraine", Kind.PLACE),
        ("Republicans", Kind.ORGANISATION),
    ],
)
def test_kind(written: str, kind: Kind) -> None:
    assert parse(written).kind is kind


@pytest.mark.parametrize(
    ("written", "gender"),
    [("Mr. Quill", "m"), ("Ann Quill", "f"), ("Bob Quill", "m"), ("Pat Quill", ""), ("Congresswoman Pat Quill", "f")],
)
def test_gender(written: str, gender: str) -> None:
    assert parse(written).gender == gender


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("“Ann Roe’s”", "Ann Roe"),
        ("the U.S.", "the U.S."),
        ("Tom Low Jr.", "Tom Low Jr."),
        ("Roe,", "Roe"),
        ("Lows’", "Lows"),
    ],
)
def test_bare(written: str, plain: str) -> None:
    assert bare(written) == plain


def test_key_has_no_accents_stops_or_case() -> None:
    assert key("Castañeda’s") == "castaneda"
    assert key("U.S.") == "us"


@given(st.text(max_size=60))
def test_any_text_is_parsed_without_failing(text: str) -> None:
    name = parse(text)
    assert not name.full or name.text
