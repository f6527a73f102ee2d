"""An asked role ("the Chinese president", "the senior diplomat") to the people whom the articles describe so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.names.lexicon import NATIONS, OFFICES
from rag.names.parts import bare, key

_IDLE = frozenset("the a an of for at in on to from with and his her its their our current s".split())
_FORMER = frozenset("former ex onetime retired late then".split())
_APART = re.compile(r"[,;]\s+|\s+and\s+(?=(?:an?|the|his|her)\s)")
_JOINED = re.compile(r"\s+(?:and|&)\s+")
_BEHIND_HEAD = re.compile(r"\s+(?:of|for|at|in|on|to|from|with|who|that|based)\s")
_UNITED = re.compile(r"\bUnited (States|Kingdom)\b(?: of America)?", re.IGNORECASE)
_LEADERS = frozenset("president premier chancellor dictator king queen emperor leader".split())
ALIKE: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split())
    for group in (
        "senator lawmaker legislator",
        "representative congressman congresswoman lawmaker legislator",
        "nominee candidate hopeful contender standard-bearer frontrunner front-runner",
        "lawyer attorney counsel",
        "spokesman spokesperson",
        "spokeswoman spokesperson",
        "businessman billionaire mogul tycoon magnate developer entrepreneur",
        "chairman chair chairperson chief",
        "chairwoman chair chairperson chief",
        "professor scholar academic",
        "expert analyst scholar fellow",
        "ambassador diplomat envoy",
        "judge justice",
        "author writer journalist columnist reporter correspondent",
        "editor journalist",
        "adviser advisor aide strategist",
        "manager strategist",
        "secretary diplomat",
        "executive ceo chief",
        "doctor physician",
        "chief commissioner",
        "president leader",
        "premier leader minister",
        "chancellor leader",
        "minister leader diplomat",
        "dictator leader",
        "pope pontiff",
        "king monarch",
        "queen monarch",
    )
)
"""Nouns of which one may stand for another's bearer: "the lawmaker" may be a senator."""
UNDER = frozenset("vice deputy assistant acting interim undersecretary".split())
"""Words that make an office another one: a vice president is not the president."""
_NOUNS = frozenset(OFFICES.values()).union(*ALIKE)
_ONE_AT_A_TIME = _LEADERS | frozenset("pope pontiff monarch minister secretary governor mayor speaker".split())


@dataclass(frozen=True, slots=True)
class _Role:
    """One role: the noun that says what somebody is, and every word of it."""

    head: str
    words: frozenset[str]
    former: bool


def holding(asked: str, roles: Sequence[Sequence[str]]) -> list[int]:
    """Which people may be meant by a role, from the roles the articles give each: indices, empty for nobody.

    Every word asked must stand in one part of one role ("a former envoy and a senior fellow" is no senior envoy), the
    noun as its noun, a country for its adjective. Whoever is described in just these nouns goes before whoever holds a
    like role or held it once. Who once held what one person holds at a time is meant only by "the former".

    >>> holding("the Chinese president", [["President of China"], ["former Chinese President"], ["Russian President"]])
    [0]
    """
    wanted = _role(_written_out(bare(asked)))
    if not wanted.head:
        return []
    ranks = [min((_rank(wanted, part) for role in own for part in _parts(role)), default=_NOT) for own in roles]
    best = min(ranks, default=_NOT)
    return [i for i, rank in enumerate(ranks) if rank == best] if best < _NOT else []


_SAME, _LIKE, _NOT = range(3)


def _rank(wanted: _Role, known: _Role) -> int:
    """How well a known role answers the wanted one."""
    once = known.former and not wanted.former
    if (wanted.former and not known.former) or (once and known.head in _ONE_AT_A_TIME):
        return _NOT
    if not wanted.words - {wanted.head} <= known.words or (known.words & UNDER) - wanted.words:
        return _NOT
    same = wanted.head == known.head
    if wanted.head in ("leader", "head") and (same or known.head in _LEADERS):  # of it all, or of a part of it
        same = known.words - wanted.words - {known.head} <= set(NATIONS.values())
    elif not same and not any({wanted.head, known.head} <= group for group in ALIKE):
        return _NOT
    return _SAME if same and not once else _LIKE


def _parts(role: str) -> list[_Role]:
    """The roles in a description: "an envoy and a fellow" is two, "president and owner of Quillco" shares the end.

    "Professor of trade and peace studies" is one: what is joined says what somebody is only with a noun for that.
    """
    found = []
    for text in _APART.split(_written_out(role)):
        whole = _role(text)
        heads = [head for piece in _JOINED.split(text)[1:] if (head := _role(piece).head) in _NOUNS]
        found += [_Role(head, whole.words, whole.former) for head in (whole.head, *heads) if head]
    return found


def _role(text: str) -> _Role:
    front = [_word(w) for w in _JOINED.split(_BEHIND_HEAD.split(f"{text} ")[0])[0].split()]
    words = [_word(w) for w in text.split()]
    plain = frozenset(w for w in words if w and w not in _IDLE | _FORMER)
    return _Role(front[-1] if front and plain else "", plain, bool(_FORMER & set(words)))


def _written_out(text: str) -> str:
    """The text with one word for a country of two."""
    return _UNITED.sub(lambda found: "America" if found.group(1).lower() == "states" else "Britain", text)


def _word(written: str) -> str:
    plain = key(written.strip(",;:()\"“”'’"))
    return OFFICES.get(plain) or NATIONS.get(plain) or plain
