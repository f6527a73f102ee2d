"""Sources looked up by the words of their names and roles: the same people as reading every name finds."""

from __future__ import annotations

import pytest

from rag.evidence.register import Register
from rag.names import matching
from rag.types import Person, Role


def _person(name: str, *aliases: str, roles: tuple[str, ...] = (), called: tuple[str, ...] = ()) -> Person:
    held = tuple(Role("a", text) for text in roles)
    return Person(name.lower().replace(" ", "-"), name, aliases, held, ("a:1",), called)


PEOPLE = (
    _person(
        "Ada Okafor", "Okafor", roles=("chair of the Brackwater Harbour Board",), called=("the head of Brackwater",)
    ),
    _person("Jonas Vik", "Mr. Vik", roles=("the Norwegian foreign minister", "a former envoy and a senior fellow")),
    _person("Tove Vik", roles=("a Brackwater lawmaker",)),
    _person("Seán O'Dowd", roles=("chief executive of Quillco",)),
    _person("Quillco"),
    _person("the United States", "Washington"),
    _person("Volodymyr Zelensky", "Zelensky"),
    _person("Ada Okafor and Jonas Vik"),
    _person("analysts"),
)

NAMED = [
    ("Okafor", "the surname"),
    ("Ms. Okafor", "with a title"),
    ("Vik", "a surname of two"),
    ("Tove Vik", "a full name"),
    ("Tove", "a lone given name"),
    ("Zelenskyy", "another spelling of the sound"),
    ("ODowd", "without its apostrophe"),
    ("Sean O’Dowd", "without its accent"),
    ("the U.S.", "another name of the country"),
    ("harbour scholar Ada Okafor", "behind a description"),
    ("analysts", "a group"),
    ("Emil Aaltonen", "nobody"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("asked", "reason"), NAMED)
def test_a_name_finds_whom_reading_every_name_finds(asked: str, reason: str) -> None:
    every = matching(asked, [(person.name, person.aliases) for person in PEOPLE])
    assert Register(PEOPLE).named(asked) == [PEOPLE[i] for i in dict.fromkeys(every)], reason


ROLES = [
    ("the Norwegian minister", ["Jonas Vik"], "the noun and the country"),
    ("the minister of Norway", ["Jonas Vik"], "the country for its adjective"),
    ("the Brackwater legislator", ["Tove Vik"], "a noun that stands for another"),
    ("the chair of the Harbour Board", ["Ada Okafor"], "some of the words"),
    ("the senior envoy", [], "the words of two roles"),
    ("the Danish minister", [], "another country"),
    ("the minister", [], "too little to go by"),
]


@pytest.mark.parametrize(("asked", "names", "reason"), ROLES)
def test_a_role_finds_who_holds_it(asked: str, names: list[str], reason: str) -> None:
    assert [person.name for person in Register(PEOPLE).holding(asked)] == names, reason


def test_what_an_article_calls_them_and_who_spoke_together() -> None:
    register = Register(PEOPLE)
    assert [p.name for p in register.called("The head of Brackwater")] == ["Ada Okafor"]
    assert [p.name for p in register.joint("Okafor")] == ["Ada Okafor and Jonas Vik"]
