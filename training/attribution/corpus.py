"""Turn annotated articles into labelled windows: one tag a word, and for each cue the words of its source and content.

Reading the text into words is left to `rag.statements.tagger_words`, dirtying the text to `augment`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from rag.statements.tagger_decode import ROLES
from rag.statements.tagger_words import CLS, SEP, Ints, Words, windows_of, words_of

Segments = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One annotated article: the text and, for each attribution, character segments by role."""

    text: str
    attributions: tuple[dict[str, Segments], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One window: tokens (with the two special ones), features, first token of each word, tag of each word, and links.

    `cues` holds [first word, end word) of each cue; `links[cue, word]` is 0 for none, 1 for source, 2 for content.
    """

    ids: Ints
    features: Ints
    first: Ints
    tags: Ints
    cues: Ints
    links: Ints


def read_articles(path: Path) -> list[Labelled]:
    """Read a JSONL file with `text` and `attributions` (source, cue, content as lists of [start, end])."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [
        Labelled(row["text"], tuple({r: [(s, e) for s, e in a[r]] for r in ROLES} for a in row["attributions"]))
        for row in rows
    ]


def _word_range(words: Words, segment: tuple[int, int]) -> tuple[int, int]:
    """Words that touch the segment, as a half-open range."""
    start = int(np.searchsorted(words.spans[:, 1], segment[0], side="right"))
    end = int(np.searchsorted(words.spans[:, 0], segment[1], side="left"))
    return start, end


def _tag(tags: Ints, start: int, end: int, role: str) -> None:
    base = 1 + 4 * ROLES.index(role)
    if end - start == 1:
        tags[start] = base + 3
        return
    tags[start:end] = base + 1
    tags[start], tags[end - 1] = base, base + 2


def examples_of(article: Labelled, tokenizer: Tokenizer, budget: int) -> Iterator[Example]:
    """Cut one article into labelled windows of at most `budget` tokens."""
    words = words_of(article.text, tokenizer)
    tags = np.zeros(len(words.first), dtype=np.int64)
    located: list[dict[str, list[tuple[int, int]]]] = []
    for attribution in article.attributions:
        ranges = {r: [_word_range(words, s) for s in attribution[r]] for r in ROLES}
        ranges = {r: [(a, b) for a, b in rs if b > a] for r, rs in ranges.items()}
        for role in ROLES:
            for start, end in ranges[role]:
                _tag(tags, start, end, role)
        located.append(ranges)
    for start, end in windows_of(words, budget):
        yield _example(words, tags, located, start, end)


def _example(words: Words, tags: Ints, located: Iterable[dict[str, Segments]], start: int, end: int) -> Example:
    edge = np.append(words.first, len(words.ids))
    tokens = slice(int(edge[start]), int(edge[end]))
    cues: list[tuple[int, int]] = []
    links: list[Ints] = []
    for ranges in located:
        inside = [(a, b) for a, b in ranges["cue"] if a >= start and b <= end]
        if not inside:
            continue
        row = np.zeros(end - start, dtype=np.int64)
        for value, role in ((1, "source"), (2, "content")):
            for a, b in ranges[role]:
                row[max(a, start) - start : max(0, min(b, end) - start)] = value
        cues.append((inside[0][0] - start, inside[0][1] - start))
        links.append(row)
    return Example(
        ids=np.concatenate([[CLS], words.ids[tokens], [SEP]]),
        features=np.pad(words.features[tokens], ((1, 1), (0, 0))),
        first=words.first[start:end] - edge[start] + 1,
        tags=tags[start:end],
        cues=np.asarray(cues, dtype=np.int64).reshape(-1, 2),
        links=np.stack(links) if links else np.zeros((0, end - start), np.int64),
    )
