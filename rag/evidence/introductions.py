"""A question who somebody is to the sentences in which articles introduce them.

Other plain questions are answered from ranked passages by `rag.evidence.sentences`.
"""

from __future__ import annotations

import re

from rag.evidence.library import Library
from rag.evidence.register import register_of
from rag.names import parse
from rag.types import Span
from rag.words import fold, phrase_spans, spellings

_WHO_IS = re.compile(
    r"(?:who|what)(?:'s| is| was| are| were) (?!the |a |an |his |her |their |this |that |it )(?P<name>[^,;:]+?)[ ?.!]*"
)
_ARTICLES = 20
_SAYS_WHO = re.compile(
    r"\s*,\s*(?:the |an? |who |one of |then )|\s*\(|\s*(?:—|–| - )\s*(?:the |an? |who )|\s+(?:is|was)\s+(?:the |an? )"
)
_OFFICE = re.compile(r"[a-z]{3,}|[A-Z][\w.]+")


def introducing(words: str, library: Library, limit: int = 2) -> tuple[tuple[str, Span], ...]:
    """Sentences that say who somebody is, (article id, span), best first; empty for other questions and strangers."""
    match = _WHO_IS.fullmatch(fold(words.strip()))
    if match is None:
        return ()
    name = words.strip()[match.start("name") : match.end("name")].strip(" ?.!")
    if len(spellings(name)) > 5:
        return ()
    scored: list[tuple[float, str, Span]] = []
    for spelling in _spellings(name, library):
        for article_id in library.index.naming(spellings(spelling), _ARTICLES):
            if best := _introduction(article_id, spelling, _roles(name, article_id, library), library):
                scored.append((*best[:1], article_id, best[1]))
    told: dict[tuple[str, Span], float] = {}
    for score, article_id, span in scored:
        told[article_id, span] = max(score, told.get((article_id, span), 0.0))
    order = sorted(told, key=lambda key: (-told[key], key[0], key[1]))
    best_score = told[order[0]] if order else 0.0
    return tuple(key for key in order[:limit] if told[key] >= 1 and told[key] >= best_score - 0.5)


def _spellings(name: str, library: Library) -> list[str]:
    """The name as asked and as the articles spell the source it matches."""
    found = [person.name for person in register_of(library).named(name)[:2]]
    return list(dict.fromkeys([*found, name])) if name[:1].isupper() or found else []


def _roles(name: str, article_id: str, library: Library) -> list[str]:
    people = register_of(library).named(name)[:2]
    return [fold(role.text) for person in people for role in person.roles if role.article_id == article_id]


def _introduction(article_id: str, name: str, roles: list[str], library: Library) -> tuple[float, Span] | None:
    """The sentence of an article that introduces the name best, with how well: 1 and above says who they are."""
    text = library.article(article_id).text
    best: tuple[float, Span] | None = None
    for number, span in enumerate(library.sentences(article_id)):
        sentence = span.of(text)
        for place in phrase_spans(sentence, name):
            score = 1 / (10 + number) + _describes(sentence, place, roles)
            if best is None or score > best[0]:
                best = score, span
    return best


def _describes(sentence: str, place: Span, roles: list[str]) -> float:
    """Whether the words around a name say who it is: a known role, an apposition behind it or an office before it."""
    if any(role in fold(sentence) for role in roles):
        return 1.5
    if _SAYS_WHO.match(sentence[place.end :]):
        return 1.2
    before = sentence[: place.start].rstrip()
    last = before.rsplit(None, 1)[-1] if before else ""
    titled = parse(f"{last} {place.of(sentence)}").title
    return 1.0 if titled and _OFFICE.fullmatch(last) else 0.0
