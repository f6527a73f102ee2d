"""The page around every page: navigation, past conversations, the reader beside what is read."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from rag.settings import Settings
from rag.ui.about import draw_about
from rag.ui.add import draw_add
from rag.ui.browse import draw_articles, draw_people
from rag.ui.chat import draw_chat
from rag.ui.check import draw_check
from rag.ui.component import Act, show
from rag.ui.indexing import going_on
from rag.ui.nodes import Node, button, el
from rag.ui.opening import common, give_up, renew
from rag.ui.progress import part, words
from rag.ui.reader import draw_reader
from rag.ui.state import Room, room, write_address

_ICON = Path(__file__).parent / "icon.png"
_OPEN, _CLOSED = (0.54, 0.46), (0.999, 0.001)  # the same two columns in both, so that nothing is mounted anew


def draw() -> None:
    """One run of the script."""
    try:
        settings = Settings.from_environment()
    except ValueError as error:
        give_up(str(error))
    here = room(settings)
    wide = here.shown is not None
    st.set_page_config("On the Record", str(_ICON), layout="wide" if wide else "centered")
    pages, page = _navigation(here)
    if here.to_chat and page is not pages[0]:
        here.to_chat = False
        st.switch_page(pages[0])
    here.to_chat = False
    if here.to_add:
        here.to_add = False
        st.switch_page(pages[4])
    chatting, people = page is pages[0], page is pages[2]
    if chatting:
        _question_box(here, wide=wide)
    with st.sidebar:
        _rail(here, pages, settings)
    main, side = st.columns(_OPEN if wide else _CLOSED, gap="large" if wide else None)
    with main:
        first = here.opened is None
        here.opened = here.own or common(settings)
    if first:
        renew(here.opened)
    with side:
        draw_reader(here, here.opened.index)
    write_address(here, chatting=chatting, people=people)
    with main:
        page.run()  # last: an answer may be long in the making, and is drawn as it comes


def _navigation(here: Room) -> tuple[list[st.Page], st.Page]:
    drawn = (
        ("Ask", "forum", "ask", draw_chat),
        ("Articles", "article", "articles", draw_articles),
        ("People", "groups", "people", draw_people),
        ("Check a draft", "fact_check", "check", draw_check),
        ("Add articles", "note_add", "add", draw_add),
        ("About", "info", "about", draw_about),
    )
    pages = [
        st.Page(partial(draw, here), title=title, icon=f":material/{icon}:", url_path=path, default=path == "ask")
        for title, icon, path, draw in drawn
    ]
    return pages, st.navigation(pages, position="hidden")


def _question_box(here: Room, *, wide: bool) -> None:
    with st.bottom:
        box, _ = st.columns(_OPEN if wide else _CLOSED, gap="large" if wide else None)
        question = box.chat_input("Ask what somebody said, who said it, or when", key="question", max_chars=2000)
    if question:
        here.ask(question)


def _rail(here: Room, pages: list[st.Page], settings: Settings) -> None:
    """The name of the house, a new conversation, the pages, and conversations so far, newest first."""

    def act(what: Act) -> None:
        match what:
            case ["new"]:
                here.start()
            case ["open", str(conversation_id)]:
                here.start(here.history.load(conversation_id))
            case ["forget", str(conversation_id)]:
                if conversation_id == here.conversation.id:
                    here.stop()
                    here.start()
                here.history.forget(conversation_id)

    rows = [_row(id_, title, here=id_ == here.conversation.id) for id_, title in here.history.recent()]
    name = el("p", el("span", "On the Record", class_="name"), class_="brand")
    show([name, button("+ New conversation", "new", class_="action", data_id="new")], "brand", act)
    with st.container(gap="xsmall"):
        for page in pages:
            st.page_link(page)
    if going_on(settings) is not None:
        _indexing(here, settings)
    if rows:
        show([el("h2", "Conversations", class_="label"), el("ul", *rows, class_="past")], "past", act)


@st.fragment(run_every=1.0)
def _indexing(here: Room, settings: Settings) -> None:
    """How far indexing is, on every page; it never interrupts an answer."""
    now = going_on(settings)
    if now is None:
        if here.opened is not None:
            renew(here.opened)  # lists and counts show what is in by now
        st.rerun()
    bar = el("span", class_="bar-of", aria_hidden="true", data_part=str(round(part(now[0]), 3)))
    show([el("p", words(*now), class_="quiet"), bar], "indexing")


def _row(conversation_id: str, title: str, *, here: bool) -> Node:
    current = {"aria_current": "true"} if here else {}
    return el(
        "li",
        button(title, "open", conversation_id, class_="open", **current),
        button("×", "forget", conversation_id, name=f"Delete the conversation: {title}", class_="forget"),
        class_="here" if here else "",
    )
