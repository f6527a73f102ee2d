"""Statements of many articles to the people who made them: one person under all the names they are given.

Full names join when they can be one person's; a bare surname joins only where one person of the corpus can be meant.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rag.names import Kind, compatible, holding, key, organisation_key, parse, slug, surnames
from rag.names.lexicon import OFFICES, PLACES
from rag.statements.roles import describe
from rag.types import Person, Role, Statement
from rag.words import fold

_NOBODY = re.compile(
    r"(?:an?|the|neither|nobody|none|one|another|some|several|many|most|few|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|other|others"
    r"|any|every|each|no|all|more|both|numerous|various|certain|such|this|that|these|those|his|her|its|their|our|my|your|\d\S*)(?:\s|$)",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"(?:an?|another|one|his|her|its|their|our|my|your)\s", re.IGNORECASE)
_DEFINITE = re.compile(r"the\s|\S+['’]s?\s", re.IGNORECASE)
_CONTESTED = frozenset(
    """nominee candidate hopeful contender frontrunner front-runner standard-bearer official officials spokesman
    spokeswoman spokesperson aide adviser advisor lawyer analyst expert republican democrat democratic""".split()
)
_JOINED = re.compile(r",\s+(?:and\s+)?|\s+and\s+")


@dataclass(slots=True, eq=False)
class _Group:
    """Names taken to be one person's, each with how many statements carry it."""

    names: Counter[str] = field(default_factory=Counter)

    def fits(self, name: str) -> bool:
        return all(compatible(name, own) for own in self.names)


def join_people(statements: Mapping[str, Sequence[Statement]] | Iterable[Statement]) -> list[Person]:
    """The sources of a corpus, most statements first; statements by article or in one row.

    Nobody in particular ("a spokesman", "two officials") is no person; unresolved statements belong to nobody.
    """
    rows = [s for own in statements.values() for s in own] if isinstance(statements, Mapping) else list(statements)
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in rows:
        for name in speakers_of(statement):
            said[name].append(statement)
    roles = {name: _offices(own) for name, own in said.items()}
    groups = _groups(Counter({name: len(own) for name, own in said.items()}), roles)
    people = _with_roles([_person(group, said) for group in groups], rows)
    return _keyed(sorted(people, key=lambda p: (-len(p.statement_ids), p.name)))


def speakers_of(statement: Statement) -> tuple[str, ...]:
    """The names a statement counts for: one, several for "Ann Roe and Bob Low", none for nobody in particular."""
    if statement.speaker is None:
        return ()
    names = statement.candidates or _together(statement.speaker)
    return tuple(name for name in names if not _NOBODY.match(name))


def _together(speaker: str) -> tuple[str, ...]:
    """Each of the people one name joins: nobody is called "Ann Roe and Tom Low"."""
    parts = tuple(_JOINED.split(speaker))
    return parts if len(parts) > 1 and all(_person_like(part) for part in parts) else (speaker,)


def _offices(statements: Sequence[Statement]) -> frozenset[str]:
    """The offices a name's roles tell: "U.S. President" is president."""
    words = {key(word) for s in statements if s.role for word in s.role.split()[:4]}
    return frozenset(OFFICES[w] for w in words if w in OFFICES)


def _groups(counts: Counter[str], roles: Mapping[str, frozenset[str]]) -> list[_Group]:
    full: list[_Group] = []
    blocks: defaultdict[str, list[_Group]] = defaultdict(list)
    by_key: dict[str, _Group] = {}
    bare: list[str] = []
    for name in sorted(counts, key=lambda n: (len(key(parse(n).first)) == 1, -counts[n], n)):  # initials last
        if not _person_like(name):
            bare.append(name)
            continue
        group = _full_group(name, blocks)
        if group is None:
            group = _Group()
            full.append(group)
        group.names[name] += counts[name]
        for surname in surnames(name):
            if group not in blocks[surname]:
                blocks[surname].append(group)
    for name in bare:
        callable_so = name[:1].isupper() and parse(name).kind not in (Kind.ORGANISATION, Kind.PLACE)
        found = _called(name, blocks) if callable_so else []
        if len(found) > 1:  # a given name that is known before a word that may be none ("Derelict Roe")
            found = [g for g in found if any(parse(own).kind is Kind.PERSON for own in g.names)] or found
        if len(found) > 1:  # "President Roe" is the one Roe who is called president
            found = [g for g in found if roles[name] & frozenset().union(*(roles[own] for own in g.names))]
        group = found[0] if len(found) == 1 else by_key.setdefault(organisation_key(name), _Group())
        group.names[name] += counts[name]
    return full + list(by_key.values())


