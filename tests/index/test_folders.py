"""A folder is there as a whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import numpy as np
import pytest

from rag.errors import DamagedIndexError
from rag.index.folders import keep_only, read_arrays, write_arrays, written_whole


def test_a_folder_appears_when_it_is_complete_and_replaces_a_damaged_one(tmp_path: Path) -> None:
    target = tmp_path / "words" / "a"
    target.mkdir(parents=True)
    (target / "stale").touch()
    with written_whole(target) as aside:
        aside.mkdir()
        (aside / "fresh").write_text("news")
        assert [path.name for path in target.iterdir()] == ["stale"]
    assert [path.name for path in target.iterdir()] == ["fresh"]


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    def fail(aside: Path) -> None:
        aside.mkdir()
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
    (tmp_path / "d").touch()
    (tmp_path / "e").touch()
    keep_only(tmp_path, {"b", "e"})
    assert {path.name for path in tmp_path.iterdir()} == {"b", "e"}
    keep_only(tmp_path / "never made", set())


def test_arrays_of_any_kind_and_size_read_back(tmp_path: Path) -> None:
    arrays = {
        "numbers": np.arange(7, dtype=np.int32),
        "none": np.empty(0, np.float32),
        "names": np.array([b"a/0-1", b"b"], np.bytes_),
        "matrix": np.arange(6, dtype=np.float16).reshape(2, 3),
        "no rows": np.empty((0, 3), np.float32),
    }
    write_arrays(tmp_path / "a", {"format": "ferry \n 1"}, arrays)
    head, read = read_arrays(tmp_path / "a")
    assert head["format"] == "ferry \n 1"
    assert list(read) == list(arrays)
    for name, array in arrays.items():
        assert (read[name].dtype, read[name].shape, read[name].tolist()) == (array.dtype, array.shape, array.tolist())
    write_arrays(tmp_path / "a", {}, {})
    assert read_arrays(tmp_path / "a")[1] == {}
