"""A question and an index to findings: statements or sentences that answer, passages that bear on it, or why not.

The one module of this room that knows all the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.evidence.introductions import introducing
from rag.evidence.library import JOINED, Library, library_of
from rag.evidence.particulars import Asked, about_article
from rag.evidence.ranking import Ranking, rank
from rag.evidence.register import register_of
from rag.evidence.sentences import answering
from rag.evidence.speech import Spoken, hear
from rag.evidence.times import dated
from rag.names import Kind, compatible, organisation_key, parse
from rag.ports import Index
from rag.types import Evidence, Findings, FoundBy, Passage, Question, QuestionKind, Reason, Statement
from rag.words import spellings

AT_LEAST = 10  # passages shown where there are as many
_CITING = 60  # articles looked through for words that an agency passed on
KNOWN = 0.9  # the chance that a sentence which introduces somebody says who they are
BY_OTHERS = "No article gives these words as reported by {outlet}: they are shown whoever reported them."
NO_SUCH_OUTLET = "No article is known to be from {outlet}: all articles were searched."


def find(question: Question, index: Index, *, limit: int = 12, min_confidence: float = 0.45) -> Findings:
    """What the articles hold on a question; `limit` passages, and an abstention with its reason below the confidence.

    A question with a second reading is read the second way where the first finds nothing.
    """
    library = library_of(index)
    if _another_speaker(question, library) and question.otherwise:
        question = replace(question.otherwise, otherwise=replace(question, otherwise=None))
    found = _find(question, library, max(limit, AT_LEAST), min_confidence)
    if found.abstain and question.otherwise:
        second = find(question.otherwise, index, limit=limit, min_confidence=min_confidence)
        if second.abstain is None:
            return second
    return found


def _another_speaker(question: Question, library: Library) -> bool:
    """Whether "What about Ada Okafor?", read as a topic first, is the name of one who speaks in the articles."""
    name, second = question.topic, question.otherwise
    if not (name and second and second.speaker == name) or parse(name).kind is not Kind.PERSON:
        return False
    if not (second.topic or parse(name).full):
        return False
    return any(parse(person.name).kind is Kind.PERSON for person in register_of(library).named(name))


def _find(question: Question, library: Library, limit: int, min_confidence: float) -> Findings:
    if not library.cards:
        return Findings(question, (), abstain=Reason.NO_ARTICLES, searched=library.searched)
    if question.kind is QuestionKind.FACT and (asked := about_article(question.words, library)) is not None:
        return _about(question, asked, library, limit)
    question, times = dated(question, library)
    passed_on = _passed_on(question.outlet, library) if question.outlet else frozenset()
    article_ids, notes = _articles(question, library, known=bool(passed_on))
    notes = [*times, *notes]
    ranking = rank(question.words, library, article_ids)
    if question.kind is QuestionKind.FACT:
        return _fact(question, ranking, library, limit, min_confidence, notes)
    spoken = hear(question, library, article_ids)
    if passed_on:
        spoken = _told_by(passed_on, spoken, question.outlet or "")
    shown = spoken.statements if spoken.reason is None else spoken.nearest[:limit]
    return Findings(
        question,
        _evidence(shown, ranking, library, limit),
        statements=spoken.statements,
        people=spoken.people,
        confidence=round(spoken.confidence, 6) if spoken.reason is None else 0.0,
        abstain=spoken.reason,
        searched=library.searched,
        notes=tuple(dict.fromkeys([*notes, *spoken.notes, *ranking.notes])),
    )


def _passed_on(outlet: str, library: Library) -> frozenset[str]:
    """The statements that articles give in the words of an agency ("Norrpress quoted her"), where none is from it."""
    if library.index.between(None, None, outlet):
        return frozenset()
    wanted = organisation_key(outlet)
    return frozenset(
        statement.id
        for article_id in library.index.naming(spellings(outlet), _CITING)
        for statement in library.index.statements_of(article_id)
        if wanted in map(organisation_key, statement.via)
    )


def _written_by(author: str, library: Library) -> frozenset[str]:
    """The articles of an author who was asked for as if they were an outlet."""
    return frozenset(
        card.id
        for card in library.cards.values()
        if any(compatible(author, one) for one in JOINED.split(card.author or "") if one)
    )


def _told_by(passed_on: frozenset[str], spoken: Spoken, outlet: str) -> Spoken:
    """Of what was found that which the agency passed on; all of it, and a note, when that is none of it."""
    kept = tuple(statement for statement in spoken.statements if statement.id in passed_on)
    if kept or not spoken.statements:
        return replace(spoken, statements=kept)
    return replace(spoken, notes=(*spoken.notes, BY_OTHERS.format(outlet=outlet)))


def _articles(question: Question, library: Library, *, known: bool) -> tuple[frozenset[str] | None, list[str]]:
    """The articles a question narrows itself to, None: all; an outlet nobody knows narrows nothing, and is noted.

    A `known` outlet that no article is from is one that articles cite.
    """
    outlet, notes = question.outlet, list[str]()
    if outlet and not library.index.between(None, None, outlet):
        if written := _written_by(outlet, library):
            return written & library.index.between(question.since, question.until), notes
        if not known:
            notes.append(NO_SUCH_OUTLET.format(outlet=outlet))
        outlet = None
    if not (outlet or question.since or question.until):
        return None, notes
    return library.index.between(question.since, question.until, outlet), notes


def _fact(
    question: Question, ranking: Ranking, library: Library, limit: int, min_confidence: float, notes: Sequence[str]
) -> Findings:
    found = answering(question.words, ranking, library)
    told = introducing(question.words, library)
    confidence = max(found.chance, KNOWN) if told else found.chance
    silent = confidence < min_confidence or not ranking.passages
    return Findings(
        question,
        _evidence((), ranking, library, limit),
        sentences=() if silent else told or found.sentences,
        confidence=confidence,
        abstain=Reason.NOTHING_FOUND if silent else None,
        searched=library.searched,
        notes=tuple(dict.fromkeys([*notes, *ranking.notes])),
    )


def _about(question: Question, asked: Asked, library: Library, limit: int) -> Findings:
    """What is known of articles themselves; the passages are those the question finds."""
    ranking = rank(question.words, library, frozenset(key for key, _ in asked) or None)
    return Findings(
        question,
        _evidence((), ranking, library, limit),
        particulars=asked,
        confidence=KNOWN if asked else 0.0,
        abstain=None if asked else Reason.NOTHING_FOUND,
        searched=library.searched,
        notes=ranking.notes,
    )


def _evidence(statements: Sequence[Statement], ranking: Ranking, library: Library, limit: int) -> tuple[Evidence, ...]:
    """The passages of the statements first, in their order, then those the searches ranked."""
    by_passage: dict[str, tuple[Passage, list[Statement]]] = {}
    for statement in statements:
        for passage in library.index.passages_of(statement.article_id):
            if passage.span.overlaps(statement.span):
                by_passage.setdefault(passage.id, (passage, []))[1].append(statement)
                break
    ranked = {r.passage.id: r for r in ranking.passages}
    top = 1.0
    found: list[Evidence] = []
    for key, (passage, own) in by_passage.items():
        by = (*(ranked[key].found_by if key in ranked else ()), FoundBy.SPEAKER)
        found.append(Evidence(passage, tuple(own), top, by))
        top = round(max(0.9, top - 0.002), 6)
    scale = 0.9 if found else 1.0
    for r in ranking.passages:
        if len(found) >= max(limit, len(by_passage)):
            break
        if r.passage.id not in by_passage:
            found.append(Evidence(r.passage, (), round(r.score * scale, 6), r.found_by))
    return tuple(found)
