from __future__ import annotations

from typing import Any

import pytest

from rag.ui.nodes import find, text_of
from rag.ui.sureness import sureness


@pytest.mark.parametrize(
    ("answer", "expected", "reason"),
    [
        (
            {"kind": "fact", "confidence": 0.978, "least": 0.5},
            "Chance that this answers the question: 98 % · an answer is given from 50 %",
            "a plain question",
        ),
        (
            {"kind": "fact", "confidence": 0.051, "least": 0.5, "status": "abstained"},
            "Chance that what was found answers the question: 5 % · an answer is given from 50 %",
            "why nothing was answered",
        ),
        ({"kind": "fact", "confidence": 0.0, "status": "abstained", "evidence": []}, None, "nothing to measure"),
        ({"kind": "what said", "confidence": 0.86, "least": 0.5}, "How well this fits the question: 86 %", "a topic"),
        ({"kind": "what said", "confidence": 1.0, "least": 0.5}, None, "somebody's statements: nothing to doubt"),
        ({"kind": "what said", "confidence": 0.0, "status": "abstained"}, None, "a silence about a person"),
        ({"confidence": 0.7}, "How well this fits the question: 70 %", "kept by an earlier version"),
    ],
)
def test_how_sure(answer: dict[str, Any], expected: str | None, reason: str) -> None:
    line = sureness({"status": "answered", "evidence": [{}]} | answer)
    assert (text_of(line) if line else None) == expected, reason


def test_the_meter_shows_the_chance_and_where_answers_begin() -> None:
    line = sureness({"status": "answered", "kind": "fact", "confidence": 0.8, "least": 0.6, "evidence": []})
    assert line is not None
    [meter] = find(line, "meter")
    assert (meter[1]["data-part"], meter[1]["data-mark"]) == ("0.8", "0.6")
