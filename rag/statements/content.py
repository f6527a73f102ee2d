"""Where what is said begins and ends after a reporting verb, in tokens of one sentence.

Which words report is left to `verbs`; what becomes of the content, to `reported`.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.statements.clauses import Token
from rag.statements.cues import Form
from rag.statements.sources import after
from rag.statements.verbs import Group
from rag.statements.wordclasses import ADVERBS, ARTICLES, BE, DAYS, DETERMINERS, HAVE, PREPOSITIONS, PRONOUNS

_HEARERS = frozenset("him her them us me you it reporters himself herself themselves everyone people".split())
_OPENERS = frozenset("that whether if why how what who when where".split())
NOMINATIVE = frozenset("he she they we i it there".split())
CLOSES = frozenset(",;:.!?)")
_DASHES = frozenset({"-", "--"})
_LATER = frozenset(
    "add continue write post conclude explain reply respond comment tweet chant find show maintain know".split()
)
_ASKED = frozenset("to if whether about why how what for , :".split())
_BARE_CLAUSE = frozenset("say think believe tell".split())
_OF_HEARD = frozenset("assure inform remind warn accuse advise notify reassure".split())


def low_at(tokens: Sequence[Token], i: int) -> str:
    """The folded text of a token, empty past either end."""
    return tokens[i].low if 0 <= i < len(tokens) else ""


def is_quote(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token is a whole quotation."""
    return 0 <= i < len(tokens) and tokens[i].quote is not None


def after_hearer(tokens: list[Token], group: Group) -> int:
    """The token after the verb and whoever it was said to."""
    at = group.end
    if not (group.cue.hearer or group.cue.base == "ask"):
        return at
    if low_at(tokens, at) in _HEARERS:
        return at + 1
    if is_quote(tokens, at) or low_at(tokens, at) in _OPENERS | CLOSES | NOMINATIVE:
        return at
    stop = len(tokens)
    if group.cue.base in _OF_HEARD:
        stop = next((i for i in range(at, stop) if tokens[i].low == "of"), stop)
    phrase = after(tokens, at, stop, leading=True)
    end = phrase[1] if phrase else at
    told = group.cue.base not in {"ask", "urge", "implore"} or any(
        low_at(tokens, i) in _ASKED for i in range(end, end + 3)
    )
    return end if told else at


def content_start(tokens: list[Token], groups: Sequence[Group], right: int) -> int:
    """Past "on Monday", "in a statement" and the like when a clause or a quotation follows them."""
    low = low_at(tokens, right)
    if groups_cue_speaks(groups, right) and (
        low in PREPOSITIONS | DAYS | {",", "later", "again"} or low.endswith("ly")
    ):
        for i in range(right, min(len(tokens), right + 16)):
            if low_at(tokens, i) == "that" and i > right and low_at(tokens, i + 1) not in {"is", "was", "has"}:
                return i
            if low_at(tokens, i) == ":" or (low_at(tokens, i) == "," and is_quote(tokens, i + 1)):
                return i
            if any(g.start == i for g in groups):
                break
            if (
                i > right + 1
                and low_at(tokens, i) in {"he", "she", "they"}
                and low_at(tokens, i - 1) not in PREPOSITIONS | {","}
            ):
                return i
    while low_at(tokens, right) in DAYS or (low_at(tokens, right) == "on" and low_at(tokens, right + 1) in DAYS):
        right += 1
    return right


def groups_cue_speaks(groups: Sequence[Group], right: int) -> bool:
    """Whether the verb whose content starts at `right` or a little later is one that carries a clause."""
    own = [g for g in groups if g.end <= right]
    return bool(own) and not own[-1].particle and (own[-1].cue.quotes or own[-1].cue.clause)


