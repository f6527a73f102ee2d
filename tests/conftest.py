"""What every test stands on: no network beyond loopback, no settings of the developer, the articles beside us."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from rag.pipeline import Pipeline

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

for name in [name for name in os.environ if name.startswith(("RAG_", "OPENAI_"))]:
    del os.environ[name]
os.environ["ANONYMIZED_TELEMETRY"] = "False"
os.environ["TOKENIZERS_PARALLELISM"] = "false"


@pytest.fixture(scope="session")
def shared_corpus() -> Path:
    """The five articles the project was asked for; skips where they are not beside the project."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("the articles the project was asked for are not beside it")
    return folder


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of our own sample articles, built once by the program itself."""
    from rag.pipeline import build_index
    from rag.settings import Settings

    settings = replace(Settings(), index_dir=tmp_path_factory.mktemp("sample") / "index")
    report = build_index(settings, (settings.corpus_dir,))
    assert report.added == 5
    assert not report.problems
    return settings.index_dir


@pytest.fixture(scope="session")
def sample_pipeline(sample_index: Path) -> Pipeline:
    """The whole program over our own sample articles."""
    from rag.pipeline import Pipeline
    from rag.settings import Settings

    return Pipeline.open(replace(Settings(), index_dir=sample_index))
