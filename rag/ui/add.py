"""The page where articles are added."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import streamlit as st

from rag.pipeline import Pipeline, uploads_dir
from rag.ports import OnProgress
from rag.types import IndexReport
from rag.ui.component import show
from rag.ui.indexing import Indexing, begin, latest
from rag.ui.nodes import Node, el
from rag.ui.parts import alert, masthead
from rag.ui.phrases import count
from rag.ui.progress import follow
from rag.ui.state import Room

_LONGEST = 200  # bytes; file systems stop at 255
FORMATS = ("txt", "md", "html", "htm", "pdf", "docx", "jsonl")


class Upload(Protocol):
    """A file as a browser sends it."""

    name: str

    def getvalue(self) -> bytes:
        """What is in it."""
        ...


def draw_add(here: Room) -> None:
    """Files in, articles in the index out; what could not be read is told by name."""
    formats = "Text, Markdown, HTML, PDF, Word, or JSON Lines with one article a line."
    words = f"{formats} They stay on this machine and are kept for later runs of the index."
    masthead("Add articles", words, "add", mend=True)
    with st.form("add", border=False, clear_on_submit=True):
        files = st.file_uploader("Articles", type=list(FORMATS), accept_multiple_files=True, key="files")
        pressed = st.form_submit_button("Add to the index")
    if pressed and files:
        _add(here, files)
    work = here.adding or latest(here.pipeline.settings)
    if work is not None:
        _follow(work)


def _add(here: Room, files: Sequence[Upload]) -> None:
    """Keep the files and index them in the background; what is asked meanwhile is answered from what is there."""
    pipeline = here.pipeline
    try:
        paths = keep_files(files, uploads_dir(pipeline.settings))
    except OSError as error:
        alert(f"The files cannot be kept: {error}", "add-failed")
        return
    here.adding = begin(pipeline.settings, lambda on_progress: _index(pipeline, paths, on_progress))


def _index(pipeline: Pipeline, paths: Sequence[Path], on_progress: OnProgress) -> IndexReport:
    report = pipeline.add(paths, on_progress)
    unread = {problem.path for problem in report.problems}
    for path in paths:
        if path.name in unread:
            path.unlink(missing_ok=True)  # else every later run would stumble over it again
    return report


def _follow(adding: Indexing) -> None:
    """How far it is, then what came of it."""
    if not adding.done:
        words = "You can go on asking meanwhile; the articles take part as soon as their words are in."
        show([el("p", words, class_="quiet", role="status")], "adding")
        follow(adding)
        st.rerun()
    if adding.report is not None:
        show(_report(adding.report), "added")
    else:
        alert(
            f"Not added yet: {adding.error} The files are kept and go in with the next run of the index.", "add-failed"
        )


def keep_files(files: Sequence[Upload], folder: Path) -> list[Path]:
    """Write each under a name of its own; only formats that can be read, whatever the browser let through."""
    folder.mkdir(parents=True, exist_ok=True)
    kept: list[Path] = []
    for file in files:
        path = folder / safe_name(file.name)
        if path in kept:
            path = path.with_stem(f"{path.stem} ({len(kept) + 1})")
        if path.suffix[1:].lower() in FORMATS:
            path.write_bytes(file.getvalue())
            kept.append(path)
    return kept


def safe_name(name: str) -> str:
    r"""A file name that stays in its folder, whatever a browser sent.

    >>> [safe_name(name) for name in ("../../etc/passwd.txt", ".hidden.md", "Ça va?.txt", "a/b\\c.pdf")]
    ['passwd.txt', 'hidden.md', 'Ça va_.txt', 'c.pdf']
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c if c.isalnum() or c in " ._-()" else "_" for c in last).strip(" .")
    while len(kept.encode()) > _LONGEST:
        kept = kept[1:]
    return kept.strip(" .") or "article.txt"


def _report(report: IndexReport) -> list[Node]:
    words = f"{count(report.added, 'article')} added, {report.changed:,} changed, {report.unchanged:,} as before."
    problems = [
        el("li", el("strong", problem.path), el("p", f"{problem.reason} {problem.remedy}", class_="quiet"))
        for problem in report.problems
    ]
    lost = [
        el("p", f"{count(len(problems), 'file')} could not be used", class_="label"),
        el("ul", *problems, class_="dropped"),
    ]
    return [el("p", words, class_="checked", role="status"), *(lost if problems else [])]
