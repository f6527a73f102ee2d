"""Turn a window's scores into spans of words and into links between them: Viterbi, marginals and a link table in numpy.

Where the words stand in the article is left to `tagger`, how the scores were learned to `training.attribution`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BIES"))
SOURCE, CUE, CONTENT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Learned:
    """What the decoder needs besides the network: transitions (before, after), starts, lasts, and the link scorer."""

    moves: Floats
    starts: Floats
    lasts: Floats
    reach: Floats
    edges: Ints
    link: Floats
    link_bias: Floats


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A run of words [start, end) in one role, with the probability that the whole run was tagged so."""

    start: int
    end: int
    role: int
    score: float


def best_paths(scores: Floats, lengths: Sequence[int], learned: Learned) -> list[Ints]:
    """Most probable tag of every word under the transitions (Viterbi, 1967), for a batch (windows, words, tags)."""
    windows, words, _ = scores.shape
    back = np.zeros((words, windows, len(TAGS)), dtype=np.int8)
    alpha = scores[:, 0] + learned.starts
    kept = np.empty((words, windows, len(TAGS)), dtype=np.float32)
    kept[0] = alpha
    for t in range(1, words):
        step = alpha[:, :, None] + learned.moves
        back[t] = step.argmax(axis=1)
        alpha = step.max(axis=1) + scores[:, t]
        kept[t] = alpha
    paths = []
    for w, length in enumerate(lengths):
        tag = int((kept[length - 1, w] + learned.lasts).argmax())
        path = np.zeros(length, dtype=np.int64)
        for t in range(length - 1, -1, -1):
            path[t] = tag
            tag = int(back[t, w, tag])
        paths.append(path)
    return paths


def pieces_of(path: Ints, scores: Floats) -> list[Piece]:
    """Runs of words from tags: S alone, or B (I) E. The score is the lowest of its two edges' softmax."""
    pieces = []
    start = 0
    for t, tag in enumerate(path.tolist()):
        if not tag:
            continue
        role, edge = divmod(tag - 1, 4)
        if edge == 0:
            start = t
        elif edge == 3 or edge == 2:
            start = t if edge == 3 else start
            pieces.append(Piece(start, t + 1, role, min(_sure(scores[start], path[start]), _sure(scores[t], tag))))
    return pieces


def _sure(row: Floats, tag: int) -> float:
    spread = np.exp(row - row.max())
    return float(spread[tag] / spread.sum())


def link_table(word_side: Floats, cue_side: Floats, cue: Piece, learned: Learned) -> Floats:
    """For one cue: probabilities of (nothing, its source, its content) for every word of the window."""
    at = np.arange(len(word_side))
    before, after = np.maximum(cue.start - at, 0), np.maximum(at - cue.end + 1, 0)
    side = len(learned.edges) + 1
    bucket = np.where(before > 0, 1 + np.searchsorted(learned.edges, before), 0)
    bucket = np.where(after > 0, 1 + side + np.searchsorted(learned.edges, after), bucket)
    hidden = np.maximum(word_side + cue_side[cue.start : cue.end].mean(axis=0) + learned.reach[bucket], 0)
    raw = hidden @ learned.link.T + learned.link_bias
    spread = np.exp(raw - raw.max(axis=1, keepdims=True))
    table: Floats = spread / spread.sum(axis=1, keepdims=True)
    return table


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution in words of a window; source is None where no source was linked."""

    source: Piece | None
    cue: Piece
    content: tuple[Piece, ...]
    score: float


def linked(pieces: Sequence[Piece], word_side: Floats, cue_side: Floats, learned: Learned) -> list[Linked]:
    """Give every content to the cue that claims it most, and every cue its best source; drop a cue without content.

    A source may serve several cues ("he said and added"); a content belongs to one.
    """
    cues = [p for p in pieces if p.role == CUE]
    if not cues:
        return []
    tables = [link_table(word_side, cue_side, cue, learned) for cue in cues]
    contents: list[list[Piece]] = [[] for _ in cues]
    claims: list[list[float]] = [[] for _ in cues]
    for piece in (p for p in pieces if p.role == CONTENT):
        claim = [float(t[piece.start : piece.end, 2].mean()) for t in tables]
        best = int(np.argmax(claim))
        contents[best].append(piece)
        claims[best].append(claim[best])
    rows = []
    for cue, table, own, claim in zip(cues, tables, contents, claims, strict=True):
        if own:
            sure = max(c * p.score for c, p in zip(claim, own, strict=True)) * cue.score
            rows.append(Linked(_source_of(table, pieces), cue, tuple(own), float(np.sqrt(sure))))
    return rows


def _source_of(table: Floats, pieces: Sequence[Piece], least: float = 0.3) -> Piece | None:
    sources = [(float(table[p.start : p.end, 1].mean()), p) for p in pieces if p.role == SOURCE]
    claim, best = max(sources, default=(0.0, None))
    return best if claim >= least else None
