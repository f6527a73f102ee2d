"""The names in an article to its cast: one member for each person or named source, with all their mentions.

A bare surname belongs to the one member who can be called so; when several can, the article's habit decides or nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from rag.names import Kind, Name, compatible, key, organisation_key, parse, same_given, sounds
from rag.names.given import GENDERS
from rag.names.lexicon import OFFICES
from rag.statements.mentions import Mention
from rag.statements.persons import Member, gender_around, may_speak, settle

__all__ = ["Cast", "Member"]

_PAIRS = "li lee|zhou chou|zhang chang|wang wong|chen chan|wu ng|park pak|cho jo|choi choe|xi hsi|cai tsai|jiang chiang"
_SPELLED = {a: b for pair in _PAIRS.split("|") for a, b in (pair.split(), pair.split()[::-1])}
_SENTENCE = re.compile(r"(?<=[a-z0-9”\"])[.!?]\s|\n")
_CITIES = frozenset("washington london paris america york".split())


class Cast:
    """The members of one article by the names they can be called."""

    def __init__(self, text: str, mentions: list[Mention]) -> None:
        """Join the mentions of one article; `text` is read for how people are introduced."""
        self.text = text
        self.members: list[Member] = []
        self._by_surname: dict[str, list[Member]] = {}
        self._of_mention: dict[int, Member] = {}
        self._given: defaultdict[str, list[Member]] | None = None
        self._bare: defaultdict[str, list[int]] = defaultdict(list)
        self._join_full(mentions)
        self._join_bare(mentions)
        starts = sorted(self._of_mention)
        for member in self.members:
            settle(text, member, starts)

    def of(self, mention: Mention) -> Member | None:
        """Whose mention it is; None when it names nobody of the cast."""
        return self._of_mention.get(mention.span.start)

    def speaks(self, mention: Mention) -> None:
        """Take a name of two words for a person's once it is what somebody is quoted under."""
        member = self.of(mention)
        if member is not None and may_speak(self.text, member, mention):
            member.person = True
            member.gender = member.gender or gender_around(self.text, member, sorted(self._of_mention))

    def called(self, name: Name) -> list[Member]:
        """The members who can be called so, a full name or a bare one."""
        found = [
            m for s in _surname_keys(name) for m in self._by_surname.get(s, ()) if compatible(m.name, _plain(name))
        ]
        return list(dict.fromkeys(found))

    def _join_full(self, mentions: list[Mention]) -> None:
        """Full names first, wherever they stand: a surname may come before them, in the headline."""
        for mention in sorted(mentions, key=lambda m: _overlong(m.name)):
            if mention.name.full and mention.name.kind in (Kind.PERSON, Kind.UNKNOWN) and not _shouted(mention):
                same = [m for m in self.called(mention.name) if m.parsed.full] or self._without_first(mention.name)
                if len(same) == 1:
                    self._add(same[0], mention)
                elif not same:
                    self._new(mention)

    def _without_first(self, name: Name) -> list[Member]:
        """Who is meant by "Activist Ann Roe", read as three names, when "Ann Roe" is known or Ann is a given name."""
        if not _overlong(name):
            return []
        shorter = parse(" ".join((*name.middle, name.last)))
        return [m for m in self.called(shorter) if m.parsed.full and same_given(m.parsed.first, shorter.first)]

    def _join_bare(self, mentions: list[Mention]) -> None:
        for mention in mentions:
            if not mention.name.full and mention.name.last:
                self._bare[sounds(mention.name.last)].append(mention.span.start)
        for mention in sorted(mentions, key=lambda m: not m.name.title):
            if mention.span.start in self._of_mention:
                continue
            if mention.name.kind in (Kind.ORGANISATION, Kind.PLACE) and not self._surname_of_person(mention.name):
                if mention.name.kind is Kind.ORGANISATION:
                    self._join_organisation(mention)
                continue
            found = self._narrow(mention, self.called(mention.name)) if mention.name.last else []
            if not found and not mention.name.full and not mention.name.title:
                found = self._by_given(mention.name) or self._by_other_spelling(mention.name)
            if len(found) == 1:
                self._add(found[0], mention)
            elif not found:
                self._new(mention)

    def _surname_of_person(self, name: Name) -> bool:
        """Whether one word that may be a place ("Jordan") or a newspaper is what somebody here is called."""
        word = key(name.text)
        return word not in _CITIES and any(
            key(m.parsed.last) == word for m in self._by_surname.get(sounds(name.text), ())
        )

    def _join_organisation(self, mention: Mention) -> None:
        wanted = organisation_key(mention.span.of(self.text))
        for member in self._by_surname.get(wanted, ()):
            if not member.person:
                return self._add(member, mention)
        return self._new(mention)

    def _by_given(self, name: Name) -> list[Member]:
        """The one member with this given name, for stories that call people by it."""
        if self._given is None:
            self._given = defaultdict(list)
            for member in self.members:
                if member.parsed.full:
                    self._given[key(member.parsed.first)].append(member)
        found = self._given.get(key(name.last), [])
        return found if len(found) == 1 else []

    def _by_other_spelling(self, name: Name) -> list[Member]:
        """The one member whose Chinese or Korean surname is also spelled so: Lee for Li Zhanshu."""
        other = _SPELLED.get(key(name.last))
        found = [m for m in self._by_surname.get(sounds(other), ()) if m.parsed.eastern] if other else []
        return found if len(found) == 1 else []

    def _narrow(self, mention: Mention, found: list[Member]) -> list[Member]:
        """Several of one surname: by title, then by who is by far the most named, else nobody."""
        gender = mention.name.gender
        if gender and not mention.name.full:
            fitting = [m for m in found if m.parsed.gender == gender]
            found = fitting or [m for m in found if not m.parsed.gender]
        offices = _offices(mention.name)
        if offices and not mention.name.full:
            doubtful = [m for m in found if m.parsed.gender == "f" or "president" in offices]
            found = [m for m in found if m not in doubtful or self._holds(m, offices)]
        if len(found) > 1:  # "Understated Roe" of a headline gives way to "Thomas Roe"
            found = [m for m in found if m.parsed.kind is Kind.PERSON] or found
        return found if len(found) < 2 else self._established(mention.span.start, found)

    def _holds(self, member: Member, offices: frozenset[str]) -> bool:
        """Whether a full mention is near the office: "President Roe" is not the Jane Roe nobody calls president."""
        for mention in member.mentions:
            if mention.name.full:
                before = self.text[max(0, mention.span.start - 60) : mention.span.end]
                after = self.text[mention.span.end : mention.span.end + 120]
                around = f"{_SENTENCE.split(before)[-1]} {_SENTENCE.split(after)[0]}"
                if any(OFFICES.get(key(w.strip(",;:()"))) in offices for w in around.split()):
                    return True
        return not any(m.name.full for m in member.mentions)

    def _established(self, at: int, found: list[Member]) -> list[Member]:
        """Who of several goes by the bare surname: who was so called before the next of that name came in.

        Somebody not yet introduced cannot be meant; two introduced in one breath stay two unless the same line names
        only one of them, or one far more often.
        """
        named = [m for m in found if m.parsed.full]
        if len(named) == 1 and named[0].parsed.gender != "f":
            return named
        full = {id(m): sorted(x.span.start for x in m.mentions if x.name.full or x.name.title) for m in found}
        found = sorted((m for m in found if full[id(m)]), key=lambda m: full[id(m)][0])
        known = [m for m in found if full[id(m)][0] < at]
        if len(known) < 2:
            return known or found[:1]
        first, second = (full[id(m)][0] for m in known[:2])
        bare = self._bare[sounds(known[0].parsed.last)]
        if bisect_left(bare, second) > bisect_left(bare, first):
            return known[:1]
        line = self.text.rfind("\n", 0, at) + 1
        near = [m for m in known if any(line <= start < at for start in full[id(m)])]
        if len(near) == 1:
            return near
        often = sorted(known, key=lambda m: -bisect_left(full[id(m)], at))
        return often[:1] if len(full[id(often[0])]) >= 2 * len(full[id(often[1])]) else known

    def _add(self, member: Member, mention: Mention) -> None:
        member.mentions.append(mention)
        self._of_mention[mention.span.start] = member
        if mention.name.full and not _overlong(mention.name) and _fullness(mention.name) > _fullness(member.parsed):
            member.parsed, member.name = mention.name, _plain(mention.name)
            self._register(member)

    def _new(self, mention: Mention) -> None:
        organisation = mention.name.kind is Kind.ORGANISATION
        name = mention.span.of(self.text) if organisation else _plain(mention.name)
        if not name:
            return
        member = Member(name, mention.name)
        self.members.append(member)
        if organisation:
            self._by_surname.setdefault(organisation_key(name), []).append(member)
        else:
            self._register(member)
        self._add(member, mention)

    def _register(self, member: Member) -> None:
        for surname in _surname_keys(member.parsed):
            known = self._by_surname.setdefault(surname, [])
            if member not in known:
                known.append(member)


def _plain(name: Name) -> str:
    return f"{name.text} {name.suffix}".strip()


def _fullness(name: Name) -> tuple[bool, bool, int, int]:
    return name.full, len(key(name.first)) > 1, 1 + len(name.middle), len(name.text)


def _overlong(name: Name) -> bool:
    """Whether a word too many may stand before the name: "Activist Ann Roe"."""
    return bool(name.middle) and key(name.first) not in GENDERS and key(name.middle[0]) in GENDERS


def _offices(name: Name) -> frozenset[str]:
    """The offices a title names, honorifics left aside."""
    return frozenset(OFFICES[k] for w in name.title.split() if (k := key(w)) in OFFICES) if name.title else frozenset()


def _surname_keys(name: Name) -> list[str]:
    last = name.last or name.text
    keys = [sounds(last)]
    if " " in last:
        keys.append(sounds(last.split()[-1]))
    if name.middle and not name.eastern:
        keys.append(sounds("".join((*name.middle, name.last))))
    return keys


def _shouted(mention: Mention) -> bool:
    """A headline in capitals or a transcript's speaker is no spelling to show."""
    return len(mention.name.text) > 3 and mention.name.text.isupper()
