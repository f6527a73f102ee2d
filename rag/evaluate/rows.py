"""JSON lines to gold rows: a question, where its answer stands, and whether the articles have one at all.

Whether an answer is right is decided in `measures`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.errors import InputError
from rag.types import Span, Turn


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one article, by the path it was indexed under."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One question with what a right answer cites."""

    id: str
    kind: str  # "speaker", "topic", "who", "follow": statements; "fact": one place is enough; "none": must abstain
    question: str
    answerable: bool
    gold: tuple[Place, ...] = ()
    ignore: tuple[Place, ...] = ()  # citing these is neither right nor wrong
    speaker: str | None = None  # None: the row asks for no speaker
    must: tuple[str, ...] = ()  # words that a right answer to a fact holds
    mustnot: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()


def read_rows(path: Path) -> list[GoldRow]:
    """Rows of a questions file; InputError names the file and line of a row that cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); give a questions file with --questions"
        ) from error
    return list(_rows(lines, str(path)))


def _rows(lines: Iterable[str], name: str) -> Iterator[GoldRow]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield gold_row(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputError(
                    f"{name}:{number}: not a question row ({error}); it needs id, type, question, answerable, gold"
                ) from error


def gold_row(row: dict[str, Any]) -> GoldRow:
    """One row as our gold files and the public questions files write it."""
    answerable = bool(row["answerable"])
    return GoldRow(
        id=str(row["id"]),
        kind=str(row["type"]) if answerable else "none",
        question=str(row["question"]),
        answerable=answerable,
        gold=_places(row.get("gold", [])),
        ignore=_places(row.get("ignore", [])),
        speaker=row.get("speaker"),
        must=tuple(row.get("must", [])),
        mustnot=tuple(row.get("mustnot", [])),
        history=history(row.get("history", [])),
    )


def history(turns: Iterable[dict[str, str]]) -> tuple[Turn, ...]:
    """Chat messages ("user", "assistant") to turns; an assistant message answers the question before it."""
    paired: list[Turn] = []
    for message in turns:
        if message["role"] == "user":
            paired.append(Turn(message["content"]))
        elif paired:
            paired[-1] = Turn(paired[-1].question, message["content"])
    return tuple(paired)


def _places(rows: Iterable[dict[str, Any]]) -> tuple[Place, ...]:
    return tuple(Place(str(row["article"]), Span(*span)) for row in rows for span in row["spans"])
