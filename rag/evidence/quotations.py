"""Words whose speaker is asked, and the statements that hold them: verbatim, shortened or said in other words.

Verbatim is a row of the same words whatever stands between them; marks, case and punctuation are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.errors import VectorsUnavailableError
from rag.evidence.library import Library
from rag.evidence.likening import held, share
from rag.evidence.searching import NO_VECTORS
from rag.evidence.surroundings import around, content_of
from rag.evidence.wanted import Wanted, want
from rag.types import Statement
from rag.words import STOPWORDS, fold, spellings

PARAPHRASE = 0.62  # what words and meaning must come to for words that stand nowhere verbatim
SURELY = 0.76  # the same for a yes or no, where nearly is not enough
MARGIN = 0.12  # statements this close below the best are told as well when they say the same
VERBATIM = 1.0
_SHORTENED = re.compile(r"\s*(?:\.{3,}|…|\[[^\]]*\]|\(\.\.\.\))\s*")
_PASSAGES = 40


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with how well it holds the words: 1 and above is verbatim."""

    statement: Statement
    score: float


def sayers(
    quote: str, question: str, statements: Sequence[Statement], library: Library, enough: float = PARAPHRASE
) -> tuple[list[Said], list[str]]:
    """The statements that hold the words, best first; empty when none does, and notes."""
    exact = _verbatim(quote, question, statements, library)
    if exact:
        return exact, []
    wanted = want(quote, library)
    notes: list[str] = []
    meaning = [0.0] * len(statements)
    try:
        if statements and wanted.words:
            meaning = library.index.likeness(quote, [s.id for s in statements])
    except VectorsUnavailableError:
        notes.append(NO_VECTORS)
    scored = [Said(s, _in_other_words(wanted, s, m, library)) for s, m in zip(statements, meaning, strict=True)]
    best = max((said.score for said in scored), default=0.0)
    if best < enough:
        return [], notes
    near = sorted((s for s in scored if s.score >= best - MARGIN), key=lambda s: (-s.score, s.statement.id))
    return _saying_the_same(near, library), notes


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
    found = _innermost(found)
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


def _innermost(found: list[Said]) -> list[Said]:
    """Without statements that only pass on another one found: "CCTV reported" that Xi said it."""

    def passes_on(outer: Statement, inner: Statement) -> bool:
        return (
            outer.id != inner.id
            and outer.article_id == inner.article_id
            and outer.span.covers(inner.span)
            and (outer.span != inner.span or outer.speaker in inner.via)
        )

    return [said for said in found if not any(passes_on(said.statement, other.statement) for other in found)]


def _in_other_words(wanted: Wanted, statement: Statement, meaning: float, library: Library) -> float:
    """Coverage of the words asked by what was said (four fifths of it by the sentence), and likeness of meaning."""
    rings = around(statement, library)
    inside = share(wanted.stems, wanted.weights, rings.content)
    framed = sum(
        w * max(held(s, rings.content), 0.8 * held(s, rings.sentence), 0.3 * held(s, rings.nearby))
        for s, w in zip(wanted.stems, wanted.weights, strict=True)
    )
    words = 0.4 * inside + 0.6 * framed
    if meaning <= 0:
        return round(words, 6)
    return round(0.6 * words + 0.4 * min(1.0, meaning / 0.8), 6)


def _saying_the_same(near: list[Said], library: Library) -> list[Said]:
    """The best, and of the others those that say nearly the same words as it."""
    if not near:
        return []
    best = around(near[0].statement, library).content
    kept = [near[0]]
    for said in near[1:]:
        other = around(said.statement, library).content
        alike = len(best & other) / max(1, min(len(best), len(other)))
        if alike >= 0.6 or said.statement.speaker == near[0].statement.speaker:
            kept.append(said)
    return kept
