"""A member of an article's cast to whether it is a person, and he or she: read from what stands around the name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag.names import Kind, Name, key
from rag.names.given import GENDERS
from rag.names.lexicon import HONORIFICS, MODIFIERS, OFFICES, ORGANISATIONS, PLACES
from rag.statements.mentions import Mention

_INTRODUCED = re.compile(
    r"[’”'\"]?\s*(?:\((?:[RDI]|age|\d)|,\s+(?:\d\d\b|an?\b|the\b|who\b|whose\b|[RDI]-|of\b"
    r"|[a-z-]+(?:\s[a-z-]+){0,3}\s(?:of|at|for|in)\b))"
)
_ROLE_BEFORE = re.compile(r"\b[a-z-]+(?:man|woman|person|or|er|ist|ian|ant|ent|chief|head|aide|official|expert)\s+$")
_WHO = re.compile(r",? (?:who|whose|whom)\b|, \d\d,")
_SAID_HE = re.compile(
    r" (?:has |had )?(?:also )?(?:said|says|told|added|wrote|argued|insisted|believes|thinks|denied)\b"
    r"[^.,;:“\"\n]{0,25}?\b(?:he|she|his|her)\b"
)
_THE = re.compile(r"\b[Tt]he $")
_SHE = re.compile(r"\b(?:she|her|herself|hers|Mrs|Ms)\b")
_HE = re.compile(r"\b(?:he|his|him|himself|Mr)\b")
_NO_NAMES = frozenset(OFFICES) | frozenset(HONORIFICS)


@dataclass(slots=True, eq=False)
class Member:
    """One person or named thing of an article."""

    name: str  # the fullest name
    parsed: Name
    person: bool = False
    gender: str = ""  # "m", "f", "" unknown
    mentions: list[Mention] = field(default_factory=list)  # ordered once `settle` was called


def settle(text: str, member: Member, starts: Sequence[int]) -> None:
    """Order a member's mentions and judge it; `starts` are where any mention of the article begins."""
    member.mentions.sort(key=lambda m: m.span)
    if member.parsed.kind is Kind.ORGANISATION:
        return
    honoured = [m.name for m in member.mentions if _honoured(m.name)]
    person = member.parsed.kind is Kind.PERSON or bool(honoured) or _introduced(text, member) or _one_name(text, member)
    member.person = person and (member.parsed.full or key(member.parsed.last) not in _NO_NAMES)
    genders = Counter(name.gender for name in honoured if name.gender)
    member.gender = genders.most_common(1)[0][0] if genders else member.parsed.gender
    if member.person and not member.gender:
        member.gender = gender_around(text, member, starts)


def may_speak(text: str, member: Member, mention: Mention) -> bool:
    """Whether a name of two words that somebody is quoted under is a person's: not after "the"."""
    if member.person or not member.parsed.full or member.parsed.kind is not Kind.UNKNOWN:
        return False
    if key(member.parsed.first) in MODIFIERS:
        return False
    return not _THE.search(text, max(0, mention.span.start - 4), mention.span.start)


def gender_around(text: str, member: Member, starts: Sequence[int]) -> str:
    """By the pronouns that follow in the same paragraph before anybody else is named, when most of them agree."""
    she = he = 0
    for mention in member.mentions:
        i = bisect_left(starts, mention.span.end)
        end = min(starts[i] if i < len(starts) else len(text), mention.span.end + 250)
        line = text.find("\n", mention.span.end, end)
        stop = line if line >= 0 else end
        she += len(_SHE.findall(text, mention.span.end, stop))
        he += len(_HE.findall(text, mention.span.end, stop))
    return "f" if she > 2 * he else "m" if he > 2 * she else ""


def _introduced(text: str, member: Member) -> bool:
    if not member.parsed.full or any(key(w) in ORGANISATIONS | PLACES for w in member.parsed.text.split()):
        return False
    if len({m.name.text for m in member.mentions}) > 1:
        return True  # a full name and a surname by itself: how people are named, not places
    return any(
        _INTRODUCED.match(text, m.span.end) or _ROLE_BEFORE.search(text, max(0, m.span.start - 30), m.span.start)
        for m in member.mentions
    )


def _one_name(text: str, member: Member) -> bool:
    """Whether a single word is a person's name: a given name, or one that "who" or "said he" follows."""
    if member.parsed.full or member.parsed.kind is not Kind.UNKNOWN:
        return False
    if GENDERS.get(key(member.parsed.last)):
        member.parsed = replace(member.parsed, first=member.parsed.last, last="")
        return any(not m.lead for m in member.mentions)
    word = key(member.name)
    if member.name.isupper() or all(m.lead for m in member.mentions) or word in MODIFIERS:
        return False
    if word.endswith("s") or any(part.islower() for part in member.name.split("-")):
        return False  # "Americans, who"; "the Oscar-winner said she"
    return any(_WHO.match(text, m.span.end) or _SAID_HE.match(text, m.span.end) for m in member.mentions)


def _honoured(name: Name) -> bool:
    return any(key(w) in HONORIFICS for w in name.title.split())
