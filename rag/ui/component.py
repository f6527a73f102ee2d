"""A tree of nodes to the page: the one component through which article text is shown, and what was pressed in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import streamlit as st

from rag.ui.nodes import Node

_NAME = "on_the_record"
Act = list[str | int]
OnAct = Callable[[Act], None]


def show(nodes: Sequence[Node], key: str, on_act: OnAct = lambda _: None) -> None:
    """Draw the nodes; `on_act` gets what a pressed button carries, before the page is drawn again."""

    def pressed() -> None:
        act = st.session_state[key].get("act")
        if isinstance(act, list) and act and all(isinstance(part, str | int) for part in act):
            on_act(act)

    # A list, not a dict: a dict is searched for data frames, which imports pandas.
    _renderer()(data=list(nodes), key=key, on_act_change=pressed)


def _renderer() -> Callable[..., object]:
    from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager

    if get_bidi_component_manager().get(_NAME) is None:
        _register.cache_clear()
    return _register()


@cache
def _register() -> Callable[..., object]:
    here = Path(__file__).parent
    script, style = ((here / name).read_text(encoding="utf-8") for name in ("page.js", "page.css"))
    return st.components.v2.component(_NAME, js=script, css=style, isolate_styles=False)
