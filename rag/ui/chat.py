"""The page where questions are asked: the conversation so far, the answer being made, or a welcome."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from rag.pipeline import Pipeline
from rag.ui.answer_plan import exchange
from rag.ui.asking import Asking
from rag.ui.component import Act, show
from rag.ui.indexing import latest
from rag.ui.nodes import Node, button, el
from rag.ui.opening import renew
from rag.ui.phrases import count
from rag.ui.sentence_plan import sentence_node
from rag.ui.state import Room
from rag.ui.suggestions import suggestions


def draw_chat(here: Room) -> None:
    """The conversation; a question that waits is answered where it stands."""
    pipeline, exchanges = here.pipeline, here.conversation.exchanges
    act = acting(here)
    if not exchanges:
        show(_welcome(pipeline), "welcome", act)
        return
    show([el("h1", here.conversation.title, class_="unseen")], "title")
    if here.unsaved:
        words = "This conversation cannot be saved, and a reload will lose it: the disk is full or not writable."
        show([el("p", words, class_="note", role="status")], "unsaved")
    for turn, row in enumerate(exchanges):
        if here.waiting and turn == len(exchanges) - 1:
            _answer(here, pipeline, turn)
        id_, whole = here.conversation.id, turn in here.unfolded
        show(exchange(row, turn, id_, fresh=turn == here.fresh, whole=whole), f"exchange-{id_}-{turn}", act)


def acting(here: Room) -> Callable[[Act], None]:
    """What the buttons of a conversation do; numbers are looked up here, and one out of range does nothing."""

    def act(what: Act) -> None:
        match what:
            case ["ask", str(question)]:
                here.ask(question)
            case ["add"]:
                here.to_add = True
            case ["stop"]:
                here.stop()
            case ["again", int(turn)] if turn < len(here.conversation.exchanges):
                here.ask_again(turn)
            case ["cite", int(turn), int(n)] if _within(here, turn, "citations", n - 1):
                here.cite(turn, n)
            case ["wrong", int(turn), int(n)]:
                here.mark(turn, n)
            case ["near", int(turn), int(i)] if _within(here, turn, "evidence", i):
                here.near(turn, i)
            case ["rest", int(turn)]:
                here.unfolded.add(turn)

    return act


def _within(here: Room, turn: int, what: str, i: int) -> bool:
    return 0 <= i < len(here.listed(turn, what))


def _answer(here: Room, pipeline: Pipeline, turn: int) -> None:
    """Draw an answer as it comes, keep what came of it, and draw the page again from what was kept."""
    row = here.conversation.exchanges[turn]
    if here.asking is None:
        renew(pipeline)
        here.asking = Asking.begin(here.conversation.id, pipeline, row["question"], here.conversation.turns())
    task, key = here.asking, f"{here.conversation.id}-{turn}"
    show(exchange(row, turn, waiting=True, fresh=True), f"waiting-{key}")
    told, step, drawn = st.container(), st.empty(), 0
    show([button("Stop", "stop", class_="action")], f"stop-{key}", acting(here))
    for _ in task.changes():  # a click or a reload ends this run of the page, never the task
        for node in _new_sentences(task, turn, drawn):
            if task.done:
                break  # what is whole is drawn as one
            with told:
                show([node], f"sentence-{key}-{drawn}", acting(here))
            drawn += 1
        step.text(task.step)
    here.settle()
    here.fresh = turn
    st.rerun()


def _new_sentences(task: Asking, turn: int, drawn: int) -> list[Node]:
    """What was confirmed since `drawn` sentences were there; its sources can be opened already."""
    if task.answer is None or len(task.answer.sentences) <= drawn:
        return []
    making = task.kept()
    return [sentence_node(sentence, making, turn, final=False) for sentence in making["answer"][drawn:]]


def _welcome(pipeline: Pipeline) -> list[Node]:
    status = pipeline.index.status()
    asked = _suggested(pipeline.index.revision, pipeline)
    held = f"{count(status.articles, 'article')} and {count(status.statements, 'statement')} are open for questions."
    left_out = _left_out(pipeline)
    promises = (
        "Every quotation is checked, character by character, against the article it comes from.",
        "Every statement stands under the person who made it, or under nobody.",
        "Where the articles are silent, so is the answer.",
    )
    return [
        el(
            "div",
            el("h1", "Who said what, when, and where it says so."),
            el(
                "p",
                "Ask about the articles. The answer keeps to their words, and each number in it opens its passage.",
                class_="lead",
            ),
            el("ul", *(el("li", el("span", words)) for words in promises), class_="promises"),
            *(_begin(held, asked) if status.articles else _empty()),
            el("p", left_out, class_="note", role="status") if left_out else None,
            class_="welcome",
        )
    ]


def _begin(held: str, asked: list[str]) -> list[Node]:
    asks = (button(words, "ask", words, class_="suggestion") for words in asked)
    return [
        el("p", f"{held} You might begin with" if asked else held, class_="label"),
        el("div", *asks, class_="suggestions"),
    ]


def _empty() -> list[Node]:
    words = "There are no articles yet: nothing can be asked before there are."
    return [
        el("p", words, class_="label"),
        el("div", button("Add articles", "add", class_="suggestion"), class_="suggestions"),
    ]


def _left_out(pipeline: Pipeline) -> str | None:
    """What went wrong in this process's last run of the index; None: nothing did, or there was no run."""
    last = latest(pipeline.settings)
    if last is not None and last.error:
        return f"The articles could not be read anew, and those of before are open: {last.error}"
    problems = last.report.problems if last is not None and last.report is not None else ()
    return f"{count(len(problems), 'file')} could not be used: “Add articles” tells why." if problems else None


@st.cache_data(show_spinner=False, max_entries=4)
def _suggested(revision: str, _pipeline: Pipeline) -> list[str]:
    return suggestions(_pipeline.index)
