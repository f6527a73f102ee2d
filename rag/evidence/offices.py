"""An asked office to the one source whom an article introduces so beside the name: "Norrland's president, Ada Okafor,".

What the sources are known to be is looked up in `rag.evidence.register` first; this reads the articles again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.evidence.library import Library, is_joint
from rag.evidence.register import forms, register_of
from rag.names import Kind, bare, holding, key, parse
from rag.names.lexicon import NATIONS
from rag.types import Person, Span
from rag.words import STOPWORDS, fold, phrase_spans, spellings

_ARTICLES = 40  # articles read again for one office
_NEAR = 90  # characters before or behind a name in which an apposition stands
_START = r"(?:[Tt]he|[Aa]n?|[A-Z][\w.-]*(?:['’]s?)?)"
_NOUN_PHRASE = rf"{_START} (?:[\w'’.-]+ ){{0,4}}?[\w'’.-]+(?: (?:of|for) (?:the )?[A-Z][\w.-]+)*"
_BEFORE = re.compile(rf"(?:^|[\s(“\"])(?P<office>{_NOUN_PHRASE})(?P<comma>,?)\s+$")
_BEHIND = re.compile(rf",\s+(?P<office>{_NOUN_PHRASE})(?=[,.;)])")
_ENDED = re.compile(r"\s*(?:[,.;:)]|$)")


def introduced(asked: str, library: Library) -> list[Person]:
    """The one source introduced by this office; empty when nobody is, or more than one.

    Only articles that hold each word of the office, or a form of it, are read: of its country the adjective too.
    """
    words = [w for w in map(key, spellings(bare(asked))) if w not in STOPWORDS]
    if len(words) < 2:
        return []
    found: dict[str, Person] = {}
    for article_id in _articles(words, library):
        for name in _sources(article_id, library):
            if any(holding(asked, [[office]]) for office in _offices(name, library.article(article_id).text)):
                found.update((person.key, person) for person in register_of(library).named(name))
    return list(found.values()) if len(found) == 1 else []


def _articles(words: list[str], library: Library) -> list[str]:
    """Articles that hold some form of every word, those of its country looked up and the others read."""
    looked_up = next((word for word in words if word in NATIONS), words[-1])
    others = [forms(word) for word in words if word != looked_up]
    named = dict.fromkeys(a for form in sorted(forms(looked_up)) for a in library.index.naming([form], _ARTICLES))
    texts = ((article_id, fold(library.article(article_id).text)) for article_id in list(named)[:_ARTICLES])
    return [article_id for article_id, text in texts if all(any(form in text for form in of) for of in others)]


def _sources(article_id: str, library: Library) -> list[str]:
    names = dict.fromkeys(s.speaker for s in library.index.statements_of(article_id) if s.speaker)
    return [name for name in names if parse(name).kind in (Kind.PERSON, Kind.UNKNOWN) and not is_joint(name)]


def _offices(name: str, text: str) -> Iterator[str]:
    """What stands beside a name as its apposition; "told the president of Norrland, Ada Okafor said" has none."""
    for place in phrase_spans(text, name):
        yield from _beside(place, text)


def _beside(place: Span, text: str) -> Iterator[str]:
    behind = text[place.end : place.end + _NEAR]
    before = _BEFORE.search(text[max(0, place.start - _NEAR) : place.start])
    if before and (not before["comma"] or _ENDED.match(behind)):
        yield before["office"]
    if match := _BEHIND.match(behind):
        yield match["office"]
