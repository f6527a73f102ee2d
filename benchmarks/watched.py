"""A command to its exit status, time, work and peak memory, the processes it starts included.

Memory is what is resident of the whole process tree, read from /proc twenty times a second; where there are several
processes, once a second, and what they share counts once (Pss). Without a /proc, memory is not known.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY_S = 0.05
_SHARED_EVERY_S = 1.0  # reading what is shared walks all pages
_TELL_S = 60
_MB = 1024 * 1024


@dataclass(slots=True)
class Watched:
    """What a finished command took; memory in MB, 0 where it is not known."""

    status: int = 0
    seconds: float = 0.0
    cpu: float = 0.0  # seconds of all processors, of all it started too
    peak: float = 0.0
    peak_answering: float = 0.0  # since the file it answers into exists


def watch(
    command: Sequence[str], log: Path, *, cwd: Path, limit_s: float, env: Mapping[str, str], answers: Path | None = None
) -> Watched:
    """Run to the end, or to the limit, when it is killed and TimeoutError raised; all it prints goes into the log."""
    began, seen, cpu = time.monotonic(), Watched(), _cpu()
    with log.open("wb") as out:
        run = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, **env},
            stdout=out,
            stderr=out,
            start_new_session=True,
            close_fds=False,  # it holds our lock, so that nothing is measured beside what a killed run left behind
        )
        try:
            while run.poll() is None:
                time.sleep(_SHARED_EVERY_S if len(_tree(run.pid)) > 1 else _EVERY_S)
                _sample(_tree(run.pid), seen, answers)
                seen.seconds = _told(began, seen.seconds)
                if seen.seconds > limit_s:
                    raise TimeoutError(f"not done after {limit_s:.0f} s")
        finally:  # an interrupt too: nothing is left running
            if run.poll() is None:
                os.killpg(run.pid, signal.SIGKILL)
                run.wait()
    seen.status, seen.seconds, seen.cpu = run.returncode, time.monotonic() - began, _cpu() - cpu
    return seen


def _sample(tree: list[int], seen: Watched, answers: Path | None) -> None:
    resident = sum(map(_resident if len(tree) == 1 else _own_share, tree)) / _MB
    seen.peak = max(seen.peak, resident)
    if answers is not None and answers.exists():
        seen.peak_answering = max(seen.peak_answering, resident)


def _cpu() -> float:
    """Processor seconds of all processes that have ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _told(began: float, before: float) -> float:
    """The seconds so far, told once a minute."""
    seconds = time.monotonic() - began
    if seconds // _TELL_S > before // _TELL_S:
        print(f"           ... {seconds:.0f} s", flush=True)
    return seconds


def _tree(pid: int) -> list[int]:
    """A process and all it started; none where it is gone or the system has no /proc."""
    try:
        children = [int(c) for t in Path(f"/proc/{pid}/task").iterdir() for c in (t / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(process for child in children for process in _tree(child))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _own_share(pid: int) -> int:
    """Resident memory in bytes, a page shared by n processes as one nth of it."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(1024 * int(row.split()[1]) for row in rows if row.startswith("Pss:"))
