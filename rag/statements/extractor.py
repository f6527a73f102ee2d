"""Articles to statements and passages: rules and tagger read, the resolver names, and everything gets its id.

Only headline and body are read for statements; captions, bylines and furniture say nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from rag.ports import Vectors
from rag.statements.borders import bordered
from rag.statements.clauses import is_scare
from rag.statements.manner import manner_of
from rag.statements.marks import is_wrapped, paragraphs, quotations
from rag.statements.meaning import Meaning, Reading
from rag.statements.merge import merged, readable
from rag.statements.passages import passages_of
from rag.statements.rules import attributions
from rag.types import Article, Attribution, BlockKind, Extraction, Passage, Span, Statement

Resolve = Callable[[Article, Sequence[Attribution]], list[Statement]]
Read = Callable[[str], Reading]
RULES = "rules-8"  # to be raised whenever the rules find something else


class StatementExtractor:
    """The `Extractor` port: opened once, then asked for many articles."""

    def __init__(
        self, resolve: Resolve, read: Read | None = None, weights: str = "tagger", meaning: Meaning | None = None
    ) -> None:
        """`read` None: by rule alone; `meaning` None: without vectors."""
        self._resolve = resolve
        self._read = read
        self._meaning = meaning
        self._name = f"{RULES}+{weights}" if read else RULES

    @property
    def name(self) -> str:
        """What extracted: changes with the rules and with the tagger's weights."""
        return self._name

    @property
    def space(self) -> str | None:
        """The embedder to whose vectors those of its extractions are alike."""
        return self._meaning.space if self._meaning else None

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One extraction an article, in order, the same whichever articles stand beside it."""
        return map(self._one, articles)

    def _one(self, article: Article) -> Extraction:
        lines = spoken_lines(article)
        article = unwrapped(article, lines)
        found = attributions(article.text, lines)
        reading = self._read(article.text) if self._read else None
        if reading:
            tagged = reading.attributions
            quotes = [q for own in quotations(article.text, lines) for q in own if not is_scare(article.text, q)]
            found = merged(article.text, found, [a for a in tagged if _within(a, lines)], quotes)
        found = bordered(article.text, readable(article.text, found), lines)
        resolved = distinct(self._resolve(article, found))
        statements = [_with_manner(s, article.text) for s in resolved]
        passages = passages_of(article, statements)
        vectors = self._vectors(article, reading, passages, statements) if reading else None
        return Extraction(article.id, tuple(statements), passages, vectors)

    def _vectors(
        self, article: Article, reading: Reading, passages: Sequence[Passage], statements: Sequence[Statement]
    ) -> Vectors | None:
        if self._meaning is None or self._read is None or reading.states is None:
            return None
        headline = self._read(article.headline.value).states if article.headline else None
        return self._meaning.vectors(reading.states, headline, passages, statements)


def spoken_lines(article: Article) -> list[Span]:
    """The paragraphs in which somebody may be quoted: the headline and the body; all when no block is labelled.

    A heading between paragraphs of the body only repeats them, and a caption describes a picture.
    """
    if not article.blocks:
        return paragraphs(article.text, 0, len(article.text))
    wrapped = is_wrapped(article.text)
    body = next((i for i, b in enumerate(article.blocks) if b.kind is BlockKind.BODY), len(article.blocks))
    spoken = [
        b.span
        for i, b in enumerate(article.blocks)
        if b.kind is BlockKind.BODY or (b.kind is BlockKind.HEADLINE and i < body)
    ]
    return [line for span in spoken for line in paragraphs(article.text, span.start, span.end, wrapped)]


def unwrapped(article: Article, lines: Sequence[Span]) -> Article:
    """The article as it is read: line breaks inside a paragraph are spaces, and every character stays in its place."""
    parts, at = [], 0
    for line in lines:
        words = line.of(article.text)
        if "\n" in words:
            parts += [article.text[at : line.start], words.replace("\r", " ").replace("\n", " ")]
            at = line.end
    return replace(article, text="".join([*parts, article.text[at:]])) if parts else article


def _with_manner(statement: Statement, text: str) -> Statement:
    manner = manner_of(statement, text)
    return statement if manner is statement.manner else replace(statement, manner=manner)


def _within(found: Attribution, lines: Sequence[Span]) -> bool:
    return all(any(line.covers(part) for line in lines) for part in found.content)


def distinct(statements: Sequence[Statement]) -> list[Statement]:
    """Statements without those that only repeat a part of another one by the same speaker.

    "Xi said he advocates for peace" holds "he advocates for peace": shown once, as he said it.
    """
    said: defaultdict[str | None, list[Statement]] = defaultdict(list)
    for own in statements:
        said[own.speaker].append(own)
    return [s for s in statements if not s.speaker or not any(o is not s and _holds(o, s) for o in said[s.speaker])]


def _holds(outer: Statement, inner: Statement) -> bool:
    if outer.content == inner.content:
        return (outer.score, outer.id) > (inner.score, inner.id)
    return all(any(span.covers(part) for span in outer.content) for part in inner.content)
