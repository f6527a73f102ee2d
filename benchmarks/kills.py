"""Kill the real indexing command at random moments, run it once more, and compare with an undisturbed index.

    python -m benchmarks.kills ARTICLES.jsonl --articles 500 --kills 20 [--seed 1]

Prints how far each killed run came and whether the two indexes are the same; exit status 1 when they are not.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from rag.index.dump import dump
from rag.index.place import Place

ROOT = Path(__file__).resolve().parent.parent


def _index(articles: Path, index: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "rag", "index", str(articles), "--index", str(index)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> None:
    """Parse the command line, index undisturbed, index disturbed, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--articles", dest="count", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311  which moments, not secrets
    with tempfile.TemporaryDirectory() as folder:
        few = Path(folder) / "articles.jsonl"
        with given.articles.open(encoding="utf-8") as lines:
            few.write_text("".join(islice(lines, given.count)), encoding="utf-8")
        began = time.monotonic()
        if _index(few, Path(folder) / "undisturbed").wait():
            sys.exit("the undisturbed run failed")
        took = time.monotonic() - began
        print(f"undisturbed: {took:.0f} s", flush=True)
        wanted = list(dump(Place(Path(folder) / "undisturbed")))
        disturbed = Path(folder) / "disturbed"
        killed = 0
        while killed < given.kills:
            run = _index(few, disturbed)
            moment = chance.uniform(0, took / 3)
            try:
                run.wait(timeout=moment)
                _compare(disturbed, wanted, killed)
                shutil.rmtree(disturbed)  # whole: the next kills fall on a new one
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()
                killed += 1
                print(f"kill {killed} after {moment:.1f} s", flush=True)
        if _index(few, disturbed).wait():
            sys.exit("the run after the kills failed")
        _compare(disturbed, wanted, killed)


def _compare(index: Path, wanted: list[str], killed: int) -> None:
    found = list(dump(Place(index)))
    print(f"{len(wanted)} rows, {'the same' if wanted == found else 'DIFFERENT'} after {killed} kills", flush=True)
    if wanted != found:
        sys.exit(1)


if __name__ == "__main__":
    main()
