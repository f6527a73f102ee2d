"""How far indexing is, to a bar on the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import streamlit as st

from rag.ports import OnProgress
from rag.types import Progress

_WORDS = {
    "reading": "Reading articles",
    "statements": "Finding who said what",
    "publishing": "Putting the index in place",
    "vectors": "Learning what passages are about",
}


@contextmanager
def following() -> Iterator[OnProgress]:
    """A bar that follows a long piece of work, and goes when the work is over."""
    bar = st.progress(0.0, "Starting")
    when, stage = 0.0, ""

    def on_progress(progress: Progress) -> None:
        nonlocal when, stage
        now = monotonic()
        if progress.stage == stage and now - when < 0.1 and progress.done != progress.total:
            return
        when, stage = now, progress.stage
        bar.progress(part(progress), words(progress))

    try:
        yield on_progress
    finally:
        bar.empty()


def part(progress: Progress) -> float:
    """Between 0 and 1; 0 while the end is not known."""
    return min(1.0, progress.done / progress.total) if progress.total else 0.0


def words(progress: Progress) -> str:
    """What is being done, as "Reading articles: 3 of 5"."""
    of = f" of {progress.total:,}" if progress.total else ""
    return f"{_WORDS.get(progress.stage, progress.stage)}: {progress.done:,}{of}"
