"""Files become an index, and stay in it; what is added is searched at once and finished behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rag.errors import IndexBusyError
from rag.index.lock import only_writer
from rag.pipeline import Pipeline, build_index, uploads_dir
from rag.settings import Settings
from rag.types import Progress


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = replace(Settings(), index_dir=tmp_path / "index")
    uploads_dir(made).mkdir(parents=True)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text("One\n\nThe pier is safe, said Ana Reyes.\n", encoding="utf-8")
    return made


def uploaded(settings: Settings, name: str, text: str) -> Path:
    path = uploads_dir(settings) / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_added_stays_when_the_folder_is_indexed_again(settings: Settings, folder: Path) -> None:
    build_index(settings, (folder,), vectors=False)
    pipeline = Pipeline.open(settings)
    assert pipeline.adding is None
    added = uploaded(settings, "b.txt", "Two\n\nThe bridge is old, said Tomas Brandt.\n")
    assert pipeline.add((added,)).added == 1
    assert {card.path for card in pipeline.index.cards()} == {"a.txt", "b.txt"}
    again = build_index(settings, (folder,), vectors=False)
    assert (again.removed, again.status.articles) == (0, 2)
    (folder / "a.txt").unlink()
    assert build_index(settings, (folder,), vectors=False).removed == 1


def test_what_is_added_is_searched_at_once_and_by_meaning_when_the_background_is_done(
    settings: Settings, folder: Path
) -> None:
    build_index(settings, (folder,))
    pipeline = Pipeline.open(settings)
    stages: list[Progress] = []
    added = uploaded(settings, "b.txt", "Two\n\n“The bridge is old,” said Tomas Brandt.\n")
    report = pipeline.add((added,), stages.append)
    assert (report.added, report.unchanged, report.status.articles) == (1, 1, 2)
    assert {progress.stage for progress in stages} == {"reading", "statements", "publishing"}
    assert pipeline.ask("What did Tomas Brandt say?").citations[0].speaker == "Tomas Brandt"
    adding = pipeline.adding
    assert adding is not None
    adding.wait()
    assert not adding.goes_on
    assert adding.report is not None
    assert adding.report.problems == ()
    status = pipeline.index.status()
    assert status.vectors == status.passages, "answered from without being asked to"


def test_a_second_upload_takes_over_what_the_first_left(settings: Settings, folder: Path) -> None:
    build_index(settings, (folder,), vectors=False)
    pipeline = Pipeline.open(settings)
    for name, who in (("b.txt", "Tomas Brandt"), ("c.txt", "Ida Holm")):
        report = pipeline.add((uploaded(settings, name, f"News\n\n“The {name} is old,” said {who}.\n"),))
        assert report.added == 1
    assert pipeline.adding is not None
    pipeline.adding.wait()
    assert pipeline.adding.report is not None
    status = pipeline.index.status()
    assert (status.articles, status.vectors) == (3, status.passages)


def test_an_upload_beside_another_process_is_refused_at_once(settings: Settings, folder: Path) -> None:
    build_index(settings, (folder,), vectors=False)
    pipeline = Pipeline.open(settings)
    with only_writer(settings.index_dir), pytest.raises(IndexBusyError, match="is indexing into"):
        pipeline.add((uploaded(settings, "b.txt", "Two"),))
    assert pipeline.adding is not None
    assert pipeline.adding.failure is not None
