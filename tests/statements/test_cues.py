"""Forms of reporting verbs and what may follow them."""

from __future__ import annotations

import pytest

from rag.statements.cues import Form, verb_forms


@pytest.mark.parametrize(
    ("word", "base", "form"),
    [
        ("said", "say", Form.PAST),
        ("says", "say", Form.PRESENT),
        ("replied", "reply", Form.PAST),
        ("referring", "refer", Form.ING),
        ("written", "write", Form.PARTICIPLE),
        ("argued", "argue", Form.PAST),
        ("agreeing", "agree", Form.ING),
        ("dismisses", "dismiss", Form.PRESENT),
        ("accuse", "accuse", Form.BASE),
    ],
)
def test_forms(word: str, base: str, form: Form) -> None:
    cue = verb_forms()[word]
    assert (cue.base, cue.form) == (base, form)


def test_frames() -> None:
    forms = verb_forms()
    assert forms["told"].hearer
    assert forms["said"].quotes
    assert not forms["praised"].clause
    assert forms["refused"].to_do
    assert "to" in forms["referred"].particles
    assert "rained" not in forms
