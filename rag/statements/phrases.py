"""The words that name a source to what kind of source they name, and which of its words are the name.

"Rep. Ann Roe (D-Ohio), a doctor," names a person; "Roe's aides" a group; "the senator" somebody to be found; "she" too.
Who that is, is left to `people`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rag.names import Kind, bare, key
from rag.names.lexicon import HONORIFICS, OFFICES
from rag.statements.humans import is_event, is_human
from rag.statements.mentions import Mention, clipped, within
from rag.types import Span
from rag.words import fold


class Source(StrEnum):
    """What a source's words name."""

    PRONOUN = "pronoun"
    NAME = "name"  # one person, or something with a name
    NAMES = "names"  # several, joined by "and"
    ROLE = "role"  # "the senator": one person, known from elsewhere in the article
    GROUP = "group"  # "analysts", "two officials", "a spokesman": nobody in particular
    THING = "thing"  # "the report", "her campaign"
    EVENT = "event"  # "the visit", "a closer look at it": nothing that speaks
    NOBODY = "nobody"  # "neither man"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source read: its kind, the words that stand for it, and the names in it."""

    kind: Source
    head: str  # without description: "two officials", "Sen. Ann Roe"
    names: tuple[Mention, ...] = ()
    whole: str = ""  # up to a comma or relative clause: "two officials of the ministry"


PRONOUNS = frozenset(
    """
    he him his himself she her hers herself it its itself they them their theirs themselves i me my mine
    myself we us our ours ourselves you your yours who whom whose which that this these those one""".split()
)
_CUT = re.compile(
    r",(?!\s+(?:Jr|Sr)\b)|\s+(?:who|whose|whom|which|that|where|when)\b|\s*[(\[–—:;]|\s-+\s|\s+(?:including|such as"
    r"|based|released|published|posted|issued|conducted|written|sent|obtained|filed|made|given|led|headed|called|named"
    r"|known)\b"
)
_BEFORE_NAME = re.compile(r"^[^,]{3,120},\s+(?:[a-z-]+\s+){0,3}(?=[A-Z])")
_STRAY = re.compile(r"(?:the|an?|this|that|his|her|their|its)\s+(?:[a-z-]+\s+){0,2}([a-z-]+)\s+(?=[A-Z])")
_AFTER = re.compile(r"\b(?:after|at|before|by|during|following|for|in|of|on|since|until|with)\s$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\s+(?:of|to|for|from|at|by|in|on|with|close|behind|inside|within|about|against|among|near|like|than|as|around|over"
    r"|between|under|across|familiar|involved|and other|and others)\b"
)
_PLAIN = r"(?!(?:of|one|other|at|for|in|by|to|from|with|an?|the|on)\s)[a-z-]+\s+"
_ALONE = re.compile(r",\s+(?:the\s+)?$")
_OFFICE_OF = re.compile(r"(?:secretary|minister|director|head|chief|speaker|president|leader) of $", re.IGNORECASE)
_FIELD = re.compile(r"(?:[a-z]+ ){1,3}")  # "state " in "former secretary of state Ann Roe"
_LISTED_FIRST = re.compile(rf"(?:both\s+)?(?:an?\s+|the\s+)?(?:{_PLAIN}){{0,4}}", re.IGNORECASE)
_LISTED = re.compile(rf"(?:\s*\([^)]*\))?(?:,[^,]{{2,40}},\s+and|,?\s+and|,)\s+(?:the\s+)?(?:{_PLAIN}){{0,3}}")
_DESCRIBES = re.compile(r"\s+(?!and\b|or\b|who\b|of\b)[a-z]")
_JOINED = re.compile(r"\b(?:and|or)\b|&")
_LIST_ENDS = re.compile(r"\s*(?:$|[,(]|all\b|both\b|each\b|together\b|who\b)")
_PARTY = re.compile(r"[A-Z]-[A-Z]")
_INDEFINITE = frozenset(
    """
    a an one another some several many most few two three four five six seven eight nine ten dozens hundreds
    thousands other others any every each no all more both numerous various unnamed certain such""".split()
)
_NOBODY = ("neither ", "nobody", "no one", "none ")
_POSSESSORS = frozenset("his her its their our my your whose".split())


