"""Indexing in a thread of its own: every visit can follow it, and none ends it by clicking away or reloading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Condition, Lock, Thread
from time import monotonic

from rag.errors import OnTheRecordError
from rag.pipeline.adding import last_added
from rag.ports import OnProgress
from rag.settings import Settings
from rag.types import IndexReport, Progress

Work = Callable[[OnProgress], IndexReport]
_TICK = 0.5  # seconds between two looks at work that says nothing
_LOCK = Lock()
_LATEST: dict[Path, Indexing] = {}


class Indexing:
    """One run of the index; how far it is can be read at any time."""

    def __init__(self, work: Work, before: Indexing | None = None) -> None:
        self.progress = Progress("waiting" if before else "reading", 0)
        self.since = monotonic()  # when this stage began
        self.report: IndexReport | None = None
        self.error = ""
        self.done = False
        self.searchable = False  # words and speakers are in; what follows makes answers better
        self._changed = Condition()
        self._thread = Thread(target=self._run, args=(work, before), daemon=True)
        self._thread.start()

    def changes(self) -> Iterator[Progress]:
        """How far it is, again and again; ends with the work."""
        while not self.done:
            yield self.progress
            with self._changed:
                self._changed.wait(_TICK)

    def _run(self, work: Work, before: Indexing | None) -> None:
        try:
            if before is not None:
                before._thread.join()  # one writer at a time: what came first goes first
            self.report = work(self._on_progress)
        except (OnTheRecordError, OSError) as error:
            self.error = str(error)
        finally:
            if self.report is None and not self.error:
                self.error = "Something failed that should not have. The articles are as they were before."
            self.done = True
            self._tell()

    def _on_progress(self, progress: Progress) -> None:
        if progress.stage != self.progress.stage or progress.done < self.progress.done:
            self.since = monotonic()
        self.searchable |= progress.stage == "publishing" and progress.done == progress.total
        self.progress = progress
        self._tell()

    def _tell(self) -> None:
        with self._changed:
            self._changed.notify_all()


def begin(settings: Settings, work: Work, *, join: bool = False) -> Indexing:
    """Start, behind what already runs for this index; with `join`, follow that instead."""
    place = settings.index_dir.resolve()
    with _LOCK:
        before = _running(place)
        if before is None or not join:
            _LATEST[place] = Indexing(work, before)
        return _LATEST[place]


def running(settings: Settings) -> Indexing | None:
    """What is being indexed by this process; None: nothing."""
    with _LOCK:
        return _running(settings.index_dir.resolve())


def latest(settings: Settings) -> Indexing | None:
    """The last that this process began, done or not; None: it began nothing."""
    with _LOCK:
        return _LATEST.get(settings.index_dir.resolve())


def going_on(settings: Settings) -> tuple[Progress, float] | None:
    """How far this process is with the index, and for how many seconds with this stage; None: it does nothing."""
    if (own := running(settings)) is not None:
        return own.progress, monotonic() - own.since
    added = last_added(settings)  # an upload that can be searched already, and is looked at more closely
    return (added.progress, 0.0) if added is not None and added.goes_on and added.progress else None


def _running(place: Path) -> Indexing | None:
    last = _LATEST.get(place)
    return last if last is not None and not last.done else None