def _person_like(name: str) -> bool:
    parts = parse(name)
    return parts.full and parts.kind in (Kind.PERSON, Kind.UNKNOWN) and name[:1].isupper()


def _full_group(name: str, blocks: Mapping[str, list[_Group]]) -> _Group | None:
    """The one group a full name joins; with several that fit (J. Roe, Jane or John) it stays by itself."""
    found = [g for g in _around(name, blocks) if g.fits(name)]
    return found[0] if len(found) == 1 else None


def _called(name: str, blocks: Mapping[str, list[_Group]]) -> list[_Group]:
    """The people a bare surname may mean."""
    return [g for g in _around(name, blocks) if any(compatible(name, own) for own in g.names)]


def _around(name: str, blocks: Mapping[str, list[_Group]]) -> list[_Group]:
    found: list[_Group] = []
    for surname in surnames(name):
        found += [g for g in blocks.get(surname, ()) if g not in found]
    return found


def _person(group: _Group, said: Mapping[str, list[Statement]]) -> Person:
    names = sorted(group.names, key=lambda n: (not _person_like(n), -group.names[n], -len(n), n))
    own = [s for name in names for s in said[name]]
    roles = dict.fromkeys((s.article_id, s.role) for s in own if s.role)
    return Person(
        key=slug(names[0]) or "unnamed",
        name=names[0],
        aliases=tuple(names[1:]),
        roles=tuple(Role(article, text) for article, text in roles if text),
        statement_ids=tuple(dict.fromkeys(s.id for s in own)),
        descriptions=_descriptions(own),
    )


def _descriptions(own: Sequence[Statement]) -> tuple[str, ...]:
    """What somebody who speaks alone is called without a name, each once however it is written."""
    found = {fold(s.called): s.called for s in own if s.called and not s.candidates and _describes(s, s.called)}
    return tuple(found.values())


def _describes(statement: Statement, called: str) -> bool:
    """Whether what a source is called tells what they are, wherever it stands: no name, and not "his lawyer"."""
    own = {key(w) for w in parse(statement.speaker or "").last.split()}
    told = called != statement.speaker and not _INDEFINITE.match(called) and not own & {key(w) for w in called.split()}
    return told and bool(describe(called).nouns)


def _with_roles(people: list[Person], rows: Sequence[Statement]) -> list[Person]:
    """The people, each also with what is said under a role of theirs that its own article never explains.

    "The Norwegian premier" is whoever is described so elsewhere, when just one of those named in that article is.
    """
    named: defaultdict[str, set[int]] = defaultdict(set)
    numbers = {name: i for i, person in enumerate(people) for name in (person.name, *person.aliases)}
    for s in rows:
        named[s.article_id].update(numbers[n] for n in (s.speaker, *s.candidates) if n in numbers)
    also: defaultdict[int, list[Statement]] = defaultdict(list)
    for s in rows:
        if s.called and s.speaker == s.called and _office_of_a_place(s.called):
            there = sorted(named[s.article_id])
            held = [[*(r.text for r in people[i].roles), *people[i].descriptions] for i in there]
            found = holding(s.called, held)
            if len(found) == 1 and parse(people[there[found[0]]].name).full:
                also[there[found[0]]].append(s)
    moved = {s.id for own in also.values() for s in own}  # "Norway’s premier" is no source by that name any more
    kept = [(i, p) for i, p in enumerate(people) if i in also or not moved.issuperset(p.statement_ids)]
    return [_more(person, also[i]) if i in also else person for i, person in kept]


def _office_of_a_place(called: str) -> bool:
    """Whether one person at a time is called so: "the Norwegian premier", not "the Norwegian candidate"."""
    told = describe(called)
    places = {key(w) for w in called.split()} & PLACES
    return _DEFINITE.match(called) is not None and bool(told.nations or places) and bool(told.nouns - _CONTESTED)


def _more(person: Person, also: Sequence[Statement]) -> Person:
    said = {fold(d): d for d in (*person.descriptions, *(s.called for s in also if s.called))}
    ids = dict.fromkeys((*person.statement_ids, *(s.id for s in also)))
    return replace(person, statement_ids=tuple(ids), descriptions=tuple(said.values()))


def _keyed(people: list[Person]) -> list[Person]:
    """Keys made unique: a second person of the same letters gets "-2"."""
    taken: Counter[str] = Counter()
    found = []
    for person in people:
        taken[person.key] += 1
        count = taken[person.key]
        key = person.key if count == 1 else f"{person.key}-{count}"
        found.append(replace(person, key=key))
    return found
