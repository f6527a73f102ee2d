"""Texts to numbered words: stems count up from the stop words, which are numbered first and by how they are written.

One number a word keeps a corpus small and makes a phrase a run of numbers. Which words bear on a passage is left to
`keywords`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rag.types import Span
from rag.words import STOPWORDS, fold, spellings, stem

_STOP = sorted(STOPWORDS)
STOP = len(_STOP)  # numbers below are stop words


class Numbering(dict[str, int]):
    """Words as written to numbers, growing as words are met; every spelling of a stem has its number."""

    def __init__(self, terms: Sequence[str] = ()) -> None:
        """Go on from the terms of an earlier numbering."""
        self._terms = {term: number for number, term in enumerate(terms or [_stop_term(word) for word in _STOP])}

    def __missing__(self, word: str) -> int:
        number = self[word] = self._terms.setdefault(term_of(word), len(self._terms))
        return number

    @property
    def terms(self) -> list[str]:
        """The terms in the order of their numbers."""
        return list(self._terms)


def term_of(word: str) -> str:
    """What a word is numbered by: its stem, or for a stop word (with or without 's) the word after a blank."""
    folded = fold(word).removesuffix("'s")
    return _stop_term(folded) if folded in STOPWORDS else stem(word)


def _stop_term(word: str) -> str:
    return f" {word}"  # no stem begins with a blank


def numbered(text: str, spans: Iterable[Span], numbering: Numbering) -> tuple[NDArray[np.int32], list[slice]]:
    """The numbers of all words of a text, and for each span the slice of them that it holds."""
    spans = list(spans)
    cuts = sorted({0, len(text)}.union(*((span.start, span.end) for span in spans)))
    numbers: list[int] = []
    before = {0: 0}  # character -> how many words begin before it
    for start, end in pairwise(cuts):
        numbers.extend(map(numbering.__getitem__, spellings(text[start:end])))
        before[end] = len(numbers)
    return np.array(numbers, np.int32), [slice(before[span.start], before[span.end]) for span in spans]
