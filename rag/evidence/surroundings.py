"""A statement to the words around it, ring by ring: its content, its sentences, its neighbours, the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.evidence.library import Library, Surroundings
from rag.names.lexicon import SAME_NAMES
from rag.types import Span, Statement
from rag.words import fold, spellings, stem

_FAR = 400  # characters: words further away than this frame nothing
_LONG_NAMES = {name: short for name, short in SAME_NAMES.items() if " " in name}
_LONG_NAME = re.compile(rf"\b(?:the )?({'|'.join(sorted(_LONG_NAMES, key=len, reverse=True))})\b", re.IGNORECASE)


def content_of(statement: Statement, text: str) -> str:
    """The words said, the parts of a split quotation joined by a space."""
    return " ".join(span.of(text) for span in statement.content)


def sentence_of(statement: Statement, library: Library) -> str:
    """The sentences that hold the words said and what attributes them."""
    text = library.article(statement.article_id).text
    parts = [*statement.content, *([statement.cue] if statement.cue else [])]
    touched = [span for span in library.sentences(statement.article_id) if any(span.overlaps(p) for p in parts)]
    return text[touched[0].start : touched[-1].end] if touched else content_of(statement, text)


def same_words(statement: Statement, text: str) -> tuple[str, ...]:
    """What two statements that say the same have in common."""
    return tuple(fold(w) for w in spellings(content_of(statement, text)))


def around(statement: Statement, library: Library) -> Surroundings:
    """The rings around a statement, kept in the library."""
    kept = library.around.get(statement.id)
    if kept is None:
        kept = library.around[statement.id] = _around(statement, library)
    return kept


def _around(statement: Statement, library: Library) -> Surroundings:
    text = library.article(statement.article_id).text
    spans = library.sentences(statement.article_id)
    said = statement.span
    frame = [p for p in (statement.cue, statement.mention) if p and said.start - _FAR < p.start < said.end + _FAR]
    parts = [*statement.content, *frame]
    touched = [i for i, span in enumerate(spans) if any(span.overlaps(part) for part in parts)]
    first, last = (min(touched), max(touched)) if touched else (0, -1)
    return Surroundings(
        _stems(content_of(statement, text)),
        _stems(_without_others(statement, spans[first : last + 1], text, library)),
        _stems(_beside(statement, spans[first : last + 1], text, library)),
        _stems(_with_neighbours(spans, first, last, text)),
        library.headline(statement.article_id),
    )


def _with_neighbours(spans: Sequence[Span], first: int, last: int, text: str) -> str:
    """The sentences from one to another with the one before and the one after them in the same paragraph."""
    if first > 0:
        first -= 1
    if last + 1 < len(spans) and "\n" not in text[spans[last].end : spans[last + 1].start]:
        last += 1
    return text[spans[first].start : spans[last].end] if last >= first else ""


def _without_others(statement: Statement, sentences: Sequence[Span], text: str, library: Library) -> str:
    """The sentences without what other statements in them say: that is on their topic, not on this one's."""
    others = [
        part
        for other in library.index.statements_of(statement.article_id)
        for part in other.content
        if other.id != statement.id and not any(part.overlaps(own) for own in statement.content)
    ]
    kept = []
    for sentence in sentences:
        at = sentence.start
        for part in sorted(p for p in others if p.overlaps(sentence)):
            kept.append(text[at : max(at, part.start)])
            at = max(at, min(part.end, sentence.end))
        kept.append(text[at : sentence.end])
    return " ".join(kept)


def _beside(statement: Statement, sentences: Sequence[Span], text: str, library: Library) -> str:
    """What the same speaker says in the same sentences: "he thanked the crews and said that they ..."."""
    if statement.speaker is None:
        return ""
    return " ".join(
        part.of(text)
        for other in library.index.statements_of(statement.article_id)
        if other.id != statement.id and other.speaker == statement.speaker
        for part in other.content
        if any(part.overlaps(sentence) for sentence in sentences)
    )


def briefly(text: str) -> str:
    """A text with a country or union of several words under its short name: one thing counts as one word.

    >>> briefly("trade with the United States")
    'trade with US'
    """
    return _LONG_NAME.sub(lambda match: _LONG_NAMES[fold(match.group(1))].upper(), text)


def _stems(text: str) -> frozenset[str]:
    """The stems of a text, and the other names of what it names by one of several; "us" is no country."""
    named = {SAME_NAMES[name] for w in spellings(briefly(text)) if (name := _bare(w)) in SAME_NAMES and w[:1].isupper()}
    told = {stem(w) for w in spellings(text) if w != "us"}
    return frozenset(told | {stem(name) for name, short in SAME_NAMES.items() if short in named and " " not in name})


def _bare(word: str) -> str:
    return fold(word).removesuffix("'s").replace(".", "")


def innermost(statements: Sequence[Statement]) -> list[Statement]:
    """Without those that only pass on another one of them: "CCTV reported" that Xi said it, "quoted by state media"."""
    together: dict[str, list[Statement]] = {}
    for statement in statements:
        together.setdefault(statement.article_id, []).append(statement)
    return [s for s in statements if not any(_passes_on(s, other) for other in together[s.article_id])]


def _passes_on(outer: Statement, inner: Statement) -> bool:
    if outer.id == inner.id or not outer.span.overlaps(inner.span):
        return False
    return outer.speaker in inner.via or (outer.span != inner.span and outer.span.covers(inner.span))
