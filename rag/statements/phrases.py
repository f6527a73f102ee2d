"""The words that name a source to what kind of source they name, and which of its words are the name.

"Rep. Ann Roe (D-Ohio), a doctor," names a person; "Roe's aides" a group; "the senator" somebody to be found; "she" too.
Who that is, is left to `people`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rag.names import Kind, bare, key, organisation_key
from rag.names.lexicon import HONORIFICS, OFFICES
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


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source read: its kind, the words that stand for it, and the names in it."""

    kind: Source
    head: str  # without description: "two officials", "Sen. Ann Roe"
    names: tuple[Mention, ...] = ()


PRONOUNS = frozenset(
    """he him his himself she her hers herself it its itself they them their theirs themselves i me my mine myself we us our
    ours ourselves you your yours who whom whose which that this these those one""".split()
)
_CUT = re.compile(
    r",(?!\s+(?:Jr|Sr)\b)|\s+(?:who|whose|whom|which|that|where|when)\b|\s*[(\[–—:;]|\s-+\s|\s+(?:including|such as|based|released"
    r"|published|posted|issued|conducted|written|sent|obtained|filed|made|given|led|headed|called|named|known)\b"
)
_BEFORE_NAME = re.compile(r"^(?:an?|the|one|its|his|her|their|our|my|another)\b[^,]{3,120},\s+(?=[A-Z])", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\s+(?:of|to|for|from|at|by|in|on|with|close|behind|inside|within|about|against|among|near|like|than|as|around|over"
    r"|between|under|across|familiar|involved|and other|and others)\b"
)
_AND = re.compile(r",?\s+(?:and|&|or)\s+|,\s+(?=[A-Z])")
_DETERMINER = re.compile(r"^(?:both|all|the|this|that|these|those|an?)\s+", re.IGNORECASE)
_INDEFINITE = frozenset(
    """a an one another some several many most few two three four five six seven eight nine ten dozens hundreds thousands
    other others any every each no all more both numerous various unnamed certain such""".split()
)
_POSSESSORS = frozenset("his her its their our my your whose".split())
HUMAN = re.compile(
    r"(?:man|woman|person|or|er|ist|ian|ant|ent|ess|eon|ee|chief|head|attorney|secretary|chair|judge|coach|host|wife|husband"
    r"|nominee|candidate|executive|official|aide|lawyer|father|mother|brother|sister|son|daughter|widow|widower|widower"
    r"|mogul|star|president|king|queen|prince|pope|pastor|critic|diplomat|democrat|republican|independent|socialist"
    r"|incumbent|colleague|friend|rival|expert|fellow|guru|czar|tsar|envoy|spokes\w+|billionaire|businessman|magnate|veteran"
    r"|native|mayor|pilot|captain|general|colonel|adviser|counterpart|hopeful|frontrunner|front-runner|tycoon|whip|deputy"
    r"|delegate|representative|liberal|conservative|libertarian|author|doctor|nurse|scholar|academic|guard|cleric)$"
)
_NOT_HUMAN = frozenset(
    """paper letter order newspaper number center member member's computer matter power offer chapter poster banner tower
    winter summer water river server twitter other another document statement government department parliament agreement
    movement amendment comment document event agent president's committee court order error mirror factor sector monitor
    harbor labor honor color editor's advertisement content settlement moment percent consent client's assessment treatment
    investment report committee meeting transcript""".split()
)


def phrase_of(text: str, source: Span, mentions: list[Mention]) -> Phrase:
    """What the words of a source name; `mentions` are those of the whole article, ordered."""
    words = source.of(text)
    low = fold(bare(words))
    if low in PRONOUNS:
        return Phrase(Source.PRONOUN, low)
    inside = [m for found in within(mentions, source) if (m := clipped(text, found, source))]
    apposed = _apposed(text, source, words, inside)
    if apposed:
        return Phrase(Source.NAME, apposed.span.of(text), (apposed,))
    head_end = source.start + _head_length(words, source.start, inside)
    head = text[source.start : head_end].rstrip(" ,")
    several = _several(text, source, head_end, inside)
    if several:
        return Phrase(Source.NAMES, head, several)
    last = [m for m in inside if m.span.start < head_end]
    if last and _ends_with(text, head_end, last[-1]) and not _group_of_names(last[-1], head):
        return Phrase(Source.NAME, head, (last[-1],))
    return Phrase(_unnamed(head, low), _as_worded(head, words), tuple(last))


def _head_length(words: str, start: int, inside: list[Mention]) -> int:
    """Characters up to the end of the head: before a comma, a relative clause, and a preposition outside a name."""
    cut = _CUT.search(words, 1)
    end = cut.start() if cut else len(words)
    preposition = _PREPOSITION.search(words, 1, end)
    while preposition:
        at = start + preposition.start()
        covering = any(m.span.start < at < m.span.end for m in inside)
        if not covering:
            return preposition.start()
        preposition = _PREPOSITION.search(words, preposition.end(), end)
    return end


def _apposed(text: str, source: Span, words: str, inside: list[Mention]) -> Mention | None:
    """The name behind a comma in "a lawyer for the paper, David Roe,"."""
    lead = _BEFORE_NAME.match(words)
    if not lead:
        return None
    at = source.start + lead.end()
    for mention in inside:
        if mention.span.start == at and mention.name.full and mention.name.kind in (Kind.PERSON, Kind.UNKNOWN):
            first = text[source.start : mention.span.start].split(",")[0].split()
            if first and first[-1].islower() and not first[-1].endswith("s"):
                return mention
    return None


def _several(text: str, source: Span, head_end: int, inside: list[Mention]) -> tuple[Mention, ...]:
    """The people in "Ann Roe and Bob Low"; empty when the phrase names only one or something else besides."""
    people = [m for m in inside if not m.possessive and m.name.kind in (Kind.PERSON, Kind.UNKNOWN, Kind.ORGANISATION)]
    if len(people) < 2 or " and " not in source.of(text) and " & " not in source.of(text):
        return ()
    pieces = _AND.split(bare(source.of(text)))
    found = []
    for piece in pieces:
        wanted = fold(_DETERMINER.sub("", piece)).strip(" ,")
        found += [m for m in people if fold(m.span.of(text)) == wanted or wanted.endswith(" " + fold(m.span.of(text)))]
    return tuple(dict.fromkeys(found)) if len(found) >= 2 and found[0].span.start < head_end else ()


def _ends_with(text: str, head_end: int, mention: Mention) -> bool:
    rest = text[mention.span.end : head_end]
    return mention.span.end >= head_end or fold(rest).strip(" .,'\"") in ("", "s")


def _group_of_names(mention: Mention, head: str) -> bool:
    """Whether a capitalised word is no name: "Two Democrats", "Analysts" at the start of a sentence."""
    words = [key(w) for w in head.split()]
    if not words or mention.name.full or mention.name.title:
        return bool(words) and words[0] in _INDEFINITE and not mention.name.full
    return words[0] in _INDEFINITE or (mention.lead and mention.span.start and words[-1] in _PLURALS)


_PLURALS = frozenset(
    """analysts experts officials sources critics authorities police investigators prosecutors economists scientists
    researchers lawmakers supporters opponents republicans democrats conservatives liberals voters people observers aides
    advisers doctors witnesses residents activists protesters environmentalists historians lawyers attorneys executives
    leaders diplomats reports media polls studies others everyone nobody somebody someone""".split()
)


def _unnamed(head: str, low: str) -> Source:
    words = [key(w) for w in head.split()]
    if not words:
        return Source.THING
    first, last = words[0], words[-1]
    human = last in OFFICES or last in HONORIFICS or (bool(HUMAN.search(last)) and last not in _NOT_HUMAN)
    if first in _POSSESSORS:
        return Source.ROLE if human and not last.endswith("s") else Source.THING
    if first in ("the", "this", "that") or (head[:1].isupper() and first not in _INDEFINITE):
        if re.search(r"\b(?:two|three|four|both|other|several)\b", low) or first == "those":
            return Source.GROUP
        return Source.ROLE if human else (Source.THING if first in ("the", "this", "that") else Source.GROUP)
    if first not in _INDEFINITE and human and not last.endswith("s"):
        return Source.ROLE
    return Source.GROUP


def _as_worded(head: str, words: str) -> str:
    """The phrase to show: the head, or the whole when the head alone says nothing ("those close to him")."""
    if organisation_key(head) in ("those", "some", "others", "many", "most", "several", "one", "people", "the people"):
        cut = re.split(r",|\s*\(", bare(words))[0]
        return cut.strip()
    return bare(head)
