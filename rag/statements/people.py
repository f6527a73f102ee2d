"""Attributions to statements: each source's words become the fullest name the article gives, or stay unresolved.

"Singleton", "Mr. Putin", "she" and "the senator" are looked up in the whole article; when more than one person fits,
nobody is named and the candidates are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.names import Kind, bare, key
from rag.statements.cast import Cast, Member
from rag.statements.groups import COUNTRY, PLURAL, THING, country_before, going_on
from rag.statements.humans import counted
from rag.statements.joining import join_people, speakers_of
from rag.statements.mentions import Mention, mentions_in, within
from rag.statements.mode import mode_of, quoted
from rag.statements.phrases import Phrase, Source, called, phrase_of, proper
from rag.statements.pronouns import FIRST, GENDER, RELATIVE, Discourse, Said
from rag.statements.roles import Roles
from rag.statements.said_on import said_on
from rag.types import Article, Attribution, Span, Statement

__all__ = ["join_people", "mode_of", "quoted", "resolve", "speakers_of"]


def resolve(article: Article, attributions: Sequence[Attribution]) -> list[Statement]:
    """A statement for each attribution, ordered by content; ids are unique within the article."""
    return _Reading(article, attributions).statements() if attributions else []


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who a source turned out to be; `name` None with `others` when several fit, without when nobody does."""

    name: str | None = None
    how: str | None = None
    member: Member | None = None
    others: tuple[str, ...] = ()


_NOBODY = _Speaker()


