"""The ways to ask whether and when somebody said something."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.questions import verbs
from rag.questions.reading import Reading, forms_after, quoted, speech
from rag.questions.verbs import ABOUT, Split, split_at_verb
from rag.questions.who import CLAIMS
from rag.types import QuestionKind
from rag.words import fold, stems

_WHEN = re.compile(
    r"(?:when(?: exactly)?|(?:on|in) (?:what|which) (?:day|date|month|year|occasion)|at what (?:time|date))"
    r"(?: was it (?:that )?| (?P<aux>did|does|has|have|had) )(?=\S)"
)
_DID = re.compile(r"(?P<aux>did|does|do|has|have|had) (?=\S)")
_TRUE_THAT = re.compile(r"is it (?:true|right|correct|the case) that (?=\S)")
_IS_QUOTED = re.compile(
    r"(?:is|was|are|were) (?P<speaker>.+?) (?:quoted|cited|reported) "
    r"(?:as saying|to have said|saying|(?=(?:on|about) ))"
)
_ANYONE = frozenset(("anyone", "anybody", "someone", "somebody", "any of them", "people"))


def when(text: str) -> Reading | None:
    """When did Singleton say that the pact has limits."""
    match = _WHEN.match(fold(text))
    if match is None:
        return None
    cut = split_at_verb(text[match.end() :], forms_after(match["aux"]) if match["aux"] else verbs.FINITE)
    reading = speech(QuestionKind.WHEN_SAID, cut)
    if cut is None or reading is None or _deed(cut, text):
        return None
    return replace(reading, topic=reading.topic and re.sub(r"^that ", "", reading.topic), quote=quoted(text))


def _deed(cut: Split, text: str) -> bool:
    """Whether it is asked when something was done: "propose a plan", not "propose that" or "comment on"."""
    done_to = stems(re.sub(rf"^(?:{ABOUT}|that)\b.*", "", fold(cut.tail)))
    return cut.verb in verbs.DEEDS | {"propose"} and not quoted(text) and bool(done_to)


def whether(text: str) -> Reading | None:
    """Did Singleton say that the pact has limits; did anyone mention it."""
    cut = _cut(text)
    reading = speech(QuestionKind.DID_SAY, cut)
    if cut is None or reading is None:
        return None
    if fold(cut.speaker) in _ANYONE:
        return Reading(QuestionKind.WHO_SPOKE, topic=reading.topic)
    on_topic = re.match(rf"(?:{ABOUT}) ", fold(cut.tail)) or cut.verb not in CLAIMS
    return replace(reading, quote=quoted(text) or (None if on_topic else reading.topic))


def _cut(text: str) -> Split | None:
    folded = fold(text)
    if match := _DID.match(folded):
        return split_at_verb(text[match.end() :], forms_after(match["aux"]))
    if match := _TRUE_THAT.match(folded):
        return split_at_verb(text[match.end() :], verbs.FINITE)
    if match := _IS_QUOTED.match(folded):
        return Split(text[slice(*match.span("speaker"))], "say", text[match.end() :].strip())
    return None
