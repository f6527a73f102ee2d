"""Words and their places on the page to a tree that the browser builds with `textContent` alone.

A tree is what JSON can hold: a string, or `[tag, attributes, *children]`. Nothing here knows articles or answers.
"""

from __future__ import annotations

import json
from typing import Any

Node = str | list[Any]


def el(tag: str, *children: Node | None, **attributes: object) -> Node:
    """An element; a trailing underscore is cut from a name, others become hyphens, and None leaves a thing out.

    >>> el("p", "Xi said", None, class_="who", aria_label="speaker")
    ['p', {'class': 'who', 'aria-label': 'speaker'}, 'Xi said']
    """
    named = {
        name.rstrip("_").replace("_", "-"): value if isinstance(value, str) else json.dumps(value)
        for name, value in attributes.items()
        if value is not None and value is not False
    }
    return [tag, named, *(child for child in children if child is not None)]


def button(label: Node, *act: str | int, name: str | None = None, class_: str = "plain", **more: str | None) -> Node:
    """A button that sends `act` to the page; `name` is what a screen reader says when the label does not say enough.

    >>> button("3", "cite", 0, 3, name="Source 3")
    ['button', {'type': 'button', 'class': 'plain', 'data-act': '["cite", 0, 3]', 'aria-label': 'Source 3'}, '3']
    """
    return el("button", label, type="button", class_=class_, data_act=json.dumps(list(act)), aria_label=name, **more)


def text_of(node: Node) -> str:
    """Every character of a tree in order, as a reader would select it."""
    return node if isinstance(node, str) else "".join(text_of(child) for child in node[2:])


def find(node: Node, class_: str) -> list[list[Any]]:
    """The elements of a tree that carry a class, in order."""
    if isinstance(node, str):
        return []
    here = [node] if class_ in str(node[1].get("class", "")).split() else []
    return here + [found for child in node[2:] for found in find(child, class_)]
