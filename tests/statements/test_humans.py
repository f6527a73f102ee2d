from __future__ import annotations

import pytest

from rag.statements.humans import counted, is_event, is_human


@pytest.mark.parametrize("noun", ["spokeswoman", "lawyer", "head", "president", "biologist", "nominee", "firefighter"])
def test_people(noun: str) -> None:
    assert is_human(noun)


@pytest.mark.parametrize(
    "noun", ["report", "letter", "committee", "former", "government", "winter", "campaign", "list"]
)
def test_things(noun: str) -> None:
    assert not is_human(noun)


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("The two leaders", (2, "leader")),
        ("both senators", (2, "senator")),
        ("the three Russian ministers", (3, "russian minister")),
        ("two officials", None),  # any two, not the two
        ("the two countries", None),
        ("the leaders", None),
    ],
)
def test_counted(phrase: str, number: tuple[int, str] | None) -> None:
    assert counted(phrase) == number


@pytest.mark.parametrize(("noun", "event"), [("visit", True), ("talks", True), ("report", False), ("poll", False)])
def test_events(noun: str, event: bool) -> None:
    assert is_event(noun) is event
