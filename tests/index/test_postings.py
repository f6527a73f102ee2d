"""Written arrays read back, whatever they were numbered beside, and damage is seen on opening."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rag.errors import DamagedIndexError
from rag.index import postings
from rag.index.folders import write_arrays
from rag.index.postings import Source
from rag.index.terms import Numbering, fingerprint
from rag.types import Passage, Span

HARBOUR = Source("a0", "the harbour strike the end", "Harbour news", [Passage("a0/0-18", "a0", Span(0, 18))])


def same(left: postings.Postings, right: postings.Postings) -> bool:
    return left.articles == right.articles and all(
        np.array_equal(getattr(left, name), value) for name, value in vars(right).items() if name != "articles"
    )


@pytest.mark.parametrize("sources", [[], [HARBOUR], [Source("a1", "", "", [])]])
def test_written_arrays_read_back(tmp_path: Path, sources: list[Source]) -> None:
    made = postings.build(sources)
    postings.write(made, tmp_path / "w")
    assert same(postings.load(tmp_path / "w"), made)


def test_an_earlier_segment_leaves_no_trace() -> None:
    numbering = Numbering()
    postings.build([Source("a9", "strike news of the end of walrus", "", [])], numbering)
    assert same(postings.build([HARBOUR], numbering), postings.build([HARBOUR]))


def test_a_term_has_its_passages_and_counts_and_a_stop_word_only_its_frequency() -> None:
    made = postings.build([HARBOUR])
    rows, counts = made.of(made.number(fingerprint("harbour")))
    assert (rows.tolist(), counts.tolist()) == ([0], [2.0]), "once in the passage, once in the headline"
    stop = made.number(fingerprint(" the"))
    assert (made.of(stop)[0].tolist(), made.frequencies[stop]) == ([], 1)
    assert made.number(fingerprint("walrus")) == -1
    assert made.lengths.tolist() == [4.0]


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def older(path: Path) -> None:
    write_arrays(path, {"format": "words 0", "articles": []}, {})


def cut_in_the_head(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40])


DAMAGE = [
    (Path.unlink, "the file is gone"),
    (cut_short, "it is cut short"),
    (cut_in_the_head, "not even the list of arrays is whole"),
    (older, "an older format"),
]


@pytest.mark.parametrize(("damage", "reason"), DAMAGE)
def test_damage_is_seen_on_opening(tmp_path: Path, damage: Callable[[Path], None], reason: str) -> None:
    postings.write(postings.build([HARBOUR]), tmp_path / "w")
    damage(tmp_path / "w")
    with pytest.raises(DamagedIndexError, match="cannot be read"):
        print(reason, postings.load(tmp_path / "w"))
