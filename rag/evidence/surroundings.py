"""A statement to the words around it, ring by ring: its content, its sentences, its neighbours, the headline."""

from __future__ import annotations

from collections.abc import Sequence

from rag.evidence.library import Library, Surroundings
from rag.types import Span, Statement
from rag.words import fold, spellings, stem

_FAR = 400  # characters: words further away than this frame nothing


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
        _stems(" ".join(spans[i].of(text) for i in range(max(0, first - 1), min(len(spans), last + 2)))),
        library.headline(statement.article_id),
    )


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


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in spellings(text))
