"""Arrays to one file, or files to a folder, that is there as a whole or not at all: written aside, then renamed.

What is in them is left to `postings`, `vectors` and `chroma`.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.errors import DamagedIndexError

_ASIDE = ".aside-"
_ALIGNED = 64  # bytes: every array begins at a multiple


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A path to make a file or folder at; when the block ends well it becomes `path`, else it vanishes.

    DamagedIndexError when it cannot be written, say on a full disk.
    """
    aside = path.with_name(_ASIDE + path.name)
    _remove(aside)
    try:
        aside.parent.mkdir(parents=True, exist_ok=True)
        yield aside
        for part in sorted(aside.rglob("*")):
            _to_disk(part)
        _to_disk(aside)
        if path.is_dir():  # a damaged one of the same name; a file is replaced
            _remove(path)
        aside.rename(path)
        _to_disk(path.parent)
    except OSError as error:
        raise DamagedIndexError(
            f"{path} cannot be written: {error}. Mend that and run the same command again."
        ) from error
    finally:
        _remove(aside)


def keep_only(parent: Path, names: set[str]) -> None:
    """Remove every file and folder in `parent` that is not named, unfinished ones included."""
    for path in sorted(parent.iterdir()) if parent.is_dir() else ():
        if path.name not in names:
            _remove(path)


def write_arrays(path: Path, head: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """One file of a line of JSON and the arrays, each under its name; DamagedIndexError when it cannot be written."""
    layout, at = {}, 0
    for name, array in arrays.items():
        layout[name] = (array.dtype.str, array.shape, at)
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    line = json.dumps({**head, "arrays": layout, "bytes": at}).encode()
    with written_whole(path) as aside, aside.open("wb") as file:
        file.write(line + b" " * (-(len(line) + 1) % _ALIGNED) + b"\n")
        # Written, not mapped: on a full disk a write fails, where a mapped page would end the process.
        for array in arrays.values():
            file.write(array.tobytes() + b"\0" * (-array.nbytes % _ALIGNED))


def read_arrays(path: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The head and the arrays, read from the file as they are used; OSError, ValueError or KeyError when it is none."""
    with path.open("rb") as file:
        line = file.readline()
        if not line.endswith(b"\n"):
            raise ValueError("it is cut short")
        head = json.loads(line)
    if path.stat().st_size != len(line) + head["bytes"]:
        raise ValueError("it is not as long as it was written")
    whole = np.asarray(np.memmap(path, np.uint8, "r", len(line), head["bytes"])) if head["bytes"] else np.empty(0, "u1")
    arrays = {}
    for name, (kind, shape, at) in head["arrays"].items():
        size = np.dtype(kind).itemsize * int(np.prod(shape))
        arrays[name] = whole[at : at + size].view(kind).reshape(shape)
    return head, arrays


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
