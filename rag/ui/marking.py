"""A citation that its reader finds wrong: the button that marks it, and what is said of marks.

A mark is kept with the conversation by `rag.ui.state`; it changes no answer and is sent nowhere.
"""

from __future__ import annotations

import json

from rag.contract import Json
from rag.ui.kept import WRONG
from rag.ui.nodes import Node, el
from rag.ui.phrases import ranges

MARKED = "marked wrong by you"
_STAYS = "the mark stays on this machine"


def mark(citation: Json, *act: str | int) -> dict[str, str]:
    """The attributes of the button "Wrong?", pressed where the citation is marked; pressing again takes it back."""
    wrong = bool(citation.get(WRONG))
    n = citation["n"]
    return {
        "aria-pressed": json.dumps(wrong),
        "title": "Take the mark back" if wrong else f"Mark this citation as wrong; {_STAYS}",
        "data-act": json.dumps(list(act)),
        "data-say": f"The mark on source {n} is taken back." if wrong else f"Source {n} is marked as wrong; {_STAYS}.",
    }


def marking(citation: Json) -> Node:
    """The line of the reader with the button, for those who have no pointer to hover with."""
    words = f"Source {citation['n']} of the answer{f', {MARKED}' if citation.get(WRONG) else ''} "
    button = ["button", {"type": "button", "class": "action", "data-id": "wrong", **mark(citation, "wrong")}, "Wrong?"]
    return el("p", words, button, class_="marking")


def marks(answer: Json) -> Node | None:
    """What a reader is told of the marks in an answer; None: there are none."""
    numbers = [citation["n"] for citation in answer["citations"] if citation.get(WRONG)]
    if not numbers:
        return None
    which = f"Source{'s' if len(numbers) > 1 else ''} {ranges(numbers)}"
    stays = "Kept with this conversation on this machine and sent nowhere; what you copy or save says so."
    return el("p", f"{which} {MARKED}. {stays}", class_="note", role="note")
