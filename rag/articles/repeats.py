"""Paragraphs to those of them that an article has twice, as scraped text often does.

Of two equal or nearly equal paragraphs the later is the repetition; of a sentence and its cut-off beginning, the
beginning is, wherever it stands. Lists and short lines repeat for good reasons and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from rag.articles.furniture import LAST_SENTENCE
from rag.types import Span
from rag.words import fold

_SHORTEST = 60  # characters of a paragraph whose repetition is no accident
_KEY = 40  # characters by which two paragraphs may be recognised
_CANDIDATES = 5  # earlier paragraphs with the same key that are compared
_LONGEST = 4000  # characters up to which near repetition is looked for
_CLOSE = 0.9  # share of words two paragraphs must have in common
_NEGATION = frozenset("not no never none nor without".split())
_WORD = re.compile(r"[\w'’]+")


def repeated(paragraphs: Sequence[tuple[int, str]]) -> dict[int, Span]:
    """For paragraphs as (offset, words) in order, which stretch of which (by its offset) is a repetition.

    >>> repeated([(0, "Rain fell on the northern coast."), (40, "Rain fell on the northern coast for nine days.")])
    {0: Span(start=0, end=32)}
    """
    found: dict[int, Span] = {}
    seen: dict[str, list[str]] = {}
    for i, (start, words) in enumerate(paragraphs):
        if len(words) >= _SHORTEST and words[-1] in ".!?”\"'’…" and _seen_before(words, seen):
            found[start] = Span(start, start + len(words))
            continue
        cut_off = _cut_off(words, [later for _, later in paragraphs[i + 1 : i + 3]])
        if cut_off is not None:
            found[start] = Span(start + cut_off, start + len(words))
    return found


def _seen_before(words: str, seen: dict[str, list[str]]) -> bool:
    """Whether an earlier paragraph with the same first or last characters says the same; this one is remembered."""
    ends = (fold(words[:_KEY]), fold(words[-_KEY:]))
    for key in ends:
        if any(_same(earlier, words) for earlier in seen.get(key, ())[-_CANDIDATES:]):
            return True
    for key in set(ends):
        seen.setdefault(key, []).append(words)
    return False


def _same(one: str, other: str) -> bool:
    """Equal but for a few small words: a different name, figure or "not" makes a different paragraph."""
    if one == other:
        return True
    if max(len(one), len(other)) > _LONGEST:
        return False
    a, b = _WORD.findall(one), _WORD.findall(other)
    if min(len(a), len(b)) < _CLOSE * max(len(a), len(b)):
        return False
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.ratio() < _CLOSE:
        return False
    changed = [word for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal" for word in a[i1:i2] + b[j1:j2]]
    return all(word.islower() and word not in _NEGATION and not word.endswith(("n't", "n’t")) for word in changed)


def _cut_off(words: str, following: Sequence[str]) -> int | None:
    """Where the last sentence starts if one of the next paragraphs begins with it and goes on; None otherwise."""
    if len(words) < 20 or words[-1] not in ".…" or not following:
        return None
    # The next paragraph's first words must stand here at all: one search spares most paragraphs the folding.
    if not any(later[:12] in words[-300:] for later in following):
        return None
    ends = [last.end() for last in LAST_SENTENCE.finditer(words, max(0, len(words) - 300))]
    start = ends[-1] if ends else 0
    sentence = fold(words[start:].rstrip(".… "))
    if len(sentence) < 20 or sentence.count(" ") < 3:
        return None
    for later in following:
        opening = fold(later[: len(sentence) + 1])
        if opening[:-1] == sentence and len(later) > len(words) - start and opening[-1] in " ,":
            return start
    return None
