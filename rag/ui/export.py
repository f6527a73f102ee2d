"""A kept exchange to what a writer takes away: Markdown with footnotes, a table of quotations, JSON."""

from __future__ import annotations

import csv
import io
import json
import re

from rag.contract import Json
from rag.ui.kept import WRONG
from rag.ui.phrases import day
from rag.ui.segments import Words, segments

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$!])")
_MARKS = tuple('“"„«')
_CELL = "=+-@\t\r"
_PAGE_ONLY = frozenset(("asked", "called", "least", "similar", "title", "before", "after", "snippet"))
COLUMNS = (
    "n",
    "speaker",
    "text",
    "mode",
    "article",
    "headline",
    "outlet",
    "published",
    "start",
    "end",
    "fingerprint",
    WRONG,
)


def escaped(text: str) -> str:
    r"""Text that no Markdown reader takes for anything but text.

    >>> escaped("![a](b) <i>")
    '\\!\\[a\\](b) \\<i\\>'
    """
    return _MARKDOWN.sub(r"\\\1", text)


def reference(citation: Json) -> str:
    """Who, where, when, which characters: `Roe, The Courier, "Headline", 3 May 2024, characters 10-20`."""
    return ", ".join(reference_parts(citation))


def reference_parts(citation: Json) -> list[str]:
    """The parts of a reference that are known, in order."""
    headline = citation.get("headline")
    parts = [
        citation["speaker"],
        citation.get("outlet"),
        f"“{headline}”" if headline else citation["article"],
        day(citation["published"]),
        f"characters {citation['start']}–{citation['end']}",
        "marked wrong by the reader" if citation.get(WRONG) else None,
    ]
    return [part for part in parts if part]


def quoted(text: str, citation: Json) -> str:
    """Words with where they stand, on one line, to be pasted into a text of one's own."""
    words = " ".join(text.split())
    return f"{words if words[:1] in _MARKS else f'“{words}”'} ({reference(citation)})"


def markdown(row: Json) -> str:
    """The question as a heading, the sentences, and one footnote a citation."""
    answer = row["answer"]
    sources = {c["n"]: c["text"] for c in answer["citations"]}
    lines = [f"## {escaped(row['question'])}", ""]
    for sentence in answer["answer"]:
        pieces = segments(sentence["text"], sentence["citations"], sources)
        lines += ["".join(escaped(p.text) if isinstance(p, Words) else f"[^{p.n}]" for p in pieces), ""]
    for c in answer["citations"]:
        lines.append(f"[^{c['n']}]: “{escaped(' '.join(c['text'].split()))}” — {escaped(reference(c))}")
    return "\n".join(lines).rstrip() + "\n"


def table(row: Json) -> str:
    """The citations as CSV; a cell that a spreadsheet would run as a formula is told to be text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for citation in row["answer"]["citations"]:
        writer.writerow([_cell(citation.get(column)) for column in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in _CELL and value else value


def as_json(row: Json) -> str:
    """The answer as the command line gives it, with the outlets, without what only the page needs."""
    return json.dumps(_plain(row["answer"]), ensure_ascii=False, indent=1)


def _plain(value: object) -> object:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if name not in _PAGE_ONLY}
    return value
