"""The sources of an index by the words of their names and roles, so that nobody reads ten thousand names for one.

Which of the few that share a word are meant is decided by `rag.names`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from rag.evidence.library import Library, is_joint
from rag.names import ALIKE, bare, holding, key, matching, parse, same_given, sounds
from rag.names.given import GENDERS
from rag.names.lexicon import NATIONS, OFFICES, SAME_NAMES
from rag.types import Person
from rag.words import STOPWORDS, fold

_WORD = re.compile(r"\w+")
_TOP = re.compile(
    r"\b(?:top|chief|most senior|highest[- ]ranking|leading)\s+"
    r"(?P<who>diplomat|legislator|lawmaker|general|soldier|(?:central )?banker|prosecutor|judge|spy)\b",
    re.IGNORECASE,
)
_LEGISLATURE = "head of legislature|head of parliament|chairman of parliament|parliament speaker"
_CENTRAL_BANK = "central bank governor|head of central bank|central bank chief"
_AT_THE_TOP = {
    "diplomat": "foreign minister|secretary of state|foreign secretary",
    "legislator": _LEGISLATURE,
    "lawmaker": _LEGISLATURE,
    "general": "army chief|chief of staff|head of military",
    "soldier": "army chief|chief of staff|head of military",
    "banker": _CENTRAL_BANK,
    "central banker": _CENTRAL_BANK,
    "prosecutor": "attorney general|prosecutor general",
    "judge": "chief justice",
    "spy": "intelligence chief|head of intelligence",
}  # who is the first of their trade in a country
_SLIP = 5  # letters: in a shorter name another letter makes another name
_INSIDE = re.compile(r"(?<=\w)['’.-](?=\w)")  # "O'Neill", "Geun-hye", "U.S.": one word as well as its parts
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


class Register:
    """The people of one revision of an index, looked up by what they are called."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people

    def named(self, asked: str) -> list[Person]:
        """Whom a name may mean; several when it is open (see `rag.names.matching`)."""
        near = self._sharing(asked)
        found = matching(asked, [(self.people[i].name, self.people[i].aliases) for i in near])
        return [self.people[near[n]] for n in dict.fromkeys(found)]

    def holding(self, asked: str) -> list[Person]:
        """Whom a role may mean ("the Norrland minister"): by every role, title and description the articles give."""
        wanted = [w for w in _words(bare(asked)) if w not in STOPWORDS]
        if len(wanted) < 2:
            return []
        counts = Counter(i for word in wanted for i in self._so_described(word))
        near = sorted(i for i, count in counts.items() if count >= len(wanted) - 1)
        return [self.people[near[n]] for n in holding(asked, [self._roles(self.people[i]) for i in near])]

    def called(self, asked: str) -> list[Person]:
        """Whom an article calls by exactly this phrase where it reports their words."""
        return [self.people[i] for i in self._descriptions.get(_phrase(asked), ())]

    def misspelt(self, asked: str) -> list[Person]:
        """Whose family name is one slip of the pen away from the asked one, the given names alike if both have one."""
        words = [key(word) for word in bare(asked).split()]
        if not 0 < len(words) < 4 or any(word in STOPWORDS or word in OFFICES or word in NATIONS for word in words):
            return []
        written = words[-1]
        if len(written) < _SLIP or written in GENDERS:
            return []
        near = (word for word in self._beginning[_first(written)] if one_slip(written, word))
        found = sorted({i for word in near for i in self._names[word] if word == _last(self.people[i].name)})
        first = parse(asked).first if len(words) > 1 else ""
        given = [parse(self.people[i].name).first for i in found]
        return [self.people[i] for i, own in zip(found, given, strict=True) if not first or same_given(first, own)]

    def joint(self, asked: str) -> list[Person]:
        """Sources that are several people speaking together, the asked one perhaps among them."""
        return [self.people[i] for i in self._sharing(asked) if is_joint(self.people[i].name)]

    def _sharing(self, asked: str) -> list[int]:
        """People with a word of the asked name, or one that sounds like it, in a name of theirs."""
        words = [w for w in _words(asked) if w not in STOPWORDS and w != "s"]
        family = [w for w in words if w not in GENDERS and w not in OFFICES] or words
        found = {i for word in family for i in self._spelt(word)}
        plain = " ".join(_words(_ARTICLE.sub("", asked)))
        if same := SAME_NAMES.get(plain):
            found |= {i for name in _of_one(same) for i in self._names.get(name.split()[-1], ())}
        return sorted(found)

    def _spelt(self, word: str) -> Iterable[int]:
        sound = sounds(word)
        for other in self._beginning[_first(word)]:
            if abs(len(other) - len(word)) < 4 and (other == word or sounds(other) == sound):
                yield from self._names[other]

    @cached_property
    def _names(self) -> dict[str, list[int]]:
        return _postings((person.name, *person.aliases) for person in self.people)

    @cached_property
    def _described(self) -> dict[str, list[int]]:
        return _postings(
            (*(role.text for role in person.roles), *person.descriptions, person.name, *person.aliases)
            for person in self.people
        )

    @cached_property
    def _beginning(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._names:
            found[_first(word)].append(word)
        return found

    @cached_property
    def _descriptions(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for i, person in enumerate(self.people):
            for phrase in dict.fromkeys(_phrase(text) for text in person.descriptions):
                found[phrase].append(i)
        return found

    def _so_described(self, word: str) -> set[int]:
        return {i for form in forms(word) for i in self._described.get(form, ())}

    def _roles(self, person: Person) -> list[str]:
        titles = (parse(name).title for name in (person.name, *person.aliases))
        return [text for text in (*(role.text for role in person.roles), *titles, *person.descriptions) if text]


@lru_cache(maxsize=2)
def register_of(library: Library) -> Register:
    """The register of a library's people."""
    return Register(library.people)


def _postings(texts: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for i, own in enumerate(texts):
        for word in dict.fromkeys(_words(" ".join(own))):
            found[word].append(i)
    return found


def _words(text: str) -> list[str]:
    plain = key(text.replace("\u2019", "'"))
    whole = _WORD.findall(_INSIDE.sub("", plain)) if _INSIDE.search(plain) else []
    return list(dict.fromkeys([*_WORD.findall(plain), *whole]))


def _last(name: str) -> str:
    words = _words(parse(name).text or name)
    return words[-1] if words else ""


def one_slip(a: str, b: str) -> bool:
    """Whether one letter added, left out, changed or swapped with its neighbour makes one word the other.

    >>> one_slip("Okafro", "Okafor"), one_slip("Lindqist", "Lindqvist"), one_slip("Vik", "Lie")
    (True, True, False)
    """
    short, long = sorted((a, b), key=len)
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(long) - len(short) == 1:
        return short[at:] == long[at + 1 :]
    if len(long) != len(short) or a == b:
        return False
    swapped = short[at + 1 : at + 2] + short[at : at + 1] == long[at : at + 2]
    return short[at + 1 :] == long[at + 1 :] or (swapped and short[at + 2 :] == long[at + 2 :])


def first_of_their_trade(asked: str) -> list[str]:
    """Other ways to name an office: "the Danish top diplomat" may be "the Danish foreign minister"; empty for none."""
    match = _TOP.search(asked)
    others = _AT_THE_TOP[" ".join(match["who"].lower().split())].split("|") if match else []
    return [asked[: match.start()] + other + asked[match.end() :] for other in others] if match else []


def _first(word: str) -> str:
    """The first letter, "k" for "kh" and "h" alike."""
    return "k" if word[0] == "h" else word[0]


def _phrase(text: str) -> str:
    return fold(_ARTICLE.sub("", text.strip()))


@lru_cache(maxsize=2_000)
def forms(word: str) -> frozenset[str]:
    """The words that may stand for one of a role: "Chinese" for "China", "legislator" for "senator"."""
    plain = OFFICES.get(word) or NATIONS.get(word) or word
    alike = {plain, word}.union(*(group for group in ALIKE if plain in group))
    written = {w for table in (OFFICES, NATIONS) for w, meant in table.items() if meant in alike}
    return frozenset(alike | written)


@lru_cache(maxsize=500)
def _of_one(name: str) -> frozenset[str]:
    return frozenset(other for other, same in SAME_NAMES.items() if same == name) | {name}
