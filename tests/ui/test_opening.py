from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from rag.ports import OnProgress
from rag.settings import Settings
from rag.types import IndexReport, Progress
from rag.ui import opening
from rag.ui.indexing import going_on, latest
from tests.ui.newsroom import newsroom

REPORT = IndexReport(1, 0, 0, 0, (), newsroom().status())


def test_the_folder_is_read_in_the_background_and_only_once_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(Settings(), index_dir=tmp_path / "index", corpus_dir=tmp_path / "corpus")
    goes_on, read = Event(), []

    def build(_: Settings, paths: Sequence[Path], on_progress: OnProgress) -> IndexReport:
        read.append(list(paths))
        on_progress(Progress("statements", 1, 2))
        goes_on.wait(10)
        return REPORT

    monkeypatch.setattr(opening, "build_index", build)
    begun = opening.bring_up_to_date(settings)
    assert opening.bring_up_to_date(settings) is begun, "a visitor who finds nothing indexed follows what already runs"
    goes_on.set()
    for _ in begun.changes():
        pass
    assert read == [[tmp_path / "corpus"]]
    assert latest(settings) is begun
    assert (begun.report, begun.error, going_on(settings)) == (REPORT, "", None)
