"""Paths to the files worth reading, in a fixed order; what is inside them is left to `reading`.

A folder is walked recursively in sorted order. Hidden files and folders and README.md are skipped, a folder reached a
second time through a link is not walked again, and unknown kinds of file are ignored, except that documents of a kind
this program cannot read (.doc, .rtf, .odt ...) are reported. A file named outright is never skipped in silence.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.types import Problem

KINDS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_FOREIGN = frozenset({".doc", ".rtf", ".odt", ".pages", ".epub", ".mht", ".mhtml", ".wps"})
READABLE = ".txt, .md, .html, .pdf, .docx or .jsonl"


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read, and the folder that its article's path is relative to."""

    path: Path
    root: Path

    @property
    def name(self) -> str:
        """The path relative to the root with forward slashes; undecodable bytes of a file name read as U+FFFD."""
        name = os.path.relpath(self.path, self.root).replace(os.sep, "/")
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    @property
    def kind(self) -> str | None:
        """Which reader it needs; None: none fits."""
        return KINDS.get(self.path.suffix.lower())


@dataclass(frozen=True, slots=True)
class Found:
    """What a list of paths came to."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...]


def find(paths: Sequence[Path]) -> Found:
    """The files under the paths, each once, with a Problem for every path that leads to none.

    An article's path is relative to the folder given, or is a file's bare name; where two would be the same, the later
    keeps as many of its folders as it takes to tell them apart.
    """
    files: dict[Path, File] = {}
    names: set[str] = set()
    problems: dict[Problem, None] = {}
    for given in paths:
        path = Path(os.path.abspath(given))  # noqa: PTH100 - resolve() would follow links
        for found in _look(path):
            if isinstance(found, Problem):
                problems[found] = None
            elif found.path not in files:
                while found.name in names and found.root != found.root.parent:
                    found = File(found.path, found.root.parent)
                names.add(found.name)
                files[found.path] = found
    return Found(tuple(files.values()), tuple(problems))


def _look(path: Path) -> Iterator[File | Problem]:
    root = path if path.is_dir() else path.parent
    try:
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            file = File(path, root)
            yield file if file.kind else foreign(file)
        elif path.exists():
            yield Problem(File(path, root).name, "is not a plain file", "Give a file or a folder of files.")
        else:
            yield Problem(str(path), "does not exist", "Check the spelling of the path.")
    except (OSError, ValueError) as error:
        yield Problem(str(path), f"cannot be opened: {_why(error)}", "Check the path and who may read it.")


def foreign(file: File) -> Problem:
    """Why a file of this kind is not read."""
    suffix = file.path.suffix.lower()
    if suffix == ".doc":
        return Problem(file.name, "is a Word document of the old .doc format", "Save it as .docx or .txt.")
    what = f"is of a kind ({suffix}) that is not read" if suffix else "has no extension that says what it is"
    return Problem(file.name, what, f"Save it as {READABLE}.")


def _walk(folder: Path) -> Iterator[File | Problem]:
    unopened: list[OSError] = []
    seen: set[tuple[int, int]] = set()
    found: list[File | Problem] = []
    for here, folders, names in os.walk(folder, onerror=unopened.append, followlinks=True):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if not _first_visit(here, seen):
            folders.clear()
            continue
        found += (file for name in sorted(names) if (file := _candidate(Path(here, name), folder)))
    found.sort(key=lambda file: file.path.parts if isinstance(file, File) else (file.path,))
    yield from found
    for error in unopened:
        yield Problem(str(error.filename), f"cannot be opened: {_why(error)}", "Check who may read this folder.")


def _first_visit(folder: str, seen: set[tuple[int, int]]) -> bool:
    state = Path(folder).stat()
    key = (state.st_dev, state.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True


def _candidate(path: Path, root: Path) -> File | Problem | None:
    if path.name.startswith((".", "~$")) or path.name.lower() == "readme.md":
        return None
    file = File(path, root)
    if path.suffix.lower() in _FOREIGN:
        return foreign(file)
    if not file.kind:
        return None
    if path.is_symlink() and not path.exists():
        return Problem(file.name, "is a link to nothing", "Remove the link or restore what it points to.")
    return file if path.is_file() else None


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
