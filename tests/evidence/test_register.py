"""Sources looked up by the words of their names and roles: the same people as reading every name finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.evidence.register import Register, first_of_their_trade, one_slip
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


SLIPS = [
    ("okafr", ["Ada Okafor"], "a letter left out"),
    ("Okaffor", ["Ada Okafor"], "a letter twice"),
    ("Okafro", ["Ada Okafor"], "two letters swapped"),
    ("Okofor", ["Ada Okafor"], "another letter"),
    ("Ada Okofor", ["Ada Okafor"], "with the given name"),
    ("Tove Okofor", [], "with another given name"),
    ("Vok", [], "too short: another letter makes another name"),
    ("Afokor", [], "two slips"),
    ("the Okofor office", [], "an office is no name"),
]


@pytest.mark.parametrize(("asked", "names", "reason"), SLIPS)
def test_one_slip_of_the_pen(asked: str, names: list[str], reason: str) -> None:
    alone = [person.name for person in Register(PEOPLE).misspelt(asked) if " and " not in person.name]
    assert alone == names, reason


@given(st.text("abcde", min_size=1, max_size=7), st.text("abcde", min_size=1, max_size=7))
def test_a_slip_is_one_both_ways_and_no_word_is_a_slip_of_itself(a: str, b: str) -> None:
    assert one_slip(a, b) == one_slip(b, a)
    assert not one_slip(a, a)
    assert one_slip(a, a + "x")


def test_the_first_of_a_trade_may_hold_an_office() -> None:
    assert "Norway's foreign minister" in first_of_their_trade("Norway's top diplomat")
    assert first_of_their_trade("the top of Norway") == []
    head = Register([_person("Mira Dahl", roles=("the head of Norway’s legislature",))])
    found = [head.holding(other) for other in first_of_their_trade("Norway's top legislator")]
    assert [person.name for people in found for person in people] == ["Mira Dahl"]
