"""Paths in, files in a fixed order out, with a Problem for every path that leads nowhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rag.articles.finding import find


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The harbour reopened.", encoding="utf-8")


def test_a_folder_is_walked_in_sorted_order_without_what_is_hidden(tmp_path: Path) -> None:
    write(
        tmp_path,
        "b.txt",
        "a/z.md",
        "a/B.TXT",
        "c.jsonl",
        "README.md",
        "a/readme.md",
        ".x.txt",
        ".git/y.txt",
        "~$d.docx",
        "p.png",
        "noext",
    )
    found = find([tmp_path])
    assert [file.name for file in found.files] == ["a/B.TXT", "a/z.md", "b.txt", "c.jsonl"]
    assert not found.problems


def test_documents_of_a_kind_that_is_not_read_are_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.doc", "b.rtf", "c.txt")
    found = find([tmp_path])
    assert [(problem.path, ".docx" in problem.remedy) for problem in found.problems] == [
        ("a.doc", True),
        ("b.rtf", True),
    ]
    assert [file.name for file in found.files] == ["c.txt"]


def test_files_named_outright_are_read_or_reported(tmp_path: Path) -> None:
    write(tmp_path, "README.md", ".hidden.txt", "p.png")
    found = find([tmp_path / "README.md", tmp_path / ".hidden.txt", tmp_path / "p.png", tmp_path / "missing.txt"])
    assert [file.name for file in found.files] == ["README.md", ".hidden.txt"]
    assert [problem.reason for problem in found.problems] == ["is of a kind (.png) that is not read", "does not exist"]


def test_each_file_comes_once_and_loops_end(tmp_path: Path) -> None:
    write(tmp_path, "a/x.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    found = find([tmp_path, tmp_path / "a" / "x.txt"])
    assert [file.name for file in found.files] == ["a/x.txt"]
    assert [problem.reason for problem in found.problems] == ["is a link to nothing"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert not find([tmp_path]).files
    assert [problem.reason for problem in find([tmp_path / "pipe.txt"]).problems] == ["is not a plain file"]


def test_two_folders_may_hold_the_same_name(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", "two/a.txt")
    assert [file.name for file in find([tmp_path / "one", tmp_path / "two"]).files] == ["a.txt", "two/a.txt"]


def test_a_folder_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "shut/a.txt", "b.txt")
    (tmp_path / "shut").chmod(0)
    try:
        if os.access(tmp_path / "shut", os.R_OK):
            pytest.skip("this user may read everything")
        found = find([tmp_path])
    finally:
        (tmp_path / "shut").chmod(0o755)
    assert [file.name for file in found.files] == ["b.txt"]
    assert "cannot be opened" in found.problems[0].reason
