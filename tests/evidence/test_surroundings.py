"""The words around a statement: other names of what is named, what is said beside it, and who passes it on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.evidence.library import Library
from rag.evidence.surroundings import around, briefly, innermost
from tests.evidence.conftest import Shelf

NAMED = [
    ("The United States sells wheat.", {"us", "america"}, set(), "a long name is there under its short ones"),
    ("Wheat from the U.S. is cheap.", {"us", "america", "usa"}, set(), "an abbreviation too"),
    ("Britain's ferries are old.", {"britain", "uk"}, {"us"}, "of a possessive"),
    ("They sold us wheat.", set(), {"us", "america"}, "a pronoun is no country"),
]


@pytest.mark.parametrize(("said", "there", "absent", "reason"), NAMED)
def test_other_names_of_what_is_named(shelf: Shelf, said: str, there: set[str], absent: set[str], reason: str) -> None:
    article = shelf.add("a.txt", f"“{{Ada Okafor:{said}}}” said Ada Okafor.")
    content = around(shelf.statements_of(article.id)[0], Library(shelf)).content
    assert there <= content, reason
    assert not absent & content, reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trade with the United States", "trade with US"),
        ("the european union and Norway", "EU and Norway"),
        ("harbours", "harbours"),
    ],
)
def test_a_long_name_counts_as_one_word(text: str, expected: str) -> None:
    assert briefly(text) == expected


def test_beside_is_the_same_speaker_in_the_same_sentence(shelf: Shelf) -> None:
    article = shelf.add(
        "a.txt",
        "Okafor praised {Ada Okafor:the pilots}, said {Ada Okafor:they were tired} and Vik cried {Jonas Vik:enough}."
        " She wanted {Ada Okafor:a lighthouse}.",
    )
    tired = next(s for s in shelf.statements_of(article.id) if s.content[0].of(article.text).startswith("they"))
    rings = around(tired, Library(shelf))
    assert "pilot" in rings.beside
    assert not {"enough", "lighthous", "tire"} & rings.beside
    assert "pilot" not in rings.sentence


def test_who_only_passes_on_is_left_out(shelf: Shelf) -> None:
    article = shelf.add("a.txt", "“{Ada Okafor>Radio Sunda:The pier holds},” Radio Sunda quoted Ada Okafor as saying.")
    own = shelf.statements_of(article.id)[0]
    relayed = replace(own, id=own.id + "r", speaker="Radio Sunda", via=())
    assert innermost([relayed, own]) == [own]
    assert innermost([relayed]) == [relayed]
