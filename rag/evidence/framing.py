"""Somebody's statements to those told the way a question says: to whom, by which verb, on which occasion.

A question that only says "say" frames nothing; what the words are about is `rag.evidence.topics`' business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.evidence.library import Library
from rag.evidence.likening import related
from rag.evidence.surroundings import around
from rag.types import Question, Statement
from rag.words import STOPWORDS, fold, spellings, stem, stems

_GENERIC = frozenset(
    """say said says tell told tells telling saying think thinks thought claim claims claimed state states
    stated report reports reported mention mentions mentioned comment comments commented remark remarks remarked
    talk talks talked speak speaks spoke spoken argue argues argued believe believes believed write writes wrote
    quote quotes quoted statement statements view views position opinion opinions words discuss discussed
    describe described everything anything else explain explained note noted add added make made give gave
    please summarise summarize list show find media recently respond responded react reacted response reaction
    articles article news quotation quotations put feel see according""".split()
)
_OCCASION = re.compile(r"\b(?:at|in|during|on)\s+(?:(?:the|an?|his|her|their|its|this|that|last)\s+)?\w")
_EVENT = re.compile(
    r"\b(?:at|during|in|on)\s+(?:\w+['\u2019]?s?\s+){0,4}?(?:summit|meeting|talks|visit|trip|conference|forum|gathering"
    r"|congress|session|ceremony|hearing|rally|debate|assembly|parade|funeral|briefing)\b"
)
_LEAD = 1_200  # characters in which an article tells what it is about


def framed(question: Question, own: list[Statement], library: Library) -> list[Statement]:
    """Those told the way the question says ("warn CBS News"), when it says more than "say" and some are; else all.

    An occasion ("at the summit", "on television") is named once where a speech is reported: what the speaker goes on to
    say belongs to it, and everything in an article that begins with it.
    """
    frame = _frame(question)
    told = {s.id: sum(any(related(f, t) for t in _told(s, library)) for f in frame) for s in own}
    most = max(told.values(), default=0)
    if not (most * 2 > len(frame) or most >= 2):
        return own
    best = {s.id for s in own if told[s.id] == most}
    words = fold(question.words)
    if _OCCASION.search(words):
        best |= _going_on(best, own, library)
    if _EVENT.search(words):
        opening = {a for a in {s.article_id for s in own} if _opens_with(frame, a, library)}
        best |= {s.id for s in own if s.article_id in opening}
    return [s for s in own if s.id in best]


def _frame(question: Question) -> set[str]:
    names = {fold(w) for w in spellings(f"{question.speaker or ''} {question.outlet or ''}")}
    return {
        stem(w)
        for w in spellings(question.words)
        if fold(w) not in STOPWORDS | _GENERIC | names and not any(related(stem(w), stem(n)) for n in names)
    }


def _told(statement: Statement, library: Library) -> frozenset[str]:
    """The stems around the words said: their sentences without the content itself."""
    rings = around(statement, library)
    text = library.article(statement.article_id).text
    cue = statement.cue.of(text) if statement.cue else ""
    return (rings.sentence - rings.content) | frozenset(stem(w) for w in re.findall(r"\w+", cue))


def _going_on(best: set[str], own: Sequence[Statement], library: Library) -> set[str]:
    """What the same speaker says in the next sentence, and the next after that."""
    found = set(best)
    for one, after in pairwise(sorted(own, key=lambda s: (s.article_id, s.span.start))):
        if one.id in found and one.article_id == after.article_id and _next(one, after, library):
            found.add(after.id)
    return found


def _next(one: Statement, after: Statement, library: Library) -> bool:
    """Whether one speaker's two statements stand in the same sentence or in neighbouring ones."""
    spans = library.sentences(one.article_id)
    last = max((n for n, span in enumerate(spans) if span.overlaps(one.span)), default=0)
    first = min((n for n, span in enumerate(spans) if span.overlaps(after.span)), default=len(spans))
    return one.speaker == after.speaker and first <= last + 1


def _opens_with(frame: set[str], article_id: str, library: Library) -> bool:
    opening = {*stems(library.article(article_id).text[:_LEAD]), *library.headline(article_id)}
    return sum(any(related(f, t) for t in opening) for f in frame) == len(frame)
