"""The environment is read in one place, and a bad value is told by name."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from rag.settings import Settings


def test_defaults_need_no_key_and_no_network() -> None:
    settings = Settings.from_environment()
    assert (settings.model, settings.api_key, settings.base_url, settings.chroma_url) == (None, None, None, None)
    assert settings.index_dir == Path(".rag")
    assert len(fields(Settings)) <= 15


def test_what_is_set_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAG_INDEX", "elsewhere")
    monkeypatch.setenv("RAG_DEADLINE", "7.5")
    monkeypatch.setenv("OPENAI_API_KEY", "secret-key")
    settings = Settings.from_environment()
    assert (settings.index_dir, settings.deadline_s) == (Path("elsewhere"), 7.5)
    assert "secret-key" not in repr(settings), "a key is never shown"


def test_a_number_that_is_none_is_told_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAG_DEADLINE", "soon")
    with pytest.raises(ValueError, match="RAG_DEADLINE='soon' is not a number"):
        Settings.from_environment()
