"""Hundreds of sentences by rule over real articles: none that changes what was said may pass, honest ones must."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rag.citations import Gate, check_draft
from rag.types import Claim, Findings, Question, QuestionKind, Verdict
from tests.citations.hostile import Row, honest, hostile, read
from tests.citations.newsroom import Newsroom

DEV = Path(__file__).resolve().parents[2].parent / "shared" / "bench" / "attribution" / "dev.jsonl"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DEV.is_file(), reason="annotated articles are not beside the project"),
]


@pytest.fixture(scope="module")
def annotated() -> Newsroom:
    return read(DEV)


def _gated(row: Row, room: Newsroom) -> bool:
    findings = Findings(Question("?", QuestionKind.WHAT_SAID, "?"), (), (row.statement,))
    kept = Gate(findings, room).confirm(row.text, (Claim(row.text, evidence_id=row.statement.id),))
    return kept is not None and kept.verdict is Verdict.VERIFIED


def _checked(row: Row, room: Newsroom) -> bool:
    claims = check_draft(row.text, room)
    return bool(claims) and all(claim.verdict is Verdict.VERIFIED for claim in claims)


def test_no_hostile_sentence_passes(annotated: Newsroom) -> None:
    rows = list(hostile(annotated, seed=7))
    assert len(rows) >= 300
    assert len({row.rule for row in rows}) >= 15
    assert [(row.rule, row.text) for row in rows if _gated(row, annotated) or _checked(row, annotated)] == []


def test_honest_sentences_pass(annotated: Newsroom) -> None:
    rows = list(honest(annotated, seed=7))
    assert len(rows) >= 300
    failed = Counter(row.rule for row in rows if not (_gated(row, annotated) and _checked(row, annotated)))
    assert failed.total() <= 0.03 * len(rows), failed