class _Reading:
    """One article while its sources are being resolved, outer statements before inner ones, else in order."""

    def __init__(self, article: Article, attributions: Sequence[Attribution]) -> None:
        self.article, self.text = article, article.text
        self.mentions = mentions_in(self.text)
        named = [replace(a, source=a.source and proper(self.text, a.source, self.mentions)) for a in attributions]
        self.attributions = sorted(named, key=lambda a: (a.content[0], a.content[-1].end))
        self.marks = quoted(self.text)
        self.cast = Cast(self.text, self.mentions)
        self.roles = Roles(self.text, self.cast)
        self.discourse = Discourse(self.text, self.cast, self.mentions, self.marks)
        self.speakers: dict[int, _Speaker] = {}

    def statements(self) -> list[Statement]:
        """Every attribution as a statement, ordered by content."""
        count = len(self.attributions)
        around = [self._around(i) for i in range(count)]
        for i in sorted(range(count), key=self._place):
            attribution = self.attributions[i]
            speaker = self._speaker(attribution, around[i])
            self.speakers[i] = speaker
            self._hear(attribution, speaker)
        return _numbered([self._statement(i, around[i]) for i in range(count)])

    def _hear(self, attribution: Attribution, speaker: _Speaker) -> None:
        at = attribution.source or attribution.cue or attribution.content[0]
        doubtful = speaker.name is None and at.of(self.text).lower() in GENDER
        names = speaker.others if speaker.name else ()
        self.discourse.hear(Said(at.start, speaker.member, attribution.content, speaker.name, names, doubtful))

    def _place(self, i: int) -> tuple[int, int]:
        """Where an attribution is read: at its source; what encloses another comes first."""
        attribution = self.attributions[i]
        at = attribution.source or attribution.cue or attribution.content[0]
        return at.start, attribution.content[0].start - attribution.content[-1].end

    def _around(self, i: int) -> list[int]:
        """The attributions whose content holds this one's source and words, outermost first."""
        own = self.attributions[i]
        inner = [*([s for s in (own.source, own.cue) if s] or own.content[1:]), own.content[0]]
        start, end = min(s.start for s in inner), max(s.end for s in inner)
        found = []
        for j, other in enumerate(self.attributions):
            if other.content[0].start > start:
                break
            if other.content[-1].end < end or j == i or other.content == own.content:
                continue
            if all(any(c.covers(s) for c in other.content) for s in inner):
                found.append(j)
        return sorted(found, key=lambda j: self.attributions[j].content[0].start - self.attributions[j].content[-1].end)

    def _statement(self, i: int, around: list[int]) -> Statement:
        attribution, speaker = self.attributions[i], self.speakers[i]
        passed_on = [self.speakers[j].name for j in around] + [self._quoting(attribution)]
        return Statement(
            id=f"{self.article.id}:{attribution.content[0].start}",
            article_id=self.article.id,
            mode=mode_of(self.text, attribution.content, self.marks),
            content=attribution.content,
            cue=attribution.cue,
            mention=attribution.source,
            speaker=speaker.name,
            role=self.roles.role(speaker.member) if speaker.member else None,
            said_on=said_on(self.article, attribution.source, attribution.cue, attribution.content),
            rule=attribution.rule,
            score=attribution.score,
            via=tuple(dict.fromkeys(name for name in passed_on if name and name != speaker.name)),
            candidates=speaker.others,
            resolved_from=speaker.how,
            called=called(attribution.source.of(self.text)) if attribution.source else None,
        )

    def _quoting(self, own: Attribution) -> str | None:
        """Who quotes whom in "state media quoted Low": another source of the same words, before the same cue."""
        if own.cue and own.source and own.source.start >= own.cue.end and _CITES.search(own.cue.of(self.text)):
            for j, other in enumerate(self.attributions):
                before = other.source and other.source.end <= own.cue.start
                if before and (other.content, other.cue) == (own.content, own.cue):
                    return self.speakers[j].name
        return _quoted_by(self.text, own, self.mentions)

    def _speaker(self, attribution: Attribution, around: list[int]) -> _Speaker:
        if attribution.source is None:
            said = self.discourse.going_on(attribution.content)
            return _Speaker(said.name, "continuation", said.member, said.names) if said else _NOBODY
        phrase = phrase_of(self.text, attribution.source, self.mentions)
        if not phrase.head and not phrase.whole:
            return _NOBODY  # a source of signs alone
        if phrase.kind is Source.NAME:
            return self._named(phrase.names[0])
        if phrase.kind is Source.NAMES:
            names = tuple(self._named(m).name or m.name.text for m in phrase.names)
            return _Speaker(" and ".join(names), "name", None, names)
        if phrase.kind is Source.PRONOUN:
            outer = self.speakers[around[-1]] if around and around[-1] in self.speakers else None
            return self._pronoun(phrase.head, attribution.source, attribution, outer)
        if phrase.kind is Source.ROLE:
            return self._role(phrase, attribution.source)
        if phrase.kind is Source.EVENT:
            return _Speaker(how="thing")
        if phrase.kind is Source.NOBODY:
            return _NOBODY
        if phrase.kind is Source.THING and phrase.whole.split(None, 1)[0].lower() in _OWNED:
            return _NOBODY  # "her campaign": whose is not said here
        if phrase.kind is Source.THING and phrase.head and key(phrase.head.split()[-1]) in COUNTRY:
            country = country_before(self.discourse, attribution.source.start)
            return _Speaker(country.name.text if country else phrase.whole, "role" if country else "name")
        pair = counted(phrase.whole)
        if pair:
            return self._counted(phrase, attribution.source, *pair)
        return _Speaker(_without_article(phrase.whole) if phrase.names else phrase.whole, "name")

    def _named(self, mention: Mention) -> _Speaker:
        self.cast.speaks(mention)
        member = self.cast.of(mention)
        if member is not None and member.person:
            bare_name = not mention.name.full and member.parsed.full
            return _Speaker(member.name, "surname" if bare_name else "name", member)
        if mention.name.kind in (Kind.ORGANISATION, Kind.PLACE):
            return _Speaker(_without_article(mention.span.of(self.text)), "name", member)
        several = tuple(m.name for m in self.cast.called(mention.name)) if member is None else ()
        if len(several) > 1:
            return _Speaker(others=several)
        return _Speaker(member.name if member else mention.name.text, "name", member)

    def _role(self, phrase: Phrase, source: Span) -> _Speaker:
        asked = _WHEN.sub("", phrase.whole)
        found = self.roles.meant(asked, source.start, self.discourse.last_person(source.start))
        if len(found) == 1:
            return _Speaker(found[0].name, "role", found[0])
        if found:
            return _Speaker(others=tuple(m.name for m in found))
        return _Speaker(phrase.whole, "name") if phrase.whole.split(None, 1)[0].lower() not in _OWNED else _NOBODY

    def _counted(self, phrase: Phrase, source: Span, number: int, noun: str) -> _Speaker:
        """For "the two leaders" both by name when just two of the article can be meant, else who they may be."""
        found = self.roles.meant(noun, source.start)
        names = tuple(m.name for m in found)
        if len(found) == number:
            return _Speaker(" and ".join(names), "role", None, names)
        return _Speaker(others=names) if len(found) > number else _Speaker(phrase.whole, "name")

    def _pronoun(self, word: str, source: Span, attribution: Attribution, outer: _Speaker | None) -> _Speaker:
        if word in FIRST:
            return replace(outer, how="pronoun") if outer and outer.name else _NOBODY
        if word in RELATIVE:
            mention = self.discourse.antecedent(source.start)
            return replace(self._named(mention), how="pronoun") if mention else _NOBODY
        if word in PLURAL or word in THING:
            said = going_on(self.discourse, source.start, thing=word in THING)
            return _Speaker(said.name, "pronoun", said.member, said.names) if said else _NOBODY
        if word not in GENDER:
            return _NOBODY
        inside = self.discourse.quoted(source.start)
        if outer and outer.member and outer.member.gender in ("", GENDER[word]) and not inside:
            return _Speaker(outer.name, "pronoun", outer.member)  # "Roe said she regrets it"
        end = max(source.end, attribution.cue.end if attribution.cue else 0)
        own_words = [
            c for c in attribution.content if self.discourse.quoted(c.start) or self.discourse.quoted(c.end - 1)
        ]
        behind = self.discourse.within_sentence(Span(source.end, end + 20), source.start)  # "he told Low"
        barred = [*([behind] if behind else []), *own_words]
        if word in ("he", "she") and attribution.content[0].start < source.start and not outer:
            told = [part for c in attribution.content if (part := self.discourse.within_sentence(c, source.start))]
            found = self.discourse.interrupting(source.start, GENDER[word], barred, told)
        else:
            found = self.discourse.resolve(source.start, GENDER[word], barred, outer.member if outer else None)
        if len(found) == 1:
            return _Speaker(found[0].name, "pronoun", found[0])
        return _Speaker(others=tuple(m.name for m in found))


