"""A folder is there as a whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from rag.errors import DamagedIndexError
from rag.index.folders import keep_only, written_whole


def test_a_folder_appears_when_it_is_complete_and_replaces_a_damaged_one(tmp_path: Path) -> None:
    target = tmp_path / "words" / "a"
    target.mkdir(parents=True)
    (target / "stale").touch()
    with written_whole(target) as aside:
        (aside / "fresh").write_text("news")
        assert [path.name for path in target.iterdir()] == ["stale"]
    assert [path.name for path in target.iterdir()] == ["fresh"]


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    def fail(aside: Path) -> None:
        (aside / "half").touch()
        raise RuntimeError

    with pytest.raises(RuntimeError), written_whole(tmp_path / "words") as aside:
        fail(aside)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_in_words(tmp_path: Path) -> None:
    with (
        pytest.raises(DamagedIndexError, match=r"No space left.*run the same command again"),
        written_whole(tmp_path / "x"),
    ):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_keep_only_removes_the_rest_and_what_was_left_aside(tmp_path: Path) -> None:
    for name in ("a", "b", ".aside-c"):
        (tmp_path / name).mkdir()
    keep_only(tmp_path, {"b"})
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
    keep_only(tmp_path / "never made", set())
