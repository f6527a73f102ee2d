"""A long piece of indexing to a report as soon as its articles can be searched, and a thread that does the rest.

Whatever moment the thread ends at, indexing goes on from there: so a later upload ends it and does its work too, and
nobody waits for it when the program ends.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread

from rag.errors import OnTheRecordError
from rag.ports import OnProgress
from rag.settings import Settings
from rag.types import IndexReport, Progress

OnSearchable = Callable[[IndexReport], None]
Work = Callable[[OnProgress, OnSearchable], IndexReport]


class Adding:
    """One piece of work, begun."""

    def __init__(self, work: Work) -> None:
        """Begin it in a thread of its own."""
        self.progress: Progress | None = None  # how far it is; None: it has not begun
        self.report: IndexReport | None = None  # what all of it did; None: it goes on, was ended or failed
        self.failure: OnTheRecordError | None = None  # why it failed; None: it did not
        self._told: SimpleQueue[Progress | IndexReport | None] = SimpleQueue()
        self._ended = Event()
        self._thread = Thread(target=self._run, args=(work,), daemon=True)
        self._thread.start()

    @property
    def goes_on(self) -> bool:
        """Whether there is still something to do."""
        return self._thread.is_alive()

    def searchable(self, on_progress: OnProgress) -> IndexReport:
        """Wait until the articles can be found by words and by speaker; progress is told in the thread that waits."""
        while (told := self._told.get()) is not None:
            if isinstance(told, IndexReport):
                return told
            on_progress(told)
        raise self.failure or RuntimeError("indexing ended before anything could be searched")

    def wait(self) -> None:
        """Wait until all is done."""
        self._thread.join()

    def end(self) -> None:
        """Have it stop at the next step, and wait for that."""
        self._ended.set()
        self._thread.join()

    def _run(self, work: Work) -> None:
        try:
            self.report = work(self._note, self._told.put)
            self._told.put(self.report)
        except _EndedError:
            pass
        except OnTheRecordError as error:
            self.failure = error
        finally:
            self._told.put(None)

    def _note(self, progress: Progress) -> None:
        if self._ended.is_set():
            raise _EndedError
        self.progress = progress
        self._told.put(progress)


class _EndedError(Exception):
    """Raised inside the work to leave it."""


_LOCK = Lock()
_LAST: dict[Path, Adding] = {}  # index folder -> what was added to it last


def start_adding(index_dir: Path, work: Work, on_progress: OnProgress) -> IndexReport:
    """Begin the work, and the report as soon as its articles can be searched; what goes on from earlier is ended."""
    with _LOCK:
        _end(index_dir)
        _LAST[index_dir.resolve()] = adding = Adding(work)
        return adding.searchable(on_progress)


def stop_adding(index_dir: Path) -> None:
    """End what goes on in this process, for somebody who will do it all."""
    with _LOCK:
        _end(index_dir)


def last_added(settings: Settings) -> Adding | None:
    """What was added last in this process; None: nothing."""
    return _LAST.get(settings.index_dir.resolve())


def _end(index_dir: Path) -> None:
    if (earlier := _LAST.get(index_dir.resolve())) is not None:
        earlier.end()