_WHEN = re.compile(r"\s(?:in|on|at|during)\s.*$")
_OWNED = frozenset("his her its their our my your".split())
_CITES = re.compile(r"(?i)quot|cit(?:e|ing)|\bwas\b")
_QUOTED_BY = re.compile(r"\bquoted (?:by|in) (?:the )?(.{2,60}?) as (?:saying|having)")


def _quoted_by(text: str, attribution: Attribution, mentions: list[Mention]) -> str | None:
    """Who passes words on: state radio in "Roe was quoted by state radio as saying", Tass in "Tass quoted Li"."""
    cue, source = attribution.cue, attribution.source
    if cue is None or source is None or not _CITES.search(cue.of(text)):
        return None
    by = _QUOTED_BY.search(text, max(0, cue.start - 40), cue.end + 60)
    if by and by.start() < cue.end:
        return by.group(1)
    if source.start >= cue.end and cue.of(text).lower().startswith(("quote", "cite", "quoting", "citing")):
        before = [
            m
            for m in within(mentions, Span(max(0, cue.start - 60), cue.start))
            if not text[m.span.end : cue.start].strip()
        ]
        return _without_article(before[-1].span.of(text)) if before else None
    return None


def _without_article(name: str) -> str:
    words = bare(name).split()
    return " ".join(words[1:]) if len(words) > 1 and words[0].lower() == "the" else " ".join(words)


def _numbered(statements: list[Statement]) -> list[Statement]:
    """Ids made unique: a second statement that starts at the same character gets ".2"."""
    seen: dict[str, int] = {}
    found = []
    for statement in statements:
        seen[statement.id] = count = seen.get(statement.id, 0) + 1
        found.append(statement if count == 1 else replace(statement, id=f"{statement.id}.{count}"))
    return found
