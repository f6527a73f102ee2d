"""Texts to numbered words: one number for all spellings of a stem, and one for each stop word however it is written.

One number a word keeps a corpus small and makes a phrase a run of numbers. Which words bear on a passage is left to
`postings`.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rag.types import Span
from rag.words import STOPWORDS, fold, spellings, stem

_BLANK = " "  # no stem begins with one


class Numbering(dict[str, int]):
    """Words as written to numbers, growing as words are met; every spelling of a stem has its number."""

    def __init__(self) -> None:
        """Nothing is numbered yet."""
        self.terms: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        number = self[word] = self.terms.setdefault(term_of(word), len(self.terms))
        return number


def term_of(word: str) -> str:
    """What a word is numbered by: its stem, or for a stop word (with or without 's) the word after a blank."""
    folded = fold(word).removesuffix("'s")
    return _BLANK + folded if folded in STOPWORDS else stem(word)


def is_stop(term: str) -> bool:
    """Whether the term is a stop word, which says nothing of a passage."""
    return term.startswith(_BLANK)


def fingerprint(term: str) -> int:
    """64 bits that stand for a term on disk: two of a million terms share them once in 37 million collections."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest())


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
