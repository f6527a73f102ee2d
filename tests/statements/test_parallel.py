"""A pool of processes finds what one extractor finds, in the same order, and goes when its parent is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from types import ModuleType

import pytest

from rag.statements import open_extractor
from rag.statements.parallel import ParallelExtractor
from rag.types import Article

TEXT = "“The pier is safe,” said Ana Reyes, the harbour master. She added that ship {n} would stay until Monday."
ARTICLES = [Article(f"{n:016x}", f"{n}.txt", TEXT.format(n=n)) for n in range(30)]


def test_the_pool_finds_the_same_in_the_same_order() -> None:
    alone = open_extractor(fast=True, threads=1)
    pool = ParallelExtractor(alone, fast=True, processes=2)
    assert pool.name == alone.name
    assert list(pool.extract(ARTICLES)) == (found := list(alone.extract(ARTICLES)))
    assert any(extraction.statements for extraction in found)
    assert not active_children(), "the processes are given back"


def test_no_more_articles_are_read_than_keep_the_processes_busy() -> None:
    def read() -> Iterator[Article]:
        for article in ARTICLES * 5:
            taken.append(article)
            yield article

    taken: list[Article] = []
    found = ParallelExtractor(open_extractor(fast=True, threads=1), fast=True, processes=2).extract(read())
    next(found)
    assert len(active_children()) == 2
    assert len(taken) < len(ARTICLES) * 2
    found.close()
    assert not active_children(), "whoever stops early leaves nothing running"


def test_a_page_or_a_script_is_not_run_again_in_every_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    alone = open_extractor(fast=True, threads=1)
    pool = ParallelExtractor(alone, fast=True, processes=2)
    found = pool.extract(ARTICLES)
    first = next(found)
    assert not active_children()
    assert [first, *found] == list(alone.extract(ARTICLES))


def test_a_killed_run_leaves_no_process_behind(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        "import time\n"
        "from multiprocessing import active_children\n"
        "from rag.statements import open_extractor\n"
        "from tests.statements.test_parallel import ARTICLES\n"
        "if __name__ == '__main__':\n"
        "    pool = open_extractor(fast=True, threads=2)\n"
        "    found = pool.extract(ARTICLES)\n"
        "    next(found)\n"
        "    print(*(child.pid for child in active_children()), flush=True)\n"
        "    time.sleep(60)\n",
        encoding="utf-8",
    )
    root = str(Path(__file__).resolve().parents[2])
    run = subprocess.Popen(
        [sys.executable, "-m", "run"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{tmp_path}"},
    )
    assert run.stdout is not None
    workers = [int(pid) for pid in run.stdout.readline().split()]
    assert len(workers) == 2
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    for _ in range(400):
        if not any(Path(f"/proc/{pid}").exists() for pid in workers):
            return
        time.sleep(0.05)
    raise AssertionError(f"still there: {workers}")
