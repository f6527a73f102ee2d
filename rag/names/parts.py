"""A name as it is written to its parts: title, given, middle and family name, suffix, and whether it is a person's.

Whether two names are one person's is left to `rag.names.same`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rag.names.given import EASTERN_SURNAMES, GENDERS
from rag.names.lexicon import HONORIFICS, MODIFIERS, NATIONS, OFFICES, ORGANISATIONS, PARTICLES, PLACES, SUFFIXES
from rag.words import fold


class Kind(StrEnum):
    """What a name names, as far as its own words tell."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name as written; `key` forms are folded, without accents and full stops."""

    text: str  # without title, suffix, possessive and description: "Antony J. Blinken"
    title: str = ""  # everything before it: "U.S. Secretary of State"
    first: str = ""  # "" for a bare family name
    middle: tuple[str, ...] = ()
    last: str = ""
    suffix: str = ""
    kind: Kind = Kind.UNKNOWN
    eastern: bool = False  # the family name is written first

    @property
    def full(self) -> bool:
        """Whether there are a given and a family name."""
        return bool(self.first and self.last)

    @property
    def gender(self) -> str:
        """Either "m" or "f"; "" when neither title nor given name tells."""
        for word in map(key, self.title.split()):
            if HONORIFICS.get(word):
                return HONORIFICS[word]
            if word.endswith(("woman", "women")):
                return "f"
        given = key(self.first)
        return GENDERS.get(given) or GENDERS.get(given.split("-")[0], "")


_POSSESSIVE = re.compile(r"['’](?:s)?$|(?<=s)['’]$", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*[(\[][^)\]]*[)\]]?")
_EDGES = " \t\n\r\u00a0,.;:!?\"“”‘’'«»„-–—*•"
_SHORT = re.compile(r"(?:\b[A-Z]\.[A-Z]|\b[JS]r)$")  # "U.S.", "Jr." keep their last full stop
_SUFFIX_COMMA = re.compile(r",\s+(?=(?:jr|sr|ii|iii|iv|md|m\.d|ph\.?d|esq)\b)", re.IGNORECASE)
_OF_OFFICE = re.compile(
    r"^(.*?\b(?:secretary|minister|ministry|director|chief|head|leader|speaker|president|attorney|chair|chairman|chairwoman|"
    r"commissioner|archbishop|bishop|duke|duchess|prince|princess|king|queen|mayor)(?:[ \u00a0]general)?[ \u00a0]"
    r"(?:of|for)[ \u00a0](?:the[ \u00a0])?)(.+)$",
    re.IGNORECASE,
)
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcswy]|zh|ch|sh)?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|"
    r"in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v))+$"
)
_SYLLABLE = re.compile(r"[^aeiou-]*[aeiou]+[^aeiou-]*$")
_EASTERN_SYLLABLES = re.compile(r"[a-z]{2,6}-[a-z]{1,6}$")


@lru_cache(maxsize=100_000)
def key(word: str) -> str:
    """A word of a name for comparing: folded, no accents, full stops or possessive: "Castañeda’s" is "castaneda"."""
    folded = _POSSESSIVE.sub("", fold(word))
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
        folded = folded.replace("ł", "l").replace("ø", "o").replace("ß", "ss").replace("ı", "i").replace("đ", "d")
    return folded.replace(".", "")


def bare(text: str) -> str:
    """A mention without marks, parentheses, possessive and white space at its edges: "Sen. Roe (D-Ohio)’s"."""
    cut = _PARENTHESIS.sub("", text) if "(" in text or "[" in text else text
    cut = " ".join(cut.split())
    plain = _POSSESSIVE.sub("", cut.strip(_EDGES)).strip(_EDGES) or cut
    return f"{plain}." if f"{plain}." in cut and _SHORT.search(plain) else plain


@lru_cache(maxsize=50_000)
def parse(text: str) -> Name:
    """The parts of one name; what follows a comma (a description) is cut off, except a suffix.

    >>> name = parse("U.S. Secretary of State Antony J. Blinken")
    >>> name.title, name.first, name.middle, name.last
    ('U.S. Secretary of State', 'Antony', ('J.',), 'Blinken')
    """
    cleaned = _SUFFIX_COMMA.sub(" ", " ".join(text.split()))
    cleaned = bare(cleaned.split(",", 1)[0])
    words = cleaned.split()
    suffix = ""
    while len(words) > 1 and key(words[-1]) in SUFFIXES:
        suffix = f"{words.pop()} {suffix}".strip()
    lower = bool(words) and words[-1][:1].islower()  # "tax experts": no name at all
    at = 0 if lower or _names_no_person(words) else _name_starts(words)
    if _somebody_elses(words, at):
        return Name(" ".join(words), last=" ".join(words))
    rest = words[at:]
    keys = [key(w) for w in rest]
    return _parts(" ".join(words[:at]), rest, keys, suffix, _kind(words[:at], rest, keys))


def _name_starts(words: list[str]) -> int:
    """Index of the first word of the name proper, behind title, office, nationality and party."""
    last = len(words) - 1
    office = _OF_OFFICE.match(" ".join(words))
    if office:
        behind = len(office.group(1).split())
        for at in range(behind, last):
            if key(words[at + 1]) not in ORGANISATIONS and key(words[at]) in GENDERS:
                return at
    at = 0
    for i, word in enumerate(words[:-1]):
        lower = key(word)
        if (lower in OFFICES or lower in HONORIFICS) and not (i and _given(words, i) and lower not in OFFICES):
            at = i + 1
    while at < last and at < 4 and _modifies(words, at):
        at += 1
    return at


