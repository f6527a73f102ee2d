"""Settings to the pipeline that answers; articles are indexed first where nothing is. Failures are told on the page."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import NoReturn

import streamlit as st

from rag.errors import NotIndexedError, OnTheRecordError
from rag.pipeline import Pipeline, build_index
from rag.settings import Settings
from rag.ui.component import show
from rag.ui.indexing import Indexing, begin
from rag.ui.nodes import el
from rag.ui.progress import follow


def common(settings: Settings) -> Pipeline:
    """The pipeline that all sessions share; a failure ends the run."""
    try:
        return _opened(settings)
    except NotIndexedError:
        _index_first(settings)
    except OnTheRecordError as error:
        give_up(str(error))


def with_model(settings: Settings) -> Pipeline:
    """A pipeline of one session's own, with the model connection it was given."""
    return Pipeline.open(settings)


def warm(settings: Settings) -> None:
    """Open the common pipeline and use it once, before anybody waits for it; failures are left to the first visit."""
    with suppress(OnTheRecordError):
        _opened(settings).ask("who said what?")


def bring_up_to_date(settings: Settings) -> Indexing:
    """Have the index hold what the folder of articles holds now, in the background; what already runs is followed."""
    return begin(settings, lambda on_progress: build_index(settings, [settings.corpus_dir], on_progress), join=True)


def renew(pipeline: Pipeline) -> None:
    """Answer from what is indexed by now; when it cannot be opened, from what is open."""
    with suppress(OnTheRecordError):
        pipeline.refresh()


_LOCK = Lock()
_OPEN: dict[Path, Pipeline] = {}


def _opened(settings: Settings) -> Pipeline:
    """One pipeline an index, shared by every session of this process."""
    place = settings.index_dir.resolve()
    with _LOCK:
        if place not in _OPEN:
            _OPEN[place] = Pipeline.open(settings)
        return _OPEN[place]


def _index_first(settings: Settings) -> NoReturn:
    words = "This happens once, and questions can be asked long before it ends. Everything stays on this machine."
    show([el("div", el("h1", "Reading the articles"), el("p", words), class_="masthead")], "first")
    work = bring_up_to_date(settings)
    follow(work, until_searchable=True)
    if work.error:
        give_up(work.error)
    try:
        _opened(settings)  # what cannot be opened now must not be built for ever
    except OnTheRecordError as error:
        give_up(str(error))
    st.rerun()


def give_up(message: str) -> NoReturn:
    """Tell a failure that leaves nothing to show, and end the run."""
    show(
        [el("h1", "On the Record", class_="unseen"), el("div", el("p", message), class_="failure", role="alert")],
        "told",
    )
    st.stop()
