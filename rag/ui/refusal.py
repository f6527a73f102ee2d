"""An abstention to a card of its own: what is not there, what was searched, and what lies nearest. Never a chip."""

from __future__ import annotations

from rag.contract import Json
from rag.types import Reason
from rag.ui.cards import near
from rag.ui.checked import checked_line
from rag.ui.nodes import Node, button, el
from rag.ui.phrases import days
from rag.ui.sureness import sureness

_NEAREST = 3


def refusal(answer: Json, turn: int) -> Node:
    """The card of an answer whose status is "abstained"."""
    told = [sentence["text"] for sentence in answer["answer"]]
    nearest = answer["evidence"][:_NEAREST]
    return el(
        "div",
        el("h3", _title(answer["reason"])),
        *(el("p", line) for line in told or [_why(answer)]),
        sureness(answer),
        _wider(answer),
        _instead(answer),
        (nearest and el("p", "Nearest in the articles", class_="label")) or None,
        (nearest and el("ul", *(near(found, turn, i) for i, found in enumerate(nearest)), class_="cards")) or None,
        None if told else el("p", checked_line(answer), class_="checked"),
        class_="refusal",
    )


def _title(reason: str) -> str:
    if reason == Reason.AMBIGUOUS_SPEAKER:
        return "Who do you mean?"
    if reason == Reason.NO_ARTICLES:
        return "There are no articles yet"
    return "The articles do not say"


def _why(answer: Json) -> str:
    speaker = answer.get("asked", {}).get("speaker") or "this person"
    topic = answer.get("asked", {}).get("topic") or "this"
    return {
        Reason.UNKNOWN_SPEAKER.value: f"The name {speaker} stands nowhere in the articles.",
        Reason.SPEAKER_SILENT.value: f"The articles name {speaker} but report nothing said by {speaker}.",
        Reason.SILENT_ON_TOPIC.value: f"The articles report words of {speaker}, but none about {topic}.",
        Reason.AMBIGUOUS_SPEAKER.value: "The question fits several people in the articles.",
        Reason.NO_ARTICLES.value: "Add some on the page “Add articles”, then ask again.",
    }.get(answer["reason"], "Nothing in the articles answers this question.")


def _wider(answer: Json) -> Node | None:
    """The same question of all articles, where it kept to some of them and all of them do answer it."""
    asked = answer.get("asked", {})
    words = asked.get("wider")
    if not words:
        return None
    kept_to = ", ".join(x for x in (days(asked["since"], asked["until"]), asked["outlet"]) if x)
    ask = button(f"Search all articles: {words}", "ask", words, class_="suggestion")
    label = el("p", f"There is an answer outside what was asked for ({kept_to})", class_="label")
    return el("div", label, el("p", ask, class_="suggestions"))


def _instead(answer: Json) -> Node | None:
    """Questions that would be answered: for each person it may be, for names spelled nearly so, without the topic."""
    topic = answer.get("asked", {}).get("topic")
    if answer["reason"] == Reason.AMBIGUOUS_SPEAKER:
        tail = f" about {topic}" if topic else ""
        questions = [f"What did {name} say{tail}?" for name in answer["people"]]
    elif answer["reason"] == Reason.UNKNOWN_SPEAKER and answer.get("similar"):
        tail = f" about {topic}" if topic else ""
        questions = [f"What did {name} say{tail}?" for name in answer["similar"]]
    elif answer["reason"] == Reason.SILENT_ON_TOPIC and answer["people"]:
        questions = [f"What did {answer['people'][0]} say?"]
    else:
        return None
    asks = (button(words, "ask", words, class_="suggestion") for words in questions)
    return el("div", el("p", "Did you mean", class_="label"), el("p", *asks, class_="suggestions"))
