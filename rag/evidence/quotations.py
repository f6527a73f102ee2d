"""Words whose speaker is asked, and the statements that hold them: verbatim, shortened or said in other words.

Verbatim is a row of the same words whatever stands between them; marks, case and punctuation are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.errors import VectorsUnavailableError
from rag.evidence.library import Library
from rag.evidence.likening import share
from rag.evidence.paraphrases import MARGIN, SURELY, Said, alike, meant
from rag.evidence.searching import NO_VECTORS
from rag.evidence.surroundings import around, content_of, innermost
from rag.evidence.wanted import want
from rag.types import Statement
from rag.words import STOPWORDS, fold, spellings

VERBATIM = 1.0
_SHORTENED = re.compile(r"\s*(?:\.{3,}|…|\[[^\]]*\]|\(\.\.\.\))\s*")
_PASSAGES = 40


def sayers(
    quote: str, question: str, statements: Sequence[Statement], library: Library
) -> tuple[list[Said], list[str]]:
    """The statements that hold the words or say them otherwise, best first, and notes; empty when that is not sure."""
    exact = _verbatim(quote, question, statements, library)
    return (exact, []) if exact else meant(quote, question, statements, library)


def saying(
    quote: str, question: str, statements: Sequence[Statement], library: Library
) -> tuple[list[Said], list[str]]:
    """What one speaker says to the words, as they are or otherwise, for or against; and notes."""
    exact = _verbatim(quote, question, statements, library)
    if exact:
        return exact, []
    scored, notes = alike(quote, statements, library)
    best = max((said.score for said in scored), default=0.0)
    return [said for said in scored if said.score >= max(SURELY, best - MARGIN)], notes


def nearby_statements(
    words: str, library: Library, article_ids: frozenset[str] | None
) -> tuple[list[Statement], list[str]]:
    """Every statement of the passages that words and meaning find, best passage first; and notes."""
    wanted = want(words, library)
    hits = list(library.index.search_words(wanted.words, _PASSAGES, article_ids=article_ids)) if wanted.words else []
    notes: list[str] = []
    try:
        hits += library.index.search_vectors(words, _PASSAGES // 2, article_ids=article_ids)
    except VectorsUnavailableError:
        notes.append(NO_VECTORS)
    passages = library.index.passages(list(dict.fromkeys(hit.id for hit in hits)))
    ids = dict.fromkeys(key for passage in passages for key in passage.statement_ids)
    return library.index.statements(list(ids)), notes


def _verbatim(quote: str, question: str, statements: Sequence[Statement], library: Library) -> list[Said]:
    pieces = [_row(piece) for piece in _SHORTENED.split(quote) if _row(piece)]
    if not pieces or all(set(piece) <= STOPWORDS for piece in pieces):
        return []
    found = []
    rest = want(question, library)
    for statement in statements:
        text = library.article(statement.article_id).text
        if _holds(_row(content_of(statement, text)), pieces):
            context = share(rest.stems, rest.weights, around(statement, library).nearby)
            shorter = 0.001 / (1 + statement.span.end - statement.span.start)  # of nested words, the inner ones
            found.append(Said(statement, round(VERBATIM + 0.5 * context + shorter, 6)))
    kept = {s.id for s in innermost([said.statement for said in found])}
    found = [said for said in found if said.statement.id in kept]
    if sum(len(piece) for piece in pieces) < 4 and found:  # two words may be said by many: the question's others decide
        best = max(said.score for said in found)
        found = [said for said in found if said.score >= best - MARGIN]
    return sorted(found, key=lambda s: (-s.score, s.statement.id))


def _row(text: str) -> list[str]:
    return [fold(w) for w in spellings(text)]


def _holds(words: list[str], pieces: list[list[str]]) -> bool:
    """Whether every piece stands in the words, one after the other; the last word of a piece may be cut short."""
    at = 0
    for piece in pieces:
        at = next((i + len(piece) for i in range(at, len(words) - len(piece) + 1) if _same(words, i, piece)), -1)
        if at < 0:
            return False
    return True


def _same(words: list[str], start: int, piece: list[str]) -> bool:
    last = len(piece) - 1
    return words[start : start + last] == piece[:-1] and (
        words[start + last] == piece[-1]
        or (last > 2 and len(piece[-1]) > 3 and words[start + last].startswith(piece[-1]))
    )
