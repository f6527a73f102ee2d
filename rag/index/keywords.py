"""Passages to arrays that find them again by their words: BM25 over stems, and phrases by runs of numbered words.

The arrays lie in a folder of their own and are memory-mapped, so opening costs nothing and many readers share them.
BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with Lucene's idf, which is never
negative. The words of the headline count as words of every passage of its article, at a weight.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.errors import DamagedIndexError
from rag.index.folders import mapped, written_whole
from rag.index.terms import STOP, Numbering, numbered, term_of
from rag.types import Hit, Passage
from rag.words import phrase_spans, spellings

FORMAT = "words 1"  # changes whenever the arrays do
K1 = 1.2
B = 0.75
HEADLINE = 1.0  # what one word of the headline counts against one of the passage
FINGERPRINT = blake2b(
    f"{FORMAT} {K1} {B} {HEADLINE}".encode(), digest_size=2
).hexdigest()  # other figures, other arrays

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
_ARRAYS = ("numbers", "bounds", "ids", "owners", "frequencies", "starts", "rows", "impacts")


@dataclass(frozen=True, slots=True)
class Source:
    """One article as this module reads it."""

    article_id: str
    text: str
    headline: str
    passages: Sequence[Passage]


@dataclass(frozen=True)
class Keywords:
    """The arrays of one corpus of P passages in A articles with T terms."""

    articles: list[str]
    terms: dict[str, int]
    numbers: Ints  # every word of every article, in order
    bounds: NDArray[np.int64]  # (A + 1,) where the words of each article begin
    ids: NDArray[np.bytes_]  # (P,) passage ids
    owners: Ints  # (P,) the row of each passage's article
    frequencies: Ints  # (T,) in how many passages a term stands
    starts: NDArray[np.int64]  # (T + 1,) where the postings of each term begin
    rows: Ints  # postings: a passage
    impacts: Floats  # postings: what the term adds to that passage's score

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {article: row for row, article in enumerate(self.articles)}

    def search(self, words: Sequence[str], limit: int, article_ids: frozenset[str] | None = None) -> list[Hit]:
        """Passages that share a stem with the words, best first, equals in order of article and position."""
        scores = np.zeros(len(self.ids), np.float32)
        for number in {self._number(word) for part in words for word in spellings(part)}:
            if number >= STOP:
                here = slice(self.starts[number], self.starts[number + 1])
                scores[self.rows[here]] += self.impacts[here]
        if article_ids is not None:
            scores[~self.mask(article_ids)] = 0
        return [Hit(self.ids[row].decode(), float(scores[row])) for row in best(scores, limit)]

    def mask(self, article_ids: frozenset[str]) -> NDArray[np.bool_]:
        """(P,) which passages are of these articles."""
        wanted = np.zeros(len(self.articles), bool)
        wanted[[self._rows[article] for article in article_ids if article in self._rows]] = True
        return np.asarray(wanted[self.owners])

    def rarity(self, words: Sequence[str]) -> list[float]:
        """The idf of each word; of several words in one string, the rarest."""
        return [max((self._idf(word) for word in spellings(part)), default=0.0) for part in words]

    def naming(self, words: Sequence[str], limit: int, text_of: Callable[[str], str]) -> list[str]:
        """Articles in whose text the words stand next to each other, the words compared after folding."""
        phrase = " ".join(words)
        found = (article for article in self._with_run(spellings(phrase)) if _stands_in(text_of(article), phrase))
        return [article for article, _ in zip(found, range(limit), strict=False)]

    def _with_run(self, words: Sequence[str]) -> Iterator[str]:
        run = [self._number(word) for word in words]
        if not run or min(run) < 0:
            return
        rarest = min(range(len(run)), key=lambda n: self.frequencies[run[n]])
        places = np.flatnonzero(self.numbers == run[rarest]) - rarest
        places = places[(places >= 0) & (places + len(run) <= len(self.numbers))]
        for n, number in enumerate(run):
            places = places[self.numbers[places + n] == number]
        first = np.searchsorted(self.bounds, places, "right") - 1
        last = np.searchsorted(self.bounds, places + len(run) - 1, "right") - 1
        yield from (self.articles[row] for row in np.unique(first[first == last]))

    def _number(self, word: str) -> int:
        return self.terms.get(term_of(word), -1)

    def _idf(self, word: str) -> float:
        number = self._number(word)
        return idf(int(self.frequencies[number]) if number >= 0 else 0, len(self.ids))


def idf(frequency: int, passages: int) -> float:
    """Lucene's inverse document frequency."""
    return log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


def best(scores: Floats, limit: int) -> NDArray[np.intp]:
    """The rows of the highest positive scores, best first, equals in order of row."""
    if limit < 1 or not len(scores):
        return np.empty(0, np.intp)
    floor = np.partition(scores, -limit)[-limit] if limit < len(scores) else np.float32(0)
    rows = np.flatnonzero((scores >= floor) & (scores > 0))
    return rows[np.lexsort((rows, -scores[rows]))][:limit]


def _stands_in(text: str, phrase: str) -> bool:
    return next(phrase_spans(text, phrase), None) is not None


def build(sources: Iterable[Source], passages: int) -> Keywords:
    """The arrays of a corpus: sources ordered by article id, with so many passages in all."""
    return _Builder(passages).build(sources)


