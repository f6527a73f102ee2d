"""The lines of a PDF's pages to paragraphs.

A PDF knows lines and where they stand, not paragraphs: a wider gap, another size of type or a short last line ends one.
Words divided at a line's end are put together. Page numbers and running heads are left out, for they cut sentences in
two. All this happens before the text becomes an article's, so no offset has been taken yet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_FULL_STOP = re.compile(r"[.!?][”\"’')\]]*$")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u00a0": " "}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, the height of its base line on the page, and the size of its type, in points."""

    words: str
    height: float = 0.0
    size: float = 0.0


def reflowed(pages: Sequence[Sequence[Line]]) -> str:
    """Paragraphs parted by blank lines; one may run on over a page's end."""
    kept = _without_running_heads(pages)
    whole = "\n".join(line.words for page in kept for line in page)
    gap = _usual_gap(kept)
    usual = _usual_length(kept)
    paragraphs: list[str] = []
    above: Line | None = None
    for line in (line for page in kept for line in page):
        if above is None or _parted(above, line, gap, usual):
            paragraphs.append(line.words)
        else:
            paragraphs[-1] = _joined(paragraphs[-1], line.words, whole)
        above = line
    return "\n\n".join(paragraphs).translate(_LIGATURES)


def _parted(above: Line, line: Line, gap: float, usual: float) -> bool:
    """Whether a paragraph ends between two lines that follow each other in the file."""
    if above.size and line.size and not 0.87 < line.size / above.size < 1.15:
        return True
    down = above.height - line.height
    if gap and down > 0:
        return down > gap * 1.3 or len(above.words) < usual * 0.5
    ended = bool(
        _FULL_STOP.search(above.words)
    )  # another column or page, or a PDF that does not tell where lines stand
    return len(above.words) < usual * 0.6 or (ended and len(above.words) < usual * 0.85)


def _usual_gap(pages: Sequence[Sequence[Line]]) -> float:
    """The distance of lines inside a paragraph: more often met than the wider ones, so a quarter is surely enough."""
    gaps = sorted(a.height - b.height for page in pages for a, b in pairwise(page) if a.height > b.height)
    return gaps[len(gaps) // 4] if gaps else 0.0


def _usual_length(pages: Sequence[Sequence[Line]]) -> float:
    lengths = sorted(len(line.words) for page in pages for line in page)
    return lengths[int(len(lengths) * 0.8)] if lengths else 0.0


def _joined(above: str, line: str, whole: str) -> str:
    """One line on to the next; a hyphen at the line's end stays if the article writes the word with one elsewhere."""
    divided = re.search(r"([^\W\d_]+)([-\u00ad\u2010])$", above)
    if not divided or not line[:1].islower():
        return f"{above} {line}"
    rest = re.match(r"[^\W\d_]+", line)
    written = f"{divided[1]}-{rest.group() if rest else ''}"
    keep = divided[2] != "\u00ad" and re.search(rf"\b{re.escape(written)}\b", whole)
    return (above if keep else above[: divided.start(2)]) + line


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without what stands at the edge of most of them, and without page numbers."""
    times = Counter(shape for page in pages for shape in {_shape(line.words) for line in _edge(page)})
    running = {shape for shape, n in times.items() if n > 1 and n * 2 > len(pages)}
    kept: list[list[Line]] = []
    for page in pages:
        edge = {id(line) for line in _edge(page)}
        kept.append(
            [
                line
                for line in page
                if id(line) not in edge or not (_shape(line.words) in running or _PAGE_NUMBER.fullmatch(line.words))
            ]
        )
    return kept


def _edge(page: Sequence[Line]) -> list[Line]:
    return [*page[:2], *page[2:][-2:]]


def _shape(words: str) -> str:
    return re.sub(r"\d+", "0", words)
