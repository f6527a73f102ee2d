"""A kept exchange to one HTML file that reads anywhere: no script, nothing loaded, every word of an article only text.

What a reference says is `rag.ui.export`'s business, the looks are `webpage.html`'s.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from rag.contract import Json
from rag.types import Verdict
from rag.ui.checked import TALLY, checked_and_written, checked_line, understood
from rag.ui.export import reference_parts
from rag.ui.segments import Words, segments

if TYPE_CHECKING:
    from jinja2 import Template


class Piece(NamedTuple):
    """Some words of a sentence, or the number of a citation."""

    text: str
    n: int = 0  # 0: words
    first: bool = False  # whether this number is met for the first time: its source leads back here


class Source(NamedTuple):
    """A citation as the list at the end has it."""

    n: int
    text: str
    reference: list[str]
    linked: bool  # whether a sentence carries its number


def webpage(row: Json) -> str:
    """The whole file: the question, the sentences with their numbers, and where every number stands in an article."""
    answer = row["answer"]
    met: set[int] = set()
    sentences = [(_pieces(sentence, answer, met), _aside(sentence, answer)) for sentence in answer["answer"]]
    return _template().render(
        question=row["question"],
        understood=understood(row),
        sentences=sentences,
        notes=[note for note in answer["notes"] if not TALLY.fullmatch(note)],
        citations=[Source(c["n"], c["text"], reference_parts(c), c["n"] in met) for c in answer["citations"]],
        checked=checked_and_written(answer) if answer["status"] == "answered" else checked_line(answer),
    )


def _pieces(sentence: Json, answer: Json, met: set[int]) -> list[Piece]:
    sources = {c["n"]: c["text"] for c in answer["citations"]}
    found = []
    for piece in segments(sentence["text"], sentence["citations"], sources):
        if isinstance(piece, Words):
            found.append(Piece(piece.text))
        elif piece.n in sources:
            found.append(Piece("", piece.n, piece.n not in met))
            met.add(piece.n)
    return found


def _aside(sentence: Json, answer: Json) -> str | None:
    """What has to be known of a sentence besides its sources; None: nothing."""
    if sentence.get("verdict") == Verdict.EDITED.value:
        return "edited to match the source"
    return None if sentence["citations"] or answer["status"] != "answered" else "no source"


@cache
def _template() -> Template:
    from jinja2 import Environment

    text = resources.files("rag.ui").joinpath("webpage.html").read_text(encoding="utf-8")
    return Environment(autoescape=True).from_string(text)
