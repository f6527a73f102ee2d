"""Find the noun phrase that speaks: the one that ends before a verb, or the one that starts after it.

Takes the tokens of a sentence and a place, gives token ranges; which person it is, is left to the identity files.
There is no parser here: the edges of a phrase are read from closed classes of words, which is fast and fails quietly.
"""

from __future__ import annotations

from rag.statements.clauses import Token
from rag.statements.wordclasses import (
    ARTICLES,
    DAYS,
    DETERMINERS,
    HELPERS,
    INSIDE,
    LEADS,
    MONTHS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTITIES,
    RELATIVES,
    SIMPLE_PASTS,
    is_nominal,
)

Range = tuple[int, int]

_FAR = 45
_ASIDE_STARTS = RELATIVES | frozenset("in as at on during after before while with for by speaking".split())


def before(tokens: list[Token], verb: int, floor: int = 0) -> Range | None:
    """The subject that ends right before token `verb` (the first of the verb's group), or None.

    In "On Friday Ann Roe, a judge in Ohio, said" it is "Ann Roe, a judge in Ohio"; a pronoun stands alone.
    """
    last = _before_when(tokens, verb, floor) - 1
    if last < floor:
        return None
    token = tokens[last]
    if token.low in {",", ")", "-", "--"}:
        return _with_aside(tokens, last, floor)
    if token.quote or not token.word:
        return None
    if token.low in PRONOUNS or (token.low in {"others", "some", "many", "this", "that"} and last == floor):
        return last, last + 1
    start = phrase_start(tokens, last, floor)
    if start is None or (start > floor and tokens[start - 1].low == "nor"):
        return None  # "Neither Roe nor Low said": nobody did
    if start == last and not token.cap and token.low.endswith("ed"):
        return None  # "denied ever having"
    if start > floor and tokens[start - 1].low in PREPOSITIONS - {"of"} and token.cap:
        name = next((i for i in range(last, start, -1) if not tokens[i - 1].cap), start)
        start = start if name == start + 1 and tokens[start].low in ARTICLES else name  # "After the call Roe said"
    return _listed(tokens, start, last, floor), last + 1


def _listed(tokens: list[Token], start: int, last: int, floor: int) -> int:
    """The start of "Roe, Low and others" when that is where a clause begins."""
    if start - 2 < floor or tokens[start - 1].low != "," or not any(t.low == "and" for t in tokens[start:last]):
        return start
    first = phrase_start(tokens, start - 2, floor) if tokens[start - 2].cap else None
    return first if first is not None and (first == floor or tokens[first - 1].low in {"but", "that"}) else start


def _before_when(tokens: list[Token], verb: int, floor: int) -> int:
    """Step back over "on Tuesday", "two years ago" or "in turn" between a subject and its verb."""
    at = verb
    low = tokens[at - 1].low if at > floor else ""
    if low == "ago" and at - 3 > floor:
        return at - 3
    if low == "turn" and at - 2 > floor and tokens[at - 2].low == "in":
        at -= 2
        return at - 1 if tokens[at - 1].low == "," and at - 1 > floor else at
    while at > floor and tokens[at - 1].low in DAYS:
        at -= 1
    if at == verb and at - 2 > floor and tokens[at - 2].low == "in" and tokens[at - 1].low.isdigit():
        return at - 2
    if at < verb and at > floor and tokens[at - 1].low in {"on", "in", "late", "early"}:
        at -= 1
    return at if at > floor and (is_nominal(tokens[at - 1]) or tokens[at - 1].low in PRONOUNS or at == verb) else verb


