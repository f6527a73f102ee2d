from __future__ import annotations

import pytest

from rag.statements.cast import Cast
from rag.statements.mentions import mentions_in
from rag.statements.roles import Roles

SHOWN = [
    ("However, harbour expert Ann Roe of the Tide Institute spoke.", "Ann Roe", "harbour expert"),
    ("said Ann Roe, a former U.S. envoy and a senior fellow at the Tide Institute, on Friday.", "Ann Roe",
     "a former U.S. envoy and a senior fellow at the Tide Institute"),
    ("Secretary of State Ann Roe spoke.", "Ann Roe", "Secretary of State"),
    ("Tom Low, director of the zoo, spoke.", "Tom Low", "director of the zoo"),
    ("They sent the top legislator, Tom Low, to Oslo.", "Tom Low", "top legislator"),
    ("two years oldChinese leader Xi Jinping spoke.", "Xi Jinping", "Chinese leader"),  # glued words
    ("When he met Mayor Ann Roe, it rained.", "Ann Roe", "Mayor"),  # a verb is no role
    ("Ann Roe spoke. It rained.", "Ann Roe", None),
    ("In an interview with the paper, Ann Roe spoke.", "Ann Roe", None),
    ("It went well for the winner. Ann Roe spoke.", "Ann Roe", None),  # another sentence
]  # fmt: skip


def roles_of(text: str) -> tuple[Cast, Roles]:
    cast = Cast(text, mentions_in(text))
    return cast, Roles(text, cast)


@pytest.mark.parametrize(("text", "name", "role"), SHOWN)
def test_role_in_the_articles_words(text: str, name: str, role: str | None) -> None:
    cast, roles = roles_of(text)
    assert roles.role(next(m for m in cast.members if m.name == name)) == role


STORY = (
    "Russian President Igor Low met Ukrainian President Oleh Roe and Sen. Ann Quill (R-Ohio). Former Mayor Tom Hart "
    "watched with Eva Moss, a physicist at the Tide Institute, and spokesman Ben Dale."
)


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("the Russian leader", ["Igor Low"]),
        ("the head of Ukraine", ["Oleh Roe"]),
        ("the president", ["Igor Low", "Oleh Roe"]),  # open: two presidents
        ("the senator", ["Ann Quill"]),
        ("the Republican senator", ["Ann Quill"]),
        ("the Democratic senator", []),  # the party speaks against it
        ("the mayor", []),  # a former one is not the mayor
        ("the former mayor", ["Tom Hart"]),
        ("the physicist", ["Eva Moss"]),
        ("the zoo spokesman", []),  # nothing ties him to a zoo
        ("the French president", []),
        ("the dentist", []),
    ],
)
def test_whom_a_role_phrase_means(phrase: str, names: list[str]) -> None:
    _, roles = roles_of(STORY)
    assert [m.name for m in roles.meant(phrase, len(STORY))] == names


def test_a_country_is_inferred_only_for_the_last_speaker() -> None:
    text = "President Igor Low spoke of Russia. Mr. Low praised Russia again."
    cast, roles = roles_of(text)
    low = next(m for m in cast.members if m.name == "Igor Low")
    assert roles.meant("the Russian leader", len(text)) == []
    assert roles.meant("the Russian leader", len(text), low) == [low]
    assert roles.meant("the Chinese leader", len(text), low) == []


def test_party_rank_and_sex_of_a_role_are_minded() -> None:
    text = (
        "Libertarian nominee Gary Poe met Vice President Tom Low, a Republican, and his son, Abe Low. "
        "His wife, Ann Low, came too."
    )
    _, roles = roles_of(text)
    asked = ("the Libertarian nominee", "the Republican nominee", "the president", "the vice president", "the son")
    meant = {phrase: [m.name for m in roles.meant(phrase, len(text))] for phrase in asked}
    assert meant["the Libertarian nominee"] == ["Gary Poe"]
    assert meant["the Republican nominee"] == []
    assert meant["the president"] == []
    assert meant["the vice president"] == ["Tom Low"]
    assert "Ann Low" not in meant["the son"]
