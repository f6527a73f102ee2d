"""A question about an article itself (who wrote it, when, for whom, under which headline) to the articles it means.

How that is told, and which characters carry it, is left to `rag.answers.particulars`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rag import names
from rag.evidence.library import Library
from rag.evidence.likening import share
from rag.evidence.ranking import rank
from rag.evidence.wanted import want
from rag.types import Article, Particular
from rag.words import fold, stems

Asked = tuple[tuple[str, Particular], ...]

_ARTICLE = r"(?:news )?(?:article|story|piece|report|column|op-ed|dispatch)"
_AUTHOR = r"(?:author|writer|reporter|journalist|correspondent|byline|columnist)"
_OUTLET = r"(?:outlet|newspaper|paper|publication|publisher|magazine|(?:web)?site|news (?:organi[sz]ation|agency))"
_PRINTED = r"(?:published|printed|ran|run|carried|posted|released|issued|put out|brought out)"
_ABOUT = r"(?: (?:about|on|covering|describing|of|with the (?:headline|title)|titled|headlined|entitled))?"
_WHICH = rf"(?:(?:the|this|that) (?:[\w-]+ )?{_ARTICLE})"
_IS = "(?: is|'s| was)"
_FORMS = tuple(
    (re.compile(pattern), particular)
    for pattern, particular in (
        (rf"(?:who|which {_AUTHOR}|what {_AUTHOR}) (?:wrote|authored|penned) {_WHICH}{_ABOUT}", Particular.AUTHOR),
        (rf"(?:who|which {_AUTHOR}) (?:wrote|reported) about", Particular.AUTHOR),
        (rf"(?:who|what){_IS} the {_AUTHOR} (?:of|behind|for|on) {_WHICH}{_ABOUT}", Particular.AUTHOR),
        (rf"(?:by whom|by who) (?:was|is) {_WHICH}{_ABOUT}(?=.*\bwritten$)", Particular.AUTHOR),
        (rf"whose (?:byline|name) is (?:on|under|above) {_WHICH}{_ABOUT}", Particular.AUTHOR),
        (rf"when (?:was|did) {_WHICH}{_ABOUT}(?=.*\b(?:{_PRINTED}|written|come out|appear)$)", Particular.PUBLISHED),
        (
            rf"(?:what|which) (?:day|date|month|year) (?:was|did) {_WHICH}{_ABOUT}"
            rf"(?=.*\b(?:{_PRINTED}|written|come out|appear)(?: on| in)?$)",
            Particular.PUBLISHED,
        ),
        (rf"what{_IS} the (?:publication )?date of {_WHICH}{_ABOUT}", Particular.PUBLISHED),
        (rf"(?:who|which {_OUTLET}|what {_OUTLET}) {_PRINTED} {_WHICH}{_ABOUT}", Particular.OUTLET),
        (rf"where (?:was|did) {_WHICH}{_ABOUT}(?=.*\b(?:{_PRINTED}|come out|appear)$)", Particular.OUTLET),
        (rf"(?:what|who|which){_IS} the (?:source|{_OUTLET}) (?:of|for|behind) {_WHICH}{_ABOUT}", Particular.OUTLET),
        (rf"which {_OUTLET} (?:is|was) {_WHICH}{_ABOUT}(?=.*\b(?:from|in)$)", Particular.OUTLET),
        (rf"what{_IS} the (?:headline|title) of {_WHICH}{_ABOUT}", Particular.HEADLINE),
    )
)
_BY = re.compile(
    rf"(?:which|what) (?:{_ARTICLE}|stories)s? "
    r"(?:did (?P<wrote>.+?) write|(?:is|are|was|were) (?:written )?by (?P<by>.+?))"
)
_ENDING = re.compile(rf"\s*\b(?:{_PRINTED}|written|come out|appear|from)(?: on| in)?$")
_NEAR_ENOUGH = 0.6  # of the topic's weight must stand in the headline and the first sentences
_AS_GOOD = 0.1  # an article this much behind the best is told as well
_MOST = 5  # articles of one author
_OPENING = 700  # characters


def about_article(words: str, library: Library) -> Asked | None:
    """What is asked of which articles, the best first; empty when none has it, None when no article is asked about."""
    asked = words.strip().rstrip(" ?.!")
    folded = fold(asked)
    if by := _BY.fullmatch(folded):
        group = "wrote" if by["wrote"] else "by"
        return _written_by(asked[slice(*by.span(group))], library)
    for form, particular in _FORMS:
        if match := form.match(folded):
            topic = _ENDING.sub("", asked[match.end() :]).strip(" ,\"'“”‘’")
            return tuple((key, particular) for key in _articles(topic, library, _HAS[particular]))
    return None


_HAS: dict[Particular, Callable[[Article], object]] = {
    Particular.AUTHOR: lambda article: article.author,
    Particular.OUTLET: lambda article: article.outlet,
    Particular.PUBLISHED: lambda article: article.published,
    Particular.HEADLINE: lambda article: article.headline,
}


def _written_by(name: str, library: Library) -> Asked:
    """The articles whose byline has this name."""
    found = []
    for card in library.cards.values():
        people = re.split(r",\s*|\s+and\s+", card.author or "")
        if any(person and names.compatible(name, person) for person in people):
            found.append((card.id, Particular.HEADLINE))
    return tuple(found[:_MOST])


def _articles(topic: str, library: Library, has: Callable[[Article], object]) -> list[str]:
    """The articles on the topic, or the only article there is; none when what is asked for is not known of them."""
    if not stems(topic):
        return [key for key in library.cards if has(library.article(key))] if len(library.cards) == 1 else []
    wanted = want(topic, library)
    candidates = dict.fromkeys(ranked.passage.article_id for ranked in rank(topic, library, None).passages[:12])
    scores = {key: share(wanted.stems, wanted.weights, _opening(key, library)) for key in candidates}
    best = max(scores.values(), default=0.0)
    if best < _NEAR_ENOUGH:
        return []
    near = [key for key in candidates if scores[key] >= max(_NEAR_ENOUGH, best - _AS_GOOD)]
    known = [key for key in sorted(near, key=lambda key: -scores[key]) if has(library.article(key))]
    return known[:2]


def _opening(article_id: str, library: Library) -> frozenset[str]:
    """The stems of the headline, the file's name and the first sentences, where an article says what it is about."""
    article = library.article(article_id)
    return frozenset(stems(article.text[:_OPENING])) | frozenset(stems(article.path)) | library.headline(article_id)
