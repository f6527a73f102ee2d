"""An asked speaker to the people of the index, or the reason why it is nobody.

Which of their statements answer is left to `rag.evidence.speech`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from rag.evidence.library import JOINED, Library, is_joint
from rag.evidence.offices import introduced
from rag.evidence.register import Register, first_of_their_trade, register_of
from rag.names import ALIKE, Kind, compatible, key, matching, organisation_key, parse
from rag.names.lexicon import OFFICES
from rag.types import Person, Reason, Statement
from rag.words import STOPWORDS, fold, spellings, stem

OTHERS = "Taken to mean {name}; the articles also quote {others}."
READ_AS = "Read as {name}: nobody in the articles is called quite as asked."
_MEDIA_ARTICLES = 60  # articles looked through for statements a medium passed on
_OFFICE_OF = re.compile(r"(?:the|a|an)\s+[a-z]+\b(?=.*[A-Z])")  # "the head of Norrland"
_LED = re.compile(
    r"(?:(?:the|an?)\s+)?(?:[\w-]+\s+){0,3}?(?:"
    + "|".join(sorted({*OFFICES, *chain.from_iterable(ALIKE), "head"}))
    + r")"
    r"\s+(?:of|at|for|in)\b",
    re.IGNORECASE,
)  # "the CEO of Quillco", whatever else is called Quillco
_HOLDERS = frozenset({*OFFICES, *chain.from_iterable(ALIKE), "head"})  # nouns for one who holds an office
_LEADING = re.compile(r"^(?:the|a|an|his|her|their|all|any|other|some)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a question asks about."""

    people: tuple[Person, ...] = ()
    statements: tuple[Statement, ...] = ()
    reason: Reason | None = None  # None: somebody who says something was found
    note: str | None = None  # who else may be meant; None: nobody


def ask_for(speaker: str, library: Library) -> Asked:
    """Whom the asked words mean and everything they say; a reason when nobody, or nobody in particular."""
    register = register_of(library)
    people = _people(speaker, register) or _in_office(speaker, library)
    note = None
    if not people and (slip := _misspelt(speaker, library)):
        people, note = slip, READ_AS.format(name=slip[0].name)
    passed_on = [] if any(parse(p.name).kind is Kind.PERSON for p in people) else _passed_on(speaker, library)
    alone = [person for person in people if not is_joint(person.name)] or people
    if len(alone) > 1 and not _one_person(alone) and not is_joint(speaker):
        meant = _mostly(alone)
        if not meant or parse(speaker).full:
            return Asked(tuple(alone), reason=Reason.AMBIGUOUS_SPEAKER)
        others = [person.name for person in alone if person not in meant]
        note = OTHERS.format(name=meant[0].name, others=", ".join(others[:5]))
        people = alone = meant
    together = _together(speaker, people, register)
    own = library.index.statements([key for person in (*people, *together) for key in person.statement_ids])
    people = alone
    more = [s for s in passed_on if not any(o.article_id == s.article_id and o.span.covers(s.span) for o in own)]
    statements = tuple({s.id: s for s in (*own, *more)}.values())
    if not statements:
        statements = tuple(_of_group(speaker, library))
    if statements:
        return Asked(tuple(people), statements, note=note)
    return Asked(reason=Reason.SPEAKER_SILENT if _stands(speaker, library) else Reason.UNKNOWN_SPEAKER)


def _mostly(people: list[Person]) -> list[Person]:
    """The one whose statements are nine in ten of all of theirs, ten at least; empty when nobody stands out so."""
    first = max(people, key=lambda p: (len(p.statement_ids), p.key))
    same = [p for p in people if p is first or (parse(p.name).full and compatible(p.name, first.name))]
    own = sum(len(p.statement_ids) for p in same)
    every = sum(len(p.statement_ids) for p in people if parse(p.name).full)
    return [first, *(p for p in same if p is not first)] if own >= 10 and own >= 0.9 * every else []


