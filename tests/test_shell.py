from __future__ import annotations

from typing import Any

import pytest

from rag.shell import _Lines, progress_bars, told
from rag.types import Progress

CITATION = {
    "n": 1,
    "article": "a1",
    "headline": "The roof",
    "published": "2031-03-03",
    "start": 3,
    "end": 12,
    "text": "it leaks",
    "speaker": "Ada Quill",
}


def answer(**changes: Any) -> dict[str, Any]:
    whole = {
        "answer": [{"text": "It leaks.", "citations": [1]}],
        "citations": [CITATION],
        "evidence": [{"article": "a1"}],
        "notes": [],
        "kind": "what said",
        "confidence": 1.0,
    }
    return whole | changes


@pytest.mark.parametrize(
    ("changes", "expected", "reason"),
    [
        (
            {},
            "It leaks. [1]\n\n[1] Ada Quill, “The roof”, a1, 2031-03-03, characters 3-12: it leaks",
            "who, which article, when, where in it",
        ),
        (
            {"citations": [CITATION | {"headline": None, "speaker": None, "published": None}]},
            "It leaks. [1]\n\n[1] a1, characters 3-12: it leaks",
            "what is unknown is left out",
        ),
        (
            {"citations": [], "kind": "fact", "confidence": 0.0283, "answer": [{"text": "None.", "citations": []}]},
            "None.\nChance that what was found answers the question: 0.03",
            "a plain question: how sure, also of a silence",
        ),
        (
            {"citations": [], "kind": "fact", "evidence": [], "answer": [], "notes": ["Searched by words."]},
            "Note: Searched by words.",
            "nothing was found: no chance to tell",
        ),
    ],
)
def test_an_answer_on_a_terminal(changes: dict[str, Any], expected: str, reason: str) -> None:
    assert told(answer(**changes)) == expected, reason


def test_stages_are_told_with_their_pace_and_a_second_reading_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 1.0, 10.0, 11.0, 20.0, 21.0, 22.0, 30.0])
    lines = _Lines(lambda: next(times))
    for progress in (
        Progress("reading", 1),
        Progress("reading", 2),
        Progress("reading", 40),
        Progress("statements", 0, 40),
        Progress("statements", 20, 40),
        Progress("publishing", 1, 1),
        Progress("statements", 0, 40),
        Progress("statements", 0, 40),
    ):
        lines(progress)
    assert capsys.readouterr().err.splitlines() == [
        "reading articles ...",
        "reading articles: 40, 4.0 a second",
        "finding who said what ...",
        "finding who said what: 20 of 40, 2.2 a second, about 9 s left",
        "making it searchable ...",
        "finding who said what, closely ...",
    ]


def test_a_terminal_gets_a_bar_a_stage(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with progress_bars() as on_progress:
        for done in (0, 20, 40):
            on_progress(Progress("statements", done, 40))
    shown = capsys.readouterr().err
    assert "finding who said what" in shown
    assert "40/40" in shown
