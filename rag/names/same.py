"""Two names to whether they can be one person's, and an asked name to the ones it may mean.

Names are judged by themselves; what an article or a corpus adds is left to `rag.statements.people`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.names.given import SHORT_FOR
from rag.names.lexicon import OFFICES, PARTICLES, SAME_NAMES
from rag.names.offices import ALIKE
from rag.names.parts import Kind, Name, bare, key, parse
from rag.words import STOPWORDS, fold

_NOUNS = frozenset(OFFICES).union(*ALIKE)
_ENDING = re.compile(r"(?<=[^aeiou])(?:iy|yy|yi|ij|ii|yj|y|i|ey)$")
_OTHER_ENDING = re.compile(r"(?:ei|ey|ej|ay|ai)$")
_TWICE = re.compile(r"([a-z])\1")


@lru_cache(maxsize=50_000)
def sounds(word: str) -> str:
    """One spelling for the ways a name is carried over from another alphabet: Zelensky, Zelenskyy and Zelenskiy."""
    plain = key(word).replace(" ", "").replace("-", "").replace("'", "")
    if plain.endswith(("i", "y", "j")):
        plain = _OTHER_ENDING.sub("ei", _ENDING.sub("i", plain))
    return _TWICE.sub(r"\1", plain.replace("ks", "x").replace("kh", "h"))


@lru_cache(maxsize=50_000)
def surnames(text: str) -> frozenset[str]:
    """The family names one name may be called by, in one spelling: "Guajardo Villarreal" may be "Villarreal"."""
    name = parse(text)
    found = {sounds(name.last)} if name.last else set()
    words = name.last.split()
    if len(words) > 1:
        found.add(sounds(words[-1]))
    return frozenset(found)


def same_given(a: str, b: str) -> bool:
    """Whether two given names can be one person's: equal, one short for the other, or an initial of it."""
    x, y = key(a), key(b)
    if x == y or y in SHORT_FOR.get(x, ()) or sounds(x) == sounds(y):
        return True
    if min(len(x), len(y)) == 1:
        return x[:1] == y[:1]
    if "-" in x or "-" in y or " " in x or " " in y:
        return re.sub(r"[- ]", "", x) == re.sub(r"[- ]", "", y)
    return False


def _same_middle(a: Name, b: Name) -> bool:
    """Middle names only part two people when both have one: George W. and George H.W. Bush."""
    if not (a.middle and b.middle):
        return True
    x, y = (sounds("".join(n.middle)) for n in (a, b))
    short, long = sorted((x, y), key=len)
    return x == y or (len(short) == 1 and long.startswith(short)) or sounds(a.middle[-1]) == sounds(b.middle[-1])


@lru_cache(maxsize=100_000)
def compatible(a: str, b: str) -> bool:
    """Whether two names can be the same person's or organisation's.

    >>> compatible("Sen. Bernie Sanders", "Mr. Sanders"), compatible("Bill Clinton", "Hillary Clinton")
    (True, False)
    """
    x, y = parse(a), parse(b)
    if key(x.text) == key(y.text):
        return _same_suffix(x, y) and _same_gender(x, y)
    if Kind.ORGANISATION in (x.kind, y.kind) or (Kind.PLACE in (x.kind, y.kind) and not (x.full or y.full)):
        return organisation_key(a) == organisation_key(b)
    double = _double(x, y)
    if not (double or surnames(a) & surnames(b)) or not _same_suffix(x, y) or not _same_gender(x, y):
        return False
    if double or not (x.first and y.first):
        return True
    return (same_given(x.first, y.first) and _same_middle(x, y)) or _by_middle(x, y) or _by_middle(y, x)


def _by_middle(a: Name, b: Name) -> bool:
    """People known by their middle name: "J. Robert Oppenheimer" and "Robert Oppenheimer"."""
    return bool(a.middle and len(key(a.first)) == 1 and len(key(a.middle[0])) > 1 and same_given(a.middle[0], b.first))


def _double(a: Name, b: Name) -> bool:
    """A double family name and its first part: "Enrique Peña Nieto" and "Peña Nieto"."""
    for x, y in ((a, b), (b, a)):
        if (
            x.full
            and x.middle
            and not y.middle
            and sounds("".join((*x.middle, x.last)))
            in (
                sounds(y.text),
                sounds(y.last),
            )
        ):
            return True
    return False


