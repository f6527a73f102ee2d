"""An article and its parts: spans of its text, the blocks it is made of, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open, never empty range of characters: `Span(0, 3).of("Xi said") == "Xi "`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that could not be shown: ValueError when empty, reversed or negative."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        """Characters in the span."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words themselves; ValueError when the text is shorter than the span."""
        if self.end > len(text):
            raise ValueError(f"span [{self.start}, {self.end}) lies outside a text of {len(text)} characters")
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether every character of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Origin(StrEnum):
    """How a fact about an article is known."""

    METADATA = "metadata"
    FRONT_MATTER = "front matter"
    STATED = "stated in the text"


@dataclass(frozen=True, slots=True)
class Known:
    """A fact about an article with how it is known; dates read YYYY-MM-DD, or YYYY-MM or YYYY if no more is known."""

    value: str
    origin: Origin
    span: Span | None = None  # None: not stated in the text


class BlockKind(StrEnum):
    """What a stretch of an article is for."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """One labelled stretch of an article; blocks are ordered, never overlap, and skip only white space."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read: `text` is what was decoded (or extracted), never edited afterwards."""

    id: str  # 16 hex digits of a SHA-256 over path, text and metadata
    path: str  # relative to the indexed root with forward slashes, or the id of its JSONL row
    text: str
    blocks: tuple[Block, ...] = ()
    headline: Known | None = None  # None, here and below: unknown
    outlet: Known | None = None
    author: Known | None = None
    published: Known | None = None
    url: str | None = None

    @property
    def published_on(self) -> date | None:
        """The day of publication; None when it is unknown or known less exactly than to the day."""
        return date.fromisoformat(self.published.value) if self.published and len(self.published.value) == 10 else None


@dataclass(frozen=True, slots=True)
class Problem:
    """One input that could not be used: which, why, and what its owner can do about it."""

    path: str
    reason: str
    remedy: str
