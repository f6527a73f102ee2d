"""The ways to ask what somebody said: "What did X say?", "X's position on Y", "quotes by X", "X on Y".

Each reader takes one question without its mark and returns None for any other way of asking.
"""

from __future__ import annotations

import re

from rag.questions import verbs
from rag.questions.reading import SPEECH_NOUN, Reading, forms_after, part, speech
from rag.questions.verbs import ABOUT, split_at_verb
from rag.types import QuestionKind
from rag.words import fold

_WHAT_SAID = QuestionKind.WHAT_SAID
_WHAT = re.compile(
    r"(?:what|which (?:things|words|claims?|statements?|views?))"
    r"(?: (?:else|exactly|all|precisely|things|more|specifically|(?:kind|sort)s? of things))?"
    r"(?P<contracted>'s|'d)? ?(?P<aux>did|does|do|has|have|had|would|will|is|was|are|were)? (?P<rest>.+)"
)
_PASSIVE = re.compile(
    r"(?:being |been )?(?:said|claimed|reported|stated|written|argued)"
    rf"(?: by (?P<by>.+?))?(?: {ABOUT} (?P<topic>.+))?"
)
_HOW = re.compile(r"(?P<how>how|why|where)(?: exactly)? (?P<aux>did|does|do|has|have|had|would) (?P<rest>.+)")
_TELLS_HOW = frozenset("describe characterise characterize explain comment call justify defend assess".split())
_OWNER = r"(?P<speaker>.+?)(?:'s|(?<=s)'|(?<=\bhis)|(?<=\bher)|(?<=\btheir))"
_POSITION = (
    re.compile(
        rf"what(?:'s| is| was| are| were| has been) {_OWNER} (?:\w+ ){{0,2}}?{SPEECH_NOUN}s?"
        rf"(?: (?:to|that|{ABOUT}) (?P<topic>.+))?"
    ),
    re.compile(
        rf"what(?:'s| is| was| are| were) the (?:\w+ )?{SPEECH_NOUN}s? (?:of|by|from) (?P<speaker>.+?)"
        r"(?: (?:to|that|about|on|regarding|concerning|over) (?P<topic>.+))?"
    ),
)
_POINTS = re.compile(
    r"(?:what|which) (?:\w+ )?(?:concern|reason|warning|point|argument|claim|prediction|view|opinion|statement|comment"
    r"|remark|explanation|criticism|objection|promise|advice|answer|response)s? (?:did|does|do|has|have) "
    r"(?P<speaker>.+?) (?:raised?|given?|gave|made?|offer(?:ed)?|express(?:ed)?|shared?|have|voiced?|put forward)"
    rf"(?: (?:for|to|{ABOUT}) (?P<topic>.+))?"
)
_QUOTES = (
    re.compile(
        rf"(?:(?:all|any|the|some|every|everything|direct|full) )*(?:{SPEECH_NOUN}s?|things said|said)"
        rf"(?: and {SPEECH_NOUN}s?)? (?:made )?(?:by|from|of) (?P<speaker>.+?)"
        rf"(?: (?:{ABOUT.replace('|of|', '|')}) (?P<topic>.+))?"
    ),
    re.compile(
        rf"(?:(?:all|any|some|every) )*(?:of )?{_OWNER} (?:own |main |key |public )?{SPEECH_NOUN}s"
        rf"(?: (?:to|{ABOUT}) (?P<topic>.+))?"
    ),
    re.compile(
        r"(?P<speaker>[^\d\W][\w.'-]*(?: [^\d\W][\w.'-]*){0,3}) (?:quotes|quotations|statements|remarks|comments)"
        rf"(?: {ABOUT} (?P<topic>.+))?"
    ),
)
_ASKS = re.compile(
    r"(?:who|what|what's|which|when|where|how|why|is|are|was|were|did|do|does|has|have|had|will|would|can|could|in|on|at"
    r"|the|a|an|any|all|more|news|tell)\b"
)
_NAME_ON = re.compile(r"(?P<speaker>[^\W\d][\w.'-]*(?: [^\W\d][\w.'-]*){0,3}) (?:on|about|re|regarding) (?P<topic>.+)")
_EVERYTHING = re.compile(r"(?:everything|anything|all(?: the things)?|things|what(?:ever)?|how)(?: that)? (?=\S)")
_ACCORDING = (
    re.compile(r"according to (?P<speaker>[^,?]+), (?P<topic>.+)"),
    re.compile(r"(?P<topic>.+?),? according to (?P<speaker>[^,?]+)"),
)
_NOBODY = re.compile(r"(?:an?|some|new|recent|latest|the latest|this|these|data|reports?)\b")


