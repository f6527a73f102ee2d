"""Words to the spans of an article where they stand, after the 1:1 fold, with any run of white space for one.

Whose words they are, and what a near miss means, is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rag.types import Span
from rag.words import fold

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_TAIL = " ,.;:"


def visible(text: str) -> str:
    """The text without the characters nobody sees: soft hyphens, zero-width spaces and marks of direction."""
    return _UNSEEN.sub("", text)


def same_words(text: str) -> str:
    """One spelling for comparing words: folded, white space runs as one space."""
    return " ".join(fold(text).split())


def locate(text: str, words: str, within: Sequence[Span]) -> Iterator[Span]:
    """Where the words stand inside one of the spans, whole words only (a border of the span is a border of a word).

    >>> t = "He said: “We  will not go.”"
    >>> [s.of(t) for s in locate(t, "we will", [Span(0, len(t))])]
    ['We  will']
    """
    pattern = _pattern(words)
    if pattern is None:
        return
    for area in within:
        piece = fold(area.of(text))
        for match in pattern.finditer(piece):
            if _whole(piece, match.start(), match.end()):
                yield Span(area.start + match.start(), area.start + match.end())


def locate_quotation(text: str, words: str, within: Sequence[Span]) -> Iterator[Span]:
    """As `locate`, for words from inside marks: a comma or full stop that only closes the quotation may be missing."""
    shown = visible(words).strip()
    found = False
    for span in locate(text, shown, within):
        found = True
        yield span
    bare = shown.rstrip(_TAIL)
    if not found and bare != shown:
        yield from locate(text, bare, within)


@lru_cache(maxsize=512)
def _pattern(words: str) -> re.Pattern[str] | None:
    parts = [re.escape(part) for part in fold(words).split()]
    return re.compile(r"\s+".join(parts)) if parts else None


def _whole(piece: str, start: int, end: int) -> bool:
    def joined(at: int) -> bool:
        return 0 < at < len(piece) and piece[at - 1].isalnum() and piece[at].isalnum()

    return not joined(start) and not joined(end)
