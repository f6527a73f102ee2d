"""Measure this project and its peers, and write one table and two plots into benchmarks/: what `make bench` runs.

    python -m benchmarks.compare BENCH --peers-python PYTHON [--sizes 100 500] [--peers NAME ... | all] [--fresh]

Every cell runs in processes of its own and is kept in .bench/cells; a run that was cut off goes on where it stopped,
and the table is written anew after every cell. A cell that fails is told in the table and tried again by the next run.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.cells import DENSE, OURS, SAME, VECTORS_OF, place, read_cells
from benchmarks.corpora import split_size
from benchmarks.measuring import Bench, measured
from benchmarks.report import write

ROOT = Path(__file__).resolve().parent.parent
_SMALL = 500  # up to so many articles, peers that embed on their own are measured too


def plan(sizes: Sequence[int], split: int, peers: Sequence[str], everything: bool) -> Iterator[tuple[str, int]]:
    """Name and size of every cell, what is worth most first: the split, ourselves at the other sizes, the rest."""
    main = [size for size in sizes if size == split]
    others = [size for size in sizes if size != split]
    for size in main:
        yield from ((name, size) for name in (OURS, *_peers_at(size, split, peers, everything), SAME))
    yield from ((OURS, size) for size in others)
    for size in sorted(others, key=lambda size: (size > split, -size)):
        yield from ((name, size) for name in _peers_at(size, split, peers, everything))
        if size < split and (everything or not main):
            yield SAME, size


def _peers_at(size: int, split: int, peers: Sequence[str], everything: bool) -> list[str]:
    """What embeds for minutes, or takes over another's vectors, is left out where it tells nothing new."""
    alone = DENSE - set(VECTORS_OF) - set(VECTORS_OF.values())
    left = (alone if size > _SMALL else set()) | (set(VECTORS_OF) if size > split else set())
    return [peer for peer in peers if everything or peer not in left]


def chosen_peers(asked: Sequence[str], bench: Bench) -> list[str]:
    """The peers asked for, or all there are; what gives vectors to another before it, and embeds late."""
    names = set(asked or bench.scripts)
    names |= {VECTORS_OF[name] for name in names & set(VECTORS_OF)}
    return sorted(names, key=lambda name: (name in VECTORS_OF, name in DENSE, name))


def main() -> None:
    """Parse the command line, measure what is missing, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="a folder with peers/, score.py, large.jsonl.gz and the split")
    parser.add_argument("--peers-python", type=Path, required=True, help="an interpreter that has what the peers need")
    parser.add_argument("--sizes", type=int, nargs="+", help="articles; default: 100 500, the split, 10000")
    parser.add_argument("--peers", nargs="+", default=[], help="default: all, the slow ones only up to 500 articles")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--questions", type=int, help="only the first so many of them; default: all")
    parser.add_argument("--limit", type=float, default=3600, help="seconds for one process")
    parser.add_argument("--scratch", type=Path, default=ROOT / ".bench")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks", help="the folder of README.md")
    parser.add_argument("--fresh", action="store_true", help="forget what was measured before")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that what runs is stopped as well
    if not (given.bench / "peers").is_dir():
        parser.error(f"{given.bench} has no peers/; say where the benchmark is, with make: BENCH=FOLDER")
    _alone(given.scratch / "lock")
    if given.fresh:
        shutil.rmtree(given.scratch / "cells", ignore_errors=True)
    bench = Bench.laid_out(
        given.bench.resolve(),
        given.split,
        given.scratch.resolve(),
        given.peers_python.absolute(),
        given.questions,
        given.limit,
    )
    split, everything = split_size(bench.source, bench.split), given.peers != []
    peers = chosen_peers([] if given.peers == ["all"] else given.peers, bench)
    sizes = sorted(set(given.sizes or [100, 500, split, 10_000]))
    cells = list(plan(sizes, split, peers, everything))
    for number, (name, size) in enumerate(cells, 1):
        if _measure(bench, name, size, f"{number}/{len(cells)}") or number == len(cells):
            write(read_cells(bench.cells), split, given.out, bench.python, "make bench")


def _alone(lock: Path) -> None:
    """Hold the lock until this process and all it starts have ended: two measurements at once measure nothing."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    held = os.open(lock, os.O_CREAT | os.O_RDWR)
    os.set_inheritable(held, True)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(f"Another run, or a process that a killed one left behind, holds {lock}: wait for its end, or end it.")


def _measure(bench: Bench, name: str, size: int, where: str) -> bool:
    """Measure one cell and keep it; whether that was still to be done."""
    known = {(cell.name, cell.articles) for cell in read_cells(bench.cells) if not cell.error}
    print(f"[{time.strftime('%H:%M:%S')}] {where} {name}, {size:,} articles", end="", flush=True)
    if (name, size) in known:
        print(f": measured before, see {place(bench.cells, name, size)}", flush=True)
        return False
    print(flush=True)
    cell = measured(bench, name, size)
    cell.kept(bench.cells)
    print(f"           {cell.error or 'done'} in {cell.took_s:.0f} s", flush=True)
    return True


if __name__ == "__main__":
    main()
