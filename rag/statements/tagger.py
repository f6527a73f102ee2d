"""Turn texts into attributions (source, cue, content) with a small neural tagger that runs on onnxruntime alone.

Windows go through the network one by one, as many at once as there are cores: nothing is padded, and what is found in
one depends on no other, which an 8-bit scale shared by several would not give. Who a source is, and quotations that no
tagger saw, are left to the other modules of this room.

Method: a linear-chain CRF (Lafferty et al., 2001) over a MiniLM encoder (Wang et al., 2020), trained on PolNeAR
(Newell et al., LREC 2018); `weights/MODEL_CARD.md` tells how well it does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from rag.errors import WeightsError
from rag.statements.meaning import Reading, States
from rag.statements.tagger_decode import Learned, Linked, Piece, best_paths, chains_of, held, linked, pieces_of
from rag.statements.tagger_words import CLS, SEP, Ints, Words, windows_of, words_of
from rag.types import Attribution, Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).with_name("weights")
_CLOSING = {"“": "”", '"': '"', "‘": "’"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
OUTPUTS = ["scores", "word_side", "cue_side", "states"]
BATCH = 16
"""Windows that are decoded together."""


@dataclass(frozen=True, slots=True)
class _Window:
    """Words [start, end) of a text."""

    start: int
    end: int
    tokens: int


class Tagger:
    """An opened model, to be asked again and again: `Tagger.open().tag(["“No,” said Xi."])` finds one attribution."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer, learned: Learned, threads: int = 1) -> None:
        self._session = session
        self._each: Callable[..., Iterable[Any]] = ThreadPoolExecutor(threads).map if threads > 1 else map
        self._tokenizer = tokenizer
        self._learned = learned

    @classmethod
    def open(cls, folder: Path = WEIGHTS, threads: int | None = None) -> Tagger:
        """Load the shipped weights; `threads` None means one a processor. WeightsError names a missing file."""
        import onnxruntime  # only now: opening takes a moment that a keyword search should not pay

        for name in ("tagger.onnx", "tagger.npz", "tokenizer.json"):
            if not (folder / name).is_file():
                raise WeightsError(f"{folder / name} is missing: reinstall, or build it with training.attribution")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a window is too short to be shared between cores
        session = onnxruntime.InferenceSession(
            str(folder / "tagger.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # it goes number by number, five times as long
        )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        with np.load(folder / "tagger.npz") as arrays:
            learned = Learned(**{name: arrays[name] for name in Learned.__slots__})
        return cls(session, tokenizer, learned, threads or os.cpu_count() or 1)

    def tag(self, texts: Sequence[str]) -> list[list[Attribution]]:
        """For each text its attributions, ordered by position; spans are characters of that text."""
        return [self.read(text).attributions for text in texts]

    def read(self, text: str) -> Reading:
        """One text's attributions, and the states of its words."""
        words = words_of(text, self._tokenizer)
        windows = list(_windows(words))
        seen = list(self._each(lambda w: self._session.run(OUTPUTS, _feeds(w, words)), windows))
        found: list[Attribution] = []
        for at in range(0, len(windows), BATCH):
            batch = windows[at : at + BATCH]
            for window, rows in zip(batch, self._linked(batch, seen[at : at + BATCH], words), strict=True):
                found += [_located(row, words.spans[window.start : window.end], text) for row in rows]
        states = [outputs[3][0, 1:-1] for outputs in seen]  # without the first and the last token, which are no word's
        found.sort(key=lambda a: a.content[0])
        return Reading(found, States(words, np.concatenate(states)) if states else None)

    def _linked(self, batch: Sequence[_Window], seen: Sequence[Any], words: Words) -> Iterator[list[Linked]]:
        lengths = [w.end - w.start for w in batch]
        scores = np.zeros((len(batch), max(lengths), seen[0][0].shape[2]), dtype=np.float32)
        for i, w in enumerate(batch):
            breaks = words.breaks[(words.breaks >= w.start) & (words.breaks < w.end)]
            scores[i, : lengths[i]] = held(seen[i][0][0], breaks - w.start)
        paths, chains = best_paths(scores, lengths, self._learned), chains_of(scores, lengths, self._learned)
        for i, (path, chain) in enumerate(zip(paths, chains, strict=True)):
            yield linked(pieces_of(path, chain), seen[i][1][0], seen[i][2][0], self._learned)


def _windows(words: Words) -> Iterator[_Window]:
    edge = np.append(words.first, len(words.ids))
    for start, end in windows_of(words):
        yield _Window(start, end, int(edge[end] - edge[start]))


def _feeds(w: _Window, words: Words) -> dict[str, npt.NDArray[np.integer]]:
    """Inputs of the network, one window each: token ids, their features, and the first token of each word."""
    begin = int(words.first[w.start])
    ids = np.concatenate(([CLS], words.ids[begin : begin + w.tokens], [SEP]), dtype=np.int64)[None]
    features = np.zeros((1, w.tokens + 2, 3), dtype=np.int64)
    features[0, 1:-1] = words.features[begin : begin + w.tokens]
    return {"ids": ids, "features": features, "first": words.first[None, w.start : w.end] - begin + 1}


def _located(row: Linked, spans: Ints, text: str) -> Attribution:
    """Words of a window back to characters of the text."""

    def span(piece: Piece) -> Span:
        return Span(int(spans[piece.start, 0]), int(spans[piece.end - 1, 1]))

    return Attribution(
        content=tuple(_with_marks(span(p), text) for p in row.content),
        source=span(row.source) if row.source else None,
        cue=span(row.cue),
        score=row.score,
        rule="tagger",
    )


def _with_marks(span: Span, text: str) -> Span:
    """Take in the quotation mark that stands right outside when only its partner is inside: “No.|” becomes “No.”|."""
    words = span.of(text)
    if words[0] in _CLOSING and text[span.end : span.end + 1] == _CLOSING[words[0]] != words[-1]:
        return Span(span.start, span.end + 1)
    if words[-1] in _OPENING and text[max(0, span.start - 1) : span.start] == _OPENING[words[-1]] != words[0]:
        return Span(span.start - 1, span.end)
    return span