_LINKS = frozenset("of to for by from with at in on against and".split())


def _somebody_elses(words: list[str], at: int) -> bool:
    """Whether the words before a name make it part of a phrase: "advisers to Mr. Roe" is not Roe."""
    if _LINKS.isdisjoint(words[:at]) or (key(words[at - 1]) in OFFICES and words[0][:1].isupper()):
        return False
    return not _OF_OFFICE.match(" ".join(words))


def _names_no_person(words: list[str]) -> bool:
    """Whether the last word makes it an organisation's or a place's name as a whole: "Green Party", "New York"."""
    if len(words) < 2 or key(words[-1]) not in ORGANISATIONS | PLACES:
        return False
    before = key(words[-2])
    return before not in GENDERS and before not in HONORIFICS and before not in OFFICES and len(before) > 1


def _given(words: list[str], i: int) -> bool:
    return key(words[i]) in GENDERS or key(words[i - 1]) in GENDERS


def _modifies(words: list[str], at: int) -> bool:
    """Whether the word at this place describes the name behind it ("Republican", "Russian", "Fox")."""
    lower = key(words[at])
    if words[at].islower() and lower not in PARTICLES:
        return True
    if (lower in MODIFIERS and lower not in GENDERS) or lower.endswith(
        ("-based", "-born", "-backed", "-led", "-owned")
    ):
        return True
    nation = lower in NATIONS or fold(words[at]).rstrip(".") in NATIONS
    return nation and (len(words) - at > 2 or key(words[at + 1]) in GENDERS) and lower not in GENDERS


def _kind(before: list[str], rest: list[str], keys: list[str]) -> Kind:
    if not any(keys):
        return Kind.UNKNOWN
    title = {key(w) for w in before}
    if keys[-1] not in ORGANISATIONS and not HONORIFICS.keys().isdisjoint(title):
        return Kind.PERSON
    if not ORGANISATIONS.isdisjoint(keys) and not (
        len(keys) > 1 and keys[0] in GENDERS and keys[-1] not in ORGANISATIONS
    ):
        return Kind.ORGANISATION
    if keys[-1] in _PARTISANS:
        return Kind.ORGANISATION
    if len(keys) > 1 and (keys[0] == "al" and rest[0] != "Al.") and not _given_al(keys):
        return Kind.ORGANISATION
    if _eastern(keys):
        return Kind.PERSON
    if keys[0] not in GENDERS and (_place(keys) or _nation(rest[-1]) or _nation(rest[0])):
        return Kind.PLACE
    if len(rest) == 1 and not before and rest[0].isupper() and 1 < len(keys[0]) <= 6:
        return Kind.UNKNOWN if len(keys[0]) > 4 else Kind.ORGANISATION
    given = keys[0].split("-")[0]
    if (len(keys) > 1 and (given in GENDERS or len(given) == 1)) or not OFFICES.keys().isdisjoint(title):
        return Kind.PERSON
    return Kind.UNKNOWN


_PARTISANS = frozenset(
    "republican republicans democrat democrats democratic conservative conservatives liberals tory".split()
)


def _given_al(keys: list[str]) -> bool:
    return (
        keys[0] == "al"
        and len(keys[1]) > 1
        and keys[1] not in ("qaeda", "qaida", "shabab", "jazeera", "nusra", "arabiya")
    )


def _place(keys: list[str]) -> bool:
    """Whether a word says so: the last of them, or a first one that names no people ("Lake Roe", not "Bay Roe")."""
    return keys[-1] in PLACES or (keys[0] in PLACES and keys[0] not in ("bay", "hill", "hall", "park", "rico", "beach"))


def _nation(word: str) -> bool:
    return key(word) in NATIONS or fold(word).strip(".") in NATIONS


def _eastern(keys: list[str]) -> bool:
    """Whether the family name comes first, as in "Xi Jinping", "Park Geun-hye", "Lee Hsien Loong"."""
    if not 2 <= len(keys) <= 3 or keys[0] not in EASTERN_SURNAMES:
        return False
    rest = keys[1:]
    if any(k in GENDERS or k in PARTICLES for k in rest) or (rest[0] in EASTERN_SURNAMES and keys[0] in GENDERS):
        return False
    if len(rest) == 2:
        return all(_SYLLABLE.match(k) for k in rest)
    return bool(_PINYIN.match(rest[0]) or _EASTERN_SYLLABLES.match(rest[0]))


def _parts(title: str, rest: list[str], keys: list[str], suffix: str, kind: Kind) -> Name:
    text = " ".join(rest)
    office = len(rest) > 1 and keys[-1] in OFFICES and keys[0] not in GENDERS
    if rest and (rest[-1][:1].islower() or office):  # "tax experts", "Acme President": no person's name
        return Name(text, title, last=text, suffix=suffix, kind=kind)
    if kind in (Kind.ORGANISATION, Kind.PLACE) or len(rest) < 2:
        return Name(text, title, last=rest[-1] if rest else "", suffix=suffix, kind=kind)
    if _eastern(keys):
        return Name(text, title, " ".join(rest[1:]), (), rest[0], suffix, kind, eastern=True)
    at = len(rest) - 1
    while at > 1 and keys[at - 1] in PARTICLES and len(keys[at - 1]) > 1:
        at -= 1
    if at == 1 and keys[0] in PARTICLES and keys[0] not in GENDERS:
        return Name(text, title, last=text, suffix=suffix, kind=kind)
    return Name(text, title, rest[0], tuple(rest[1:at]), " ".join(rest[at:]), suffix, kind)