def _people(speaker: str, register: Register) -> list[Person]:
    """Whom a name or an office means; "the head of Norrland" is no source called Norrland."""
    if _OFFICE_OF.match(speaker) or _LED.match(speaker):
        return register.holding(speaker) or register.called(speaker) or _unless_led(speaker, register)
    found = register.named(speaker)
    if not found and is_joint(speaker):
        each = [register.named(part) for part in JOINED.split(speaker) if part.strip()]
        found = list({person.key: person for part in each for person in part}.values()) if all(each) else []
    return found or register.holding(speaker) or register.called(speaker)


def _in_office(speaker: str, library: Library) -> list[Person]:
    """The one person whom a phrase names by an office the register does not know them by; empty for none or several."""
    register = register_of(library)
    for other in first_of_their_trade(speaker):
        if found := register.holding(other):
            return found if _one_person(found) else []
    return introduced(speaker, library) if set(map(key, spellings(speaker))) & _HOLDERS else []


def _misspelt(speaker: str, library: Library) -> list[Person]:
    """The one whose name the asked one is a slip of, where no article knows the name as it was asked."""
    found = [] if is_joint(speaker) or _stands(speaker, library) else register_of(library).misspelt(speaker)
    alone = [person for person in found if not is_joint(person.name)]
    return alone if alone and _one_person(alone) else []


def _unless_led(speaker: str, register: Register) -> list[Person]:
    """Sources that are called so themselves ("the Bank of Norrland"), not one of whom the phrase names the head."""
    return [] if _LED.match(speaker) else register.named(speaker)


def _together(speaker: str, people: list[Person], register: Register) -> list[Person]:
    """Sources such as "Ada Okafor and Tove Lindqvist", who spoke with one voice, for one who is asked for alone."""
    if is_joint(speaker) or not people:
        return []
    known = {person.key for person in people}
    return [p for p in register.joint(speaker) if p.key not in known and _one_of(p.name, speaker)]


def _one_of(joint: str, speaker: str) -> bool:
    parts: list[tuple[str, tuple[str, ...]]] = [(part.strip(), ()) for part in JOINED.split(joint) if part.strip()]
    return bool(matching(speaker, parts))


def _one_person(people: list[Person]) -> bool:
    """Whether several entries can all be one: every full name compatible with every other, the rest bare surnames."""
    full = [p for p in people if parse(p.name).full]
    if not full:
        return len({organisation_key(p.name) for p in people}) == 1
    return all(compatible(a.name, b.name) for i, a in enumerate(full) for b in full[i + 1 :])


def _passed_on(speaker: str, library: Library) -> list[Statement]:
    """What a medium or an organisation passed on: "CCTV reported that Xi emphasized ..."."""
    name = parse(speaker)
    if name.full and name.kind is Kind.PERSON:
        return []
    wanted = organisation_key(speaker)
    articles = library.index.naming(spellings(_LEADING.sub("", speaker)), _MEDIA_ARTICLES)
    return [
        s
        for article_id in articles
        for s in library.index.statements_of(article_id)
        if any(organisation_key(via) == wanted for via in s.via)
    ]


def _of_group(speaker: str, library: Library) -> list[Statement]:
    """What a group without names says: "analysts", "Western officials"."""
    plain = _LEADING.sub("", speaker)
    if plain != fold(plain):
        return []
    wanted = [stem(w) for w in spellings(plain) if fold(w) not in STOPWORDS]
    if not wanted:
        return []
    found = []
    for article_id in library.index.naming(spellings(plain), _MEDIA_ARTICLES):
        text = library.article(article_id).text
        for statement in library.index.statements_of(article_id):
            mention = statement.mention.of(text) if statement.mention else ""
            if mention and set(wanted) <= {stem(w) for w in spellings(mention)}:
                found.append(statement)
    return found


def _stands(speaker: str, library: Library) -> bool:
    """Whether the name stands in the articles at all, titles aside."""
    words = spellings(parse(speaker).text or _LEADING.sub("", speaker))
    return bool(words) and bool(library.index.naming(words, 1))
