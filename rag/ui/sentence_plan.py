"""One sentence of a kept answer to the nodes that draw it: its words, its quotations, its chips."""

from __future__ import annotations

from rag.contract import Json
from rag.types import Verdict
from rag.ui.cards import also, titled
from rag.ui.export import quoted
from rag.ui.kept import WRONG
from rag.ui.marking import MARKED, mark
from rag.ui.nodes import Node, el
from rag.ui.phrases import day
from rag.ui.segments import Words, segments


def sentence_node(sentence: Json, answer: Json, turn: int, *, final: bool = True) -> Node:
    """A paragraph; a chip whose citation is not there yet cannot be pressed, nor marked before the answer is whole."""
    sources = {c["n"]: c for c in answer["citations"]}
    label = _label(sentence, answer)
    pieces = segments(sentence["text"][len(label) :], sentence["citations"], {n: c["text"] for n, c in sources.items()})
    parts: list[Node] = [_opening(label)] if label else []
    for piece in pieces:
        if isinstance(piece, Words):
            unchecked = piece.verbatim is None or not sources
            parts.append(piece.text if unchecked else el("span", piece.text, class_=_quote_class(piece)))
        elif piece.n not in sources:
            _hang(parts, el("span", str(piece.n), class_="chip pending", aria_hidden="true"))
        else:
            _hang(parts, _chip(sources[piece.n], turn, final=final))
    if sentence.get("verdict") == Verdict.EDITED.value:
        parts.append(el("span", "edited to match the source", class_="badge"))
    if not sentence["citations"]:
        parts.append(el("span", "no source", class_="badge"))
    return el("p", *parts, class_="sentence" if sentence["citations"] else "sentence unsourced", dir="auto")


def _hang(parts: list[Node], chip: Node) -> None:
    """Keep a chip on the line of the word it follows."""
    last = parts[-1] if parts else None
    if isinstance(last, list) and last[1].get("class") == "held":
        last.append(chip)
    elif isinstance(last, str):
        head, space, word = last.rpartition(" ")
        parts[-1:] = [*([head + space] if space else []), el("span", word, chip, class_="held")]
    else:
        parts.append(chip)


def _opening(label: str) -> Node:
    return el("span", label.removesuffix(" — "), el("span", " — ", class_="unseen"), class_="label-line")


def _label(sentence: Json, answer: Json) -> str:
    """The opening "The Courier, 16 September 2022 — " of a sentence, drawn as a line of its own; empty: it has none."""
    label, dash, _ = sentence["text"].partition(" — ")
    cited = [answer["citations"][n - 1] for n in sentence["citations"] if 0 < n <= len(answer["citations"])]
    known = [x for c in cited for x in (c.get("outlet"), day(c["published"])) if x]
    return label + dash if dash and any(x in label for x in known) and len(label) < 120 else ""


def _quote_class(piece: Words) -> str:
    return "quote" if piece.verbatim else "quote loose"


def _who(citation: Json) -> str | None:
    """The speaker, with what the article says there instead of the name: whoever doubts it knows where to look."""
    instead = f", “{citation['called']}” in the article" if citation.get("called") else ""
    return f"{citation['speaker']}{instead}" if citation["speaker"] else None


def _characters(citation: Json) -> str:
    return f"characters {citation['start']:,}–{citation['end']:,}"


def _chip(citation: Json, turn: int, *, final: bool) -> Node:
    where = titled(citation)
    wrong = bool(citation.get(WRONG))
    said = ("marked wrong by you, " if wrong else "") + (f"{citation['speaker']}, " if citation["speaker"] else "")
    card = {
        "where": where,
        "origin": " · ".join(x for x in (_who(citation), citation.get("outlet"), day(citation["published"])) if x),
        "before": citation.get("before", ""),
        "text": citation["text"],
        "after": citation.get("after", ""),
        "foot": " · ".join(x for x in ("verbatim", _characters(citation), also([citation]), wrong and MARKED) if x),
        "copy": quoted(citation["text"], citation),
        "mark": mark(citation, "wrong", turn, citation["n"]) if final else None,
    }
    return el(
        "button",
        str(citation["n"]),
        type="button",
        class_="chip wrong" if wrong else "chip",
        data_id=f"cite-{turn}-{citation['n']}",
        data_act=["cite", turn, citation["n"]],
        data_card=card,
        aria_label=f"Source {citation['n']}: {said}open {where}",
    )
