"""The page that says what is open, and where a language model is connected for this session."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from rag.errors import EndpointError, OnTheRecordError
from rag.settings import Settings
from rag.ui.component import show
from rag.ui.nodes import el
from rag.ui.opening import with_model
from rag.ui.parts import alert, masthead
from rag.ui.state import Room


def draw_about(here: Room) -> None:
    """Figures of the index, and the model that writes."""
    settings, status = here.pipeline.settings, here.pipeline.index.status()
    masthead("About", "Ask a folder of news articles who said what, when, and where it says so.", "about")
    facts = (
        ("Articles", f"{status.articles:,}"),
        ("Statements", f"{status.statements:,}"),
        ("Passages", f"{status.passages:,}, {status.vectors:,} of them searchable by meaning"),
        ("Index", str(settings.index_dir)),
        ("Answers", f"written by {settings.model}" if settings.model else "in the articles’ own words, no model"),
    )
    rows = [node for name, value in facts for node in (el("dt", name), el("dd", value))]
    notes = [el("p", problem, class_="note") for problem in status.problems]
    show([el("dl", *rows, class_="facts"), *notes], "facts")
    _connection(here)


def _connection(here: Room) -> None:
    """A language model for this session: nothing typed here is stored, logged or shown again."""
    settings = here.pipeline.settings
    words = (
        "Any endpoint that speaks the OpenAI protocol, for this browser session only; the key is never stored. "
        "What a model writes is checked against the articles before it is shown."
    )
    show([el("div", el("h2", "Language model"), el("p", words), class_="masthead")], "connection-about")
    with st.form("connection", clear_on_submit=True):
        base_url = st.text_input("Base URL", value=settings.base_url or "", placeholder="http://127.0.0.1:11434/v1")
        model = st.text_input("Model (empty: choose from what the endpoint offers)", value=settings.model or "")
        key = st.text_input("Key", type="password", autocomplete="off")
        pressed = st.form_submit_button("Use in this session")
    if pressed:
        typed = replace(settings, base_url=base_url.strip() or None, api_key=key or settings.api_key)
        _use(here, typed, model.strip())
    if here.own is not None:
        _menu(here)
        if st.button("Disconnect", key="disconnect"):
            here.own, here.models = None, []
            st.rerun()


def _use(here: Room, settings: Settings, model: str) -> None:
    """Connect; without a model's name the first that the endpoint offers."""
    try:
        with st.spinner("Asking the endpoint what it offers"):
            here.models = _offered(settings, model)
            here.own = with_model(replace(settings, model=model or here.models[0]))
    except OnTheRecordError as error:
        alert(str(error), "connection-failed")
    else:
        st.rerun()


def _offered(settings: Settings, model: str) -> list[str]:
    """What the endpoint lists; a named model does without a list."""
    try:
        offered = with_model(replace(settings, model=model or "any")).models()
    except EndpointError:
        if not model:
            raise
        offered = []
    if not offered and not model:
        raise EndpointError("The endpoint lists no model: type the name of one.")
    return sorted({*offered, model} - {""})


def _menu(here: Room) -> None:
    settings = here.pipeline.settings
    chosen = st.selectbox("Model of this session", here.models, index=here.models.index(settings.model or ""))
    if chosen != settings.model:
        here.own = with_model(replace(settings, model=chosen))
        st.rerun()
