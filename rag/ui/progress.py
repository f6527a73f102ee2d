"""How far indexing is, to a bar on the page and to words with a rate and the time left."""

from __future__ import annotations

from time import monotonic

import streamlit as st

from rag.types import Progress
from rag.ui.indexing import Indexing

_WORDS = {
    "waiting": "Waiting for what is being indexed",
    "reading": "Reading articles",
    "statements": "Finding who said what",
    "publishing": "Putting the index in place",
    "vectors": "Learning what passages are about",
}
_SETTLED = 2.0  # seconds before a rate means anything


def follow(work: Indexing, *, until_searchable: bool = False) -> None:
    """A bar that follows indexing to its end, or only until words and speakers can be searched."""
    bar = st.progress(0.0, "Starting")
    for progress in work.changes():
        if until_searchable and work.searchable:
            break
        bar.progress(part(progress), words(progress, monotonic() - work.since))
    bar.empty()


def part(progress: Progress) -> float:
    """Between 0 and 1; 0 while the end is not known."""
    return min(1.0, progress.done / progress.total) if progress.total else 0.0


def words(progress: Progress, seconds: float = 0.0) -> str:
    """What is being done, how fast and how long it will take.

    >>> words(Progress("statements", 300, 1200), 10.0)
    'Finding who said what: 300 of 1,200, 30 a second, about 30 s left'
    >>> words(Progress("reading", 3))
    'Reading articles: 3'
    """
    told = _WORDS.get(progress.stage, progress.stage)
    if not progress.done and progress.total in (None, 1):
        return told
    of = f" of {progress.total:,}" if progress.total else ""
    return f"{told}: {progress.done:,}{of}{_pace(progress, seconds)}"


def _pace(progress: Progress, seconds: float) -> str:
    if seconds < _SETTLED or not progress.done:
        return ""
    rate = progress.done / seconds
    speed = f", {rate:,.0f} a second" if rate >= 1 else f", {rate * 60:,.0f} a minute"
    return f"{speed}, about {span_of((progress.total - progress.done) / rate)} left" if progress.total else speed


def span_of(seconds: float) -> str:
    """A time as one would say it.

    >>> [span_of(s) for s in (4.2, 75, 5400)]
    ['5 s', '1 min 15 s', '1 h 30 min']
    """
    whole = max(1, -int(-seconds // 1))
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60} s" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"
