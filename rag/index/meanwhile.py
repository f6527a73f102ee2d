"""The people of the last revision and those of a few new articles to people that will do until all are joined again.

Joining looks at every statement of a corpus, which is most of the work that one more article makes in a large one.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from rag.types import Person


def with_new(people: Sequence[Person], unchanged: Set[str], new: Sequence[Person]) -> list[Person]:
    """People with what they said in articles that are unchanged, and what `new` say; the same key, the same person."""
    found = {person.key: own for person in people if (own := _only(person, unchanged)).statement_ids}
    for person in new:
        known = found.get(person.key)
        found[person.key] = _together(known, person) if known else person
    return list(found.values())


def _only(person: Person, articles: Set[str]) -> Person:
    ids = tuple(id_ for id_ in person.statement_ids if id_.rpartition(":")[0] in articles)
    if len(ids) == len(person.statement_ids):
        return person
    return replace(person, statement_ids=ids, roles=tuple(r for r in person.roles if r.article_id in articles))


def _together(known: Person, new: Person) -> Person:
    names = dict.fromkeys((*known.aliases, new.name, *new.aliases))
    return replace(
        known,
        aliases=tuple(name for name in names if name != known.name),
        roles=tuple(dict.fromkeys((*known.roles, *new.roles))),
        statement_ids=(*known.statement_ids, *new.statement_ids),
        descriptions=tuple(dict.fromkeys((*known.descriptions, *new.descriptions))),
    )
