"""The ways to ask who: whose words some words are, and who spoke about something.

Who somebody is, or who did something, is a plain question and none of these.
"""

from __future__ import annotations

import re

from rag.questions import verbs
from rag.questions.reading import Reading, part, quoted
from rag.questions.verbs import ABOUT
from rag.types import QuestionKind
from rag.words import fold, stems

_PERSON_NOUN = (
    r"(?:person|people|man|woman|analyst|expert|official|politician|senator|leader|minister|president|professor|scholar"
    r"|spokesman|spokeswoman|spokesperson|researcher|economist|lawyer|author|diplomat|commentator|scientist|historian"
    r"|candidate|lawmaker|speaker|source|journalist|editor|general|governor|mayor|judge|doctor|critic|observer|executive"
    r"|fellow|academic|strategist|adviser|advisor|activist|ambassador|secretary|pollster|one|of (?:them|these|the \w+))"
)
_WHO = re.compile(
    rf"(?:who(?: exactly| else| all)?|(?:which|what)(?: [\w-]+){{0,2}}? {_PERSON_NOUN}s?)"
    r"(?: (?:was it|is it|are the ones|is the one))?(?: (?:who|that))? (?=\w)"
)
_SPOKE = re.compile(
    r"(?:(?:spoke|spoken|speaks|speaking|commented|comments|commenting|talked|talks|talking|remarked|opined"
    r"|weighe?[ds] in|has a view|gave (?:an? )?(?:view|opinion|comment)s?|made (?:any )?(?:comment|remark|statement)s?)"
    r"|(?:said|says|saying|say) (?:anything|something|things|what|so much|the most))"
    rf"(?: (?:{ABOUT}|to) (?P<topic>.+))?"
)
_SAID_ABOUT = re.compile(rf"(?:said|says) (?:{ABOUT}) (?P<topic>.+)")
_CLAIM = re.compile(
    r"(?:the|this|that|a)? ?(?:claim|statement|argument|remark|comment|prediction|warning|case)s? (?:that )?"
)
_UTTERS = frozenset("used uses made makes coined uttered put wrote".split())
_BY_WHOM = re.compile(r"\b(?:who (?:said|says|wrote|told|is saying|was it)|whose words|by whom|says who|who's quote)")
_WHOSE = re.compile(
    r"(?:whose (?:words|quote|claim|statement) (?:is|are|was|were)(?: it| this| these)?"
    r"|by whom was it (?:said|claimed))[:, ]+(?:that )?(?P<quote>.+)"
)
CLAIMS = frozenset(
    """say tell claim argue think believe warn predict state describe call compare suggest insist write tweet declare
    note emphasise emphasize stress accuse criticise criticize praise urge deny allege dismiss characterise characterize
    express complain lament quote remark contend assert explain maintain caution refer vow conclude joke denounce
    condemn forecast speculate liken observe report""".split()
)  # what stands behind these is what was said
_VIEWS = frozenset(
    "acknowledge admit ask blame expect hope pledge promise recall testify threaten".split()
)  # what stands behind these may be what was said, or a deed
_IDEA = re.compile(
    r"(?:the|this|that|any|an?) (?:\w+ )?(?:idea|notion|claim|suggestion|accusation|allegation|charge|view|argument"
    r"|possibility|report|rumou?r)s? that (?=\w)"
)


def whose_words(text: str) -> Reading | None:
    """Who said that: "a stepping stone"; whose words are these."""
    quote = quoted(text)
    if quote and _BY_WHOM.search(fold(text).replace(fold(quote), "")):
        return Reading(QuestionKind.WHO_SAID, quote=quote)
    match = _WHOSE.fullmatch(fold(text))
    return Reading(QuestionKind.WHO_SAID, quote=part(text, match, "quote")) if match else None


def who(text: str) -> Reading | None:
    """Who said that peace is near; which analyst called it so; who spoke about peace."""
    folded = fold(text)
    match = _WHO.match(folded)
    if match is None or re.match(r"who(?: \w+)? (?:did|does|do) ", folded):
        return None
    rest = re.sub(r"(?i)^(?:has|have|had|is|was|are|were|been|being)\s+(?:been )?", "", text[match.end() :])
    first, _, tail = rest.partition(" ")
    if fold(first) in verbs.ADVERBS:
        first, _, tail = tail.partition(" ")
    return _who_spoke(fold(first), tail) or _who_said(quoted(text), fold(first), tail)


def _who_spoke(verb: str, tail: str) -> Reading | None:
    folded = fold(tail)
    if verb in ("quoted", "cited", "interviewed") and not folded.startswith(("as ", "saying")):
        match = re.search(rf"\b(?:{ABOUT})\s+(?P<topic>.+)$", folded)
        return Reading(QuestionKind.WHO_SPOKE, topic=part(tail, match, "topic") if match else None)
    whole = f"{verb} {folded}".strip()
    if match := _SPOKE.fullmatch(whole) or _SAID_ABOUT.fullmatch(whole):
        topic = match["topic"]
        return Reading(QuestionKind.WHO_SPOKE, topic=tail[len(tail) - len(topic) :].strip() if topic else None)
    if verb in ("discussed", "mentioned", "discusses", "mentions", "addressed"):
        return Reading(QuestionKind.WHO_SPOKE, topic=tail or None)
    return None


def _who_said(quote: str | None, verb: str, tail: str) -> Reading | None:
    base = verbs.FINITE.get(verb) or verbs.GERUND.get(verb) or verbs.PARTICIPLE.get(verb)
    if verb in ("quoted", "cited"):
        base, tail = "say", re.sub(r"^as (?:saying|having said) ?", "", tail)
    elif verb in _UTTERS:
        claim = _CLAIM.match(fold(tail))
        base, tail = ("say", tail[claim.end() :]) if claim else ("say" if quote else None, tail)
    if base and (idea := _IDEA.match(fold(tail))):  # "rejected the idea that": the idea's words are looked for
        return Reading(QuestionKind.WHO_SAID, quote=quote or tail[idea.end() :], doubtful=True)
    clause = fold(tail).startswith("that ")
    if base is None or not (base in CLAIMS | _VIEWS or clause) or not stems(tail):
        return None
    if base in verbs.ADDRESSED and (told := re.match(r"(?:[\w.'-]+ ){1,4}?that (?=\w)", tail)):
        tail = tail[told.end() :]  # whom it was told is no part of the words
    tail = re.sub(r"(?i)^(?:that|this|:|,)\s*", "", tail.strip()).strip(" ,:")
    return Reading(QuestionKind.WHO_SAID, quote=quote or tail, doubtful=base in verbs.ACTS | _VIEWS | {"call"})
