"""What is indexed to questions worth asking first; nothing is suggested that the articles could not answer."""

from __future__ import annotations

from collections.abc import Sequence

from rag import names
from rag.ports import Index
from rag.types import Person
from rag.words import STOPWORDS, fold, stem, words

_CONSIDERED = 40


def suggestions(index: Index, limit: int = 4) -> list[str]:
    """Questions about people whose words stand in several articles, the first asked by surname alone."""
    people = [p for p in index.people()[:_CONSIDERED] if names.parse(p.name).kind is names.Kind.PERSON]
    held = len(index.cards())
    people.sort(key=lambda person: (_is_distinct(person, held), len(person.statement_ids)), reverse=True)
    asked = [f"what did {_short(people[0].name, people)} say?"] if people else []
    asked += [f"What did {person.name} say?" for person in people[1:limit]]
    topic = _topic(index, people[0]) if people else None
    if topic:
        asked[limit - 1 :] = [f"Who spoke about {topic}?"]
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


def _topic(index: Index, person: Person) -> str | None:
    """The capitalised word that most of a person's statements share; None when no word comes back."""
    own = {stem(word.text) for name in (person.name, *person.aliases) for word in words(name)}
    counts: dict[str, int] = {}
    for statement in index.statements(person.statement_ids[:50]):
        text = index.article(statement.article_id).text
        found = {w.text for span in statement.content for w in words(span.of(text)[1:]) if w.text[:1].isupper()}
        for word in {word.removesuffix("’s").removesuffix("'s") for word in found}:
            if len(word) > 3 and fold(word) not in STOPWORDS and stem(word) not in own:
                counts[word] = counts.get(word, 0) + 1
    best = max(counts, key=lambda word: (counts[word], word), default=None)
    return best if best and counts[best] > 1 else None