_NUMBERED = frozenset("jr sr ii iii iv v vi vii viii".split())


def _same_suffix(a: Name, b: Name) -> bool:
    x, y = key(a.suffix), key(b.suffix)
    return not (x and y) or x == y or not {x, y} & _NUMBERED


def _same_gender(a: Name, b: Name) -> bool:
    """Whether titles and given names contradict each other: "Mr. Clinton" is not "Hillary Clinton"."""
    x, y = a.gender, b.gender
    return not (x and y) or x == y or bool(a.first and b.first)


@lru_cache(maxsize=50_000)
def organisation_key(text: str) -> str:
    """An organisation's name for comparing: no article, no full stops, no accents: "The F.B.I." is "fbi".

    Of several names of one country or union it is always the same one: "the United States" is "us".
    """
    words = [key(w) for w in bare(text).split()]
    plain = " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)
    return SAME_NAMES.get(plain, plain)


def matching(asked: str, names: Sequence[tuple[str, Sequence[str]]]) -> list[int]:
    """Which of the people (name, aliases) an asked name may mean: indices, empty for nobody, several when it is open.

    The same name wins, then a compatible full name, then a family name, then a lone given name. A given name that
    contradicts is a namesake and matches nobody.
    """
    asked = _as_asked(asked)
    found = _matching(asked, names) if asked else []
    if not found and asked and (described := _described(asked)):
        return _matching(described, names)
    return found


def _described(asked: str) -> str:
    """The name behind a description in "harbour scholar Ann Roe"; "" when no word of it says what somebody is."""
    words = asked.split()
    for at in range(len(words) - 2, 0, -1):
        before = words[at - 1]
        describes = key(before) in _NOUNS or (before.islower() and before not in PARTICLES | STOPWORDS)
        if (describes and words[at][:1].isupper()) or (key(before) in _NOUNS and asked == asked.lower()):
            return " ".join(words[at:])
    return ""


def _matching(asked: str, names: Sequence[tuple[str, Sequence[str]]]) -> list[int]:
    wanted = organisation_key(asked)
    name = parse(asked)
    plain = organisation_key(name.text)
    same = [i for i, (own, _) in enumerate(names) if wanted in _keys(own) or plain in _keys(own)]
    if not name.full:
        found = _by_surname(asked, names)
        return _narrow(found, same, names)
    same = same or [i for i, (_, aliases) in enumerate(names) if any(wanted in _keys(a) for a in aliases)]
    if same:
        return same
    return [i for i, (own, _) in enumerate(names) if parse(own).full and compatible(asked, own)]


def _narrow(found: list[int], same: list[int], names: Sequence[tuple[str, Sequence[str]]]) -> list[int]:
    """A bare name: everybody who may be called so, or the one source that is called exactly so when nobody may."""
    both = sorted({*found, *same})
    full = [i for i in both if parse(names[i][0]).full]
    return full if len(full) > 1 or not same else both


def _by_surname(asked: str, names: Sequence[tuple[str, Sequence[str]]]) -> list[int]:
    wanted = organisation_key(asked)
    found = [
        i
        for i, (own, aliases) in enumerate(names)
        if (parse(own).full and compatible(asked, own)) or any(wanted in _keys(a) for a in aliases)
    ]
    given = key(parse(asked).text)
    return found or [i for i, (own, _) in enumerate(names) if given and _lone_given(given, parse(own))]


def _lone_given(given: str, own: Name) -> bool:
    return own.full and (key(own.first) == given or (own.kind is Kind.PERSON and key(own.text.split()[0]) == given))


@lru_cache(maxsize=50_000)
def _keys(text: str) -> frozenset[str]:
    return frozenset({organisation_key(text), organisation_key(parse(text).text)})


_LEAD = re.compile(r"^(?:.*['’]s?\s+)(?=[A-Z])")


def _as_asked(asked: str) -> str:
    """The name in an asked phrase: "the Foundation's Singleton" asks for Singleton."""
    trimmed = bare(asked)
    lead = _LEAD.match(trimmed)
    return trimmed[lead.end() :] if lead else trimmed


def slug(name: str) -> str:
    """Letters, digits and hyphens for a key: "Antony J. Blinken" is "antony-j-blinken"."""
    plain = "".join(c if c.isalnum() else "-" for c in key(fold(name)))
    return re.sub("-+", "-", plain).strip("-")
