"""Turn an article's text into words with look-and-place features, packed into windows of whole paragraphs.

What the words mean (source, cue, content) is left to `tagger`; training reads its windows from here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from rag.types import Span

Ints = npt.NDArray[np.int64]

CLS, SEP = 101, 102
LOOKS, MARKS, PLACES = 7, 16, 5
"""Sizes of the three feature tables: how a word looks, which quotation mark or state, what stands before it."""

_QUOTES = {"“": 1, "”": 2, '"': 3, "‘": 4, "’": 5, "'": 6, "«": 1, "»": 2, "„": 1}
_SIGNS = frozenset([*_QUOTES, "`"])
_ENDING = frozenset(".!?…\"”’')]")  # what the last sign of a sentence may be
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_START = re.compile(r"[^\s][^\S\n]*\n[^\S\n]*([^\s])")
_EMPTY_LINE = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class Words:
    """One text as sub-word tokens grouped into words: token arrays first, then one row a word.

    `ids` and `features` (look, mark, place) have one entry a token; `first` is the index of each word's first token;
    `spans` holds each word's [start, end) in characters; `breaks` and `sentences` the words that start one.
    """

    ids: Ints
    features: Ints
    first: Ints
    spans: Ints
    breaks: Ints
    sentences: Ints

    def tokens_of(self, spans: Sequence[Span]) -> list[tuple[int, int]]:
        """For each span the half-open range of the tokens of the words that touch it."""
        edge = np.append(self.first, len(self.ids))
        starts = np.searchsorted(self.spans[:, 1], [span.start for span in spans], side="right")
        ends = np.searchsorted(self.spans[:, 0], [span.end for span in spans], side="left")
        return [(int(edge[a]), int(edge[max(a, b)])) for a, b in zip(starts, ends, strict=True)]


@lru_cache(maxsize=50_000)
def look_of(word: str) -> int:
    """Class of a word's letters: 1 lower, 2 Title, 3 UPPER, 4 mIxed, 5 digits, 6 anything else."""
    if not any(c.isalnum() for c in word):
        return 6
    if word.isdigit():
        return 5
    if word.islower():
        return 1
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 2
    return 3 if word.isupper() else 4


class _QuoteState:
    """Follows quotation marks through one paragraph; a paragraph break forgets a mark that was never closed."""

    def __init__(self) -> None:
        self.inside = False

    def step(self, kind: int, *, again: bool) -> int:
        """Feature of one word: 0 outside, 7 inside, 1-6 a mark met outside, 8-13 a mark met inside.

        `again` marks the second sign of a doubled one (''), which stands where the first one left the paragraph.
        """
        was = self.inside
        if kind == 1:
            self.inside = True
        elif kind == 2:
            self.inside = False
        elif kind == 3 and not again:
            self.inside = not was
        return kind + 7 * was if kind else 7 * was


def _mark(text: str, start: int, stop: int) -> tuple[int, bool]:
    """Kind of quotation mark, and whether it is the second half of '' or ``, which some wires set for a double mark."""
    word = text[start:stop]
    if word in ("'", "`"):
        if start and text[start - 1] == word:
            return 3, True
        if text[stop : stop + 1] == word:
            return 3, False
    return _QUOTES.get(word, 0), False


def words_of(text: str, tokenizer: Tokenizer) -> Words:
    """Cut `text` into words and tokens.

    Example: 'He said: “No.”' gives the words He, said, :, “, No, ., ” with their character spans.
    """
    encoded = tokenizer.encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    ids = np.array(encoded.ids, dtype=np.int64)
    offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
    edges = np.flatnonzero(np.diff(np.array(encoded.word_ids, dtype=np.int64), prepend=-1, append=-1))
    first, last = edges[:-1], edges[1:] - 1
    spans = np.stack([offsets[first, 0], offsets[last, 1]], axis=1)
    rows, breaks, sentences = _features(text, spans)
    return Words(ids, np.repeat(rows, np.diff(edges), axis=0), first, spans, breaks, sentences)


def _wrapped(text: str) -> bool:
    """Whether lines end where a page did, in mid-sentence: then only an empty line parts paragraphs."""
    starts: list[str] = _LINE_START.findall(text)
    empty = len(_EMPTY_LINE.findall(text))
    return len(starts) > empty and sum(map(str.islower, starts)) > 0.3 * len(starts)


def _features(text: str, spans: Ints) -> tuple[Ints, Ints, Ints]:
    rows: list[tuple[int, int, int]] = []
    breaks: list[int] = []
    sentences: list[int] = []
    state, end, parting = _QuoteState(), 0, 2 if _wrapped(text) else 1
    for i, (start, stop) in enumerate(spans.tolist()):
        place = 1 if end < start else 0
        if i == 0 or (place and text.count("\n", end, start) >= parting):
            place = 3 if i == 0 else 2
            state = _QuoteState()
            breaks.append(i)
        if place > 1 or (place and text[end - 1] in _ENDING and _SENTENCE_END.search(text[max(0, end - 4) : end])):
            sentences.append(i)
        word = text[start:stop]
        kind, again = _mark(text, start, stop) if word in _SIGNS else (0, False)
        rows.append((look_of(word), state.step(kind, again=again), place))
        end = stop
    return (
        np.array(rows, dtype=np.int64).reshape(-1, 3),
        np.asarray(breaks, dtype=np.int64),
        np.asarray(sentences, dtype=np.int64),
    )


def windows_of(words: Words, budget: int = 254) -> Iterator[tuple[int, int]]:
    """Pack paragraphs into word ranges of at most `budget` tokens; a longer one is cut at a sentence, or anywhere."""
    count = len(words.first)
    edge = np.append(words.first, len(words.ids))
    start = 0
    while start < count:
        if edge[count] - edge[start] <= budget:
            cut = count
        else:
            most = max(start + 1, int(np.searchsorted(edge, edge[start] + budget, side="right")) - 1)
            cut = _last_within(words.breaks, start, most) or _last_within(words.sentences, start, most) or most
        yield start, cut
        start = cut


def _last_within(places: Ints, start: int, most: int) -> int | None:
    """The last of `places` after `start` and up to `most`; None when there is none."""
    at = int(np.searchsorted(places, most, side="right")) - 1
    return int(places[at]) if at >= 0 and places[at] > start else None
