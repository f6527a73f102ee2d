"""The articles of one segment to arrays that say which word stands where, kept in one memory-mapped file.

Counts only, no scores: what a word is worth depends on all segments together and is left to `keywords`. The arrays
follow from the articles alone, terms in the order of their fingerprints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.errors import DamagedIndexError
from rag.index.folders import read_arrays, write_arrays
from rag.index.terms import Numbering, fingerprint, is_stop, numbered
from rag.types import Passage

FORMAT = "words 2"  # changes whenever the arrays do
HEADLINE = 1.0  # what one word of the headline counts against one of the passage

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Source:
    """One article as this module reads it."""

    article_id: str
    text: str
    headline: str
    passages: Sequence[Passage]


@dataclass(frozen=True)
class Postings:
    """The arrays of one segment of P passages in A articles with T terms."""

    articles: list[str]
    terms: NDArray[np.uint64]  # (T,) fingerprints, ascending: a term's place is its number
    numbers: Ints  # every word of every article, in order
    bounds: NDArray[np.int64]  # (A + 1,) where the words of each article begin
    ids: NDArray[np.bytes_]  # (P,) passage ids
    owners: Ints  # (P,) the row of each passage's article
    lengths: Floats  # (P,) weighted words, stop words left out
    frequencies: Ints  # (T,) in how many passages a term stands
    starts: NDArray[np.int64]  # (T + 1,) where the postings of each term begin; stop words have none
    rows: Ints  # postings: a passage
    counts: Floats  # postings: how often the term stands there, weighted

    @cached_property
    def article_rows(self) -> dict[str, int]:
        """The row of each article."""
        return {article: row for row, article in enumerate(self.articles)}

    def number(self, print_: int) -> int:
        """The number of a term by its fingerprint, -1 when it stands nowhere here."""
        at = int(np.searchsorted(self.terms, np.uint64(print_)))
        return at if at < len(self.terms) and int(self.terms[at]) == print_ else -1

    def of(self, number: int) -> tuple[Ints, Floats]:
        """The passages a term stands in, and how often."""
        here = slice(int(self.starts[number]), int(self.starts[number + 1]))
        return self.rows[here], self.counts[here]


def build(sources: Iterable[Source], numbering: Numbering | None = None) -> Postings:
    """The arrays of a segment: sources ordered by article id; a numbering of earlier segments saves stemming."""
    numbering = Numbering() if numbering is None else numbering
    articles: list[str] = []
    ids: list[str] = []
    owners: list[int] = []
    words: list[Ints] = []
    pieces: list[tuple[int, Ints, float]] = []  # passage row, its words, their weight
    for source in sources:
        numbers, slices = numbered(source.text, (passage.span for passage in source.passages), numbering)
        headline, _ = numbered(source.headline, (), numbering)
        for passage, held in zip(source.passages, slices, strict=True):
            pieces += [(len(ids), numbers[held], 1.0), (len(ids), headline, HEADLINE)]
            ids.append(passage.id)
            owners.append(len(articles))
        articles.append(source.article_id)
        words.append(numbers)
    terms, numbers, pieces = _in_order(numbering, words, pieces)
    stop = np.array([fingerprint(t) for t in numbering.terms if is_stop(t)], np.uint64)
    return Postings(
        articles=articles,
        terms=terms,
        numbers=numbers,
        bounds=np.cumsum([0, *map(len, words)], dtype=np.int64),
        ids=np.array([id_.encode() for id_ in ids] or [b""], np.bytes_)[: len(ids)],
        owners=np.array(owners, np.int32),
        **_counted(pieces, len(ids), np.isin(terms, stop)),
    )


def _in_order(
    numbering: Numbering, words: list[Ints], pieces: list[tuple[int, Ints, float]]
) -> tuple[NDArray[np.uint64], Ints, list[tuple[int, Ints, float]]]:
    """The terms that occur by fingerprint, and all words numbered anew by their place among them."""
    used = np.unique(np.concatenate([np.empty(0, np.int32), *words, *(numbers for _, numbers, _ in pieces)]))
    spelled = list(numbering.terms)
    prints = np.array([fingerprint(spelled[number]) for number in used], np.uint64)
    order = np.argsort(prints)
    places = np.zeros(len(spelled), np.int32)
    places[used[order]] = np.arange(len(used), dtype=np.int32)
    numbers = places[np.concatenate([np.empty(0, np.int32), *words])]
    return prints[order], numbers, [(row, places[own], weight) for row, own, weight in pieces]


def _counted(pieces: list[tuple[int, Ints, float]], passages: int, stop: NDArray[np.bool_]) -> dict[str, Any]:
    sizes = [len(own) for _, own, _ in pieces]
    rows = np.repeat(np.array([row for row, _, _ in pieces], np.int64), sizes)
    weights = np.repeat(np.array([weight for _, _, weight in pieces], np.float32), sizes)
    terms = np.concatenate([np.empty(0, np.int32), *(own for _, own, _ in pieces)])
    keys, where = np.unique(terms.astype(np.int64) << 32 | rows, return_inverse=True)  # by term, then by passage
    counts = np.bincount(where, weights, len(keys)).astype(np.float32)
    numbers, found = (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)
    kept = ~stop[numbers]
    return {
        "lengths": np.bincount(found[kept], counts[kept], passages).astype(np.float32),
        "frequencies": np.bincount(numbers, minlength=len(stop)).astype(np.int32),
        "starts": np.cumsum([0, *np.bincount(numbers[kept], minlength=len(stop))], dtype=np.int64),
        "rows": found[kept],
        "counts": counts[kept],
    }


def write(postings: Postings, path: Path) -> None:
    """Put the arrays into a file that is there as a whole or not at all."""
    arrays = {name: value for name, value in vars(postings).items() if isinstance(value, np.ndarray)}
    write_arrays(path, {"format": FORMAT, "articles": postings.articles}, arrays)


def load(path: Path) -> Postings:
    """Map the arrays of a file; DamagedIndexError when it is missing or not as it was written."""
    try:
        head, arrays = read_arrays(path)
        if head["format"] != FORMAT:
            raise ValueError(f"it is of the format {head['format']!r}")
        return Postings(articles=head["articles"], **arrays)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndexError(f"The keyword arrays in {path} cannot be read: {error}. Run `index` again.") from error