def phrase_of(text: str, source: Span, mentions: list[Mention]) -> Phrase:
    """What the words of a source name; `mentions` are those of the whole article, ordered."""
    words = source.of(text)
    low = fold(bare(words))
    if low in PRONOUNS:
        return Phrase(Source.PRONOUN, low)
    if low.startswith(_NOBODY):
        return Phrase(Source.NOBODY, bare(words), whole=_whole(words))
    inside = [m for found in within(mentions, source) if (m := clipped(text, found, source)) and not _office(m)]
    apposed = _apposed(text, source, words, inside)
    if apposed:
        return Phrase(Source.NAME, apposed.span.of(text), (apposed,))
    head_end = source.start + _head_length(words, source.start, inside)
    head = text[source.start : head_end].rstrip(" ,")
    several = _several(text, source, inside)
    if several:
        return Phrase(Source.NAMES, head, several)
    last = [m for m in inside if m.span.start < head_end]
    if len(last) > 1 and _joined(text, last[-2], last[-1]):
        return Phrase(Source.GROUP, bare(head), tuple(last), _whole(words))
    if last and _ends_with(text, head_end, last[-1]) and not _group_of_names(last[-1], head):
        spoken = _spokesman(text, source, inside, last[-1]) or last[-1]
        return Phrase(Source.NAME, head, (spoken,))
    return Phrase(_unnamed(head, low), bare(head), tuple(last), _whole(words))


def _joined(text: str, left: Mention, right: Mention) -> bool:
    """Whether two names share a phrase as equals: not "Democratic leader and former envoy Ann Roe"."""
    if left.possessive or _DESCRIBES.match(text, left.span.end, right.span.start):
        return False
    return bool(_JOINED.search(text, left.span.end, right.span.start))


def _head_length(words: str, start: int, inside: list[Mention]) -> int:
    """Characters up to the end of the head: before a comma, a relative clause, and a preposition outside a name."""
    cut = _CUT.search(words, 1)
    end = cut.start() if cut else len(words)
    preposition = _PREPOSITION.search(words, 1, end)
    while preposition:
        at = start + preposition.start()
        covering = any(m.span.start < at < m.span.end for m in inside)
        office = _OFFICE_OF.search(words, 0, preposition.end() + 1)
        named = office and any(_FIELD.fullmatch(words, preposition.end() + 1, m.span.start - start) for m in inside)
        if not covering and not named:
            return preposition.start()
        preposition = _PREPOSITION.search(words, preposition.end(), end)
    return end


def _apposed(text: str, source: Span, words: str, inside: list[Mention]) -> Mention | None:
    """The name behind a comma in "a lawyer for the paper, David Roe,"."""
    lead = _BEFORE_NAME.match(words)
    if not lead:
        return None
    at = source.start + lead.end()
    before = _PREPOSITION.split(lead.group().split(",")[0])[0].split()
    if not before or not before[-1].islower() or before[-1].endswith("s"):
        return None
    for mention in inside:
        if mention.span.start == at:
            alone = _ALONE.search(text[source.start : at]) and text[mention.span.end : source.end].strip() in ("", ",")
            organisation = mention.name.kind is Kind.ORGANISATION and alone and not is_human(key(before[-1]))
            return mention if mention.name.full or organisation else None
    return None


def called(words: str) -> str | None:
    """What a source is called where it speaks: its words up to a comma or relative clause; None for a pronoun."""
    return None if fold(bare(words)) in PRONOUNS else _whole(words) or None


def proper(text: str, source: Span, mentions: list[Mention]) -> Span:
    """A source without a phrase that only ends before it: "Singleton" of "after [the call Singleton] stated"."""
    stray = _STRAY.match(text, source.start, source.end)
    if not stray or not _AFTER.search(text, max(0, source.start - 12), source.start):
        return source
    if not is_event(key(stray.group(1))) or not any(m.span.start == stray.end() for m in mentions):
        return source
    return Span(stray.end(), source.end)


