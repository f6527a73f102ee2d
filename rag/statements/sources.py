"""Find the noun phrase that speaks: the one that ends before a verb, or the one that starts after it.

Takes the tokens of a sentence and a place, gives token ranges; which person it is, is left to the identity files.
There is no parser here: the edges of a phrase are read from closed classes of words, which is fast and fails quietly.
"""

from __future__ import annotations

import re

from rag.statements.clauses import Token
from rag.statements.cues import ADVERBS, BE, DO, HAVE, MODALS, NEGATIONS, verb_forms

PRONOUNS = frozenset("he she they it i we you who which one this".split())
DETERMINERS = frozenset(
    """the a an his her its their our my your this that these those some many several most other another one two three four
    five both all no each every any few""".split()
)
PREPOSITIONS = frozenset(
    """of for at in on from to with by about into over under between among against through during after before since until
    within without near behind beyond despite toward towards amid like as per via inside outside across around than upon
    following including regarding ahead""".split()
)
JOINERS = frozenset(
    """and or but because while as if when although though since whether that which who whom whose where than so
    after before until unless nor yet once even how why what""".split()
)
INSIDE = frozenset("of for at in from on to with".split())
VERBS = BE | HAVE | DO | MODALS | NEGATIONS
_ENDS_VERB = re.compile(r"(?:[a-z]+ed|[a-z]{2,}ing)$")
_NOUNS_ED = frozenset("united unnamed seed feed breed speed red deed need retired".split())
_NOUNS_ING = frozenset(
    "king spring morning evening meeting beijing thing ring wing building outgoing leading ruling ongoing rising".split()
)
LEADS = frozenset(
    "meanwhile however still yesterday today tomorrow earlier later last ago instead separately moreover".split()
)
DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december mon tue wed thu fri sat sun today yesterday tonight earlier late early last this next
    afternoon morning evening night week month year""".split()
)
RELATIVES = frozenset("who whose whom which where when".split())


def before(tokens: list[Token], verb: int, floor: int = 0) -> tuple[int, int] | None:
    """The subject that ends right before token `verb` (the first of the verb's group), or None.

    In "On Friday Ann Roe, a judge in Ohio, said" it is "Ann Roe, a judge in Ohio"; a pronoun stands alone.
    """
    last = verb - 1
    if last < floor:
        return None
    token = tokens[last]
    if token.low == "," or token.low in ")":
        return _with_apposition(tokens, last, floor)
    if token.quote or not token.word:
        return None
    if token.low in PRONOUNS and token.low != "this":
        return last, verb
    start = _phrase_start(tokens, last, floor)
    return (start, verb) if start is not None else None


def _with_apposition(tokens: list[Token], comma: int, floor: int) -> tuple[int, int] | None:
    """The name and what stands between commas after it: "Ann Roe, 52, a judge," before a verb."""
    opening = comma - 1
    closer = tokens[comma].low
    while opening > floor and comma - opening < 30:
        token = tokens[opening]
        if token.quote or token.low in ";:":
            return None
        if (token.low == "," and closer == ",") or (token.low == "(" and closer == ")"):
            if opening - 1 >= floor and tokens[opening - 1].cap and tokens[opening - 1].word:
                start = _phrase_start(tokens, opening - 1, floor)
                if start is None:
                    return None
                aside = tokens[opening + 1]
                if closer == ")" or aside.low not in RELATIVES | {"and", "but"} and not aside.low.endswith("ing"):
                    return start, comma + (closer == ")")
                return start, opening
            if not _could_be_name_part(tokens[opening + 1 : comma]):
                return None
        opening -= 1
    return None


def _could_be_name_part(tokens: list[Token]) -> bool:
    return bool(tokens) and len(tokens) < 25


def _phrase_start(tokens: list[Token], last: int, floor: int) -> int | None:
    """Index of the first token of the noun phrase whose last token is `last`; None when it is no noun phrase."""
    if not _nominal(tokens[last]):
        return None
    at = last
    while at > floor:
        token, right = tokens[at - 1], tokens[at]
        if right.low in DETERMINERS and not right.cap or right.low == "the":
            if token.low in INSIDE and at - 2 >= floor and _nominal(tokens[at - 2]):
                at -= 2
                continue
            if token.low in {"all", "both", "half", "some", "many", "most"}:
                at -= 1
            break
        if token.low in INSIDE:
            if at - 2 >= floor and _nominal(tokens[at - 2]) and token.low != "on":
                at -= 2
                continue
            break
        if token.low == "and" and at - 2 >= floor and _nominal(tokens[at - 2]) and right.cap:
            at -= 2
            continue
        if token.low in DETERMINERS or _nominal(token):
            at -= 1
            continue
        break
    return _without_lead(tokens, at, last, floor)


def _without_lead(tokens: list[Token], at: int, last: int, floor: int) -> int | None:
    """Cut "On Friday" or "Last week" off the front of a phrase that has no comma after it."""
    start = at
    while start <= last and tokens[start].low in DAYS | LEADS and not (start == last):
        start += 1
    if start > at and tokens[start - 1].low in {"last", "this", "next", "late", "early"}:
        start = at
    if tokens[start].low.endswith("ly") and start < last and not tokens[start].low.endswith(("family", "assembly")):
        start += 1
    return start if _nominal(tokens[last]) else None


def _nominal(token: Token) -> bool:
    """Whether a token can stand inside a noun phrase as noun, adjective, name or number."""
    low = token.low
    if token.quote or not (token.word or low == "&" or token.low in "$%#@"):
        return False
    if token.cap and low not in JOINERS and low not in PREPOSITIONS and low not in PRONOUNS:
        return True
    if low in JOINERS or low in PREPOSITIONS or low in PRONOUNS or low in VERBS or low in ADVERBS:
        return False
    if low in {"him", "them", "us", "me", "not", "there", "here", "then", "s"}:
        return False
    if low in _NOUNS_ED or low in _NOUNS_ING:
        return True
    cue = verb_forms().get(low)
    if cue and low in {"said", "says", "told", "tells", "wrote", "added", "noted", "argued"}:
        return False
    return not low.endswith("ly") or token.cap


def after(tokens: list[Token], at: int, stop: int) -> tuple[int, int] | None:
    """The noun phrase that starts at token `at`, with the title or description that follows its comma.

    In "said Ann Roe, a judge in Ohio, on Friday" it is "Ann Roe, a judge in Ohio".
    """
    if at >= stop or tokens[at].quote or not tokens[at].word:
        return None
    if tokens[at].low in PRONOUNS:
        return at, at + 1
    if not (_nominal(tokens[at]) or tokens[at].low in DETERMINERS):
        return None
    end = _phrase_end(tokens, at, stop)
    while end < stop and tokens[end].low == "," and (more := _aside_end(tokens, end + 1, stop)):
        end = more
    return at, end


def _phrase_end(tokens: list[Token], at: int, stop: int) -> int:
    end = at
    while end < stop:
        token = tokens[end]
        if token.quote or token.low in DAYS and end > at:
            break
        if token.low in INSIDE - {"on", "to", "in", "at"} and end + 1 < stop and end > at:
            nxt = tokens[end + 1]
            if nxt.cap or nxt.low in DETERMINERS or _nominal(nxt):
                end += 1
                continue
            break
        if token.low in {"and", "&"} and end + 1 < stop and end > at and tokens[end + 1].cap:
            end += 1
            continue
        if not (_nominal(token) or token.low in DETERMINERS):
            break
        if token.low in DETERMINERS and end > at and tokens[end - 1].low not in INSIDE | {"all", "both", "and"}:
            break
        if _ENDS_VERB.match(token.low) and not token.cap and end > at and token.low not in _NOUNS_ED | _NOUNS_ING:
            break
        end += 1
    return end


def _aside_end(tokens: list[Token], at: int, stop: int) -> int | None:
    """End of an apposition that starts after a comma: an age, a title, "a judge in Ohio"; None when it is none."""
    if at >= stop or tokens[at].quote:
        return None
    first = tokens[at]
    if first.low in RELATIVES:
        end = at
        while end < stop and tokens[end].low not in ",;:" and not tokens[end].quote:
            end += 1
        return end
    if not (first.low in DETERMINERS or first.cap or first.low.isdigit() or _nominal(first)) or first.low.endswith(
        "ing"
    ):
        return None
    if first.low in DAYS or first.low in verb_forms() and not first.cap:
        return None
    end = at
    while end < stop and not tokens[end].quote and tokens[end].low not in ",;:-":
        end += 1
    return end
