from __future__ import annotations

import pytest

from rag.types import Person
from rag.ui.similar import similar

PEOPLE = [Person(name, name, (), (), ()) for name in ("Ada Quill", "Peter Teal", "Jonas Müller", "Ines Marlow", "CDC")]


@pytest.mark.parametrize(
    ("asked", "expected", "reason"),
    [
        ("Quil", ["Ada Quill"], "a letter left out"),
        ("Ada Qiull", ["Ada Quill"], "two letters swapped, and a first name"),
        ("MARLOWE", ["Ines Marlow"], "any case, a letter too many"),
        ("Muller", ["Jonas Müller"], "typed without the dots"),
        ("Jonasson", [], "another name"),
        ("CDD", [], "too short to tell a slip from another name"),
        ("", [], "no name"),
        ("!?", [], "no word"),
    ],
)
def test_people_spelled_nearly_so(asked: str, expected: list[str], reason: str) -> None:
    assert similar(asked, PEOPLE) == expected, reason


def test_the_first_come_first_and_few() -> None:
    many = [Person(str(n), f"{first} Quill", (), (), ()) for n, first in enumerate(("Ada", "Bo", "Cy", "Di"))]
    assert similar("Quilll", many) == ["Ada Quill", "Bo Quill", "Cy Quill"]
