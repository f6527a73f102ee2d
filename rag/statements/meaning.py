"""States of a text's words to vectors of its passages and statements: what reading it for attributions gives besides.

The tagger and the sentence encoder that embeds questions come from one model, and the tagger was taught to keep what
that one knows (`training.attribution.together`): the mean state of a stretch, through one matrix, lies where the
sentence encoder would put its words. So a text is read once, and not a second time for its vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag.errors import WeightsError
from rag.statements.tagger_words import Words
from rag.types import Attribution, Passage, Span, Statement

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class States:
    """One text's words, and the network's states of its tokens: (tokens, width)."""

    words: Words
    tokens: Floats

    def mean(self, spans: Sequence[Span]) -> Floats:
        """Mean state (width,) of the tokens of the words that touch the spans; zeros where there are none."""
        parts = [self.tokens[start:end] for start, end in self.words.tokens_of(spans)]
        total = np.sum([part.sum(axis=0) for part in parts], axis=0, dtype=np.float32)
        return np.asarray(total / max(1, sum(map(len, parts))), np.float32)

    def whole(self) -> Floats:
        """Mean state (width,) of all tokens; zeros where there are none."""
        return np.asarray(self.tokens.sum(axis=0) / max(1, len(self.tokens)), np.float32)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a text gives: its attributions, ordered by position, and its states; None: it has none to give."""

    attributions: list[Attribution]
    states: States | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """The learned matrices, (width, dimensions) each, and the name of the space that they lead to."""

    space: str
    passage: Floats
    passage_bias: Floats
    headline: Floats
    statement: Floats
    statement_bias: Floats

    @classmethod
    def open(cls, path: Path) -> Meaning:
        """Read the file that training wrote; WeightsError when it is missing."""
        if not path.is_file():
            raise WeightsError(f"{path} is missing: reinstall, or build it with training.attribution")
        with np.load(path) as arrays:
            matrices = {name: arrays[name].astype(np.float32) for name in cls.__slots__ if name != "space"}
            return cls(space=str(arrays["space"]), **matrices)

    def vectors(
        self, text: States, headline: States | None, passages: Sequence[Passage], statements: Sequence[Statement]
    ) -> Floats:
        """Unit vectors (passages + statements, dimensions) in that order: a passage under its headline, as said."""
        found = np.empty((len(passages) + len(statements), self.passage.shape[1]), np.float32)
        if passages:
            above = _led(headline.whole()[None], self.headline) if headline else 0
            found[: len(passages)] = _led(np.stack([text.mean([p.span]) for p in passages]), self.passage)
            found[: len(passages)] += self.passage_bias + above
        if statements:
            said = _led(np.stack([text.mean(s.content) for s in statements]), self.statement)
            found[len(passages) :] = said + self.statement_bias
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True).clip(1e-12), np.float32)


def _led(means: Floats, matrix: Floats) -> Floats:
    """Their product, on one core: the threads of numpy's own wait for each other, in every process that reads."""
    return np.asarray(np.einsum("ij,jk->ik", means, matrix), np.float32)
