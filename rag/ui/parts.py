"""What several pages begin or end with."""

from __future__ import annotations

from rag.ui.component import show
from rag.ui.nodes import el


def masthead(title: str, words: str, key: str, *, mend: bool = False) -> None:
    """The heading of a page and a line on what it is for; `mend`: put the file uploader's roles right."""
    inside = (el("h1", title), el("p", words))
    show([el("div", *inside, class_="masthead", data_mend=mend or None)], f"masthead-{key}")


def alert(message: str, key: str) -> None:
    """A failure, in its own words."""
    show([el("div", el("p", message), class_="failure", role="alert")], key)
