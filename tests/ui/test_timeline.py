from __future__ import annotations

import json

import pytest

from rag.ui.nodes import find, text_of
from rag.ui.timeline import Point, timeline


def points(*said: tuple[str, str | None]) -> list[Point]:
    return [Point(row, on, ("cite", 0, n), f"source {n}") for n, (row, on) in enumerate(said, 1)]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ([], "nothing said"),
        ([("Hill", "2031-03-01"), ("Hill", "2031-03-02")], "two points: the text tells as much"),
        ([("Hill", "2031-03-01")] * 4, "one day is no line"),
        ([("Hill", "2031-03"), ("Hill", "2031"), ("Hill", None), ("Hill", "2031-03-01")], "a month is no day"),
    ],
)
def test_no_picture_where_it_would_say_nothing(said: list[tuple[str, str | None]], reason: str) -> None:
    assert timeline(points(*said), "When") is None, reason


def test_a_row_a_voice_a_dot_a_day() -> None:
    said = [("Hill", "2031-03-01"), ("Lane", "2031-03-06"), ("Hill", "2031-03-11"), ("Hill", "2031-03-11")]
    picture = timeline(points(*said), "When")
    assert picture is not None
    dots = find(picture, "dot")
    assert [text_of(voice) for voice in find(picture, "voice")] == ["Hill", "Lane", ""]
    assert [dot[1]["data-at"] for dot in dots] == ["0.0", "1.0", "0.5"]
    assert [json.loads(dot[1]["data-act"]) for dot in dots] == [["cite", 0, 1], ["cite", 0, 3], ["cite", 0, 2]]
    assert dots[1][1]["aria-label"] == "11 March 2031: source 3 and 1 more"
    assert [dot[1]["tabindex"] for dot in dots] == ["0", "-1", "-1"], "one way in for keys"
    assert text_of(find(picture, "ends")[0]) == "1 March 203111 March 2031"


def test_the_busiest_voices_are_drawn_and_the_rest_counted() -> None:
    said = [(f"Voice {n}", f"2031-03-{day:02}") for n in range(9) for day in range(1, n + 2)]
    picture = timeline(points(*said), "When")
    assert picture is not None
    assert [text_of(v) for v in find(picture, "voice")] == [*(f"Voice {n}" for n in range(3, 9)), "and 3 more"]
