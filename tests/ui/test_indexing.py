from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from rag.errors import IndexBusyError
from rag.ports import OnProgress
from rag.settings import Settings
from rag.types import IndexReport, Progress
from rag.ui.indexing import Indexing, begin, running
from rag.ui.progress import words
from tests.ui.newsroom import newsroom

REPORT = IndexReport(1, 0, 0, 0, (), newsroom().status())


def ended(work: Indexing) -> Indexing:
    for _ in work.changes():
        pass
    return work


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(Settings(), index_dir=tmp_path)


def test_words_can_be_searched_before_the_work_is_done(settings: Settings) -> None:
    goes_on = Event()

    def work(on_progress: OnProgress) -> IndexReport:
        on_progress(Progress("publishing", 0, 1))
        on_progress(Progress("publishing", 1, 1))
        goes_on.wait(10)
        return REPORT

    indexing = begin(settings, work)
    assert any(indexing.searchable for _ in indexing.changes())
    assert running(settings) is indexing
    goes_on.set()
    assert ended(indexing).report is REPORT
    assert running(settings) is None


@pytest.mark.parametrize(
    ("error", "told", "reason"),
    [
        (IndexBusyError("Another process is indexing."), "Another process is indexing.", "ours: in its own words"),
        (OSError("disk full"), "disk full", "the machine's"),
    ],
)
def test_a_failure_is_told(settings: Settings, error: Exception, told: str, reason: str) -> None:
    def work(_: OnProgress) -> IndexReport:
        raise error

    indexing = ended(begin(settings, work))
    assert (indexing.error, indexing.report, indexing.searchable) == (told, None, False), reason


def test_what_comes_second_waits_or_joins(settings: Settings) -> None:
    goes_on, order = Event(), []

    def first(_: OnProgress) -> IndexReport:
        goes_on.wait(10)
        order.append("first")
        return REPORT

    def second(_: OnProgress) -> IndexReport:
        order.append("second")
        return REPORT

    begun = begin(settings, first)
    assert begin(settings, second, join=True) is begun, "a second visit follows what already runs"
    waiting = begin(settings, second)
    assert waiting.progress.stage == "waiting"
    goes_on.set()
    ended(waiting)
    assert order == ["first", "second"]


@pytest.mark.parametrize(
    ("progress", "seconds", "expected", "reason"),
    [
        (("reading", 3, None), 0.0, "Reading articles: 3", "no end known, no time passed"),
        (("reading", 300, None), 10.0, "Reading articles: 300, 30 a second", "a rate without an end"),
        (
            ("vectors", 10, 40),
            60.0,
            "Learning what passages are about: 10 of 40, 10 a minute, about 3 min 0 s left",
            "slow",
        ),
        (("statements", 0, 64), 9.0, "Finding who said what: 0 of 64", "nothing done, no rate"),
        (("publishing", 0, 1), 9.0, "Putting the index in place", "one step has no figures"),
        (("tidying", 2, 4), 0.0, "tidying: 2 of 4", "a stage of another day"),
    ],
)
def test_progress_in_words(progress: Any, seconds: float, expected: str, reason: str) -> None:
    assert words(Progress(*progress), seconds) == expected, reason
