"""One kept exchange to the tree that draws it: question, sentences with chips, what was checked, what was read.

Only what was kept is drawn: nothing is looked up, asked or decided again.
"""

from __future__ import annotations

from rag.contract import Json
from rag.ui.actions import actions
from rag.ui.cards import near, source, titled
from rag.ui.checked import TALLY, checked_and_written, understood
from rag.ui.marking import marks
from rag.ui.nodes import Node, button, el
from rag.ui.phrases import count
from rag.ui.refusal import refusal
from rag.ui.sentence_plan import sentence_node
from rag.ui.sureness import sureness
from rag.ui.timeline import Point, timeline

_AT_ONCE = 40  # sentences of an answer before the rest is asked for
_SOURCES = 8  # cards before the rest is folded


def exchange(
    row: Json, turn: int, conversation_id: str = "", *, waiting: bool = False, fresh: bool = False, whole: bool = False
) -> list[Node]:
    """The nodes of one exchange `{"question"}` with `answer`, `error`, `stopped` or none of them.

    A `waiting` one is being answered; a `fresh` one was asked just now, and is brought into view; a `whole` one is
    shown to its end however long it is.
    """
    answer: Json | None = row.get("answer")
    parts: list[Node | None] = [el("h2", row["question"], class_="question", dir="auto", data_id=f"question-{turn}")]
    if answer is not None:
        parts += [_understood(row), *_body(answer, turn, whole=whole), *_notes(answer)]
        parts += [_checked(answer), sureness(answer), _dropped(answer), marks(answer)]
        parts.append(actions(row, conversation_id, turn))
        parts += [_when(answer, turn), *_sources(answer, turn), _also_read(answer, turn)]
    if not waiting and (answer is None or "stopped" in row):
        parts.append(_failure(_what_happened(row), turn))
    told = ("Reading the articles" if waiting else arrival(answer)) if fresh else None
    return [
        el(
            "section",
            *parts,
            class_="exchange waiting" if waiting else "exchange",
            aria_label=row["question"],
            data_fresh=told,
        )
    ]


def _what_happened(row: Json) -> str:
    if "stopped" in row and row.get("answer"):
        return "You stopped this answer. What was confirmed until then is here, with its sources."
    if "stopped" in row:
        return "You stopped this question before anything was confirmed."
    return str(row.get("error") or "This question was interrupted before it was answered.")


def arrival(answer: Json | None) -> str:
    """What a screen reader is told when an answer is there."""
    if answer is None:
        return "The question could not be answered."
    if answer["status"] == "abstained":
        return "The articles do not say."
    articles = len({citation["article"] for citation in answer["citations"]})
    return f"Answered in {count(len(answer['answer']), 'sentence')} from {count(articles, 'article')}."


def _understood(row: Json) -> Node | None:
    words = understood(row)
    return el("p", "Understood as: ", el("em", words), class_="quiet") if words else None


def _body(answer: Json, turn: int, *, whole: bool) -> list[Node]:
    if answer["status"] == "abstained":
        return [refusal(answer, turn)]
    told = answer["answer"] if whole else answer["answer"][:_AT_ONCE]
    drawn = [sentence_node(sentence, answer, turn) for sentence in told]
    rest = len(answer["answer"]) - len(told)
    return drawn + ([button(f"Show {count(rest, 'more sentence')}", "rest", turn, class_="action")] if rest else [])


def _notes(answer: Json) -> list[Node]:
    return [el("p", note, class_="note", role="note") for note in answer["notes"] if not TALLY.fullmatch(note)]


def _checked(answer: Json) -> Node | None:
    if answer["status"] != "answered":
        return None
    fine = not answer["dropped"]
    return el(
        "p",
        el("span", "✓" if fine else "!", class_="tick" if fine else "tick warn", aria_hidden="true"),
        checked_and_written(answer),
        class_="checked",
    )


def _dropped(answer: Json) -> Node | None:
    dropped = answer["dropped"]
    if not dropped:
        return None
    rows = [
        el(
            "li",
            el("del", d["text"]),
            el("span", d["verdict"], class_="badge bad"),
            el("p", d["reason"], class_="quiet"),
        )
        for d in dropped
    ]
    them = "it" if len(dropped) == 1 else "them"
    label = f"{count(len(dropped), 'claim')} left out because the articles do not confirm {them}"
    return _folded(label, el("ul", *rows, class_="dropped"), id_="dropped")


def _when(answer: Json, turn: int) -> Node | None:
    """Who spoke when, or one speaker in which outlet when."""
    if answer["status"] != "answered":
        return None
    several = len({c["speaker"] for c in answer["citations"] if c["speaker"]}) > 1
    points = [
        Point(
            (c["speaker"] or "unnamed") if several else (c.get("outlet") or "outlet unknown"),
            c["published"],
            ("cite", turn, c["n"]),
            f"source {c['n']}, {c['speaker'] or titled(c)}",
        )
        for c in answer["citations"]
    ]
    return timeline(points, "Who is quoted when" if several else "When this was published")


def _sources(answer: Json, turn: int) -> list[Node]:
    """The articles cited, in the order of their first citation, each with its numbers."""
    if not answer["citations"] or answer["status"] != "answered":
        return []
    by_article: dict[str, list[Json]] = {}
    for citation in answer["citations"]:
        by_article.setdefault(citation["article"], []).append(citation)
    rows = [source(cited, turn) for cited in by_article.values()]
    title = el("h3", f"Sources used ({len(rows)})")
    shown = el("div", title, el("ul", *rows[:_SOURCES], class_="cards"), class_="sources")
    more = rows[_SOURCES:]
    label = f"Show {count(len(more), 'more source')}"
    return [shown, *([_folded(label, el("ul", *more, class_="cards"), f"sources-{turn}")] if more else [])]


def _also_read(answer: Json, turn: int) -> Node | None:
    used = [(c["article"], c["start"], c["end"]) for c in answer["citations"]]
    rows = [
        near(found, turn, i)
        for i, found in enumerate(answer["evidence"])
        if not any(a == found["article"] and s < found["end"] and found["start"] < e for a, s, e in used)
    ]
    if not rows or answer["status"] != "answered":
        return None
    return _folded(f"Also read, not used ({len(rows)})", el("ul", *rows, class_="cards"), id_=f"also-{turn}")


def _folded(label: str, inside: Node, id_: str) -> Node:
    return el("details", el("summary", label), inside, data_id=id_)


def _failure(message: str, turn: int) -> Node:
    again = button("Ask again", "again", turn, class_="action")
    return el("div", el("p", message), again, class_="failure", role="status")
