"""One writer at a time, and nothing swept that a reader holds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rag.errors import IndexBusyError
from rag.index.lock import hold, only_writer, sweep

HOLDER = """
import sys, time
from pathlib import Path
from rag.index.lock import only_writer
with only_writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_is_refused_with_the_pid_of_the_first_until_that_dies(tmp_path: Path) -> None:
    first = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(IndexBusyError, match=f"pid {first.pid}"), only_writer(tmp_path):
            pytest.fail("two writers at once")
    finally:
        first.kill()
        first.communicate()
    with only_writer(tmp_path):
        assert (tmp_path / "lock").read_text() == f"{os.getpid()}\n"


def test_two_writers_of_one_process_are_two_writers(tmp_path: Path) -> None:
    with only_writer(tmp_path), pytest.raises(IndexBusyError), only_writer(tmp_path):
        pytest.fail("two writers at once")


def test_what_is_held_is_not_swept_until_it_is_released(tmp_path: Path) -> None:
    path = tmp_path / "7"
    path.touch()
    first, second = hold(path), hold(path)
    assert first is not None
    assert second is not None
    assert not sweep(path)
    first.release()
    assert not sweep(path)
    second.release()
    assert sweep(path)
    assert not path.exists()
    assert hold(path) is None
    assert sweep(path), "swept already"
