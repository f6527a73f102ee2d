"""Dated statements to a picture of who spoke when: a row a voice, a dot a day, and a click opens the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rag.ui.nodes import Node, button, el
from rag.ui.phrases import day

_ROWS = 6
_LEAST = 3  # points below which a line of text tells as much
_DAYS = 3  # and days, where there is only one voice


@dataclass(frozen=True, slots=True)
class Point:
    """Something said on a day."""

    row: str  # whose row it stands in
    on: str | None  # YYYY-MM-DD; None or less exact: it cannot be placed
    act: tuple[str | int, ...]  # what a click does
    name: str  # what it is, for who cannot see where it stands


def timeline(points: Sequence[Point], title: str, heading: str = "h3") -> Node | None:
    """The picture; None when fewer than three points or a single day would make a poor one."""
    rows: dict[str, dict[date, list[Point]]] = {}
    for point in points:
        if point.on and len(point.on) == 10:
            rows.setdefault(point.row, {}).setdefault(date.fromisoformat(point.on), []).append(point)
    busiest = sorted(rows, key=lambda row: -sum(map(len, rows[row].values())))[:_ROWS]
    kept = [row for row in rows if row in busiest]
    days = [on for row in kept for on in rows[row]]
    if (
        len(set(days)) < (_DAYS if len(kept) == 1 else 2)
        or sum(len(said) for row in kept for said in rows[row].values()) < _LEAST
    ):
        return None
    first, last = min(days), max(days)
    drawn = [_row(row, rows[row], (first, last), way_in=row == kept[0]) for row in kept]
    more = f"and {len(rows) - _ROWS:,} more" if len(rows) > _ROWS else ""
    ends = [el("span", day(on.isoformat()) or "") for on in (first, last)]
    axis = el("div", el("span", more, class_="voice"), el("span", *ends, class_="ends"), class_="axis")
    return el("div", el(heading, title), el("ul", *drawn, class_="voices"), axis, class_="timeline")


def _row(name: str, days: dict[date, list[Point]], ends: tuple[date, date], *, way_in: bool) -> Node:
    """One voice; the first dot of the `way_in` is in the tab order, and arrow keys lead on from there."""
    first, last = ends
    dots = [
        _dot(on, days[on], (on - first) / (last - first), tabindex=0 if way_in and i == 0 else -1)
        for i, on in enumerate(sorted(days))
    ]
    return el("li", el("span", name, class_="voice"), el("span", *dots, class_="track"))


def _dot(on: date, points: Sequence[Point], at: float, *, tabindex: int) -> Node:
    first = points[0]
    more = f" and {len(points) - 1} more" if len(points) > 1 else ""
    name = f"{day(on.isoformat())}: {first.name}{more}"
    return button(
        "",
        *first.act,
        name=name,
        class_="dot",
        title=name,
        tabindex=str(tabindex),
        data_at=str(round(at, 4)),
        data_part=str(min(1.0, 0.45 + 0.12 * len(points))),
    )
