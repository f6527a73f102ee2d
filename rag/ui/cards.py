"""A cited article or a passage that was read to the card that opens it."""

from __future__ import annotations

from collections.abc import Sequence

from rag.contract import Json
from rag.ui.nodes import Node, button, el
from rag.ui.phrases import count, day, ranges

_NAMED = 3


def source(cited: Sequence[Json], turn: int) -> Node:
    """A cited article with the numbers of its citations; a click opens the first."""
    first = cited[0]
    numbers = ranges([c["n"] for c in cited])
    label = el(
        "span",
        el("span", titled(first), class_="title"),
        el("span", " · ".join(x for x in (_meta(first), also(cited)) if x), class_="meta"),
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
        el("span", titled(found), class_="title"),
        el("span", _meta(found), class_="meta"),
        el("span", found.get("snippet", ""), class_="snippet"),
        class_="stack",
    )
    return el("li", button(label, "near", turn, i, class_="card"))


def titled(row: Json) -> str:
    """What an article is called: its headline, its first words, or the name of its file."""
    return str(row.get("title") or row.get("headline") or row["article"])


def also(rows: Sequence[Json]) -> str | None:
    """Who else has the very same words, told in a few; None: nobody, as far as was looked."""
    others = list(dict.fromkeys(name for row in rows for name in row.get("also", ())))
    if not others:
        return None
    return (
        f"same words in {count(len(others), 'other source')}: {', '.join(others[:3])}{' …' if len(others) > 3 else ''}"
    )


def _meta(row: Json) -> str:
    return " · ".join(x for x in (row.get("outlet"), day(row.get("published")) or "date unknown") if x)
