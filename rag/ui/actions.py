"""The buttons under an answer that take it away; each asks for its file when it is pressed."""

from __future__ import annotations

from rag.contract import Json
from rag.ui.nodes import Node, el
from rag.ui.take import address

_FILES = (("Markdown", "md"), ("HTML", "html"), ("CSV", "csv"), ("JSON", "json"))


def actions(row: Json, conversation_id: str, turn: int) -> Node | None:
    """Copy and save, for an exchange that has an answer with sources; None for any other."""
    if row["answer"]["status"] != "answered":
        return None
    copy = _button("Copy with footnotes", None, data_copy_from=address(conversation_id, turn, "md"))
    saves = (
        _button(
            label, f"Save as {label}", data_save_from=address(conversation_id, turn, kind), data_name=f"answer.{kind}"
        )
        for label, kind in _FILES
    )
    return el("div", copy, *saves, class_="actions")


def _button(label: str, name: str | None, **what: str) -> Node:
    return el("button", label, type="button", class_="action", aria_label=name, **what)
