"""Many articles to extractions on every core: processes of one thread each, since most of the work is Python's own.

What is extracted is the extractor's business, and the same as it finds alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from multiprocessing import get_context, parent_process
from threading import Thread

from rag.ports import Extractor
from rag.types import Article, Extraction

_WORTH_IT = 24  # articles at once; starting the processes costs about as much as reading these
_AT_A_TIME = 4

_extractor: Extractor | None = None  # of this process, when it is one of the pool's


class ParallelExtractor:
    """The `Extractor` port over a pool that is started when a large batch first comes."""

    def __init__(self, alone: Extractor, *, fast: bool, processes: int) -> None:
        self._alone = alone
        self._fast = fast
        self._processes = processes

    @property
    def name(self) -> str:
        """That of the extractor itself."""
        return self._alone.name

    def extract(self, articles: Sequence[Article]) -> list[Extraction]:
        """One extraction an article, in order."""
        if self._processes < 2 or len(articles) < _WORTH_IT or not _can_start():
            return self._alone.extract(articles)
        parts = [articles[at : at + _AT_A_TIME] for at in range(0, len(articles), _AT_A_TIME)]
        return [extraction for part in self._pool.map(_extract, parts) for extraction in part]

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        context = get_context("spawn")  # a fork would copy the threads and locks of onnxruntime and sqlite
        return ProcessPoolExecutor(self._processes, context, initializer=_open, initargs=(self._fast,))


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
    return _extractor.extract(articles)
