"""A question about speech and an index to the statements that answer it, or the reason why none does.

Who the speaker is comes from `rag.evidence.speakers`, what is on a topic from `topics`, whose words they are from
`quotations`; the passages around the statements are `rag.evidence.finding`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rag.evidence.framing import framed
from rag.evidence.library import Library
from rag.evidence.quotations import nearby_statements, sayers, saying
from rag.evidence.speakers import ask_for
from rag.evidence.surroundings import content_of, innermost, same_words
from rag.evidence.topics import EVERYBODY, FEW, OF_FEW, OnTopic, on_topic
from rag.types import Manner, Mode, Person, Question, QuestionKind, Reason, Statement
from rag.words import fold

_LEAST_WORDS = 4
_ASKS_ATTITUDE = re.compile(
    r"\b(?:think|believe|see|view|feel|want|hope|fear|wish|intend|expect|support|oppose|favou?r|prefer|consider|regard)"
    r"(?:s|ed|ing)?\b|\b(?:thinking|thought|saw|felt|opinion|position|stance|attitude|opposing|hoping)\b"
)
OTHER_TIMES = "None of these words is known to be from the time asked about: the articles' dates are unknown."


@dataclass(frozen=True, slots=True)
class Spoken:
    """What speech answers a question."""

    statements: tuple[Statement, ...] = ()  # in the order to be told
    people: tuple[Person, ...] = ()
    reason: Reason | None = None
    notes: tuple[str, ...] = ()
    confidence: float = 1.0
    nearest: tuple[Statement, ...] = field(default=())  # on an abstention: what the speaker does say


def hear(question: Question, library: Library, article_ids: frozenset[str] | None) -> Spoken:
    """The statements a question about speech asks for."""
    match question.kind:
        case QuestionKind.WHO_SAID:
            return _who_said(question, library, article_ids)
        case QuestionKind.WHO_SPOKE:
            return _who_spoke(question, library, article_ids)
        case _ if not question.speaker:
            return (_who_said if question.quote else _who_spoke)(question, library, article_ids)
        case _:
            return _what_said(question, library, article_ids)


def _what_said(question: Question, library: Library, article_ids: frozenset[str] | None) -> Spoken:
    asked = ask_for(question.speaker or "", library)
    if asked.reason:
        return Spoken(people=asked.people, reason=asked.reason)
    own, notes = _in_time(list(asked.statements), article_ids, library)
    notes = [*notes, asked.note] if asked.note else notes
    if not own:
        return Spoken(people=asked.people, reason=Reason.SPEAKER_SILENT, nearest=asked.statements)
    own = without_repeats(_not_acts(own), library)
    if not own:
        return Spoken(people=asked.people, reason=Reason.SPEAKER_SILENT)
    match question.kind:
        case QuestionKind.DID_SAY:
            return _did_say(question, own, asked.people, notes, library, article_ids)
        case QuestionKind.WHEN_SAID if question.topic or question.quote:
            chosen, more = sayers(question.quote or question.topic or "", question.words, own, library)
            if chosen:
                found = library.in_order([s.statement for s in chosen])
                return Spoken(tuple(found), asked.people, notes=(*notes, *more))
    if question.topic:
        return _about(question, own, asked.people, notes, library)
    told = next(as_asked(question, own, library))
    return Spoken(tuple(library.in_order(framed(question, told, library))), asked.people, notes=tuple(notes))


def _about(
    question: Question, own: list[Statement], people: tuple[Person, ...], notes: list[str], library: Library
) -> Spoken:
    found: list[OnTopic] = []
    more: list[str] = []
    for counted in as_asked(question, own, library):
        found, more = on_topic(question.topic or "", counted, library)
        if found:
            break
    if not found and len(own) <= FEW:
        found, _ = on_topic(question.topic or "", next(as_asked(question, own, library)), library, OF_FEW)
    if not found:
        return Spoken((), people, Reason.SILENT_ON_TOPIC, (*notes, *more), 0.0, tuple(library.in_order(own)))
    told = library.in_order([o.statement for o in found])
    return Spoken(tuple(told), people, notes=(*notes, *more), confidence=found[0].score)


def _did_say(
    question: Question,
    own: list[Statement],
    people: tuple[Person, ...],
    notes: list[str],
    library: Library,
    article_ids: frozenset[str] | None,
) -> Spoken:
    """Their own words on it; else the same words by somebody else, so that the answer can say whose they are."""
    if question.quote:
        said, more = saying(question.quote, question.words, own, library)
        if said:
            return Spoken(tuple(library.in_order([s.statement for s in said])), people, notes=(*notes, *more))
        others, _ = nearby_statements(question.quote, library, article_ids)
        ids = {s.id for s in own}
        said, more = saying(question.quote, question.words, [s for s in _not_acts(others) if s.id not in ids], library)
        if said:
            return Spoken(
                tuple(s.statement for s in said), people, notes=(*notes, *more), confidence=min(1.0, said[0].score)
            )
        return Spoken((), people, Reason.SILENT_ON_TOPIC, tuple(notes), 0.0, tuple(library.in_order(own)))
    return (
        _about(question, own, people, notes, library)
        if question.topic
        else Spoken(tuple(library.in_order(next(as_asked(question, own, library)))), people)
    )


def _who_said(question: Question, library: Library, article_ids: frozenset[str] | None) -> Spoken:
    quote = question.quote or ""
    near, notes = nearby_statements(
        f"{quote} {question.words}" if quote not in question.words else question.words, library, article_ids
    )
    said, more = sayers(quote, question.words, without_repeats(_not_acts(near), library), library)
    notes = list(dict.fromkeys([*notes, *more]))
    if not said:
        return Spoken(reason=Reason.NOTHING_FOUND, notes=tuple(notes), confidence=0.0)
    return Spoken(tuple(s.statement for s in said), notes=tuple(notes), confidence=min(1.0, said[0].score))


def _who_spoke(question: Question, library: Library, article_ids: frozenset[str] | None) -> Spoken:
    if not question.topic:
        people = library.people[:8]
        firsts = library.index.statements([person.statement_ids[0] for person in people])
        return Spoken(tuple(library.in_order(firsts)), tuple(people), None if firsts else Reason.NOTHING_FOUND)
    near, notes = nearby_statements(question.topic, library, article_ids)
    named = [s for s in without_repeats(_not_acts(near), library) if s.speaker or s.mention]
    told = next(as_asked(question, named, library), named)
    found, more = on_topic(question.topic, innermost(told), library, EVERYBODY)
    notes = list(dict.fromkeys([*notes, *more]))
    if not found:
        return Spoken(reason=Reason.NOTHING_FOUND, notes=tuple(notes), confidence=0.0)
    told = library.in_order([o.statement for o in found])
    return Spoken(tuple(told), notes=tuple(notes), confidence=found[0].score)


def as_asked(question: Question, own: list[Statement], library: Library) -> Iterator[list[Statement]]:
    """The statements that count for a question, and wider and wider choices for when none of them is on the topic.

    Words first, or whatever is thought and wished too when the question asks for that; then attitudes; last, scraps.
    """
    whole = [s for s in own if not _is_scrap(s, library)]
    spoken = [s for s in whole if s.manner is Manner.SPEECH]
    if spoken and not _ASKS_ATTITUDE.search(fold(question.words)):
        yield spoken
    if whole:
        yield whole
    if own:
        yield own


def _is_scrap(statement: Statement, library: Library) -> bool:
    """Whether a report without quotation marks is too short to tell anybody anything: "raised [the war]"."""
    text = library.article(statement.article_id).text
    return statement.mode is Mode.INDIRECT and len(content_of(statement, text).split()) < _LEAST_WORDS


def _not_acts(statements: Sequence[Statement]) -> list[Statement]:
    """What was said or thought; a deed answers no question about words."""
    return [s for s in statements if s.manner is not Manner.ACT]


def _in_time(
    own: list[Statement], article_ids: frozenset[str] | None, library: Library
) -> tuple[list[Statement], list[str]]:
    """Those of the articles asked for; where none is, those of articles without a date, and a note that says so."""
    if article_ids is None:
        return own, []
    inside = [s for s in own if s.article_id in article_ids]
    if inside:
        return inside, []
    undated = [s for s in own if not library.cards[s.article_id].published]
    return undated, [OTHER_TIMES] if undated else []


def without_repeats(statements: Sequence[Statement], library: Library) -> list[Statement]:
    """Without what the same speaker says twice in one article in the same words."""
    seen: set[tuple[str, str | None, tuple[str, ...]]] = set()
    kept = []
    for statement in sorted(statements, key=lambda s: (s.article_id, s.content[0].start, s.id)):
        said = (
            statement.article_id,
            statement.speaker,
            same_words(statement, library.article(statement.article_id).text),
        )
        if said not in seen:
            seen.add(said)
            kept.append(statement)
    return kept
