"""A sentence of an answer to the pieces it is drawn from: plain words, checked quotations, and citation chips.

Whether a quotation is verbatim is asked of the citations; who may be cited is decided long before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.types import Span
from rag.words import fold

_CLOSING = re.compile(r"[.,;:!?…]*[”\"»’')]*[.,;:!?…]*(?!\w)")
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"»“]")


@dataclass(frozen=True, slots=True)
class Words:
    """Some words; `verbatim` is None outside quotation marks, else whether a citation holds them."""

    text: str
    verbatim: bool | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """The number of a citation."""

    n: int


def quotations(text: str) -> list[Span]:
    """What stands inside double quotation marks, marks left out; unpaired marks quote nothing.

    >>> [span.of('He said “no” and "go".') for span in quotations('He said “no” and "go".')]
    ['no', 'go']
    """
    return [Span(*match.span(1)) for match in _QUOTED.finditer(text)]


def is_verbatim(quoted: str, sources: Sequence[str]) -> bool:
    """Whether quoted words stand in one of the sources, in any glyphs; a closing comma may be ours."""
    core = fold(quoted).strip(" .,;:!?…'\"")
    return bool(core) and any(core in fold(source) for source in sources)


def segments(text: str, citations: Sequence[int], sources: Mapping[int, str]) -> list[Words | Chip]:
    """The sentence in order: each chip stands after the words it carries, or at the end when they are told otherwise.

    >>> segments("He said it leaks, often.", [1], {1: "it leaks"})
    [Words(text='He said it leaks,', verbatim=None), Chip(n=1), Words(text=' often.', verbatim=None)]
    """
    chips: dict[int, list[int]] = {}
    for n in dict.fromkeys(citations):
        chips.setdefault(_place(text, sources.get(n, "")), []).append(n)
    cited = [sources[n] for n in citations if n in sources]
    quoted = {edge: is_verbatim(span.of(text), cited) for span in quotations(text) for edge in [(span.start, span.end)]}
    edges = sorted({0, len(text), *chips, *(edge for pair in quoted for edge in pair)})
    found: list[Words | Chip] = []
    for start, end in pairwise(edges):
        verdict = next((ok for (left, right), ok in quoted.items() if left <= start and end <= right), None)
        found += [Chip(n) for n in chips.get(start, ())]
        found.append(Words(text[start:end], verdict))
    return found + [Chip(n) for n in chips.get(len(text), ())]


def _place(text: str, source: str) -> int:
    """Where a chip goes: after the source's words and the marks that close them, else at the end of the sentence."""
    core = fold(source).strip(" \"'.,;:!?…-")
    at = fold(text).find(core) if len(core) > 2 else -1
    if at < 0:
        return len(text)
    end = at + len(core)
    closing = _CLOSING.match(text, end)
    end = closing.end() if closing else end
    return len(text) if not text[end:].strip(" .!?…\"'”’") else end
