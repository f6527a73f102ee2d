"""Many articles to extractions on every core: processes of one thread each, since most of the work is Python's own.

What is extracted is the extractor's business, and the same as it finds alone.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from threading import Thread

from rag.ports import Extractor
from rag.types import Article, Extraction

_WORTH_IT = 24  # articles at once; starting the processes costs about as much as reading these
_AT_A_TIME = 4
_AHEAD = 4  # parts that wait for each process

_extractor: Extractor | None = None  # of this process, when it is one of the pool's


class ParallelExtractor:
    """The `Extractor` port over a pool that is started when many articles come."""

    def __init__(self, alone: Extractor, *, fast: bool, processes: int) -> None:
        self._alone = alone
        self._fast = fast
        self._processes = processes

    @property
    def name(self) -> str:
        """That of the extractor itself."""
        return self._alone.name

    @property
    def space(self) -> str | None:
        """That of the extractor itself."""
        return self._alone.space

    def extract(self, articles: Iterable[Article]) -> Generator[Extraction]:
        """One extraction an article, in order; the processes last no longer than the articles do."""
        articles = iter(articles)
        first = list(islice(articles, _WORTH_IT))
        if self._processes < 2 or len(first) < _WORTH_IT or not _can_start():
            yield from self._alone.extract(chain(first, articles))
            return
        context = get_context("spawn")  # a fork would copy the threads and locks of onnxruntime and sqlite
        pool = ProcessPoolExecutor(self._processes, context, initializer=_open, initargs=(self._fast,))
        try:
            yield from self._spread(pool, chain(first, articles))
        finally:
            pool.shutdown(cancel_futures=True)

    def _spread(self, pool: Executor, articles: Iterator[Article]) -> Iterator[Extraction]:
        """Never more articles in memory than keep every process busy."""
        waiting: deque[Future[list[Extraction]]] = deque()
        while part := list(islice(articles, _AT_A_TIME)):
            waiting.append(pool.submit(_extract, part))
            if len(waiting) > _AHEAD * self._processes:
                yield from waiting.popleft().result()
        for done in waiting:
            yield from done.result()


def _can_start() -> bool:
    """Whether a new process may load the main module again: one run by `-m`, not a page, a script or a prompt."""
    return getattr(sys.modules["__main__"], "__spec__", None) is not None


def _open(fast: bool) -> None:
    from rag.statements import open_extractor

    global _extractor  # a worker process has nowhere else to keep it
    _extractor = open_extractor(fast, threads=1)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A run that was killed leaves no process behind."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _extract(articles: Sequence[Article]) -> list[Extraction]:
    assert _extractor is not None  # noqa: S101  `_open` has run
    return list(_extractor.extract(articles))
