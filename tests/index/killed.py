"""Index, be killed, index again, many times over; prints one JSON line with the dumps to compare.

Run as a program of its own: it forks a child for every run, which a test session with threads should not.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import chromadb  # noqa: F401  # loaded before forking, so that a round takes milliseconds
from sqlalchemy import Engine, event

from rag.index import build, segments
from rag.index.dump import dump
from rag.index.place import Place
from rag.types import Article
from tests.index.parts import Letters, Marks, article, join_by_name

ROUNDS = 16
segments.MOST = 16  # so that there are several


def corpus(version: int) -> list[Article]:
    """Two states of one folder: articles stay, change, come and go."""
    text = 'The council of Dunmore met. "We will open {n} libraries," {who} said. Rain fell on the {n} roofs.'
    return [
        article(f"{n}.txt", text.format(n=n * (version if n % 5 == 0 else 1), who="Ada" if n % 2 else "Bo"), f"Day {n}")
        for n in range(version * 10, version * 10 + 60)
    ]


def index(folder: Path, version: int) -> None:
    quick, slow = Marks("marks quick", whole=True), Marks("marks slow")
    build(folder, corpus(version), [quick, slow], join_by_name, Letters())


def in_child(work: Callable[[], None], kill_after: float | None = None) -> int:
    """Run in a child; killed by the parent after so many seconds unless None. Its wait status."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def count_steps(at_step: Callable[[int], None]) -> None:
    """Call `at_step(n)` at the n-th thing that matters to a disk: a statement, a commit, an fsync, a rename."""
    steps = 0

    def step(*_: Any) -> None:
        nonlocal steps
        steps += 1
        at_step(steps)

    def stepping(call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            step()
            return call(*arguments, **named)

        return called

    event.listen(Engine, "commit", step)
    event.listen(Engine, "after_cursor_execute", step)
    os.fsync = stepping(os.fsync)
    os.rename = stepping(os.rename)


def main(root: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # which moments, not secrets
    wanted = {}
    steps_file = root / "steps"
    for version in (1, 2):

        def undisturbed(version: int = version) -> None:
            count_steps(lambda n: print(n, file=steps_file.open("w")))
            index(root / f"undisturbed{version}", version)

        started = time.monotonic()
        assert in_child(undisturbed) == 0
        took = time.monotonic() - started
        wanted[version] = list(dump(Place(root / f"undisturbed{version}")))
    steps = int(steps_file.read_text())

    killed = 0
    version = 1
    for n in range(ROUNDS):
        version = 1 + n % 2
        last = chance.randint(1, steps)

        def disturbed(version: int = version, last: int = last, by_step: bool = n % 3 != 0) -> None:
            if by_step:
                count_steps(lambda step: os.kill(os.getpid(), signal.SIGKILL) if step == last else None)
            index(root / "disturbed", version)

        killed += in_child(disturbed, chance.uniform(0, took) if n % 3 == 0 else None) == signal.SIGKILL
    assert in_child(lambda: index(root / "disturbed", version)) == 0
    found = list(dump(Place(root / "disturbed")))
    kept = [
        sorted(str(path.relative_to(root / name)) for path in (root / name).glob("*/*"))
        for name in (f"undisturbed{version}", "disturbed")
    ]
    print(
        json.dumps(
            {
                "killed": killed,
                "lines": len(found),
                "same": found == wanted[version],
                "difference": [line for line in found if line not in wanted[version]][:5],
                "versions differ": wanted[1] != wanted[2],
                "files": [[path for path in paths if not path.startswith("revisions")] for paths in kept],
                "digest": sha256("\n".join(found).encode()).hexdigest(),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
