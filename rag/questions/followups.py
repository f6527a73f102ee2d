"""A question that leans on an earlier one to the same question standing alone.

"And what does he say on fish?" takes its speaker, "What about sanctions?" its speaker or its topic, "When?" both.
"""

from __future__ import annotations

import re
from dataclasses import replace

from rag.names import Kind, parse
from rag.questions import verbs
from rag.questions.reading import PRONOUNS, Reading, quoted
from rag.types import Question, QuestionKind
from rag.words import fold

_ADDITION = re.compile(
    r"(?:(?:what|how) about|same (?:question )?for|and|or|also|now)\b[, ]*(?:what about |how about )?(?P<rest>.+)"
)
_ONLY = (
    r"(?:(?:just|only) )?(?:the )?(?:parts?|bits?|things?|stuff|ones?|words|statements?|quotes?|remarks?|comments?) "
)
_NARROW = (
    r"(?:(?:can|could|would|will) you )?(?:narrow|limit|restrict|filter|reduce|cut|focus) (?:(?:that|this|it|them) )?"
    r"(?:down )?(?:to|on) (?:(?:what|everything) (?:he|she|they) sa(?:id|ys?) )?"
)
_ABOUT = re.compile(
    rf"(?:{_NARROW}(?:{verbs.ABOUT} )?|(?:and |what |but )*(?:{_ONLY}|just |only )?(?:{verbs.ABOUT}) )(?P<rest>.+)"
)
_WHEN = re.compile(
    r"(?:and |so |but )*(?:when(?: exactly)?(?: was (?:that|this|it)(?: said)?)?"
    r"|(?:on )?(?:what|which) (?:day|date)|since when)"
)
_WHO_ELSE = re.compile(
    r"(?:and |so )*(?:(?:who|anyone|anybody|somebody|someone) else(?: (?:said|says|spoke|commented|talked)"
    r" *(?:so|that|this|it|(?:about|on) (?:it|that|this)|anything)?)?|any others?|others)"
)
_WHAT_ELSE = re.compile(r"(?:and |so )*(?:(?:what|anything) (?:else|more)|any more|more|go on|continue)")
_WHERE_WHY = re.compile(
    r"(?:and |so |but )*(?:why|where|how|how much|how many|who|which one|how come)"
    r"(?: (?:is|was|did|does) (?:that|it|this))?"
)
_FRAME = re.compile(
    r"(?:and |so |but )*(?:to whom|who to|whom|(?:to )?(?:who|whom|where|(?:in|on|at) what \w+)(?: exactly)? "
    r"(?:did|does|has|was) (?:he|she|they|it|that|this)(?: been)? (?:say|said|tell|told|write|written|speak|spoke)"
    r"(?: (?:that|this|it|so))?(?: to)?)"
)
_BARE = re.compile(r"\b(?:that|this|it|so|those words|these words)$")
_WHO_SAID_IT = re.compile(r"(?:and |so |but )*who (?:said|says|claimed|wrote|told them) (?:that|this|it|so)")
_DEED = re.compile(r"(?:did|has|have|does|do|would|will) (?:he|she|they|it) (?P<deed>(?P<verb>\w+)(?: .+)?)")
_SOMEBODY = (Kind.PERSON, Kind.UNKNOWN)
_THING = frozenset("it that this them those these so".split())
_NEW_QUESTION = re.compile(
    r"(?:who|what|when|where|why|how|which|whose|did|does|do|has|have|had|is|was|are|were|will|would|can|could|should)\b"
)
_HE = re.compile(r"\b(?:he|she|him|his|her)\b")
_NAMED_TOPIC = re.compile(r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}")
_PERSON_WORD = re.compile(r"\b(?:he|she|they|him|his|her|their|them)\b")


