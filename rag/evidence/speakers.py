"""An asked speaker to the people of the index, or the reason why it is nobody.

Which of their statements answer is left to `rag.evidence.speech`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.evidence.library import JOINED, Library, is_joint
from rag.evidence.likening import related
from rag.names import Kind, compatible, matching, organisation_key, parse
from rag.types import Person, Reason, Statement
from rag.words import STOPWORDS, fold, spellings, stem

OTHERS = "Taken to mean {name}; the articles also quote {others}."
_MEDIA_ARTICLES = 60  # articles looked through for statements a medium passed on
_OFFICE_OF = re.compile(r"(?:the|a|an)\s+[a-z]+\b(?=.*[A-Z])")  # "the head of Norrland"
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
    people = _people(speaker, library)
    passed_on = _passed_on(speaker, library)
    alone = [person for person in people if not is_joint(person.name)] or people
    note = None
    if len(alone) > 1 and not _one_person(alone) and not is_joint(speaker):
        meant = _mostly(alone)
        if not meant or parse(speaker).full:
            return Asked(tuple(alone), reason=Reason.AMBIGUOUS_SPEAKER)
        others = [person.name for person in alone if person not in meant]
        note = OTHERS.format(name=meant[0].name, others=", ".join(others[:5]))
        people = alone = meant
    together = _together(speaker, people, library)
    own = library.index.statements([key for person in (*people, *together) for key in person.statement_ids])
    people = alone
    statements = tuple({s.id: s for s in (*own, *passed_on)}.values())
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


def _people(speaker: str, library: Library) -> list[Person]:
    if _OFFICE_OF.match(speaker) and (so_called := _by_role(speaker, library) or _so_called(speaker, library)):
        return so_called
    found = matching(speaker, library.names)
    if not found and is_joint(speaker):
        each = [matching(part, library.names) for part in JOINED.split(speaker) if part.strip()]
        found = [i for part in each for i in part] if all(each) else []
    people = [library.people[i] for i in dict.fromkeys(found)]
    return people or _by_role(speaker, library)


def _together(speaker: str, people: list[Person], library: Library) -> list[Person]:
    """Sources such as "Ada Okafor and Tove Lindqvist", who spoke with one voice, for one who is asked for alone."""
    if is_joint(speaker) or not people:
        return []
    known = {person.key for person in people}
    joint = [p for p in library.people if p.key not in known and is_joint(p.name)]
    return [
        p for p in joint if matching(speaker, [(part.strip(), ()) for part in JOINED.split(p.name) if part.strip()])
    ]


def _one_person(people: list[Person]) -> bool:
    """Whether several entries can all be one: every full name compatible with every other, the rest bare surnames."""
    full = [p for p in people if parse(p.name).full]
    if not full:
        return len({organisation_key(p.name) for p in people}) == 1
    return all(compatible(a.name, b.name) for i, a in enumerate(full) for b in full[i + 1 :])


def _by_role(speaker: str, library: Library) -> list[Person]:
    """People whose role or title holds every word of a phrase such as "the Russian president"."""
    wanted = [stem(w) for w in spellings(_LEADING.sub("", speaker)) if fold(w) not in STOPWORDS]
    if len(wanted) < 2:
        return []
    return [
        person
        for person, roles in zip(library.people, library.roles, strict=True)
        if any(all(any(related(w, t) for t in role) for w in wanted) for role in roles)
    ]


def _so_called(speaker: str, library: Library) -> list[Person]:
    """People whom an article calls by exactly this phrase where it reports their words."""
    phrase = fold(_LEADING.sub("", speaker))
    names = set()
    for article_id in library.index.naming(spellings(phrase), _MEDIA_ARTICLES):
        text = library.article(article_id).text
        for s in library.index.statements_of(article_id):
            if s.speaker and s.mention and fold(_LEADING.sub("", s.mention.of(text))) == phrase:
                names.add(s.speaker)
    return [p for p in library.people if names & {p.name, *p.aliases}] if names else []


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
