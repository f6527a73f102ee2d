"""Single lines in; bylines, days, outlets and datelines out."""

from __future__ import annotations

import pytest

from rag.articles.heads import dateline, is_byline, is_names, is_outlet

BYLINES = [
    ("By Ann Writer", True, "plain"),
    ("BY ANN WRITER", True, "capitals"),
    ("By Ann Writer and Bo de la Scribe", True, "two, one with particles"),
    ("By Ann Writer, Bo Scribe and Cy Pen, CNN", True, "three and an outlet"),
    ("By Ann Writer | May 16, 2024", True, "with the day"),
    ("By Ann Writer in Oldport", True, "with the place"),
    ("By Reuters", True, "an agency"),
    ("Published May 16, 2024", True, "the day alone"),
    ("Thursday, 16 May 2024 09:12 BST", True, "the day with the hour"),
    ("By Thursday, Oldport had reopened.", False, "a sentence"),
    ("By Oldport standards this was quick", False, "lower case follows"),
    ("Published in 1998, the novel sold well.", False, "a sentence"),
    ("Jan. 28, 1986: the shuttle", False, "an entry of a chronicle"),
    ("Stand By Me", False, "by inside"),
]
DATELINES = [
    ("OLDPORT (AP) — The", "OLDPORT (AP) —", "agency"),
    ("HELENA, Mont. – The", "HELENA, Mont. –", "state"),
    ("BEIJING, May 16, 2024 (Xinhua) -- The", "BEIJING, May 16, 2024 (Xinhua) --", "day and agency"),
    ("Seoul, South Korea CNN —", "Seoul, South Korea CNN —", "mixed case with agency"),
    ("(CNN)The harbour", "(CNN)", "glued"),
    ("LONDON - The", "LONDON -", "hyphen between spaces"),
    ("AX-WIELDING men", "", "hyphen inside a word"),
    ("HOLM: No.", "", "transcript"),
    ("The Southeastern Conference (SEC) met", "", "an abbreviation explained"),
    ("Trade — and tariffs — fell", "", "a dash in a sentence"),
]


@pytest.mark.parametrize(("line", "byline", "why"), BYLINES)
def test_byline(line: str, byline: bool, why: str) -> None:
    assert is_byline(line) is byline, why


@pytest.mark.parametrize(("line", "place", "why"), DATELINES)
def test_dateline(line: str, place: str, why: str) -> None:
    assert dateline(line) == place, why


def test_outlets_and_names() -> None:
    assert is_outlet("The Associated Press")
    assert is_outlet("Staff Writer")
    assert not is_outlet("The Associated Press reported it.")
    assert is_names("Ann Writer and Bo Scribe")
    assert not is_names("Harbour")