def fragment(text: str, before: Question) -> tuple[Reading, Reading | None] | None:
    """A fragment after an earlier question: its reading and a second one, or None when it is a question of its own."""
    folded = fold(text)
    if _WHEN.fullmatch(folded):
        return Reading(
            QuestionKind.WHEN_SAID if _about_speech(before) else QuestionKind.FACT,
            before.speaker,
            before.topic,
            before.quote,
        ), None
    if _WHO_SAID_IT.fullmatch(folded):
        quote = before.quote or before.topic
        return (
            Reading(QuestionKind.WHO_SAID, quote=quote)
            if quote
            else Reading(QuestionKind.WHO_SPOKE, topic=before.words)
        ), None
    if _WHO_ELSE.fullmatch(folded):
        return Reading(QuestionKind.WHO_SPOKE, topic=before.topic or before.quote), None
    if _WHAT_ELSE.fullmatch(folded) and _about_speech(before):
        return Reading(QuestionKind.WHAT_SAID, before.speaker), None
    if _FRAME.fullmatch(folded) and _about_speech(before) and before.speaker:
        return Reading(QuestionKind.WHAT_SAID, before.speaker, before.topic or before.quote), None
    match = _ABOUT.fullmatch(folded)
    if match and not _ADDITION.fullmatch(folded):
        return _on_topic(text[match.start("rest") :], before), None
    match = _ADDITION.fullmatch(folded)
    if match and not _NEW_QUESTION.match(match["rest"]):
        rest = text[match.start("rest") :].strip()
        if inner := _ABOUT.fullmatch(fold(rest)):
            return _on_topic(rest[inner.start("rest") :], before), None
        return _person_or_topic(rest, before, folded)
    return None


def _about_speech(before: Question) -> bool:
    return before.kind is not QuestionKind.FACT


def _on_topic(topic: str, before: Question) -> Reading:
    if before.kind is QuestionKind.FACT:
        return Reading(QuestionKind.FACT, topic=topic)
    kind = (
        before.kind
        if before.kind in (QuestionKind.WHO_SPOKE, QuestionKind.DID_SAY, QuestionKind.WHEN_SAID)
        else QuestionKind.WHAT_SAID
    )
    return Reading(kind, before.speaker, topic) if before.speaker else Reading(QuestionKind.WHO_SPOKE, topic=topic)


def _person_or_topic(rest: str, before: Question, folded: str) -> tuple[Reading, Reading | None]:
    """Another speaker for "And Putin?", another topic for "What about sanctions?"; a name can be either."""
    on_topic = _on_topic(rest, before)
    if before.kind is QuestionKind.FACT or not before.speaker:
        return on_topic, None
    speaks = Reading(before.kind, rest, before.topic, before.quote)
    return (on_topic, speaks) if re.match(r"(?:what|how) about\b", folded) else (speaks, on_topic)


def meant(text: str, before: Question) -> Question:
    """The earlier question for a later "he": whom it was about, where an outlet or an office was asked about a name."""
    who, topic = before.speaker, before.topic
    if not (who and topic and _HE.search(fold(text)) and _NAMED_TOPIC.fullmatch(topic)):
        return before
    nobody = is_press(who) or fold(who).startswith("the ")
    return replace(before, speaker=topic, topic=None) if nobody and parse(topic).kind in _SOMEBODY else before


def is_press(name: str) -> bool:
    """Whether a name is no person's by its own words: an organisation's, or one in capitals ("NRK")."""
    return (name.isupper() and len(name) > 2) or parse(name).kind is Kind.ORGANISATION


def lean(reading: Reading, before: Question, text: str = "") -> Reading:
    """Pronouns of a whole question filled from the earlier one: speaker for "he", topic for "that" and "say that"."""
    if (deed := _DEED.fullmatch(fold(text))) and _may_be_said(reading, before, deed["verb"]):
        return Reading(QuestionKind.DID_SAY, before.speaker, text[deed.start("deed") :])
    speaker, topic, quote = reading.speaker, reading.topic, reading.quote
    if speaker and fold(speaker) in PRONOUNS:
        speaker = before.speaker or speaker
    if _says_that(reading, before, text) or (topic and fold(topic) in _THING):
        topic = before.topic or before.quote
    if quote and fold(quote) in _THING:
        quote = before.quote or before.topic
    return replace(reading, speaker=speaker, topic=topic, quote=quote)


