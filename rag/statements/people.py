"""Attributions to statements: each source's words become the fullest name the article gives, or stay unresolved.

"Singleton", "Mr. Putin", "she" and "the senator" are looked up in the whole article; when more than one person fits,
nobody is named and the candidates are kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.names import Kind, bare, parse
from rag.statements.cast import Cast, Member
from rag.statements.mentions import Mention, mentions_in
from rag.statements.mode import mode_of, quoted
from rag.statements.phrases import Phrase, Source, phrase_of
from rag.statements.pronouns import FIRST, GENDER, Discourse, Said
from rag.types import Article, Attribution, Span, Statement

__all__ = ["mode_of", "quoted", "resolve"]


def resolve(article: Article, attributions: Sequence[Attribution]) -> list[Statement]:
    """A statement for each attribution, ordered by content; ids are unique within the article."""
    if not attributions:
        return []
    return _Reading(article, attributions).statements()


class _Reading:
    """One article while its sources are being resolved, in order of position."""

    def __init__(self, article: Article, attributions: Sequence[Attribution]) -> None:
        self.article, self.text = article, article.text
        self.attributions = sorted(attributions, key=lambda a: (a.content[0], a.content[-1].end))
        self.mentions = mentions_in(self.text)
        self.marks = quoted(self.text)
        self.cast = Cast(self.text, self.mentions)
        self.discourse = Discourse(self.text, self.cast, self.mentions, self.marks)
        self.members: dict[int, Member] = {}  # of the attributions read so far

    def statements(self) -> list[Statement]:
        found: dict[int, Statement] = {}
        order = sorted(range(len(self.attributions)), key=lambda i: self._place(self.attributions[i]))
        for i in order:
            found[i] = self._statement(i, self.attributions[i])
        return _numbered([found[i] for i in range(len(self.attributions))])

    def _place(self, attribution: Attribution) -> tuple[int, int]:
        """Where a source is read: outer statements before those inside them, else by where the source stands."""
        at = attribution.source or attribution.cue or attribution.content[0]
        return at.start, -attribution.content[-1].end

    def _statement(self, i: int, attribution: Attribution) -> Statement:
        name, member, how, candidates = self._speaker(i, attribution)
        if member is not None:
            self.members[i] = member
            at = attribution.source or attribution.content[0]
            self.discourse.said.append(Said(at.start, member, attribution.content))
        return Statement(
            id=f"{self.article.id}:{attribution.content[0].start}",
            article_id=self.article.id,
            mode=mode_of(self.text, attribution.content, self.marks),
            content=attribution.content,
            cue=attribution.cue,
            mention=attribution.source,
            speaker=name,
            rule=attribution.rule,
            score=attribution.score,
            candidates=candidates if name is None else (),
            resolved_from=how,
        )

    def _speaker(
        self, i: int, attribution: Attribution
    ) -> tuple[str | None, Member | None, str | None, tuple[str, ...]]:
        if attribution.source is None:
            return None, None, None, ()
        phrase = phrase_of(self.text, attribution.source, self.mentions)
        if phrase.kind is Source.NAME:
            return self._named(phrase.names[0])
        if phrase.kind is Source.NAMES:
            names = tuple(self._named(m)[0] or m.name.text for m in phrase.names)
            return " and ".join(names), None, "name", ()
        if phrase.kind is Source.PRONOUN:
            return self._pronoun(phrase, attribution)
        if phrase.kind is Source.ROLE:
            return None, None, None, ()
        return bare(phrase.head), None, "name", ()

    def _named(self, mention: Mention) -> tuple[str | None, Member | None, str | None, tuple[str, ...]]:
        member = self.cast.of(mention)
        if mention.name.kind in (Kind.ORGANISATION, Kind.PLACE):
            return _without_article(mention.span.of(self.text)), member, "name", ()
        if member is None:
            several = tuple(m.name for m in self.cast.called(mention.name))
            return (None if len(several) > 1 else mention.name.text), None, None if several else "name", several
        how = "name" if mention.name.full or not parse(member.name).full else "surname"
        return member.name, member, how, ()

    def _pronoun(
        self, phrase: Phrase, attribution: Attribution
    ) -> tuple[str | None, Member | None, str | None, tuple[str, ...]]:
        assert attribution.source is not None  # noqa: S101
        at = attribution.source.start
        if phrase.head not in GENDER:
            return None, None, None, ()
        end = max(attribution.source.end, attribution.cue.end if attribution.cue else 0)
        found = self.discourse.resolve(at, GENDER[phrase.head], [Span(attribution.source.end, end + 20)])
        if len(found) == 1:
            return found[0].name, found[0], "pronoun", ()
        return None, None, None, tuple(m.name for m in found)


def _without_article(name: str) -> str:
    words = name.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0].lower() == "the" else " ".join(words)


def _numbered(statements: list[Statement]) -> list[Statement]:
    """Ids made unique: a second statement that starts at the same character gets ".2"."""
    from dataclasses import replace

    seen: dict[str, int] = {}
    found = []
    for statement in statements:
        seen[statement.id] = count = seen.get(statement.id, 0) + 1
        found.append(statement if count == 1 else replace(statement, id=f"{statement.id}.{count}"))
    return found
