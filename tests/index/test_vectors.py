"""One generation of vectors: written whole, searched exactly or by Chroma, and honest about what is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from rag.errors import VectorsUnavailableError
from rag.index import vectors
from rag.index.chroma import Collection
from rag.index.vectors import (
    Generation,
    Plan,
    Segment,
    is_whole,
    is_whole_segment,
    statement_key,
    write_segment,
)
from rag.ports import Vectors
from rag.types import Mode, Span, Statement

ROWS, DIMENSIONS = 40, 8


def unit(rows: int, seed: int) -> Vectors:
    made = np.random.default_rng(seed).normal(size=(rows, DIMENSIONS)).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


PASSAGES, STATEMENTS = unit(ROWS, 1), unit(5, 2)
IDS = [f"a{row // 10}/{row}-{row + 1}" for row in range(ROWS)]
KEYS = np.array([3, 5, 8, 13, 2**63 + 1], np.uint64)
CUTS = {"s1": (slice(0, 25), slice(0, 2)), "s2": (slice(25, 30), slice(2, 2)), "s3": (slice(30, 40), slice(2, 5))}


def segment(name: str) -> Segment:
    rows, own = CUTS[name]
    hashes = np.array([f"{name}{n:030}" for n in range(3)], "S32")
    ids = np.array([id_.encode() for id_ in IDS[rows]])
    return Segment(ids, PASSAGES[rows], KEYS[own], STATEMENTS[own].astype(np.float16), hashes)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parent = tmp_path_factory.mktemp("vectors")
    for name in CUTS:
        write_segment(parent / name, "letters", segment(name))
    vectors.write(parent, Plan("g1", "letters", tuple(CUTS)), "owner", None, None)
    return parent


@pytest.fixture
def parent(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "v"))


def by_hand(query: Vectors, limit: int, rows: list[int]) -> list[str]:
    return [IDS[row] for row in sorted(rows, key=lambda row: -float(PASSAGES[row] @ query))[:limit]]


def test_exact_search_equals_sorting_by_cosine(parent: Path) -> None:
    generation = Generation(parent, "g1", "letters", None)
    for query in unit(5, 3):
        hits = generation.search(query, 7)
        assert [hit.id for hit in hits] == by_hand(query, 7, list(range(ROWS)))
        assert [hit.score for hit in hits] == pytest.approx(sorted(PASSAGES @ query, reverse=True)[:7], abs=1e-5)
        among = np.arange(ROWS) % 4 == 2
        assert [hit.id for hit in generation.search(query, 4, among)] == by_hand(query, 4, list(range(2, ROWS, 4)))
    assert generation.search(unit(1, 3)[0], 5, np.zeros(ROWS, bool)) == []


def test_chroma_answers_alike_when_there_are_too_many_rows(parent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generation = Generation(parent, "g1", "letters", None)
    query = unit(1, 4)[0]
    among = np.arange(ROWS) % 4 == 1
    wanted, narrowed = generation.search(query, 6), generation.search(query, 3, among)
    monkeypatch.setattr(vectors, "EXACT", 10)
    found = generation.search(query, 6)
    assert [hit.id for hit in found] == [hit.id for hit in wanted]
    assert [hit.score for hit in found] == pytest.approx([hit.score for hit in wanted], abs=1e-4)
    assert [hit.id for hit in generation.search(query, 3, among)] == [hit.id for hit in narrowed]
    monkeypatch.setattr("rag.index.chroma._FEW", 2)
    assert [hit.id for hit in generation.search(query, 3, among)] == [hit.id for hit in narrowed], "filtered afterwards"


CHANGES = [
    (("s1", "s3"), 0.1, False, "an eighth left: made anew"),
    (("s1", "s3"), 0.2, True, "an eighth left: none of those may be found"),
    (("s1", "s2", "s3"), 0.1, True, "nothing changed"),
    (("s3",), 0.9, False, "most left"),
]


@pytest.mark.parametrize(("segments", "stale", "kept", "reason"), CHANGES)
def test_a_collection_serves_later_generations_while_little_changed(
    parent: Path, monkeypatch: pytest.MonkeyPatch, segments: tuple[str, ...], stale: float, kept: bool, reason: str
) -> None:
    monkeypatch.setattr("rag.index.collected.STALE", stale)
    vectors.write(parent, Plan("g2", "letters", segments), "owner", "g1", None)
    assert (vectors.chroma_of(parent, "g2").name == "chroma-g1") == kept, reason
    monkeypatch.setattr(vectors, "EXACT", 0)
    rows = [row for name in segments for row in range(*CUTS[name][0].indices(ROWS))]
    for query in unit(3, 6):
        hits = Generation(parent, "g2", "letters", None).search(query, 5)
        assert [hit.id for hit in hits] == by_hand(query, 5, rows), reason


def test_passages_that_chroma_lacks_are_compared_beside_it(parent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors.write(parent, Plan("g2", "letters", ("s1", "s3")), "owner", None, None)
    monkeypatch.setattr("rag.index.collected.STALE", 0.2)
    vectors.write(parent, Plan("g3", "letters", tuple(CUTS)), "owner", "g2", None)
    assert vectors.chroma_of(parent, "g3").name == "chroma-g2"
    monkeypatch.setattr(vectors, "EXACT", 0)
    generation = Generation(parent, "g3", "letters", None)
    among = np.arange(ROWS) % 2 == 0
    for query in (*unit(3, 7), PASSAGES[27]):
        assert [hit.id for hit in generation.search(query, 6)] == by_hand(query, 6, list(range(ROWS)))
        assert [hit.id for hit in generation.search(query, 6, among)] == by_hand(query, 6, list(range(0, ROWS, 2)))


def test_what_is_not_of_a_kept_generation_is_swept(parent: Path) -> None:
    vectors.write(parent, Plan("g2", "letters", ("s1",)), "owner", "g1", None)
    vectors.sweep(parent, {"g2", "never made"})
    assert {path.name for path in parent.iterdir()} == {"s1", "g2.json", "chroma-g2"}
    assert vectors.texts_in(parent, "g2") == {key.decode() for key in segment("s1").hashes.tolist()}


def test_likeness_by_key(parent: Path) -> None:
    query = unit(1, 5)[0]
    found = Generation(parent, "g1", "letters", None).likeness(query, [8, 4, 2**63 + 1, 2**64 - 1, 3])
    assert found[1] is None
    assert found[3] is None
    assert [found[n] for n in (0, 2, 4)] == pytest.approx([STATEMENTS[n] @ query for n in (2, 4, 0)], abs=2e-3)


def test_losing_chroma_is_seen_and_the_matrix_goes_on(parent: Path) -> None:
    assert is_whole(parent, "g1", "letters", None)
    (parent / "chroma-g1" / "chroma.sqlite3").unlink()
    assert not is_whole(parent, "g1", "letters", None)
    assert Generation(parent, "g1", "letters", None).search(unit(1, 3)[0], 3)
    with pytest.raises(VectorsUnavailableError, match="run `index` again"):
        Collection("owner", "chroma-g1", parent / "chroma-g1", None).count()
    assert not (parent / "chroma-g1" / "chroma.sqlite3").exists(), "looking must not make an empty database"


def test_a_segment_cut_short_makes_the_vectors_unavailable(parent: Path) -> None:
    (parent / "s2").write_bytes((parent / "s2").read_bytes()[:-1])
    assert not is_whole_segment(parent / "s2", "letters")
    assert not is_whole(parent, "g1", "letters", None)
    with pytest.raises(VectorsUnavailableError, match="Words and speakers are still searched"):
        Generation(parent, "g1", "letters", None)


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"format": "vectors 0", "embedder": "letters"}', b"\xff"])
def test_a_generation_that_is_none(parent: Path, content: bytes | None) -> None:
    (parent / "g1.json").unlink() if content is None else (parent / "g1.json").write_bytes(content)
    with pytest.raises(VectorsUnavailableError):
        Generation(parent, "g1", "letters", None)


def test_vectors_of_another_embedder_are_not_read(parent: Path) -> None:
    with pytest.raises(VectorsUnavailableError, match="not of 'words'"):
        Generation(parent, "g1", "words", None)


def test_statement_keys_differ_by_article_and_by_every_border() -> None:
    one = Statement("a:1", "a", Mode.DIRECT, (Span(1, 5), Span(8, 9)))
    others = [
        Statement("b:1", "b", Mode.DIRECT, (Span(1, 5), Span(8, 9))),
        Statement("a:1", "a", Mode.DIRECT, (Span(1, 5), Span(8, 10))),
        Statement("a:1", "a", Mode.DIRECT, (Span(1, 5),)),
    ]
    assert statement_key(one) == statement_key(Statement("a:1", "a", Mode.MIXED, one.content, speaker="Ada"))
    assert len({statement_key(each) for each in (one, *others)}) == 4
