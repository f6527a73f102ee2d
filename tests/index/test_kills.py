"""Whatever moment an indexing run is killed at, the same command again ends where an undisturbed run does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", [20240607])
def test_killed_runs_lose_nothing_and_double_nothing(tmp_path: Path, seed: int) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/index/killed.py"), str(tmp_path), str(seed)],
        capture_output=True,
        text=True,
        timeout=240,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout.splitlines()[-1])
    assert report["same"], report["difference"]
    assert report["killed"] >= 5, "too few runs were killed for this to say anything"
    assert report["versions differ"]
    undisturbed, disturbed = ({path for path in paths if "chroma-" not in path} for paths in report["files"])
    assert len(undisturbed) > 6, "several segments"
    assert disturbed == undisturbed, "no leftovers"
    assert len(report["files"][1]) == len(report["files"][0]), "nor of Chroma's"
