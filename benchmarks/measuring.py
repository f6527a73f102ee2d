"""The name of a cell to its figures: lays out the scratch folder, runs the processes, scores what they answered.

The peers' scripts write beside themselves, so they run from a copy; the benchmark's own folder is only read.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.cells import OURS, SAME, VECTORS_OF, Cell
from benchmarks.corpora import corpus
from benchmarks.watched import Watched, watch

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Bench:
    """Where everything lies, and with what the peers run."""

    source: Path  # the benchmark, only read
    split: str
    scratch: Path
    python: Path  # of the peers
    scripts: dict[str, str]  # name of a peer: its script
    questions: int | None  # None: all
    limit_s: float

    @classmethod
    def laid_out(
        cls, source: Path, split: str, scratch: Path, python: Path, questions: int | None, limit_s: float
    ) -> Bench:
        """With the scripts of the peers copied into the scratch folder."""
        work = scratch / "work"
        shutil.copytree(source / "peers", work / "peers", dirs_exist_ok=True, copy_function=shutil.copyfile)
        for path in source.glob("*.py"):
            shutil.copyfile(path, work / path.name)
        named = {
            path: re.search(r"^run\(['\"](\w+)", path.read_text("utf-8"), re.M) for path in work.glob("peers/p_*.py")
        }
        scripts = {found[1]: path.name for path, found in named.items() if found}
        return cls(source, split, scratch, python, scripts, questions, limit_s)

    @property
    def work(self) -> Path:
        """Where the peers find corpora and leave results."""
        return self.scratch / "work"

    @property
    def cells(self) -> Path:
        """Where what was measured is kept."""
        return self.scratch / "cells"

    def results(self, name: str, size: int) -> Path:
        """Where the answers of a cell go; the peers choose this place themselves."""
        return self.work / "results" / str(size) / f"{name.replace(' ', '_')}.jsonl"

    def index(self, size: int) -> Path:
        """Our own index."""
        return self.work / "index" / str(size)


def measured(bench: Bench, name: str, size: int) -> Cell:
    """One cell; what goes wrong is its error."""
    began, clock, load = time.strftime("%Y-%m-%d %H:%M"), time.monotonic(), round(os.getloadavg()[0], 1)
    figures: dict[str, float] = {}
    error = None
    try:
        folder = bench.work / str(size)
        scored = corpus(bench.source, bench.split, size, folder, bench.questions)
        results = bench.results(name, size)
        results.parent.mkdir(parents=True, exist_ok=True)
        results.unlink(missing_ok=True)
        measure = {OURS: _ours, SAME: _same}.get(name, _peer)
        figures = measure(bench, name, size, folder, results)
        if results.exists():
            figures |= _scores(bench, folder, results, scored)
    except (OSError, ValueError, KeyError, subprocess.CalledProcessError) as failure:
        error = re.sub(r"/\S*/", "", " ".join(str(failure).split()))  # no machine's folders in the table
    rounded = {key: round(value, 4) for key, value in figures.items()}
    return Cell(name, size, began, _commit(), load, round(time.monotonic() - clock, 1), rounded, error)


def _ours(bench: Bench, name: str, size: int, folder: Path, results: Path) -> dict[str, float]:
    """Indexed in one process, asked in another."""
    index = bench.index(size)
    shutil.rmtree(index, ignore_errors=True)
    program: list[str | Path] = [sys.executable, "-m", "benchmarks.ours"]
    figures, built = _run(bench, [*program, "index", folder / "corpus.jsonl", index], f"{size}-ours-index")
    _, asked = _run(bench, [*program, "ask", index, folder / "questions.jsonl", results], f"{size}-ours-ask")
    peaks = {"peak_indexing": built.peak, "peak_answering": asked.peak}
    return {**figures, "cpu_s": built.cpu, **peaks}  # of the whole process: its imports are in it, the peers' are not


def _peer(bench: Bench, name: str, size: int, folder: Path, results: Path) -> dict[str, float]:
    """Its own script builds and answers in one process; without words of its own there is nothing sooner than all."""
    if name not in bench.scripts:
        raise ValueError(f"no script for it in {bench.source.name}/peers")
    if (other := VECTORS_OF.get(name)) and not (bench.work / "chroma" / str(size)).is_dir():
        raise ValueError(f"it takes the vectors of {other}, which are not there")
    command: list[str | Path] = [bench.python, f"peers/{bench.scripts[name]}", str(size)]
    _, seen = _run(bench, command, f"{size}-{name}", cwd=bench.work, answers=results)
    told = json.loads((bench.work / "results" / "peers.jsonl").read_text("utf-8").splitlines()[-1])
    took = {"words_s": told["build_s"], "whole_s": told["build_s"], "cpu_s": told["build_cpu_s"]}
    return {**took, "passages": told["chunks"], "peak_indexing": seen.peak, "peak_answering": seen.peak_answering}


def _same(bench: Bench, name: str, size: int, folder: Path, results: Path) -> dict[str, float]:
    """sentence-transformers over the passages of our index of this size."""
    texts, weights = folder / "passages.jsonl", folder / "weights.json"
    _run(bench, [sys.executable, "-m", "benchmarks.ours", "texts", bench.index(size), texts, weights], f"{size}-texts")
    command: list[str | Path] = [bench.python, ROOT / "benchmarks" / "same_passages.py", texts, weights]
    figures, seen = _run(bench, command, f"{size}-same")
    return {**figures, "peak_indexing": seen.peak}


def _run(
    bench: Bench, command: Sequence[str | Path], name: str, cwd: Path = ROOT, answers: Path | None = None
) -> tuple[dict[str, float], Watched]:
    """What a command told in JSON on its last line, if it did, and what it took; ValueError when it failed."""
    log = bench.scratch / "logs" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    env = {"EMB_BF16": "1", "HF_HUB_OFFLINE": "1"}
    seen = watch([str(part) for part in command], log, cwd=cwd, limit_s=bench.limit_s, env=env, answers=answers)
    lines = log.read_text("utf-8", errors="replace").splitlines() or [""]
    if seen.status:
        raise ValueError(f"exit status {seen.status}: {lines[-1][:200]}")
    return (json.loads(lines[-1]) if lines[-1].startswith("{") else {}), seen


def _scores(bench: Bench, folder: Path, results: Path, scored: bool) -> dict[str, float]:
    """By the benchmark's own scorer; of a corpus that lacks the articles asked about, only the times."""
    command = [sys.executable, str(bench.work / "score.py"), str(folder / "questions.jsonl"), str(results), "--json"]
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    figures: dict[str, float] = told["latency_ms"]
    if scored:
        figures |= {
            **told["answer"],
            **{name: value for name, value in told["abstention"].items() if value is not None},
        }
    return figures


def _commit() -> str:
    """The last commit that changed the program, and whether more was changed since; empty where there is no git."""
    commit, changed = _git("log", "-1", "--format=%h", "--", "rag"), _git("status", "--porcelain", "--", "rag")
    return f"{commit} with changes" if changed else commit


def _git(*asked: str) -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    return subprocess.run([git, *asked], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
