"""What is indexed to questions worth asking first; nothing is suggested that the articles could not answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag import names
from rag.ports import Index
from rag.types import Mode, Person
from rag.words import words

_CONSIDERED = 40
_MARKS = re.compile(r"[\"“”„«»\n]")


def suggestions(index: Index, limit: int = 4) -> list[str]:
    """Questions about people whose words stand in several articles, and one for the speaker of a quotation."""
    everybody = index.people()
    people = [p for p in everybody[:_CONSIDERED] if names.parse(p.name).kind is names.Kind.PERSON]
    held = len(index.cards())
    people.sort(key=lambda person: (_is_distinct(person, held), len(person.statement_ids)), reverse=True)
    asked = [f"what did {_short(people[0].name, everybody)} say?"] if people else []
    asked += [f"What did {person.name} say?" for person in people[1:limit]]
    quotation = next((words for person in people[1:] if (words := _quotation(index, person))), None)
    if quotation:
        asked[limit - 1 :] = [f"Who said “{quotation}”?"]
    return asked


def _is_distinct(person: Person, held: int) -> bool:
    """Heard in several articles but not in most: who is in most is what they are about, not a voice among them."""
    articles = len({statement_id.rsplit(":", 1)[0] for statement_id in person.statement_ids})
    return 2 <= articles <= held / 2


def _short(name: str, people: Sequence[Person]) -> str:
    """The surname when it belongs to one person only, else the whole name."""
    surname = names.parse(name).last
    alone = surname and len(names.matching(surname, [(p.name, p.aliases) for p in people])) == 1
    return surname if alone else name


def _quotation(index: Index, person: Person) -> str | None:
    """Some words a person said in one go, short enough for a question; None when there are none."""
    for statement in index.statements(person.statement_ids[:_CONSIDERED]):
        if statement.mode is Mode.DIRECT and len(statement.content) == 1:
            said = statement.span.of(index.article(statement.article_id).text).strip(" \n\"“”‘’'.,;:!?")
            if 4 <= len(words(said)) <= 9 and not _MARKS.search(said):
                return said
    return None
