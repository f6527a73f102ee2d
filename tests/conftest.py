"""What every test stands on: no network beyond loopback, no settings of the developer, the articles beside us."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
