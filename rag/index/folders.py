"""Files to a folder that is there as a whole or not at all: written aside, put on disk, then renamed.

What is in the files is left to `keywords` and `vectors`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from rag.errors import DamagedIndexError

_ASIDE = ".aside-"
_HEADER = 128  # bytes before the numbers: an empty array has no more, and cannot be mapped


@contextmanager
def written_whole(folder: Path) -> Iterator[Path]:
    """A fresh folder to fill; when the block ends well it becomes `folder`, else it vanishes.

    DamagedIndexError when it cannot be written, say on a full disk.
    """
    aside = folder.with_name(_ASIDE + folder.name)
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir(parents=True)
        yield aside
        for path in sorted(aside.rglob("*")):
            _to_disk(path)
        _to_disk(aside)
        shutil.rmtree(folder, ignore_errors=True)  # a damaged one of the same name
        aside.rename(folder)
        _to_disk(folder.parent)
    except OSError as error:
        raise DamagedIndexError(
            f"{folder} cannot be written: {error}. Mend that and run the same command again."
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def keep_only(parent: Path, names: set[str]) -> None:
    """Remove every folder in `parent` that is not named, unfinished ones included."""
    for folder in sorted(parent.iterdir()) if parent.is_dir() else ():
        if folder.name not in names:
            shutil.rmtree(folder, ignore_errors=True)


def mapped(path: Path) -> Any:
    """A numpy array read from its file as it is used; OSError or ValueError when the file is none."""
    return np.load(path, mmap_mode="r" if path.stat().st_size > _HEADER else None)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
