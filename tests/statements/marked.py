"""A text with attributions marked inside it: `[1 Ann Roe] {1 said} <1 that rates would fall>.`

Square brackets mark a source, braces a cue, angles content; the number says which attribution it belongs to, and two
contents of one number are one split quotation. Marks may nest.
"""

from __future__ import annotations

from collections import defaultdict

from rag.types import Article, Attribution, Known, Origin, Span

_CLOSES = {"]": "source", "}": "cue", ">": "content"}


def read(marked: str, published: str | None = None) -> tuple[Article, list[Attribution]]:
    """The article without marks, and its attributions in the order of their numbers."""
    text: list[str] = []
    opened: list[tuple[str, int]] = []
    spans: defaultdict[str, defaultdict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    i = 0
    while i < len(marked):
        sign = marked[i]
        if sign in "[{<" and marked[i + 1].isdigit():
            opened.append((marked[i + 1], len(text)))
            i += 3
            continue
        if sign in _CLOSES and opened:
            number, start = opened.pop()
            spans[number][_CLOSES[sign]].append(Span(start, len(text)))
        else:
            text.append(sign)
        i += 1
    article = Article(
        id="a1",
        path="a1.txt",
        text="".join(text),
        published=Known(published, Origin.METADATA) if published else None,
    )
    return article, [_attribution(spans[number]) for number in sorted(spans)]


def _attribution(spans: defaultdict[str, list[Span]]) -> Attribution:
    return Attribution(
        content=tuple(sorted(spans["content"])),
        source=spans["source"][0] if spans["source"] else None,
        cue=spans["cue"][0] if spans["cue"] else None,
    )
