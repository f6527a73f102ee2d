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
        ("the German chancellor", []),
        ("the bridge", []),  # no office
        ("", []),
    ],
)
def test_holding(asked: str, found: list[int]) -> None:
    assert holding(asked, ROLES) == found
