"""Hundreds of sentences by rule over real articles: none that changes what was said may pass, honest ones must."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rag.citations import Gate, check_draft
from rag.types import Claim, Findings, Question, QuestionKind, Verdict
from tests.citations.hostile import Row, honest, hostile, read, read_questions
from tests.citations.newsroom import Newsroom

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
DEV = SHARED / "bench" / "attribution" / "dev.jsonl"
SEEDS = SHARED / "bench" / "seeds" / "questions.jsonl"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DEV.is_file(), reason="annotated articles are not beside the project"),
]


@pytest.fixture(scope="module")
def annotated() -> Newsroom:
    return read(DEV)


@pytest.fixture(scope="module")
def asked_for() -> Newsroom:
    return read_questions(SEEDS, SHARED / "corpus")


def _gated(row: Row, room: Newsroom) -> bool:
    """Whether every sentence of the row passes the gate, each citing the statement the row is about."""
    gate = Gate(Findings(Question("?", QuestionKind.WHAT_SAID, "?"), (), (row.statement,)), room)
    claims = (Claim(row.text, evidence_id=row.statement.id),)
    sentences = row.text.split(" said. “")
    texts = [sentences[0] + " said.", "“" + sentences[1]] if len(sentences) == 2 else [row.text]
    kept = [gate.confirm(text, claims) for text in texts]
    return all(sentence is not None and sentence.verdict is Verdict.VERIFIED for sentence in kept)


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


def test_the_articles_asked_for(asked_for: Newsroom) -> None:
    bad = list(hostile(asked_for, seed=3))
    good = list(honest(asked_for, seed=3))
    assert len(bad) >= 60
    assert len(good) >= 60
    assert [(row.rule, row.text) for row in bad if _gated(row, asked_for) or _checked(row, asked_for)] == []
    failed = Counter(row.rule for row in good if not (_gated(row, asked_for) and _checked(row, asked_for)))
    assert failed.total() <= 0.03 * len(good), failed