def what_said(text: str) -> Reading | None:
    """What did Singleton say about Taiwan; what's Singleton saying; what was said by Singleton."""
    match = _WHAT.fullmatch(fold(text))
    if match is None:
        return None
    rest = text[match.start("rest") :]
    if match["aux"] is None:
        forms = verbs.GERUND | verbs.PARTICIPLE
        return speech(_WHAT_SAID, split_at_verb(rest, forms)) if match["contracted"] else None
    if match["aux"] in ("is", "was", "are", "were", "has") and (found := _passive(rest)):
        return found
    return speech(_WHAT_SAID, split_at_verb(rest, forms_after(match["aux"])))


def _passive(rest: str) -> Reading | None:
    match = _PASSIVE.fullmatch(fold(rest))
    if match is None:
        return None
    topic = part(rest, match, "topic")
    if match["by"]:
        return Reading(_WHAT_SAID, part(rest, match, "by"), topic)
    if topic and (by := re.search(r" by (?P<by>\S+(?: \S+){0,2})$", topic)):
        return Reading(_WHAT_SAID, by["by"], topic[: by.start()], doubtful=True)
    return Reading(QuestionKind.WHO_SPOKE, topic=topic, doubtful=True)


def how_said(text: str) -> Reading | None:
    """How did Singleton describe the pact; why does Singleton think so."""
    match = _HOW.fullmatch(fold(text))
    if match is None:
        return None
    cut = split_at_verb(text[match.start("rest") :], forms_after(match["aux"]))
    if cut is None:
        return None
    if match["how"] != "how":
        return speech(_WHAT_SAID, cut) if cut.verb not in verbs.ACTS else None
    return speech(_WHAT_SAID, cut, how=True) if cut.verb in _TELLS_HOW.union(verbs.ONLY_HOW) else None


def position(text: str) -> Reading | None:
    """What is Singleton's view of the pact; what concerns did Singleton raise."""
    folded = fold(text)
    match = _POSITION[0].fullmatch(folded) or _POSITION[1].fullmatch(folded) or _POINTS.fullmatch(folded)
    if match is None or match["speaker"] in ("the", "a"):
        return None
    return Reading(_WHAT_SAID, part(text, match, "speaker"), part(text, match, "topic"), doubtful=True)


def quotes_by(text: str) -> Reading | None:
    """Quotes by Singleton; Singleton's remarks on Taiwan; Singleton quotes."""
    for pattern in _QUOTES:
        if (match := pattern.fullmatch(fold(text))) and not _ASKS.match(match["speaker"]):
            return Reading(_WHAT_SAID, part(text, match, "speaker"), part(text, match, "topic"), doubtful=True)
    return None


def indirect(text: str) -> Reading | None:
    """(Tell me) what Singleton said about Taiwan; everything that Singleton said."""
    match = _EVERYTHING.match(fold(text))
    if match is None:
        return None
    rest = re.sub(r"\b(?:has|have|had) ", "", text[match.end() :])
    return speech(_WHAT_SAID, split_at_verb(rest, verbs.FINITE))


def everything(text: str) -> Reading | None:
    """Everything Singleton said, and what Singleton said where capitals show that he is a name."""
    folded = fold(text)
    if re.match(r"(?:everything|anything|all) (?:that )?(?!about)", folded):
        return indirect(text)
    match = re.match(r"what (?:exactly )?(?=\S)", folded)
    return indirect(text) if match and text[match.end()].isupper() else None


def name_on(text: str) -> Reading | None:
    """Singleton on Taiwan: doubtful, for so are sanctions on Russia."""
    match = _NAME_ON.fullmatch(fold(text))
    if match is None or _ASKS.match(match["speaker"]):
        return None
    return Reading(_WHAT_SAID, part(text, match, "speaker"), part(text, match, "topic"), doubtful=True)


def according(text: str) -> Reading | None:
    """According to Singleton, what will China do."""
    folded = fold(text)
    match = _ACCORDING[0].fullmatch(folded) or _ACCORDING[1].fullmatch(folded)
    speaker = part(text, match, "speaker") if match else None
    if match is None or speaker is None or _NOBODY.match(fold(speaker)):
        return None
    if text != folded and speaker == fold(speaker):
        return None
    return Reading(_WHAT_SAID, speaker, part(text, match, "topic"), doubtful=True)
