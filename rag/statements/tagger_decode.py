"""Turn a window's scores into spans of words and into links between them: Viterbi, marginals and a link table in numpy.

Where the words stand in the article is left to `tagger`, how the scores were learned to `training.attribution`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BIES"))
SOURCE, CUE, CONTENT = 0, 1, 2
RUNNING_ON = np.array([i for i, tag in enumerate(TAGS) if tag[0] in "IE"])
LEAST_CONTENT, LEAST_SOURCE = 0.3, 0.15
"""Mean link probability over its words below which a span is nobody's; chosen on PolNeAR's development articles."""


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
    """A run of words [start, end) in one role, with the probability that it is exactly one span of that role."""

    start: int
    end: int
    role: int
    score: float


def held(scores: Floats, breaks: Ints) -> Floats:
    """Scores under which no span runs on into a new paragraph: a byline is no part of the source below it."""
    kept = scores.copy()
    kept[breaks[:, None], RUNNING_ON] = -1e4
    return kept


def best_paths(scores: Floats, lengths: Sequence[int], learned: Learned) -> list[Ints]:
    """Most probable tag of every word under the transitions (Viterbi, 1967), for a batch (windows, words, tags)."""
    windows, words, tags = scores.shape
    kept = np.empty((words, windows, tags), dtype=np.float32)
    step = np.empty((windows, tags, tags), dtype=np.float32)
    kept[0] = scores[:, 0] + learned.starts
    for t in range(1, words):
        np.add(kept[t - 1, :, :, None], learned.moves, out=step)
        np.maximum.reduce(step, axis=1, out=kept[t])
        kept[t] += scores[:, t]
    paths = []
    for w, length in enumerate(lengths):
        back = (kept[: length - 1, w, None] + learned.moves.T).argmax(axis=2).tolist()  # of each tag, the best before
        path = [int((kept[length - 1, w] + learned.lasts).argmax())]
        for before in reversed(back):
            path.append(before[path[-1]])
        paths.append(np.array(path[::-1], dtype=np.int64))
    return paths


@dataclass(frozen=True, slots=True)
class Chain:
    """Forward and backward sums of one window (words, tags), scaled so that their product is a tag's probability."""

    ahead: Doubles
    behind: Doubles
    step: Doubles
    moves: Doubles

    def sure(self, start: int, end: int, role: int) -> float:
        """Probability that exactly the words [start, end) are one run of the role."""
        begin = 1 + 4 * role
        tags = [begin, *[begin + 1] * (end - start - 2), begin + 2] if end - start > 1 else [begin + 3]
        chance = float(self.ahead[start, tags[0]] * self.behind[end - 1, tags[-1]])
        steps = self.moves[tags[:-1], tags[1:]] * self.step[range(start + 1, end), tags[1:]] if tags[1:] else np.ones(0)
        for step in steps.tolist():
            chance *= step
        return min(1.0, chance)


def chains_of(scores: Floats, lengths: Sequence[int], learned: Learned) -> list[Chain]:
    """Forward-backward (Baum et al., 1970) over a batch, in scaled probabilities."""
    windows, words, tags = scores.shape
    raw = np.exp(scores.astype(np.float64) - scores.max(axis=2, keepdims=True))
    moves, lasts = np.exp(learned.moves.astype(np.float64)), np.exp(learned.lasts.astype(np.float64))
    ahead, behind = np.empty((words, windows, tags)), np.empty((words, windows, tags))
    step = np.empty((words, windows, tags))
    before = np.broadcast_to(np.exp(learned.starts.astype(np.float64)), (windows, tags))
    for t in range(words):
        row = before * raw[:, t]
        scale = np.add.reduce(row, axis=1, keepdims=True)
        np.divide(row, scale, out=ahead[t])
        np.divide(raw[:, t], scale, out=step[t])
        before = ahead[t] @ moves
    final = np.asarray(lengths) - 1
    total = (ahead[final, np.arange(windows)] * lasts).sum(axis=1, keepdims=True)
    ending: defaultdict[int, list[int]] = defaultdict(list)
    for w, length in enumerate(lengths):
        ending[length - 1].append(w)
    behind[-1] = 0
    for t in range(words - 1, -1, -1):
        for w in ending.get(t, ()):
            behind[t, w] = lasts / total[w]
        if t:
            np.matmul(step[t] * behind[t], moves.T, out=behind[t - 1])
    return [Chain(ahead[:n, w], behind[:n, w], step[:n, w], moves) for w, n in enumerate(lengths)]


def pieces_of(path: Ints, chain: Chain) -> list[Piece]:
    """Runs of words from tags: S alone, or B (I) E."""
    pieces = []
    start = 0
    for t, tag in enumerate(path.tolist()):
        role, edge = divmod(tag - 1, 4)
        if tag and edge == 0:
            start = t
        elif tag and edge >= 2:
            start = t if edge == 3 else start
            pieces.append(Piece(start, t + 1, role, chain.sure(start, t + 1, role)))
    return pieces


def link_table(word_side: Floats, cue_side: Floats, cue: Piece, learned: Learned) -> Floats:
    """For one cue: probabilities of (nothing, its source, its content) for every word of the window."""
    side = len(learned.edges) + 1
    far = 1 + np.searchsorted(learned.edges, np.arange(1, len(word_side) + 1))  # bucket of so many words off
    inside = np.zeros(cue.end - cue.start, dtype=np.int64)
    bucket = np.concatenate((far[: cue.start][::-1], inside, far[: len(word_side) - cue.end] + side))
    hidden = word_side + cue_side[cue.start : cue.end].mean(axis=0)
    hidden += learned.reach[bucket]
    np.maximum(hidden, 0, out=hidden)
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

    A source may serve several cues ("he said and added"); a content belongs to one, or to none that claims it enough.
    """
    cues = [p for p in pieces if p.role == CUE]
    if not cues:
        return []
    tables = [link_table(word_side, cue_side, cue, learned) for cue in cues]
    contents: list[list[tuple[float, Piece]]] = [[] for _ in cues]
    for piece in (p for p in pieces if p.role == CONTENT):
        claims = [_claim(table, piece, 2) for table in tables]
        best = int(np.argmax(claims))
        if claims[best] >= LEAST_CONTENT:
            contents[best].append((claims[best], piece))
    rows = []
    for cue, table, own in zip(cues, tables, contents, strict=True):
        if own:
            sure = cue.score * max(claim * piece.score for claim, piece in own)
            rows.append(Linked(_source_of(table, pieces), cue, tuple(p for _, p in own), math.sqrt(sure)))
    return rows


def _claim(table: Floats, piece: Piece, column: int) -> float:
    return float(np.add.reduce(table[piece.start : piece.end, column]) / (piece.end - piece.start))


def _source_of(table: Floats, pieces: Sequence[Piece]) -> Piece | None:
    claim, best = max(((_claim(table, p, 1), p) for p in pieces if p.role == SOURCE), default=(0.0, None))
    return best if claim >= LEAST_SOURCE else None