def content_stop(tokens: list[Token], groups: Sequence[Group], start: int, relative: bool = False) -> int:
    """Where content that starts at `start` ends: before the next clause that attributes, or with the sentence.

    `relative`: the content stands in a relative clause ("which he called a crisis, ..."), which ends at a comma.
    """
    stop = len(tokens)
    while stop > start and low_at(tokens, stop - 1) in {".", ";", ":", ","} and not is_quote(tokens, stop - 1):
        stop -= 1
    ends = [stop, *(_cut_before(tokens, g, start) for g in groups if start + 1 < g.clause_start < stop)]
    dashed = sum(t.low in _DASHES and not t.quote for t in tokens[:start]) % 2 == 1
    for at in range(start + 1, stop):
        low = low_at(tokens, at)
        if relative and tokens[at].marked and low_at(tokens, at + 1) == ",":
            ends.append(at + 1)
            continue
        comma = low == "," and (relative or _according(tokens, at + 1) or _reporter_speaks(tokens, start, at, stop))
        if comma or (dashed and low in _DASHES) or (low == "." and len(low_at(tokens, at - 1)) > 3):
            ends.append(at)
    return min(ends)


def _according(tokens: list[Token], at: int) -> bool:
    return (low_at(tokens, at), low_at(tokens, at + 1)) == ("according", "to")


def _reporter_speaks(tokens: list[Token], start: int, comma: int, stop: int) -> bool:
    """Whether a comma ends what was said because the reporter goes on: ", but he ...", ", which ..." up to the end."""
    at = comma + 1
    low, nxt = low_at(tokens, at), low_at(tokens, at + 1)
    if comma <= start + 2:
        return False
    if low == "but":
        return nxt in NOMINATIVE | ARTICLES or (at + 1 < stop and tokens[at + 1].cap)
    if low == "and":
        clause = low_at(tokens, start) in _OPENERS | NOMINATIVE
        anew = (
            not clause
            and at + 1 < stop
            and tokens[at + 1].cap
            and any(low_at(tokens, i) in HAVE | BE for i in range(at + 2, at + 5))
        )
        return nxt in {"he", "she", "they"} or anew
    if low in {"while", "although"}:
        return True
    return low in {"which", "who", "where"} and not any(tokens[i].low == "," for i in range(at, stop))


def _cut_before(tokens: list[Token], group: Group, start: int) -> int:
    """The end of content that the clause of `group` follows; the end of the sentence when that clause is part of it."""
    at = group.clause_start
    joint = low_at(tokens, at - 1)
    if joint in {"and", "but", "while", "as", "though", "although", "because"}:
        at -= 1
        if low_at(tokens, at - 1) in {"and", "but"}:
            at -= 1
            joint = "and"
        comma = low_at(tokens, at - 1) == ","
        speaks = group.cue.quotes or (group.cue.form is Form.PAST and group.subject and tokens[group.subject[0]].cap)
        own = group.subject and speaks and not group.gap
        if comma or (own and joint in {"but", "and", "while"}) or group.shared:
            return at - 1 if comma else at
    elif joint in {",", ";"} and (group.ing or group.shared or joint == ";") and at - 1 > start:
        return at - 1
    return len(tokens)


def may_follow(tokens: list[Token], group: Group, at: int) -> bool:
    """Whether what stands at `at` can be the content of this verb."""
    cue, low = group.cue, low_at(tokens, at)
    told = at > group.end
    speech = cue.quotes or cue.clause or cue.hearer
    if low in {"that", "whether"}:
        return speech
    if group.particle:
        return True
    if low == "to":
        return cue.to_do or (cue.hearer and told)
    if low in PREPOSITIONS | {"as", "so", "just", "only"} or low in ADVERBS:
        return cue.hearer and told and low in {"of", "about", "against"}
    if not (speech or cue.thing) or (
        group.gap and not cue.clause and cue.base not in {"say", "call", "describe", "dub"}
    ):
        return False
    if cue.base in _BARE_CLAUSE or cue.thing or (cue.hearer and told):
        return True
    if cue.base in _LATER:
        return low in NOMINATIVE
    return cue.clause and (low in NOMINATIVE | DETERMINERS | PRONOUNS or tokens[at].cap)
