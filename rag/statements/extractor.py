"""Articles to statements and passages: rules and tagger read, the resolver names, and everything gets its id.

Only headline, body and caption are read for statements; furniture and bylines say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.ports import Tagger
from rag.statements.marks import paragraphs
from rag.statements.merge import merged
from rag.statements.passages import passages_of
from rag.statements.rules import attributions
from rag.types import Article, Attribution, BlockKind, Extraction, Span, Statement

Resolve = Callable[[Article, Sequence[Attribution]], list[Statement]]
RULES = "rules-1"
_SPEAKS = frozenset({BlockKind.HEADLINE, BlockKind.BODY, BlockKind.CAPTION})


class StatementExtractor:
    """The `Extractor` port: opened once, then asked for many articles."""

    def __init__(self, resolve: Resolve, tagger: Tagger | None = None) -> None:
        self._resolve = resolve
        self._tagger = tagger
        self._name = f"{RULES}+tagger" if tagger else RULES

    @property
    def name(self) -> str:
        """What extracted: changes with the rules and with the tagger's weights."""
        return self._name

    def extract(self, articles: Sequence[Article]) -> list[Extraction]:
        """One extraction an article, in order."""
        tagged = self._tagger.tag([a.text for a in articles]) if self._tagger else [[] for _ in articles]
        return [self._one(article, seen) for article, seen in zip(articles, tagged, strict=True)]

    def _one(self, article: Article, tagged: list[Attribution]) -> Extraction:
        lines = spoken_lines(article)
        found = attributions(article.text, lines)
        if self._tagger:
            found = merged(article.text, found, [a for a in tagged if _within(a, lines)])
        statements = numbered(article, with_chains(self._resolve(article, found)))
        return Extraction(article.id, tuple(statements), passages_of(article, statements))


def spoken_lines(article: Article) -> list[Span]:
    """The paragraphs in which somebody may be quoted; all of them when no block is labelled."""
    if not article.blocks:
        return list(paragraphs(article.text, 0, len(article.text)))
    blocks = [b.span for b in article.blocks if b.kind in _SPEAKS]
    return [line for b in blocks for line in paragraphs(article.text, b.start, b.end)]


def _within(found: Attribution, lines: Sequence[Span]) -> bool:
    return all(any(line.covers(part) for line in lines) for part in found.content)


def with_chains(statements: Sequence[Statement]) -> list[Statement]:
    """Who passed a statement on: whoever says the words in which it is reported, outermost first."""
    chained = []
    for inner in statements:
        outer = [s for s in statements if s is not inner and _reports(s, inner)]
        outer.sort(key=lambda s: -sum(map(len, s.content)))
        names = [s.speaker or s.role for s in outer]
        via = tuple(dict.fromkeys(n for n in names if n and n != inner.speaker))
        chained.append(replace(inner, via=(*via, *inner.via)) if via else inner)
    return chained


def _reports(outer: Statement, inner: Statement) -> bool:
    """Whether the words of one statement hold another with its source and cue."""
    told = [p for p in (inner.mention, inner.cue) if p]
    return bool(told) and all(any(span.covers(p) for span in outer.content) for p in [*told, *inner.content])


def numbered(article: Article, statements: Sequence[Statement]) -> list[Statement]:
    """Statements in order, each with a unique id: "<article id>:<start>", a second one at the same place ":<start>.2"."""
    seen: dict[str, int] = {}
    found = []
    for statement in sorted(statements, key=lambda s: (s.content, s.mention or s.content[0], s.speaker or "")):
        base = f"{article.id}:{statement.content[0].start}"
        seen[base] = seen.get(base, 0) + 1
        found.append(replace(statement, id=base if seen[base] == 1 else f"{base}.{seen[base]}"))
    return found
