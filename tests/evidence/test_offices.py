"""Offices read beside a name: whom an article introduces so, and nobody whose sentence only mentions the office."""

from __future__ import annotations

import pytest

from rag.evidence.library import library_of
from rag.evidence.offices import introduced
from rag.ports import Index

BESIDE = [
    ("Norway’s president, {}, has set a date.", "the president of Norway", True, "an apposition before the name"),
    ("They met Norway’s president, {}, on Monday.", "the Norwegian president", True, "inside a sentence"),
    ("{}, the president of Norway, has set a date.", "Norway's president", True, "an apposition behind the name"),
    ("The Norwegian president {} has set a date.", "the president of Norway", True, "a title before the name"),
    ("A note reached the president of Norway, {} said.", "the president of Norway", False, "somebody else's office"),
    ("{}, who met the president of Norway, was late.", "the president of Norway", False, "an office met"),
    ("The former president of Norway, {}, was late.", "the president of Norway", False, "once, and no more"),
    ("Denmark’s president, {}, spoke before Norway did.", "the president of Norway", False, "another country's"),
]


@pytest.mark.parametrize(("sentence", "asked", "found", "reason"), BESIDE)
def test_an_office_beside_a_name(shelf: Index, sentence: str, asked: str, found: bool, reason: str) -> None:
    told = sentence.format("Ada Okafor") + "\n\n“{Ada Okafor:The quay holds},” said Ada Okafor."
    shelf.add("a.txt", told)  # type: ignore[attr-defined]
    names = [person.name for person in introduced(asked, library_of(shelf))]
    assert names == (["Ada Okafor"] if found else []), reason


def test_two_holders_of_one_office_are_nobody_in_particular(shelf: Index) -> None:
    for name in ("Ada Okafor", "Tove Lindqvist"):
        said = "“{" + name + ":I stay}"
        shelf.add(f"{name}.txt", f"Norway’s president, {name}, came. {said},” said {name}.")  # type: ignore[attr-defined]
    assert introduced("the president of Norway", library_of(shelf)) == []
