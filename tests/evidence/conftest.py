"""A shelf of articles written out with their statements marked, behind the Index port."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from rag.errors import NoSuchArticleError, VectorsUnavailableError
from rag.ports import Index
from rag.types import (
    Article,
    ArticleCard,
    Hit,
    IndexStatus,
    Known,
    Mode,
    Origin,
    Passage,
    Person,
    Role,
    Span,
    Statement,
)
from rag.words import STOPWORDS, fold, phrase_spans, stem, stems

MARKED = re.compile(r"\{(?P<who>[^:{}]*):(?P<words>[^{}]*)\}")


@dataclass
class Shelf:
    """Articles in memory; `{Ada Okafor>Radio Sunda: words}` marks a statement passed on by Radio Sunda.

    A speaker in round brackets, `{(analysts): words}`, is a mention without a name.
    """

    vectors: bool = True
    articles: list[Article] = field(default_factory=list)
    said: dict[str, Statement] = field(default_factory=dict)
    roles: dict[str, list[Role]] = field(default_factory=dict)
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(
        self, path: str, marked: str, *, headline: str = "", day: str | None = None, outlet: str | None = None
    ) -> Article:
        """An article of paragraphs parted by blank lines."""
        text, found = "", []
        at = 0
        for match in MARKED.finditer(marked):
            text += marked[at : match.start()]
            found.append((match["who"], Span(len(text), len(text) + len(match["words"]))))
            text += match["words"]
            at = match.end()
        text += marked[at:]
        article = Article(
            id=f"{len(self.articles):016x}",
            path=path,
            text=text,
            headline=Known(headline, Origin.METADATA) if headline else None,
            outlet=Known(outlet, Origin.METADATA) if outlet else None,
            published=Known(day, Origin.METADATA) if day else None,
        )
        self.articles.append(article)
        for who, span in found:
            self._say(article, who, span)
        return article

    def _say(self, article: Article, who: str, span: Span) -> None:
        name, _, via = who.partition(">")
        unnamed = name.startswith("(")
        mentions = phrase_spans(article.text, name.strip("()").split()[-1])
        mention = min(mentions, key=lambda m: abs(m.start - span.end), default=None)
        key = f"{article.id}:{span.start}"
        self.said[key] = Statement(
            key,
            article.id,
            Mode.DIRECT,
            (span,),
            mention=mention,
            speaker=None if unnamed else name,
            via=(via,) if via else (),
        )

    def role(self, name: str, article: Article, text: str) -> None:
        """How an article introduces somebody."""
        self.roles.setdefault(name, []).append(Role(article.id, text))

    @property
    def revision(self) -> str:
        return f"{len(self.articles)}-{len(self.said)}-{self.vectors}"

    def status(self) -> IndexStatus:
        return IndexStatus(self.revision, len(self.articles), len(self.said), len(self._passages()), 0, None)

    def cards(self) -> Sequence[ArticleCard]:
        return [
            ArticleCard(
                a.id,
                a.path,
                a.headline.value if a.headline else None,
                a.outlet.value if a.outlet else None,
                a.author.value if a.author else None,
                a.published.value if a.published else None,
                len(a.text),
                len(self.statements_of(a.id)),
            )
            for a in self.articles
        ]

    def article(self, key: str) -> Article:
        for article in self.articles:
            if key in (article.id, article.path):
                return article
        raise NoSuchArticleError(key)

    def _passages(self) -> list[Passage]:
        return [p for a in self.articles for p in self.passages_of(a.id)]

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        by_id = {p.id: p for p in self._passages()}
        return [by_id[key] for key in ids]

    def passages_of(self, article_id: str) -> Sequence[Passage]:
        text = self.article(article_id).text
        own = self.statements_of(article_id)
        spans = [Span(*m.span()) for m in re.finditer(r"\S(?:.|\n(?!\n))*", text)]
        return [
            Passage(
                f"{article_id}/{span.start}-{span.end}",
                article_id,
                span,
                tuple(s.id for s in own if span.covers(s.span)),
            )
            for span in spans
        ]

    def statements(self, ids: Sequence[str]) -> list[Statement]:
        return [self.said[key] for key in ids]

    def statements_of(self, article_id: str) -> Sequence[Statement]:
        return sorted((s for s in self.said.values() if s.article_id == article_id), key=lambda s: s.span)

    def people(self) -> Sequence[Person]:
        names = Counter(s.speaker for s in self.said.values() if s.speaker)
        return [
            Person(
                name.lower().replace(" ", "-"),
                name,
                self.aliases.get(name, (name.split()[-1],)),
                tuple(self.roles.get(name, ())),
                tuple(s.id for s in self.said.values() if s.speaker == name),
            )
            for name, _ in names.most_common()
        ]

    def naming(self, words: Sequence[str], limit: int = 20) -> Sequence[str]:
        phrase = " ".join(words)
        return [a.id for a in self.articles if next(phrase_spans(a.text, phrase), None)][:limit]

    def _words_of(self, passage: Passage) -> Counter[str]:
        return Counter(stems(passage.span.of(self.article(passage.article_id).text)))

    def rarity(self, words: Sequence[str]) -> list[float]:
        held = [self._words_of(p) for p in self._passages()]
        counts = [sum(stem(w) in h for h in held) for w in words]
        return [math.log(1 + (len(held) - n + 0.5) / (n + 0.5)) for n in counts]

    def search_words(
        self, words: Sequence[str], limit: int, *, article_ids: frozenset[str] | None = None
    ) -> Sequence[Hit]:
        wanted = [w for w in words if fold(w) not in STOPWORDS]
        weights = dict(zip([stem(w) for w in wanted], self.rarity(wanted), strict=True))
        hits = [
            Hit(p.id, sum(weight for s, weight in weights.items() if s in self._words_of(p)))
            for p in self._passages()
            if article_ids is None or p.article_id in article_ids
        ]
        return sorted((h for h in hits if h.score > 0), key=lambda h: (-h.score, h.id))[:limit]

    def _cosine(self, a: str, b: str) -> float:
        if not self.vectors:
            raise VectorsUnavailableError("there are no vectors on this shelf")
        x, y = Counter(stems(a)), Counter(stems(b))
        length = math.sqrt(sum(v * v for v in x.values()) * sum(v * v for v in y.values()))
        return sum(x[s] * y[s] for s in x) / length if length else 0.0

    def search_vectors(self, text: str, limit: int, *, article_ids: frozenset[str] | None = None) -> Sequence[Hit]:
        hits = [
            Hit(p.id, self._cosine(text, p.span.of(self.article(p.article_id).text)))
            for p in self._passages()
            if article_ids is None or p.article_id in article_ids
        ]
        return sorted(hits, key=lambda h: (-h.score, h.id))[:limit]

    def likeness(self, text: str, statement_ids: Sequence[str]) -> list[float]:
        return [
            self._cosine(text, " ".join(span.of(self.article(s.article_id).text) for span in s.content))
            for s in self.statements(statement_ids)
        ]

    def compare(self, text: str, others: Sequence[str]) -> list[float]:
        return [self._cosine(text, other) for other in others]

    def between(self, since: date | None, until: date | None, outlet: str | None = None) -> frozenset[str]:
        found = set()
        for a in self.articles:
            day = a.published_on
            dated = (since is None and until is None) or (
                day is not None and (since is None or day >= since) and (until is None or day <= until)
            )
            if dated and (outlet is None or (a.outlet and fold(outlet) in fold(a.outlet.value))):
                found.add(a.id)
        return frozenset(found)


def split_in_two(shelf: Shelf, statement: Statement, at: int) -> Statement:
    """The same statement as a quotation split by its cue."""
    first = Span(statement.span.start, at)
    second = Span(at + 1, statement.span.end)
    shelf.said[statement.id] = replace(statement, content=(first, second))
    return shelf.said[statement.id]


@pytest.fixture
def shelf() -> Shelf:
    """An empty shelf."""
    return Shelf()


@pytest.fixture
def harbour(shelf: Shelf) -> Shelf:
    """Three articles about an invented harbour, and some beside the point."""
    first = shelf.add(
        "b.txt",
        "Plans to dredge the harbour divide the town of Brackwater.\n\n"
        "“{Ada Okafor:The harbour is a sleeping giant},” said Ada Okafor, who chairs the Brackwater Harbour Board."
        " “{Ada Okafor:It will wake in the next ten years.}”\n\n"
        "On the question of fish, she said {Ada Okafor:nobody had counted them yet}.\n\n"
        "“{Ada Okafor:The harbour is a sleeping giant},” said Ada Okafor again at the close.\n\n"
        "According to Radio Sunda, Okafor insisted {Ada Okafor>Radio Sunda:that the ferry would keep running}.\n\n"
        "{(analysts):The plan would cost 90 million crowns}, analysts said.\n\n"
        "Mayor Tove Lindqvist opened the new pier in March in front of 4,000 people.",
        headline="Brackwater argues over its harbour",
        day="2024-05-03",
        outlet="Brackwater Post",
    )
    second = shelf.add(
        "a.txt",
        "“{Jonas Lindqvist:Dredging frightens the fish},” said Jonas Lindqvist, a fisherman from Brackwater.\n\n"
        "“{Ada Okafor:We have listened to every fisherman},” Okafor said of the critics in an interview with CBN.\n\n"
        "Okafor warned the council {Ada Okafor:that waiting would double the cost of the sea wall}.\n\n"
        "Henrik Vass did not answer a letter from this newspaper.",
        headline="Fishermen fear for their catch",
        day="2023-11-20",
        outlet="Sunda Times",
    )
    for number in range(12):
        shelf.add(
            f"z{number:02}.txt",
            f"Village number {number} held its fair on a dry day, with bread, music and a raffle for the choir.\n\n"
            f"The prize of raffle {number} was a wheel of cheese.",
            headline=f"Fair number {number}",
            day="2022-07-01",
        )
    shelf.role("Ada Okafor", first, "chair of the Brackwater Harbour Board")
    shelf.role("Jonas Lindqvist", second, "a fisherman from Brackwater")
    return shelf


@pytest.fixture
def words_of() -> Callable[[Index, Sequence[Statement]], list[str]]:
    """What statements say, in their order."""

    def told(index: Index, statements: Sequence[Statement]) -> list[str]:
        return [" ".join(p.of(index.article(s.article_id).text) for p in s.content) for s in statements]

    return told
