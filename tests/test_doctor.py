"""The doctor names what is wrong and what to do about it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rag.doctor import diagnose
from rag.settings import Settings


def test_the_doctor_says_what_to_do_about_a_missing_index(tmp_path: Path) -> None:
    findings = {f.part: f for f in diagnose(replace(Settings(), index_dir=tmp_path / "none"))}
    assert findings["embedding weights"].ok
    assert not findings["index"].ok
    assert "rag index" in findings["index"].remedy


def test_a_sound_index_has_nothing_bad_said_of_it(sample_index: Path) -> None:
    findings = diagnose(replace(Settings(), index_dir=sample_index))
    assert [f.found for f in findings if not f.ok] == []
    assert any("5 articles" in f.found for f in findings)


def test_an_endpoint_that_nobody_answers_at_is_told(sample_index: Path) -> None:
    settings = replace(
        Settings(), index_dir=sample_index, base_url="http://127.0.0.1:9/v1", api_key="secret-key", model="any"
    )
    (about,) = [f for f in diagnose(settings) if f.part == "language model"]
    assert not about.ok
    assert "OPENAI_BASE_URL" in about.remedy
    assert "secret-key" not in about.found