def _with_aside(tokens: list[Token], closer: int, floor: int) -> Range | None:
    """The phrase and what stands between commas, brackets or dashes after it: "Ann Roe, 52, a judge," before a verb."""
    sign = tokens[closer].low
    opens = {")": "(", "--": "--"}.get(sign, sign)
    for at in range(closer - 1, max(floor, closer - _FAR), -1):
        token = tokens[at]
        if token.low in {";", ":", '"'} and sign != "-":
            return None
        name = at - 1
        if tokens[name].low == ")":  # "Roe (D-Ohio), a lawyer,"
            name = next((i - 1 for i in range(name, floor, -1) if tokens[i].low == "("), name)
        if token.low != opens or name < floor or not is_nominal(tokens[name]):
            continue
        start = phrase_start(tokens, name, floor)
        if start is None or not _names(tokens, start, at):
            continue
        first = tokens[at + 1].low
        if sign == ")":
            return start, closer + 1
        if first in {"and", "but", "or"}:
            return None
        told = first in {"who", "which", "whose", "including"}
        plain = sign == "," and (told or not (first in _ASIDE_STARTS or first.endswith(("ing", "ed"))))
        return _leftmost(tokens, start, floor), closer if plain else at
    return None


def _names(tokens: list[Token], start: int, end: int) -> bool:
    if start and end - start < 4 and tokens[start - 1].low in {"in", "at", "on", "during"}:
        return False  # "In a statement, Ann Roe,"
    return any(t.cap for t in tokens[start:end]) or tokens[start].low in DETERMINERS


def _leftmost(tokens: list[Token], start: int, floor: int) -> int:
    """Through a chain of descriptions to the name they describe: "Roe, the head of Tor, the club,"."""
    while start - 2 >= floor:
        at = start
        if tokens[at - 1].low in INSIDE and tokens[at - 2].low == ",":
            at -= 1
        elif (
            tokens[at - 1].low == "," and at - 3 > floor and tokens[at - 3].low in {"of", "from"} and tokens[at - 2].cap
        ):
            start = at - 3  # "of Tor, Ohio,"
            continue
        elif tokens[at].cap and tokens[at].low not in ARTICLES:
            break
        if tokens[at - 1].low != "," or not (tokens[at - 2].cap or tokens[at - 2].low.isdigit()):
            break
        left = phrase_start(tokens, at - 2, floor)
        if left is None or (left > floor and tokens[left - 1].low in PREPOSITIONS - {"of"}):
            break
        start = left
    return start


def phrase_start(tokens: list[Token], last: int, floor: int) -> int | None:
    """Index of the first token of the noun phrase whose last token is `last`; None when it is no noun phrase."""
    if not is_nominal(tokens[last]) and tokens[last].low not in QUANTITIES:
        return None
    at = last
    while at > floor:
        left, here = tokens[at - 1], tokens[at]
        further = at - 2 >= floor and (is_nominal(tokens[at - 2]) or tokens[at - 2].low in QUANTITIES)
        if left.low in INSIDE and further:
            at -= 2
        elif left.low in {"and", "&"} and further and (pair := _pair_start(tokens, at - 2, floor)) is not None:
            at = pair
        elif here.low in ARTICLES:
            at -= left.low in {"all", "both", "half"}
            break
        elif left.low in {"and", "&"} and further and here.cap and tokens[at - 2].cap:
            at -= 2
        elif left.low in DETERMINERS or is_nominal(left):
            at -= 1
        else:
            break
    return _without_lead(tokens, at, last)


def _pair_start(tokens: list[Token], last: int, floor: int) -> int | None:
    """Where the first half of "regulators and farmers" begins, when that is where a clause begins."""
    start = phrase_start(tokens, last, floor)
    if start is not None and (
        start == floor or tokens[start - 1].low in {",", "that", "but", "-", "--"} or tokens[start - 1].quote
    ):
        return start
    return None


def _without_lead(tokens: list[Token], at: int, last: int) -> int:
    """Cut "Friday", "Last week" or "Meanwhile" off the front of a phrase that has no comma after it."""
    start = at
    while start < last and (tokens[start].low in DAYS - {"this"} or tokens[start].low in MONTHS | LEADS):
        start += 1
    if at < start < last and tokens[start].low.isdigit():
        start += 1  # "October 2019"
    if start > at and tokens[start].low.endswith("'s"):
        return at
    return start


