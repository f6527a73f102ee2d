"""The evidence that a sentence cites to what the sentence may rest on: articles, areas, statements, and their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rag.citations.faithful import Support, content
from rag.citations.ledger import Sources
from rag.types import Article, Passage, Span, Statement
from rag.words import MONTHS, sentences


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing the evidence tells: a statement, or a sentence that is nobody's statement (`statement` None)."""

    article: Article
    span: Span
    statement: Statement | None
    stems: frozenset[str]

    def share(self, wanted: Sequence[str]) -> float:
        """Share of the wanted stems that this unit has."""
        return sum(_near(one, self.stems) for one in wanted) / len(wanted) if wanted else 0.0


def _near(one: str, held: frozenset[str]) -> bool:
    return one in held or (len(one) > 5 and any(one[:5] == other[:5] for other in held))


@dataclass
class Ground:
    """One piece of cited evidence."""

    article: Article
    areas: tuple[Span, ...]  # where quoted words may stand
    said: list[Statement]  # statements that may hold them
    around: Span  # the passage it is part of: figures and names may stand here
    statement: Statement | None = field(default=None)  # None: a passage was cited

    @cached_property
    def units(self) -> list[Unit]:
        """The statements of the evidence and the sentences beside them."""
        text = self.article.text
        held = [self.statement] if self.statement else [s for s in self.said if self.around.covers(s.span)]
        found = [
            Unit(self.article, s.span, s, frozenset(content(" ".join(part.of(text) for part in s.content))))
            for s in held
        ]
        if self.statement is None:
            for sentence in sentences(self.around.of(text)):
                span = Span(self.around.start + sentence.start, self.around.start + sentence.end)
                if not any(part.covers(span) for s in held for part in s.content):
                    found.append(Unit(self.article, span, None, frozenset(content(span.of(text)))))
        return found

    @cached_property
    def support(self) -> Support:
        """Everything whose words, figures and names a sentence that cites this may use."""
        article, known = self.article, []
        for one in (article.headline, article.outlet, article.author):
            known += [one.value] if one else []
        known += _days(article.published.value) if article.published else []
        for statement in [self.statement] if self.statement else self.said:
            known += [statement.speaker or "", statement.role or "", *statement.via]
            known += _days(statement.said_on.isoformat()) if statement.said_on else []
        return Support.of(self.around.of(article.text), *known)


def _days(value: str) -> list[str]:
    """Every way a day may be written: "2022-09-06" has 2022, 09, 9, 06, 6, September and Sept."""
    year, *rest = value.split("-")
    month = MONTHS[int(rest[0]) - 1] if rest else ""
    return [year, *rest, *(str(int(one)) for one in rest), month, month[:3]]


def ground(evidence: Statement | Passage, sources: Sources) -> Ground:
    """What a sentence that cites this evidence may rest on."""
    article = sources.article(evidence.article_id)
    said = sources.statements_of(article.id)
    if isinstance(evidence, Passage):
        inside = [s for s in said if any(part.overlaps(evidence.span) for part in s.content)]
        return Ground(article, (evidence.span,), inside, evidence.span)
    around = next((p.span for p in sources.passages_of(article.id) if p.span.covers(evidence.span)), evidence.span)
    return Ground(article, evidence.content, [evidence], around, evidence)
