from __future__ import annotations

import pytest

from rag.names import holding

ROLES = [
    ["Chinese President", "Chinese leader"],
    ["Russian President"],
    ["a former French president"],
    ["U.S. Secretary of State"],
    ["Sen.", "a Republican from Ohio"],
    ["an associate professor at Alderbrook University"],
    [],
]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("the Chinese president", [0]),
        ("China's leader", [0]),
        ("the head of Russia", [1]),
        ("the president", [0, 1]),  # open
        ("the French president", []),  # a former one is not asked for
        ("the former French president", [2]),
        ("the secretary of state", [3]),
        ("the senator", [4]),
        ("the professor", [5]),
        ("the professor from Alderbrook University", [5]),
        ("the German chancellor", []),
        ("the bridge", []),  # no office
        ("", []),
    ],
)
def test_holding(asked: str, found: list[int]) -> None:
    assert holding(asked, ROLES) == found


DESCRIBED = [
    ["a former Norwegian diplomat and a senior trade fellow at the Alder Institute"],
    ["Senior diplomat", "a senior Chilean diplomat"],
    ["an associate professor of Trade and Peace Studies at Alderbrook University"],
    ["president and CEO of Quillco Steel"],
    ["the former editor in chief of the Alder Times, the harbour paper"],
    ["the head of Chile’s legislature"],
    ["Chilean President"],
    ["U.S. Secretary of State"],
    ["Peruvian Vice President"],
]


@pytest.mark.parametrize(
    ("asked", "found", "why"),
    [
        ("the senior diplomat", [1], "the words of one part only"),
        ("the senior trade fellow", [0], "the other part"),
        ("the Norwegian diplomat", [0], "once, and nobody is one now"),
        ("the diplomat", [1], "who is one goes before who was one"),
        ("the former diplomat", [0], "asked for"),
        ("the Alderbrook professor", [2], "studies of two things are one role"),
        ("the Alderbrook scholar", [2], "a like noun"),
        ("the head of Quillco", [3], "who leads it"),
        ("the Quillco CEO", [3], "the second of two offices"),
        ("the Alder Times editor", [4], "a role once held, where no other holds it"),
        ("the leader of Chile", [6], "and not whoever leads a part of it"),
        ("the head of Chile", [6], "a country’s head"),
        ("the head of Chile's legislature", [5], "that part"),
        ("the United States secretary of state", [7], "a country by any of its names"),
        ("the fellow of state", [], "the noun and the words must be of one part"),
        ("the vice president", [8], "another office"),
        ("the president of Peru", [], "whose vice president is none"),
        ("the ferry", [], "nobody is described so"),
    ],
)
def test_the_words_of_one_role(asked: str, found: list[int], why: str) -> None:
    assert holding(asked, DESCRIBED) == found, why