def _may_be_said(reading: Reading, before: Question, verb: str) -> bool:
    """Whether a deed asked about after somebody's words ("did he offer help?") may be told in words of theirs."""
    base = verbs.BASE.get(verb) or verbs.PARTICIPLE.get(verb)
    known = base is not None and base not in verbs.WISHES
    return reading.kind is QuestionKind.FACT and _about_speech(before) and before.speaker is not None and known


def _says_that(reading: Reading, before: Question, text: str) -> bool:
    """Whether "When did he say that?" asks for the very words just asked about."""
    spoken = (QuestionKind.WHEN_SAID, QuestionKind.WHAT_SAID, QuestionKind.DID_SAY)
    nothing_else = reading.kind in spoken and reading.topic is None and reading.quote is None
    return nothing_else and _about_speech(before) and bool(_BARE.search(fold(text).rstrip(" ?!.")))


def fill_words(text: str, reading: Reading, before: Question) -> str:
    """The words of a question with its pronouns replaced by what they stand for.

    A plain question with a pronoun keeps the earlier question beside it, for nothing shorter surely stands alone.
    """
    filled = text
    if before.speaker and reading.kind is not QuestionKind.FACT:
        name = re.sub(r"(?i)'s$", "", before.speaker)
        filled = re.sub(r"(?i)\b(?:his|their)\b(?= )", f"{name}'s", filled)
        filled = re.sub(r"(?i)\b(?:he|she|they|him)\b", name, filled, count=1)
    elif before.speaker and re.search(r"\b(?:he|she|him|his|her)\b", fold(text)):
        filled = re.sub(r"(?i)\b(?:he|she|him)\b", before.speaker, filled)
        filled = re.sub(r"(?i)\b(?:his|her)\b", f"{before.speaker}'s", filled)
    topic = before.topic or before.quote
    if topic and reading.kind is not QuestionKind.FACT:
        filled = re.sub(r"(?i)\b(?:about|on|of) (?:it|that|this|them)\b(?=\W*$)", f"about {topic}", filled)
        filled = re.sub(
            r"(?i)(?<=say |aid )(?:it|that|this|so)(?=(?: too| as well)?\W*$)", f"that about {topic}", filled
        )
    if filled == text and reading.kind is QuestionKind.FACT and _leans(text):
        return f"{before.words.rstrip(' ?.')}: {text}"
    return filled


def _leans(text: str) -> bool:
    return bool(
        _PERSON_WORD.search(fold(text))
        or re.search(r"\b(?:it|that|this|those|these|there|then)\b", fold(text))
        or _WHERE_WHY.fullmatch(fold(text))
    )


def phrase(reading: Reading, before: Question, text: str) -> str:
    """A fragment's question in whole words: "What did Putin say about sanctions?"."""
    about = f" about {reading.topic}" if reading.topic else ""
    match reading.kind:
        case QuestionKind.WHAT_SAID:
            return f"What did {reading.speaker} say{about}?"
        case QuestionKind.WHEN_SAID:
            said = f' "{reading.quote}"' if reading.quote else about
            return f"When did {reading.speaker or 'somebody'} say{said or ' that'}?"
        case QuestionKind.DID_SAY:
            said = (
                f" that {reading.quote.removeprefix('that ')}" if reading.quote and not quoted(before.words) else about
            )
            return f"Did {reading.speaker} say{said or ' anything'}?"
        case QuestionKind.WHO_SPOKE:
            return f"Who spoke{about}?"
        case QuestionKind.WHO_SAID:
            return f'Who said "{reading.quote}"?'
    stem = before.words.rstrip(" ?.")
    return f"{stem}, {reading.topic}?" if reading.topic else f"{stem}: {text}?"
