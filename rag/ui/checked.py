"""A kept answer to what is said of it: how it was understood, how far it was checked, what was searched, who wrote."""

from __future__ import annotations

import re

from rag.contract import Json
from rag.ui.phrases import count, days
from rag.ui.segments import Words, quotations, segments

TALLY = re.compile(r"\d+ of \d+ sentences supported, \d+ of \d+ quotations verbatim\.")


def understood(row: Json) -> str | None:
    """What the question of an exchange was taken to mean; None where that is what was asked."""
    question, words = row["question"], row["answer"].get("understood") or row["question"]
    return None if words.strip(" ?.").casefold() == question.strip(" ?.").casefold() else str(words)


def checked_and_written(answer: Json) -> str:
    """The line of an answer that is one, with who wrote it."""
    writer = "in the articles’ own words" if answer["model"] == "extractive" else f"written by {answer['model']}"
    return f"{checked_line(answer)} · {writer}"


def checked_line(answer: Json) -> str:
    """Such as "5 of 5 sentences supported · 3 of 3 quotations verbatim · 12 articles searched"."""
    parts = []
    dropped = answer["dropped"]
    told = next((note for note in answer["notes"] if TALLY.fullmatch(note)), None)
    if told:  # the gate has counted what a model wrote
        parts += told.rstrip(".").split(", ")
    elif answer["answer"] and answer["status"] == "answered":
        supported = sum(bool(sentence["citations"]) for sentence in answer["answer"])
        total = len(answer["answer"]) + len(dropped)
        parts.append(f"{supported} of {count(total, 'sentence')} supported")
        quoted = [w for s in answer["answer"] for w in _quoted(s, answer)]
        lost = sum(len(quotations(d["text"])) for d in dropped)
        if quoted or lost:
            parts.append(f"{sum(quoted)} of {count(len(quoted) + lost, 'quotation')} verbatim")
    searched = answer["searched"]
    between = days(searched["since"], searched["until"])
    parts.append(f"{count(searched['articles'], 'article')} searched{f', {between}' if between else ''}")
    return " · ".join(parts)


def _quoted(sentence: Json, answer: Json) -> list[bool]:
    sources = {c["n"]: c["text"] for c in answer["citations"]}
    pieces = segments(sentence["text"], sentence["citations"], sources)
    return [p.verbatim for p in pieces if isinstance(p, Words) and p.verbatim is not None]
