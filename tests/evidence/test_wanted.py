"""The kind of answer a question asks for, and the noun that says which."""

from __future__ import annotations

import pytest

from rag.evidence.wanted import Expected, expected

KINDS = [
    ("A fair is planned when the frost ends. What is it called?", Expected.ANYTHING, "only the last sentence asks"),
    ("The film opened when prices rose for which studio?", Expected.NAME, "this 'when' asks nothing"),
    ("When did the pier open?", Expected.TIME, "this one does"),
    ("Since when is the bridge closed?", Expected.TIME, "behind a small word"),
    ("It opened when?", Expected.TIME, "at the end"),
    ("Why did the man who left return?", Expected.REASON, "the first question word counts"),
    ("What was the magnitude of the quake?", Expected.AMOUNT, "a figure by another name"),
    ("What is the total number of boats?", Expected.AMOUNT, "a figure with words between"),
    ("What is the happiest country?", Expected.PLACE, "a place by its noun"),
    ("Over which seas did the bombers fly?", Expected.PLACE, "seas are places"),
    ("In what year did it end?", Expected.TIME, "a time by its noun"),
]


@pytest.mark.parametrize(("words", "kind", "reason"), KINDS)
def test_the_kind_of_answer(words: str, kind: Expected, reason: str) -> None:
    assert expected(words) is kind, reason
