"""A report comes as soon as articles can be searched, the rest follows, and later work ends an earlier one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from rag.errors import InputError
from rag.pipeline.adding import OnSearchable, Work, last_added, start_adding, stop_adding
from rag.ports import OnProgress
from rag.settings import Settings
from rag.types import IndexReport, IndexStatus, Progress

DONE = IndexReport(1, 0, 0, 0, (), IndexStatus("2", 1, 0, 1, 1, "letters"))
EARLY = replace(DONE, status=replace(DONE.status, revision="1", vectors=0))


def work(go_on: Event) -> Work:
    """Says that it can be searched, then takes a step a moment until told to go on to the end."""

    def run(on_progress: OnProgress, on_searchable: OnSearchable) -> IndexReport:
        on_progress(Progress("reading", 1, 1))
        on_searchable(EARLY)
        while not go_on.wait(0.01):
            on_progress(Progress("vectors", 1, 2))
        on_progress(Progress("vectors", 2, 2))
        return DONE

    return run


def test_the_first_report_does_not_wait_for_the_rest(tmp_path: Path) -> None:
    seen: list[Progress] = []
    go_on = Event()
    assert start_adding(tmp_path, work(go_on), seen.append) == EARLY
    assert seen == [Progress("reading", 1, 1)], "told by the thread that waits, and nothing after"
    adding = last_added(replace(Settings(), index_dir=tmp_path))
    assert adding is not None
    assert (adding.goes_on, adding.report) == (True, None)
    go_on.set()
    adding.wait()
    assert (adding.goes_on, adding.report, adding.progress) == (False, DONE, Progress("vectors", 2, 2))


def test_a_later_piece_of_work_ends_an_earlier_one_of_the_same_index(tmp_path: Path) -> None:
    never, at_once = Event(), Event()
    at_once.set()
    start_adding(tmp_path / "a", work(never), lambda _: None)
    first = last_added(replace(Settings(), index_dir=tmp_path / "a"))
    start_adding(tmp_path / "b", work(at_once), lambda _: None)
    assert first is not None
    assert first.goes_on, "another index is another matter"
    start_adding(tmp_path / "a", work(never), lambda _: None)
    assert (first.goes_on, first.report, first.failure) == (False, None, None)
    stop_adding(tmp_path / "a")
    second = last_added(replace(Settings(), index_dir=tmp_path / "a"))
    assert second is not None
    assert second is not first
    assert not second.goes_on


def test_a_failure_before_anything_can_be_searched_is_raised_and_a_later_one_is_kept(tmp_path: Path) -> None:
    def early(_: OnProgress, __: OnSearchable) -> IndexReport:
        raise InputError("no such file")

    def late(_: OnProgress, on_searchable: OnSearchable) -> IndexReport:
        on_searchable(EARLY)
        raise InputError("the disk is full")

    with pytest.raises(InputError, match="no such file"):
        start_adding(tmp_path, early, lambda _: None)
    assert start_adding(tmp_path, late, lambda _: None) == EARLY
    adding = last_added(replace(Settings(), index_dir=tmp_path))
    assert adding is not None
    adding.wait()
    assert "disk is full" in str(adding.failure)
