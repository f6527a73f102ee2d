"""A text with its metadata to an `Article`: headline, outlet, author and day, each with how it is known, or unknown.

Metadata and front matter go first, then what the text states in a headline, byline or dateline. Nothing is guessed,
and the time stamp of a file says nothing about its article. Which blocks there are is left to `blocks`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rag.articles import dates, heads
from rag.articles.blocks import label
from rag.articles.decoding import storable
from rag.types import Article, Block, BlockKind, Known, Origin, Span

_FIELDS = {
    "headline": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "publication"),
    "author": ("author", "authors", "byline", "by"),
    "published": ("date", "published", "published_at", "date_published"),
    "url": ("url", "link"),
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands beside a text, in the words it stands there; None: nothing does."""

    headline: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    origin: Origin = Origin.METADATA

    @classmethod
    def of(cls, fields: Mapping[str, object], origin: Origin = Origin.METADATA) -> Metadata:
        """From keys as people write them, whatever their case: title or headline, outlet, source or publisher ..."""
        given = {str(key).lower(): value for key, value in fields.items()}
        chosen = {
            name: next((words for key in keys if (words := _words(given.get(key)))), None)
            for name, keys in _FIELDS.items()
        }
        return cls(**chosen, origin=origin)


def assemble(path: str, text: str, metadata: Metadata, *, marked: bool = False) -> Article:
    """The article; `marked`: its text is Markdown."""
    blocks = label(text, metadata.headline, metadata.author, marked=marked)
    url = metadata.url if metadata.url and re.match(r"https?://\S+$", metadata.url) else None
    day = dates.parse(metadata.published) if metadata.published else None
    headline = _known(metadata.headline, metadata.origin) or _stated_headline(text, blocks)
    outlet = _known(metadata.outlet, metadata.origin) or _stated_outlet(text, blocks)
    author = _known(_without_by(metadata.author), metadata.origin) or _stated_author(text, blocks)
    published = _known(day, metadata.origin) or _stated_day(text, blocks)
    described = [path, text, *(str(known and known.value) for known in (headline, outlet, author, published)), str(url)]
    digest = hashlib.sha256(json.dumps(described).encode()).hexdigest()[:16]
    return Article(digest, path, text, blocks, headline, outlet, author, published, url)


def _known(value: str | None, origin: Origin) -> Known | None:
    return Known(value, origin) if value else None


def _words(value: object) -> str | None:
    """One line of words for a metadata value of any type; None when it holds none."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return _words(value.get("name"))
    if isinstance(value, list | tuple):
        return ", ".join(words for item in value[:20] if not isinstance(item, list) and (words := _words(item))) or None
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return " ".join(storable(str(value)[:1000]).split())[:500] or None
    return None


def _without_by(author: str | None) -> str | None:
    """The name itself; some pages give the address of a profile instead, which is none."""
    return re.sub(r"(?i)^by:?\s+", "", author) if author and not author.startswith("http") else None


def _stated_headline(text: str, blocks: tuple[Block, ...]) -> Known | None:
    """The first headline block, if no paragraph comes before it: a heading further down heads only its section."""
    for block in blocks:
        if block.kind is BlockKind.HEADLINE:
            words = re.sub(r"^#+\s*|\s*#+$", "", block.span.of(text))
            return Known(" ".join(words.split()), Origin.STATED, block.span) if words else None
        if block.kind in (BlockKind.BODY, BlockKind.DATELINE):
            return None
    return None


def _stated_author(text: str, blocks: tuple[Block, ...]) -> Known | None:
    for block in _about_the_whole(blocks):
        words, start = block.span.of(text), block.span.start
        found = heads.BYLINE.fullmatch(words)
        if found:
            names, start = found["names"], start + found.start("names")
        elif heads.is_names(words) and block.kind is BlockKind.BYLINE:
            names = words  # names alone, known to be a byline by the outlet below them
        else:
            continue
        people = [person for person in re.finditer(heads.PERSON, names) if not heads.is_outlet(person.group())]
        if people:
            span = Span(start + people[0].start(), start + people[-1].end())
            return Known(span.of(text), Origin.STATED, span)
    return None


def _stated_day(text: str, blocks: tuple[Block, ...]) -> Known | None:
    """A day with its year in a byline or dateline; "Updated ..." alone is not the day of publication."""
    for block in _about_the_whole(blocks):
        words = block.span.of(text)
        for day, span in dates.days(words):
            if not re.search(r"(?i)\b(?:updated|modified)\b[^|·•]*$", words[: span.start]):
                start = block.span.start
                return Known(day, Origin.STATED, Span(start + span.start, start + span.end))
    return None


def _about_the_whole(blocks: tuple[Block, ...]) -> list[Block]:
    """Bylines and datelines before the first paragraph, or in the last lines: elsewhere they head a part or a book."""
    first = next((i for i, b in enumerate(blocks) if b.kind is BlockKind.BODY and len(b.span) >= 100), len(blocks))
    chosen = [*blocks[:first], *blocks[max(first, len(blocks) - 2) :]]
    return [block for block in chosen if block.kind in (BlockKind.BYLINE, BlockKind.DATELINE)]


def _stated_outlet(text: str, blocks: tuple[Block, ...]) -> Known | None:
    """The agency that a dateline names: "BEIJING (Reuters) -"."""
    for block in blocks:
        found = heads.AGENCY_IN_DATELINE.search(block.span.of(text)) if block.kind is BlockKind.DATELINE else None
        if found:
            group = 1 if found[1] else 2
            start = block.span.start
            return Known(found[group], Origin.STATED, Span(start + found.start(group), start + found.end(group)))
    return None
