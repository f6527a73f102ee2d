"""One generation of vectors: written whole, searched exactly or by Chroma, and honest about what is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from rag.errors import VectorsUnavailableError
from rag.index import vectors
from rag.index.vectors import Generation, Plan, is_whole, statement_key
from rag.ports import Vectors
from rag.types import Mode, Span, Statement

ROWS, DIMENSIONS = 40, 8


def unit(rows: int, seed: int) -> Vectors:
    made = np.random.default_rng(seed).normal(size=(rows, DIMENSIONS)).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


PASSAGES, STATEMENTS = unit(ROWS, 1), unit(5, 2)
IDS = [f"a{row % 4}/{row}-{row + 1}" for row in range(ROWS)]
KEYS = np.array([3, 5, 8, 13, 2**63 + 1], np.uint64)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parent = tmp_path_factory.mktemp("vectors")
    plan = Plan("g1", "owner", "letters", DIMENSIONS, IDS, KEYS, ROWS + 5)
    vectors.write(parent, plan, lambda rows: PASSAGES[list(rows)], lambda rows: STATEMENTS[list(rows)], None)
    return parent / "g1"


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "g1"))


def by_hand(query: Vectors, limit: int, rows: list[int]) -> list[str]:
    return [IDS[row] for row in sorted(rows, key=lambda row: -float(PASSAGES[row] @ query))[:limit]]


def test_exact_search_equals_sorting_by_cosine(folder: Path) -> None:
    generation = Generation(folder, "letters", None)
    for query in unit(5, 3):
        hits = generation.search(query, 7)
        assert [hit.id for hit in hits] == by_hand(query, 7, list(range(ROWS)))
        assert [hit.score for hit in hits] == pytest.approx(sorted(PASSAGES @ query, reverse=True)[:7], abs=1e-5)
        among = np.arange(ROWS) % 4 == 2
        assert [hit.id for hit in generation.search(query, 4, among)] == by_hand(query, 4, list(range(2, ROWS, 4)))
    assert generation.search(unit(1, 3)[0], 5, np.zeros(ROWS, bool)) == []


def test_chroma_answers_alike_when_the_matrix_is_lost_or_there_are_too_many_rows(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = Generation(folder, "letters", None)
    query = unit(1, 4)[0]
    among = np.arange(ROWS) % 4 == 1
    wanted, narrowed = exact.search(query, 6), exact.search(query, 3, among)
    monkeypatch.setattr(vectors, "EXACT", 10)
    found = exact.search(query, 6)
    assert [hit.id for hit in found] == [hit.id for hit in wanted]
    assert [hit.score for hit in found] == pytest.approx([hit.score for hit in wanted], abs=1e-4)
    monkeypatch.undo()
    (folder / "passages.npy").unlink()
    without = Generation(folder, "letters", None)
    assert without.damaged == ["passages.npy"]
    assert [hit.id for hit in without.search(query, 3, among)] == [hit.id for hit in narrowed]
    monkeypatch.setattr("rag.index.chroma._FEW", 2)
    assert [hit.id for hit in without.search(query, 3, among)] == [hit.id for hit in narrowed], "filtered afterwards"


def test_likeness_by_key(folder: Path) -> None:
    query = unit(1, 5)[0]
    found = Generation(folder, "letters", None).likeness(query, [8, 4, 2**63 + 1, 2**64 - 1, 3])
    assert found[1] is None
    assert found[3] is None
    assert [found[n] for n in (0, 2, 4)] == pytest.approx([STATEMENTS[n] @ query for n in (2, 4, 0)], abs=2e-3)


def test_losing_chroma_is_seen_and_the_matrix_goes_on(folder: Path) -> None:
    assert is_whole(folder, "letters", None)
    shutil.rmtree(folder / "chroma")
    assert not is_whole(folder, "letters", None)
    generation = Generation(folder, "letters", None)
    assert generation.search(unit(1, 3)[0], 3)
    with pytest.raises(VectorsUnavailableError, match="run `index` again"):
        generation.in_chroma()
    assert not (folder / "chroma").exists(), "looking must not make an empty database"


def test_losing_both_is_unavailable_not_empty(folder: Path) -> None:
    (folder / "passages.npy").write_bytes(b"\x93NUMPY")
    (folder / "chroma" / "chroma.sqlite3").unlink()
    with pytest.raises(VectorsUnavailableError, match="Words and speakers are still searched"):
        Generation(folder, "letters", None).search(unit(1, 3)[0], 3)


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"format": "vectors 0", "embedder": "letters"}', b"\xff"])
def test_a_generation_that_is_none(folder: Path, content: bytes | None) -> None:
    (folder / "vectors.json").unlink() if content is None else (folder / "vectors.json").write_bytes(content)
    with pytest.raises(VectorsUnavailableError):
        Generation(folder, "letters", None)


def test_vectors_of_another_embedder_are_not_read(folder: Path) -> None:
    with pytest.raises(VectorsUnavailableError, match="not of 'words'"):
        Generation(folder, "words", None)


def test_statement_keys_differ_by_article_and_by_every_border() -> None:
    one = Statement("a:1", "a", Mode.DIRECT, (Span(1, 5), Span(8, 9)))
    others = [
        Statement("b:1", "b", Mode.DIRECT, (Span(1, 5), Span(8, 9))),
        Statement("a:1", "a", Mode.DIRECT, (Span(1, 5), Span(8, 10))),
        Statement("a:1", "a", Mode.DIRECT, (Span(1, 5),)),
    ]
    assert statement_key(one) == statement_key(Statement("a:1", "a", Mode.MIXED, one.content, speaker="Ada"))
    assert len({statement_key(each) for each in (one, *others)}) == 4
