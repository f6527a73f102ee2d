"""Articles written with their expected blocks marked in the text: "[b:By A. Writer]" is a byline."""

from __future__ import annotations

import re

from rag.articles.blocks import label
from rag.types import Block, BlockKind

LETTERS = {
    "h": BlockKind.HEADLINE,
    "b": BlockKind.BYLINE,
    "d": BlockKind.DATELINE,
    "c": BlockKind.CAPTION,
    "f": BlockKind.FURNITURE,
}
_MARK = re.compile(r"\[([hbdcf]):([^\]]*)\]", re.DOTALL)


def unmarked(marked: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without marks, and what is marked as (kind, words) in order."""
    found = [(LETTERS[mark[1]].value, mark[2]) for mark in _MARK.finditer(marked)]
    return _MARK.sub(r"\2", marked), found


def labels(text: str, headline: str | None = None, author: str | None = None) -> list[tuple[str, str]]:
    """What the program labels as anything but body."""
    blocks = label(text, headline, author)
    check_cover(text, blocks)
    return [(block.kind.value, block.span.of(text)) for block in blocks if block.kind is not BlockKind.BODY]


def check_cover(text: str, blocks: tuple[Block, ...]) -> None:
    """Blocks are in order, never overlap, and together cover all but white space."""
    at = 0
    for block in blocks:
        assert not text[at : block.span.start].strip()
        assert block.span.start >= at
        assert block.span.of(text).strip() == block.span.of(text)
        at = block.span.end
    assert not text[at:].strip()
