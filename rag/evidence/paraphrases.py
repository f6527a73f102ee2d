"""Words said in other words: how well statements match them, and whether one of them surely is what was meant.

Words that stand in the articles as they are asked for are `rag.evidence.quotations`' business.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.errors import VectorsUnavailableError
from rag.evidence.contrary import contrary
from rag.evidence.library import Library
from rag.evidence.likening import held, related, share
from rag.evidence.searching import NO_VECTORS
from rag.evidence.surroundings import around, content_of, innermost
from rag.evidence.wanted import Wanted, want
from rag.types import Mode, Statement
from rag.words import STOPWORDS, fold, spellings, stem, stems

SURELY = 0.76  # what words and meaning must come to for a yes or no, where nearly is not enough
# Who said it: a statement is told when it is like the words asked, and liker than anything that somebody else says.
# Told from questions in other words and from claims that nobody made, over three collections of news.
LEAST, LEAD, ENOUGH = 0.5, 4.0, 1.2  # likeness at least; what a lead over others counts; what the two come to
MARGIN = 0.12  # statements this close below the best are told as well when they say the same
SAME = 0.7  # cosine of statements that say the same
CONTRADICTS = 0.2  # what is taken off for saying the contrary
SAME_VERB = 0.06  # what is added where the article tells it with the verb of the question
OTHERWISE = "Nobody says this in these very words: what is told comes nearest."
_COMPARED = 15  # statements looked at closely
_LEAST_WORDS = 4  # said in fewer, without quotation marks, nothing is told in other words
_DENYING = frozenset(stem(w) for w in "deny reject dismiss doubt refute dispute oppose contradict".split())
_PLAIN = frozenset(stem(w) for w in "say says said tell told think thought claim state believe call".split())


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with how well it holds the words: 1 and above is verbatim."""

    statement: Statement
    score: float


def alike(quote: str, statements: Sequence[Statement], library: Library) -> tuple[list[Said], list[str]]:
    """Every statement with its likeness to the words, best first; and notes."""
    wanted = want(quote, library)
    notes: list[str] = []
    meaning = [0.0] * len(statements)
    try:
        if statements and wanted.words:
            meaning = library.index.likeness(quote, [s.id for s in statements])
    except VectorsUnavailableError:
        notes.append(NO_VECTORS)
    return _best_first(
        Said(s, _likeness(wanted, s, m, library)) for s, m in zip(statements, meaning, strict=True)
    ), notes


def meant(quote: str, question: str, statements: Sequence[Statement], library: Library) -> tuple[list[Said], list[str]]:
    """The statements that say it in other words; empty when none does, or when it could as well be somebody else's."""
    scored, notes = alike(quote, [s for s in statements if _tells(s, library)], library)
    verbs = _verbs(quote, question)
    near = _best_first(_reconsidered(said, quote, verbs, library) for said in _first(scored))
    if not near or near[0].score < LEAST or _denied(near[0], quote, verbs, library):
        return [], notes
    best = near[0]
    same = _saying_the_same(best, [s for s in near[1:] if s.score >= best.score - MARGIN], quote, library)
    rivals = [s.score for s in near[1:] if s not in same and not _one_source(s.statement, best.statement)]
    lead = best.score - max(rivals, default=0.0)
    return ([best, *same], [*notes, OTHERWISE]) if best.score + LEAD * lead >= ENOUGH else ([], notes)


def _first(scored: Sequence[Said]) -> list[Said]:
    """Those to be looked at closely, without who only passes on what another of them says."""
    first = scored[:_COMPARED]
    kept = {s.id for s in innermost([said.statement for said in first])}
    return [said for said in first if said.statement.id in kept]


def _tells(statement: Statement, library: Library) -> bool:
    """Whether a statement is somebody's and long enough to say in other words what is asked."""
    if statement.mode is not Mode.INDIRECT:
        return bool(statement.speaker or statement.mention)
    words = content_of(statement, library.article(statement.article_id).text).split()
    return len(words) >= _LEAST_WORDS and bool(statement.speaker or statement.mention)


def _best_first(scored: Iterable[Said]) -> list[Said]:
    return sorted(scored, key=lambda said: (-said.score, said.statement.id))


def _verbs(quote: str, question: str) -> frozenset[str]:
    """The stems of a question's words that are not the words asked for, plain verbs of speech left out."""
    asked = {stem(w) for w in spellings(question) if fold(w) not in STOPWORDS}
    return frozenset(asked - {stem(w) for w in spellings(quote)} - _PLAIN)


def _reconsidered(said: Said, quote: str, verbs: frozenset[str], library: Library) -> Said:
    """Less for what contradicts the words, more for what is told with the verb asked with."""
    text = library.article(said.statement.article_id).text
    score = said.score - (CONTRADICTS if _denied(said, quote, verbs, library) else 0.0)
    cue = spellings(said.statement.cue.of(text)) if said.statement.cue else []
    if any(related(verb, stem(word)) for verb in verbs for word in cue):
        score += SAME_VERB
    return Said(said.statement, round(score, 6))


def _denied(said: Said, quote: str, verbs: frozenset[str], library: Library) -> bool:
    """Whether a statement says the contrary of the words; who "denied" them may well do so."""
    text = library.article(said.statement.article_id).text
    return not verbs & _DENYING and contrary(quote, content_of(said.statement, text))


def _likeness(wanted: Wanted, statement: Statement, meaning: float, library: Library) -> float:
    """Half likeness of meaning, half coverage of the words asked by what was said (some of it by the sentence)."""
    rings = around(statement, library)
    inside = share(wanted.stems, wanted.weights, rings.content)
    framed = sum(
        w * max(held(s, rings.content), 0.8 * held(s, rings.sentence), 0.3 * held(s, rings.nearby))
        for s, w in zip(wanted.stems, wanted.weights, strict=True)
    )
    words = 0.4 * inside + 0.6 * framed
    return round(words if meaning <= 0 else 0.5 * words + 0.5 * min(1.0, meaning / 0.8), 6)


def _saying_the_same(best: Said, near: Sequence[Said], quote: str, library: Library) -> list[Said]:
    """Those of the same source, those that surely say it too, and those nearly the same as the best."""
    if not near:
        return []
    text = library.article(best.statement.article_id).text
    try:
        meaning = library.index.likeness(content_of(best.statement, text), [said.statement.id for said in near])
    except VectorsUnavailableError:
        meaning = [0.0] * len(near)
    own = around(best.statement, library).content
    asked = set(stems(quote))
    kept = []
    for said, likeness in zip(near, meaning, strict=True):
        other = around(said.statement, library).content
        words = len(own & other) / max(1, min(len(own), len(other)))
        surely = said.score >= SURELY and asked <= own  # less of what the best says all of
        if surely or max(words / 0.6, likeness / SAME) >= 1 or _one_source(said.statement, best.statement):
            kept.append(said)
    return kept


def _one_source(a: Statement, b: Statement) -> bool:
    """Whether both are one source's, or one of them only passes the other on."""
    if a.article_id == b.article_id and a.span.overlaps(b.span):
        return True
    return a.speaker is not None and a.speaker == b.speaker
