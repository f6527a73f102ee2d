"""Words to the passages that hold them: BM25 over stems, and phrases by runs of numbered words, over all segments.

BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with Lucene's idf, which is never
negative. The words of the headline count as words of every passage of its article, at a weight. Scores are worked out
from counts when a question comes, so that they are those of the whole corpus however it was cut into segments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate, islice
from math import log

import numpy as np
from numpy.typing import NDArray

from rag.index.postings import FORMAT, HEADLINE, Floats, Postings
from rag.index.terms import fingerprint, is_stop, term_of
from rag.types import Hit
from rag.words import phrase_spans, spellings

K1 = 1.2
B = 0.75
FINGERPRINT = blake2b(f"{FORMAT} {HEADLINE}".encode(), digest_size=2).hexdigest()  # other figures, other arrays


class Keywords:
    """The segments of one corpus of P passages, in the order of article ids."""

    def __init__(self, segments: Sequence[Postings]) -> None:
        """Nothing is read yet."""
        self._segments = segments
        self._begins = list(accumulate((len(segment.ids) for segment in segments), initial=0))

    @cached_property
    def ids(self) -> NDArray[np.bytes_]:
        """(P,) passage ids, ordered by article id and position."""
        return np.concatenate([np.empty(0, np.bytes_), *(segment.ids for segment in self._segments)])

    def search(self, words: Sequence[str], limit: int, article_ids: frozenset[str] | None = None) -> list[Hit]:
        """Passages that share a stem with the words, best first, equals in order of article and position."""
        scores = np.zeros(len(self.ids), np.float32)
        for term in sorted({term_of(word) for part in words for word in spellings(part)}):  # sums keep their order
            if not is_stop(term):
                self._score(term, scores)
        if article_ids is not None:
            scores[~self.mask(article_ids)] = 0
        return [Hit(self.ids[row].decode(), float(scores[row])) for row in best(scores, limit)]

    def mask(self, article_ids: frozenset[str]) -> NDArray[np.bool_]:
        """(P,) which passages are of these articles."""
        masks = [np.empty(0, bool)]
        for segment in self._segments:
            wanted = np.zeros(len(segment.articles), bool)
            wanted[[segment.article_rows[article] for article in article_ids & segment.article_rows.keys()]] = True
            masks.append(wanted[segment.owners])
        return np.concatenate(masks)

    def rarity(self, words: Sequence[str]) -> list[float]:
        """The idf of each word; of several words in one string, the rarest."""
        return [max((self._idf(term_of(word)) for word in spellings(part)), default=0.0) for part in words]

    def naming(self, words: Sequence[str], limit: int, texts_of: Callable[[list[str]], list[str]]) -> list[str]:
        """Articles in whose text the words stand next to each other, the words compared after folding.

        `texts_of` gives the texts of some articles, in order.
        """
        phrase = " ".join(words)
        run = [fingerprint(term_of(word)) for word in spellings(phrase)]
        likely = (article for segment in self._segments for article in _with_run(segment, run))
        found: list[str] = []
        while len(found) < limit and (some := list(islice(likely, limit - len(found)))):
            found += [id_ for id_, text in zip(some, texts_of(some), strict=True) if _stands_in(text, phrase)]
        return found

    def _score(self, term: str, scores: Floats) -> None:
        print_, gain = fingerprint(term), np.float32(self._idf(term))
        for segment, begin, end in zip(self._segments, self._begins, self._begins[1:], strict=False):
            if (number := segment.number(print_)) >= 0:
                rows, counts = segment.of(number)
                scores[begin:end][rows] += gain * counts * (K1 + 1) / (counts + self._norms[begin:end][rows])

    @cached_property
    def _norms(self) -> Floats:
        """(P,) what the length of a passage takes off, 1 for one as long as most."""
        lengths = np.concatenate([np.empty(0, np.float32), *(segment.lengths for segment in self._segments)])
        mean = lengths.sum(dtype=np.float64) / max(1, len(lengths)) or 1.0  # exact: lengths are whole numbers
        return (K1 * (1 - B + B * lengths / np.float32(mean))).astype(np.float32)

    def _idf(self, term: str) -> float:
        print_ = fingerprint(term)
        numbers = ((segment, segment.number(print_)) for segment in self._segments)
        return idf(sum(int(segment.frequencies[n]) for segment, n in numbers if n >= 0), len(self.ids))


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


def _with_run(segment: Postings, run: Sequence[int]) -> Iterator[str]:
    """The articles of a segment in which words of these fingerprints follow one another."""
    numbers = [segment.number(print_) for print_ in run]
    if not numbers or min(numbers) < 0:
        return
    rarest = min(range(len(numbers)), key=lambda n: segment.frequencies[numbers[n]])
    places = np.flatnonzero(segment.numbers == numbers[rarest]) - rarest
    places = places[(places >= 0) & (places + len(numbers) <= len(segment.numbers))]
    for n, number in enumerate(numbers):
        places = places[segment.numbers[places + n] == number]
    first = np.searchsorted(segment.bounds, places, "right") - 1
    last = np.searchsorted(segment.bounds, places + len(numbers) - 1, "right") - 1
    yield from (segment.articles[row] for row in np.unique(first[first == last]))


def _stands_in(text: str, phrase: str) -> bool:
    return next(phrase_spans(text, phrase), None) is not None