def _several(text: str, source: Span, inside: list[Mention]) -> tuple[Mention, ...]:
    """The names in "Ann Roe and Bob Low"; empty when the phrase names only one or something else besides."""
    found: list[Mention] = []
    joined = False
    for mention in inside:
        if _DESCRIBES.match(text, mention.span.end, source.end) or _PARTY.match(text, mention.span.start):
            continue
        gap = text[found[-1].span.end if found else source.start : mention.span.start]
        if mention.possessive or not (_LISTED if found else _LISTED_FIRST).fullmatch(gap):
            break
        joined = joined or " and " in gap
        found.append(mention)
    if len(found) < 2 or not joined or not _LIST_ENDS.match(text[found[-1].span.end : source.end]):
        return ()
    one = not found[0].name.full and key(source.of(text).split()[0]) == "the" and " the " not in source.of(text)[4:]
    return () if one and found[0].span.start == source.start + 4 else tuple(found)  # "The Globe and Post" is one paper


def _office(mention: Mention) -> bool:
    """Whether a run of capitals ends with an office and is nobody's name: "Acme President"."""
    name = mention.name
    return not name.full and not name.title and key(name.text.split()[-1] if name.text else "") in OFFICES


def _spokesman(text: str, source: Span, inside: list[Mention], head: Mention) -> Mention | None:
    """The person behind an organisation's name: "Bureau of Mines spokesman Bob Low" speaks for himself."""
    for mention in inside:
        between = text[head.span.end : mention.span.start]
        if mention.span.start > head.span.end and mention.name.full and "," not in between and not head.name.full:
            words = between.split()
            return mention if words and words[-1].islower() and is_human(key(words[-1])) else None
    return None


def _ends_with(text: str, head_end: int, mention: Mention) -> bool:
    rest = text[mention.span.end : head_end]
    return mention.span.end >= head_end or fold(rest).strip(" .,'\"") in ("", "s")


def _group_of_names(mention: Mention, head: str) -> bool:
    """Whether a capitalised word is no name: "Two Democrats", "Analysts" at the start of a sentence."""
    words = [key(w) for w in head.split()]
    if not mention.name.full and key(mention.name.last) in OFFICES and mention.name.last == mention.name.text:
        return True  # "the CEO"
    if not words or mention.name.full or mention.name.title:
        return bool(words) and words[0] in _INDEFINITE and not mention.name.full
    return words[0] in _INDEFINITE or (mention.lead and words[-1] in _PLURALS)


_PLURALS = frozenset(
    """
    analysts experts officials sources critics authorities police investigators prosecutors economists
    scientists researchers lawmakers supporters opponents republicans democrats conservatives liberals
    voters people observers aides advisers doctors witnesses residents activists protesters
    environmentalists historians lawyers attorneys executives leaders diplomats reports media polls studies
    others everyone nobody somebody someone""".split()
)


def _unnamed(head: str, low: str) -> Source:
    words = [key(w) for w in head.split()]
    if not words:
        return Source.THING
    first, last = words[0], words[-1]
    human = is_human(last) or last in HONORIFICS
    if is_event(last) and head.split()[-1].islower():
        return Source.EVENT
    if first in _POSSESSORS:
        return Source.ROLE if human and not last.endswith("s") else Source.THING
    if first in ("the", "this", "that") or (head[:1].isupper() and first not in _INDEFINITE):
        if re.search(r"\b(?:two|three|four|both|other|several)\b", low) or first == "those":
            return Source.GROUP
        if human and last.endswith("s") and not last.endswith("ss"):
            return Source.GROUP  # "the senators"
        return Source.ROLE if human else (Source.THING if first in ("the", "this", "that") else Source.GROUP)
    if first not in _INDEFINITE and human and not last.endswith("s"):
        return Source.ROLE
    return Source.GROUP


def _whole(words: str) -> str:
    """The phrase to show: everything up to a comma or a relative clause, "those close to him" as a whole."""
    cut = _CUT.search(words, 1)
    return bare(words[: cut.start()] if cut else words) or bare(words)