class _Builder:
    """Articles one by one to postings, a few hundred articles at a time so that memory stays flat."""

    def __init__(self, passages: int) -> None:
        self.numbering = Numbering()
        self.articles: list[str] = []
        self.ids: list[str] = []
        self.numbers: list[Ints] = []
        self.bounds = [0]
        self.owners = np.empty(passages, np.int32)
        self.lengths = np.zeros(passages, np.float32)  # weighted words, stop words left out
        self.pieces: list[tuple[int, Ints, float]] = []  # passage row, its words, their weight
        self.postings: list[tuple[Ints, Ints, Floats]] = []  # row, term, weighted count
        self.frequencies: list[Ints] = []

    def build(self, sources: Iterable[Source]) -> Keywords:
        for n, source in enumerate(sources):
            self._add(source)
            if n % 256 == 255:
                self._count()
        self._count()
        return self._arrays()

    def _add(self, source: Source) -> None:
        row = len(self.articles)
        numbers, slices = numbered(source.text, (passage.span for passage in source.passages), self.numbering)
        headline, _ = numbered(source.headline, (), self.numbering)
        self.articles.append(source.article_id)
        self.numbers.append(numbers)
        self.bounds.append(self.bounds[-1] + len(numbers))
        for passage, held in zip(source.passages, slices, strict=True):
            at = len(self.ids)
            self.ids.append(passage.id)
            self.owners[at] = row
            self.pieces += [(at, numbers[held], 1.0), (at, headline, HEADLINE)]

    def _count(self) -> None:
        """Turn the pieces gathered so far into postings."""
        if not self.pieces:
            return
        sizes = [len(words) for _, words, _ in self.pieces]
        rows = np.repeat(np.array([row for row, _, _ in self.pieces], np.int64), sizes)
        weights = np.repeat(np.array([weight for _, _, weight in self.pieces], np.float32), sizes)
        terms = np.concatenate([words for _, words, _ in self.pieces])
        keys, where = np.unique(rows << 32 | terms, return_inverse=True)
        counts = np.bincount(where, weights, len(keys)).astype(np.float32)
        passages, numbers = (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)
        self.frequencies.append(np.bincount(numbers).astype(np.int32))
        kept = numbers >= STOP
        np.add.at(self.lengths, passages[kept], counts[kept])
        self.postings.append((passages[kept], numbers[kept], counts[kept]))
        self.pieces = []

    def _arrays(self) -> Keywords:
        terms = self.numbering.terms
        frequencies = np.zeros(len(terms), np.int32)
        for part in self.frequencies:
            frequencies[: len(part)] += part
        empty = (np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.float32))
        rows, numbers, counts = (np.concatenate(column) for column in zip(empty, *self.postings, strict=True))
        self.postings = []
        order = np.argsort(numbers, kind="stable")
        rows, numbers, counts = rows[order], numbers[order], counts[order]
        mean = float(self.lengths.mean()) if len(self.ids) and self.lengths.any() else 1.0
        idfs = np.array([idf(int(frequency), len(self.ids)) for frequency in frequencies], np.float32)
        norm = K1 * (1 - B + B * self.lengths / mean)
        return Keywords(
            articles=self.articles,
            terms={term: n for n, term in enumerate(terms)},
            numbers=np.concatenate([np.empty(0, np.int32), *self.numbers]),
            bounds=np.array(self.bounds, np.int64),
            ids=np.array([id_.encode() for id_ in self.ids] or [b""], np.bytes_)[: len(self.ids)],
            owners=self.owners,
            frequencies=frequencies,
            starts=np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=len(terms)))]).astype(np.int64),
            rows=rows,
            impacts=(idfs[numbers] * counts * (K1 + 1) / (counts + norm[rows])).astype(np.float32),
        )


def write(keywords: Keywords, folder: Path) -> None:
    """Put the arrays into a folder that is there as a whole or not at all."""
    with written_whole(folder) as aside:
        for name in _ARRAYS:
            np.save(aside / f"{name}.npy", getattr(keywords, name))
        (aside / "terms.txt").write_text("\n".join(keywords.terms), "utf-8")
        shape = {"format": FORMAT, "articles": keywords.articles}
        sizes = {path.name: path.stat().st_size for path in sorted(aside.iterdir())}
        (aside / "words.json").write_text(json.dumps(shape | {"files": sizes}), "utf-8")


def load(folder: Path) -> Keywords:
    """Map the arrays of a folder; DamagedIndexError when one is missing or not as long as it was written."""
    try:
        head = json.loads((folder / "words.json").read_text("utf-8"))
        for name, size in head["files"].items():
            if (folder / name).stat().st_size != size:
                raise ValueError(f"{name} is not as long as it was written")
        if head["format"] != FORMAT:
            raise ValueError(f"it is of the format {head['format']!r}")
        arrays = {name: mapped(folder / f"{name}.npy") for name in _ARRAYS}
        terms = (folder / "terms.txt").read_text("utf-8").split("\n")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndexError(
            f"The keyword arrays in {folder} cannot be read: {error}. Run `index` again."
        ) from error
    return Keywords(articles=head["articles"], terms={term: n for n, term in enumerate(terms)}, **arrays)
