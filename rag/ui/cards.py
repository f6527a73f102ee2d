"""A cited article or a passage that was read to the card that opens it."""

from __future__ import annotations

from collections.abc import Sequence

from rag.contract import Json
from rag.ui.nodes import Node, button, el
from rag.ui.phrases import day, ranges


def source(cited: Sequence[Json], turn: int) -> Node:
    """A cited article with the numbers of its citations; a click opens the first."""
    first = cited[0]
    numbers = ranges([c["n"] for c in cited])
    label = el(
        "span",
        el("span", first.get("headline") or first["article"], class_="title"),
        el("span", _meta(first), class_="meta"),
        class_="stack",
    )
    return el(
        "li",
        button(
            el("span", el("span", numbers, class_="numbers"), label, class_="row"),
            "cite",
            turn,
            first["n"],
            class_="card",
        ),
    )


def near(found: Json, turn: int, i: int) -> Node:
    """A passage that was read: where it stands and its first words; a click opens it."""
    label = el(
        "span",
        el("span", found.get("headline") or found["article"], class_="title"),
        el("span", _meta(found), class_="meta"),
        el("span", found.get("snippet", ""), class_="snippet"),
        class_="stack",
    )
    return el("li", button(label, "near", turn, i, class_="card"))


def _meta(row: Json) -> str:
    return " · ".join(x for x in (row.get("outlet"), day(row.get("published")) or "date unknown") if x)
