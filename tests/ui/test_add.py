from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.ui.add import keep_files, safe_name


@dataclass
class Sent:
    name: str
    content: bytes = b"text"

    def getvalue(self) -> bytes:
        return self.content


@given(st.text(max_size=300))
def test_any_name_stays_in_its_folder(name: str) -> None:
    path = Path("/uploads") / safe_name(name)
    assert path.parent == Path("/uploads")
    assert not path.name.startswith(".")
    assert len(path.name.encode()) <= 200


@pytest.mark.parametrize(
    ("names", "kept", "reason"),
    [
        (["a.txt", "b.pdf"], ["a.txt", "b.pdf"], "as they are"),
        (["a.txt", "x/a.txt"], ["a.txt", "a (2).txt"], "two files of one name are two articles"),
        (["a.exe", "b.txt"], ["b.txt"], "a format nobody reads is not kept"),
        (["A.TXT"], ["A.TXT"], "the ending in any case"),
        (["noending"], [], "no ending"),
    ],
)
def test_files_are_kept(names: list[str], kept: list[str], reason: str, tmp_path: Path) -> None:
    paths = keep_files([Sent(name) for name in names], tmp_path / "uploads")
    assert [path.name for path in paths] == kept, reason
    assert all(path.read_bytes() == b"text" for path in paths)
