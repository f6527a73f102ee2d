"""Scores go in, spans of words and links come out."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from rag.statements.tagger_decode import (
    CONTENT,
    CUE,
    SOURCE,
    TAGS,
    Learned,
    Piece,
    best_paths,
    chains_of,
    held,
    linked,
    pieces_of,
)

RNG = np.random.default_rng(5)


def learned(size: int = 4) -> Learned:
    """Random transitions, and a link scorer whose first two hidden units vote for source and content."""
    link = np.zeros((3, size), dtype=np.float32)
    link[1, 0] = link[2, 1] = 4.0
    return Learned(
        moves=RNG.normal(size=(len(TAGS), len(TAGS))).astype(np.float32),
        starts=RNG.normal(size=len(TAGS)).astype(np.float32),
        lasts=np.zeros(len(TAGS), dtype=np.float32),
        reach=np.zeros((7, size), dtype=np.float32),
        edges=np.array([1, 2]),
        link=link,
        link_bias=np.zeros(3, dtype=np.float32),
    )


def test_viterbi_finds_what_trying_every_path_finds() -> None:
    known = learned()
    scores = RNG.normal(size=(2, 3, len(TAGS))).astype(np.float32)

    def worth(path: tuple[int, ...], window: int) -> float:
        steps = sum(known.moves[a, b] for a, b in itertools.pairwise(path))
        return float(known.starts[path[0]] + steps + sum(scores[window, t, tag] for t, tag in enumerate(path)))

    paths = best_paths(scores, [3, 2], known)
    for window, length in ((0, 3), (1, 2)):
        best = max(itertools.product(range(len(TAGS)), repeat=length), key=lambda p: worth(p, window))
        assert tuple(paths[window]) == best


def test_a_span_is_as_sure_as_the_share_of_paths_that_hold_it() -> None:
    known = learned()
    scores = RNG.normal(size=(2, 4, len(TAGS))).astype(np.float32)
    chain = chains_of(scores, [4, 3], known)[1]  # the shorter window of a padded batch
    begin, end = TAGS.index("B-cue"), TAGS.index("E-cue")
    held = total = 0.0
    for path in itertools.product(range(len(TAGS)), repeat=3):
        steps = sum(known.moves[a, b] for a, b in itertools.pairwise(path))
        worth = np.exp(known.starts[path[0]] + steps + sum(scores[1, t, tag] for t, tag in enumerate(path)))
        total += worth
        held += worth if path[1:] == (begin, end) else 0.0
    assert chain.sure(1, 3, CUE) == pytest.approx(held / total, rel=1e-4)


def test_no_span_runs_over_a_paragraph() -> None:
    scores = np.zeros((3, len(TAGS)), dtype=np.float32)
    scores[:, [TAGS.index(t) for t in ("I-source", "E-source", "E-cue")]] = 9.0
    kept = held(scores, np.array([1]))
    assert all(kept[1, i] < -1000 for i, tag in enumerate(TAGS) if tag[0] in "IE")
    assert np.array_equal(kept[[0, 2]], scores[[0, 2]])


def test_pieces() -> None:
    tags = ["O", "S-source", "B-cue", "E-cue", "B-content", "I-content", "E-content"]
    path = np.array([TAGS.index(t) for t in tags])
    (chain,) = chains_of(np.zeros((1, 7, len(TAGS)), dtype=np.float32), [7], learned())
    found = [(p.start, p.end, p.role) for p in pieces_of(path, chain)]
    assert found == [(1, 2, SOURCE), (2, 4, CUE), (4, 7, CONTENT)]


def test_a_shared_source_and_a_split_quotation() -> None:
    # he (0) said (1) A (2) and added (3) B (4): words 0 votes source, 2 and 4 content; both cues see the same votes
    word_side = np.zeros((5, 4), dtype=np.float32)
    word_side[0, 0] = word_side[2, 1] = word_side[4, 1] = 1.0
    cue_side = np.zeros((5, 4), dtype=np.float32)
    pieces = [Piece(0, 1, SOURCE, 1.0), Piece(1, 2, CUE, 1.0), Piece(2, 3, CONTENT, 1.0), Piece(4, 5, CONTENT, 1.0)]
    (row,) = linked(pieces, word_side, cue_side, learned())
    assert row.source == pieces[0]
    assert row.content == (pieces[2], pieces[3])
    both = linked([*pieces, Piece(3, 4, CUE, 1.0)], word_side, cue_side, learned())
    assert sum(len(r.content) for r in both) == 2
    assert all(r.source == pieces[0] for r in both)


def test_a_cue_without_content_and_words_without_a_cue_say_nothing() -> None:
    flat = np.zeros((3, 4), dtype=np.float32)
    assert linked([Piece(0, 1, CUE, 1.0)], flat, flat, learned()) == []
    assert linked([Piece(0, 1, CONTENT, 1.0)], flat, flat, learned()) == []
