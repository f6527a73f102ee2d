"""A folder to the right to write into it, held by one process at a time and gone when that process dies.

The lock is the operating system's (flock), so `kill -9` leaves nothing behind to clear away. Readers never take it;
they hold the revision they read (`hold`), so that its rows and files are not swept away under them.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.errors import IndexBusyError


@contextmanager
def only_writer(index_dir: Path) -> Iterator[None]:
    """Be the only writer of an index while the block runs; IndexBusyError at once when another one is."""
    index_dir.mkdir(parents=True, exist_ok=True)
    path = index_dir / "lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
            raise IndexBusyError(
                f"Another process (pid {owner}) is indexing into {index_dir}. "
                "Wait for it to finish, or stop it; what it has done is kept and nothing is done twice."
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


class Hold:
    """A shared grip on one file; nobody sweeps what it stands for while the grip lasts."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self, close: Callable[[int], None] = os.close) -> None:
        """Let go; a second time does nothing. `close` is bound here, since at exit the module may be gone before us."""
        if self._handle >= 0:
            close(self._handle)
            self._handle = -1

    __del__ = release


def hold(path: Path) -> Hold | None:
    """A shared grip on an existing file; None when it is being swept away or is gone already."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    grip = Hold(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        grip.release()
        return None
    if not path.exists():  # swept between opening and holding
        grip.release()
        return None
    return grip


def sweep(path: Path) -> bool:
    """Remove the file unless somebody holds it; whether it is gone."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink(missing_ok=True)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True
