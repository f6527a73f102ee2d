"""A name that stands in no article to the people whose names are nearly that: a slip of a key is no silence."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from rag.types import Person
from rag.words import fold, spellings

_CLOSE = 0.8  # of 1: "Singelton" for "Singleton", not "Johnson" for "Jonas"
_SHORTEST = 4  # letters of a name in which a slip can be told from another name


def similar(name: str, people: Sequence[Person], limit: int = 3) -> list[str]:
    """At most `limit` people, in the order they come, one of whose names is spelled nearly like the last word asked."""
    asked = fold(spellings(name)[-1]) if spellings(name) else ""
    if len(asked) < _SHORTEST:
        return []
    spelled = {person.name: {fold(word) for word in spellings(person.name)} for person in people}
    close = set(get_close_matches(asked, {word for own in spelled.values() for word in own}, limit, _CLOSE))
    return [known for known, own in spelled.items() if own & close][:limit]
