"""An article and the places in it that matter to the tree the reader shows; every character of the text is in it.

Places that do not belong to this text are not marked: a reader is told instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.types import Article, Block, BlockKind, Span
from rag.ui.kept import fingerprint
from rag.ui.nodes import Node, el

_TAGS = {BlockKind.HEADLINE: "h2", BlockKind.CAPTION: "p", BlockKind.FURNITURE: "p"}


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in an article worth opening it at."""

    article: str  # its path
    spans: tuple[Span, ...]
    label: str = ""  # the number of its citation; empty: none
    cue: Span | None = None  # the words that attribute it
    print: str | None = None  # fingerprint of the text it was taken from; None: unknown
    speaker: str | None = None  # whose words they are; None: unknown, or nobody's


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of text with the places it belongs to, by their position in the list of places."""

    span: Span
    places: tuple[int, ...]
    is_cue: bool


def fits(place: Place, article: Article) -> bool:
    """Whether the place can be highlighted: same text, and inside it."""
    inside = all(span.end <= len(article.text) for span in place.spans)
    return inside and place.print in (None, fingerprint(article.text))


def stretches(within: Span, places: Sequence[Place], at: int | None) -> list[Marked]:
    """The span cut wherever a place begins or ends; the cue is that of the place being read."""
    cue = places[at].cue if at is not None else None
    spans = [span for place in places for span in place.spans] + ([cue] if cue else [])
    inner = {edge for span in spans for edge in (span.start, span.end) if within.start < edge < within.end}
    edges = sorted({within.start, within.end} | inner)
    found = []
    for start, end in pairwise(edges):
        piece = Span(start, end)
        covering = tuple(i for i, place in enumerate(places) if any(span.covers(piece) for span in place.spans))
        found.append(Marked(piece, covering, bool(cue and cue.covers(piece))))
    return found


def article_body(article: Article, places: Sequence[Place], at: int | None) -> Node:
    """The whole text by blocks; joined up, the tree's words are exactly `article.text`."""
    children: list[Node] = []
    labelled: set[int] = set()
    end = 0
    for block in _blocks(article):
        if block.span.start > end:
            children.append(el("span", article.text[end : block.span.start], class_="gap"))
        pieces = [_piece(article.text, m, places, at, labelled) for m in stretches(block.span, places, at)]
        tag = _TAGS.get(block.kind, "p")
        children.append(el(tag, *pieces, class_=f"block {block.kind.value}"))
        end = block.span.end
    if end < len(article.text):
        children.append(el("span", article.text[end:], class_="gap"))
    return el("div", *children, class_="text", role="region", tabindex=0, dir="auto", aria_label="Text of the article")


def _blocks(article: Article) -> Sequence[Block]:
    """The article's blocks; without any, its lines."""
    if article.blocks or not article.text.strip():
        return article.blocks
    found, start = [], 0
    for line in article.text.splitlines(keepends=True):
        if line.strip():
            left = start + len(line) - len(line.lstrip())
            found.append(Block(Span(left, left + len(line.strip())), BlockKind.BODY))
        start += len(line)
    return found


def _piece(text: str, marked: Marked, places: Sequence[Place], at: int | None, labelled: set[int]) -> Node:
    words = marked.span.of(text)
    if not marked.places:
        return el("span", words, class_="cue") if marked.is_cue else words
    shown = at if at in marked.places else marked.places[0]
    new = [i for i in marked.places if i not in labelled]
    labelled.update(new)
    numbers = ", ".join(places[i].label for i in new if places[i].label)
    classes = ["active"] if shown == at else ["other"]
    return el(
        "mark",
        words,
        class_=" ".join(classes + ["cue"] * marked.is_cue),
        id="reader-mark" if shown == at and at in new else None,
        tabindex=-1 if shown == at and at in new else None,
        data_n=numbers or None,
    )