def after(tokens: list[Token], at: int, stop: int, leading: bool = False, wide: bool = False) -> Range | None:
    """The noun phrase that starts at token `at`, with the title or description that follows its comma.

    In "said Ann Roe, a judge in Ohio, on Friday" it is "Ann Roe, a judge in Ohio". `leading`: a clause follows the
    phrase, as in "According to Roe, a judge, it rained", so that only what cannot be that clause is taken. `wide`: any
    preposition may lengthen it, as in "an analysis by Roe".
    """
    if at >= stop or tokens[at].quote or not tokens[at].word:
        return None
    if tokens[at].low in PRONOUNS:
        return at, at + 1
    end = _phrase_end(tokens, at, stop, wide)
    if end == at:
        return None
    while end < stop and tokens[end].low == ",":
        aside = _aside_end(tokens, end + 1, stop, leading)
        if aside is None:
            break
        end = aside
    return at, end


def _phrase_end(tokens: list[Token], at: int, stop: int, wide: bool) -> int:
    end = at
    joins = {"of", "for", "from", "with"} | ({"by", "at", "in", "on", "about", "into", "to"} if wide else set())
    while end < stop:
        token, nxt = tokens[end], tokens[end + 1] if end + 1 < stop else None
        first = end == at
        opens = nxt is not None and (nxt.cap or nxt.low in DETERMINERS or is_nominal(nxt))
        joined = token.low in joins or (token.low in {"at", "in"} and end - at < 4 and not tokens[at].cap)
        paired = token.low in {"and", "&"} and nxt is not None and nxt.cap
        if not first and ((opens and joined) or paired):
            end += 2
        elif token.low in DETERMINERS:
            if not first and tokens[end - 1].low not in {"all", "both", "some"}:
                break
            end += 1
        elif is_nominal(token) and (first or (token.low not in DAYS and (wide or not _verbal(tokens, end)))):
            end += 1
        else:
            break
    return min(end, stop)


def _verbal(tokens: list[Token], at: int) -> bool:
    """Whether a lower-case word looks like a verb or participle that ends the phrase before it."""
    token = tokens[at]
    return (
        not token.cap
        and token.low.endswith(("ed", "ing"))
        and tokens[at - 1].low not in DETERMINERS
        and len(token.low) > 4
    )


def _aside_end(tokens: list[Token], at: int, stop: int, leading: bool) -> int | None:
    """End of a description that starts after a comma: an age, a title, "a judge in Ohio"; None when it is none."""
    if at >= stop or tokens[at].quote:
        return None
    first = tokens[at]
    end = at
    while end < stop and not tokens[end].quote and tokens[end].low not in {",", ";", ":", ".", "-", "--", "?", "!"}:
        end += 1
    if leading and (
        end >= stop or tokens[end].low != "," or _has_verb(tokens, at, end) or not _describes(tokens, at, end)
    ):
        return None
    if first.low in RELATIVES:
        return end
    if (
        first.low in {"and", "but", "or"} | DAYS
        or first.low.endswith("ing")
        or (first.low.endswith("ed") and not first.cap)
    ):
        return None
    if first.low in PREPOSITIONS:
        return end if first.low == "of" and end - at < 5 else None
    return end if first.low in DETERMINERS or first.low.isdigit() or is_nominal(first) else None


def _describes(tokens: list[Token], at: int, end: int) -> bool:
    """Whether words after a comma describe the name before it: "a judge", "52", "head of the court"."""
    first = tokens[at]
    if first.low in ARTICLES or first.low.isdigit() or first.low in RELATIVES:
        return True
    return not first.cap and any(tokens[i].low in {"of", "for", "at"} for i in range(at + 1, min(end, at + 5)))


def _has_verb(tokens: list[Token], at: int, end: int) -> bool:
    for i in range(at, end):
        low = tokens[i].low
        if low in RELATIVES | {"that"}:
            return False
        ends = low.endswith("ed") and not tokens[i].cap and i + 1 < end and tokens[i + 1].low not in PREPOSITIONS
        if low in HELPERS or (ends and i > at + 1) or low in SIMPLE_PASTS:
            return True
    return False
