"""How an article describes its people, and whom a role phrase such as "the Russian leader" stands for.

Descriptions are the article's own words before and after a name. A phrase is answered only when one member is left who
is described so; what nobody is described as stays open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rag.names import ALIKE, UNDER, key
from rag.names.lexicon import MODIFIERS, NATIONS, OFFICES
from rag.statements.cast import Cast, Member
from rag.statements.humans import is_human
from rag.statements.mentions import Mention
from rag.words import STOPWORDS, fold

_ABBREVIATED = r"(?:[^,.;:“”\"()\[\]\n—–]|(?<=[A-Z])\.(?=[A-Z]|[ ,][a-zA-Z]|,)|(?<=\b[A-Z][a-z])\.(?= )|(?<=\bSt)\.)"
_AFTER = re.compile(
    rf"[’”'\"]?(?:\s*\([^)]{{1,30}}\))?,\s+(?:\d\d,\s+)?((?:an?|the|one|his|her|its)\s+{_ABBREVIATED}{{3,160}}|[a-z]{_ABBREVIATED}{{3,160}})"
)
_BEFORE_COMMA = re.compile(r"\b(?:the|an?|his|her|its|their|our)\s+([^,.;:“”\"()\n—]{3,90}),\s+$")
_BACK = re.compile(r"\n?[ \u00a0]\.?[^\s,.;:“”\"()\[\]—–]+(?:\.[^\s,.;:“”\"()\[\]—–]*)?")  # read backwards
_PARTY = re.compile(r"\s*(?:\(|,\s*)(?:([RDI])[-–,)]|Republican|Democrat)")
_TITLE_OF = frozenset(
    "secretary minister director chief head leader speaker president attorney chair chairman professor".split()
)
_VERBS = frozenset(
    """
    met told said says asked named called appointed hired saw joined urged backed endorsed beat defeated
    quoted cited thanked praised attacked blamed accused criticized urging including like unlike replaced
    succeeded fired tapped elected nominated visited welcomed sued followed featuring interviewed calling
    naming quoting citing asks tells calls meets joins backs urges added adds""".split()
)
_CLAUSE = re.compile(
    r"\s(?:said|says|told|tells|wrote|added|argued|noted|warned|was|is|were|are|has|had|who|which|whose|will|would|and\s+(?:said|his|her))\b.*$"
)
_LEADERS = frozenset(
    "president leader premier chancellor dictator ruler king queen emperor minister autocrat strongman".split()
)
_PARTIES = {
    "r": "republican",
    "d": "democratic",
    "gop": "republican",
    "democrat": "democratic",
    "democrats": "democratic",
}
_OF_PARTY = frozenset({"republican", "democratic", "democrat"})
_MEN = frozenset("son husband brother father uncle nephew grandson king prince".split())
_WOMEN = frozenset("daughter wife sister mother aunt niece widow queen princess".split())
_IDLE = frozenset(
    """the this that a an his her its their our my former then ex late current longtime new old young outspoken own top
    senior outgoing incoming embattled veteran controversial""".split()
)
_FORMER = re.compile(r"\b(?:former|ex|late|onetime|retired|then)\b|\bex-")


@dataclass(frozen=True, slots=True)
class Description:
    """Words that describe a person: as written, the nouns that say what they are, nations and other words in them."""

    text: str
    nouns: frozenset[str]
    nations: frozenset[str]
    words: frozenset[str]
    former: bool


@lru_cache(maxsize=50_000)
def describe(text: str) -> Description:
    """The parts of a description or role phrase: "the former Russian president"."""
    low = [_PARTIES.get(w, w) for w in (key(w.strip(".,'\"")) for w in text.split())]
    nouns = {OFFICES.get(w, w) for w in low if w in OFFICES or is_human(w)}
    nations = {NATIONS[w] for w in low if w in NATIONS}
    if "head" in low and nations:
        nouns.add("leader")
    return Description(
        text, frozenset(nouns), frozenset(nations), frozenset(low) - STOPWORDS - _IDLE, bool(_FORMER.search(fold(text)))
    )


class Roles:
    """The descriptions of an article's people."""

    def __init__(self, text: str, cast: Cast) -> None:
        """Nothing is read until somebody asks."""
        self._text, self._cast = text, cast
        self._known: dict[int, list[Description]] = {}

    def of(self, member: Member) -> list[Description]:
        """Every description of a member, in order."""
        if id(member) not in self._known:
            found = [d for m in member.mentions for d in self._around(m)]
            self._known[id(member)] = [describe(d) for d in dict.fromkeys(found)]
        return self._known[id(member)]

    def role(self, member: Member) -> str | None:
        """The description to show: the longest apposition if there is one, else the fullest title."""
        if not member.person:
            return None
        found = [d for d in self.of(member) if d.nouns]
        best = max(found, key=lambda d: (len(d.words), -found.index(d)), default=None)
        return best.text if best else None

    def _fits(self, asked: Description, member: Member, infer: bool) -> bool:
        own = self.of(member)
        nations = frozenset().union(*(d.nations for d in own if d.nouns & _LEADERS))
        if infer and asked.nations and not nations and any(d.nouns & _LEADERS for d in own):
            nations = self._nation_around(member)
        party = frozenset().union(*(d.words & _OF_PARTY for d in own))
        return any(_same_role(asked, d, nations, party) for d in own)

    def _nation_around(self, member: Member) -> frozenset[str]:
        """The country of a president whom the article gives none: by far the most named in the same sentences.

        A Chinese, Korean or Vietnamese name is not looked for elsewhere, and no other name there.
        """
        counts: Counter[str] = Counter()
        for mention in member.mentions:
            start = max(self._text.rfind(stop, 0, mention.span.start) for stop in (". ", "\n", "” "))
            ends = [e for stop in (". ", "\n", ".”") if (e := self._text.find(stop, mention.span.end)) >= 0]
            words = _CAPITALS.findall(self._text, start + 1, min(ends, default=len(self._text)))
            counts.update({NATIONS[w] for w in map(key, words) if w in NATIONS})
        ranked = [(n, c) for n, c in counts.most_common() if (n in _EASTERN) == member.parsed.eastern]
        clear = ranked and ranked[0][1] > 1 and (len(ranked) < 2 or ranked[0][1] > ranked[1][1])
        return frozenset({ranked[0][0]}) if clear else frozenset()

    def _around(self, mention: Mention) -> Iterable[str]:
        start = mention.span.start + (len(mention.name.title) + 1 if mention.name.title else 0)
        before = self._before(start, mention.span.end)
        if before:
            yield before
        after = _AFTER.match(self._text, mention.span.end)
        if after and mention.name.full:
            words = _CLAUSE.sub("", after.group(1)).rstrip(" .")
            if _describes(words):
                yield words
        if party := _PARTY.match(self._text, mention.span.end):
            yield {"R": "Republican", "D": "Democrat"}.get(
                party.group(1) or party.group().strip(" (,")[:1], "independent"
            )

    def _before(self, start: int, end: int) -> str:
        """The words before a name that belong to it: "China expert", "U.S. Secretary of State", "top legislator,"."""
        apposed = _BEFORE_COMMA.search(self._text, max(0, start - 100), start)
        if apposed and self._text[end : end + 1] in (",", "."):
            role = _DETERMINER.split(apposed.group(1))[-1]
            words = _PREPOSITIONS.split(role)[0].split()
            return role if words and words[-1].islower() and is_human(key(words[-1])) else ""
        found: list[str] = []
        at = start
        while len(found) < 7 and (word := self._word_before(at)):
            at -= len(word)
            word = word.strip()
            glued = _GLUED.search(word)
            if not glued and not self._goes_on(word, found, at):
                break
            found.insert(0, word[glued.start() + 1 :] if glued else word)
            if glued:
                break
        return " ".join(found) if found and _titles(found) else ""

    def _word_before(self, at: int) -> str:
        """The word that ends at a place, with the blank behind it; "" when a sign stands there."""
        back = _BACK.match(self._text[max(0, at - 30) : at][::-1])
        return back.group()[::-1] if back else ""

    def _goes_on(self, word: str, found: list[str], at: int) -> bool:
        """Whether one more word to the left still belongs to a title."""
        low = key(word)
        if low == "of" and found and len(found) < 3:
            return key(self._word_before(at).strip()) in _TITLE_OF
        if (
            low in STOPWORDS
            or low in _VERBS
            or word.endswith(("'s", "’s"))
            or (not word[-1].isalpha() and not word[:1].isupper())
        ):
            return False
        if word[:1].isupper() or low in MODIFIERS:
            return not (found and found[0][:1].islower() and word.endswith("."))
        if found and found[0][:1].isupper():
            return is_human(low) and low.islower() and len(found) > 2 and found[1] == "of"
        return not low.endswith(("ed", "ing")) or low in ("retired", "leading", "ruling", "running")

    def meant(self, phrase: str, at: int, speaking: Member | None = None) -> list[Member]:
        """The members a role phrase may stand for, from what is said of them anywhere in the article.

        `speaking` is the last speaker before it: only for them a country that is nowhere stated is inferred.
        """
        asked = describe(phrase)
        if not asked.nouns:
            return []
        gender = _gender(asked.words)
        fitting = [m for m in self._cast.members if m.person and not (gender and m.gender and m.gender != gender)]
        found = [m for m in fitting if self._fits(asked, m, m is speaking)]
        before = [m for m in found if m.mentions[0].span.start < at]
        return before or found


_DETERMINER = re.compile(r"\b(?:the|an?|his|her|its|their|our|where|when|whom|as)\s")
_PREPOSITIONS = re.compile(r"\s(?:of|for|at|in|to|from|with|on|by|about|ahead|as)\s")
_GLUED = re.compile(r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDu)(?<!\bLe)(?<!\bVan)[a-z](?=[A-Z][a-z])")


def _titles(words: list[str]) -> bool:
    """Whether words before a name say what somebody is: they end with an office or, in lower case, a human noun."""
    last = key(words[-1])
    if last in OFFICES or last in _TITLES or (len(words) > 2 and key(words[-2]) == "of"):
        return True
    return words[-1].islower() and is_human(last)


_EASTERN = frozenset("china taiwan singapore vietnam korea malaysia".split())
_CAPITALS = re.compile(r"[A-Z][\w.]*")
_TITLES = frozenset("rev dr prof gen lt col sgt capt adm".split())


def _describes(words: str) -> bool:
    """Whether words after a comma say what somebody is: "a judge in Ohio", "director of the zoo"."""
    first = [key(w) for w in re.split(r"\s(?:of|at|for|in|and|from|on|who|with)\s", words)[0].split()]
    if not first or len(first) > 8 or first[0] in _VERBS or first[0].endswith(("ing", "ed")):
        return False
    return first[0] not in STOPWORDS - {"a", "an", "the", "his", "her", "its"} and is_human(first[-1])


def _gender(words: frozenset[str]) -> str:
    """What the words of a role tell: "m" for a son or a spokesman, "f" for a wife, "" for a senator."""
    for word in words:
        if word in _WOMEN or word.endswith("woman"):
            return "f"
        if word in _MEN or word.endswith("man"):
            return "m"
    return ""


def _same_role(asked: Description, known: Description, nations: frozenset[str], party: frozenset[str]) -> bool:
    """Whether a person described so may be meant: one noun alike, and no nation, party or time against it."""
    if (known.former and not asked.former) or (known.words & UNDER) - asked.words:
        return False
    heads = asked.nouns - _OF_PARTY or asked.nouns  # "the Republican nominee" is a nominee, not any Republican
    if not any(_alike(a, b) for a in heads for b in known.nouns):
        return False
    if asked.nations and not asked.nations & (known.nations | (nations if known.nouns & _LEADERS else frozenset())):
        return False
    more = asked.words - (asked.nouns - _OF_PARTY) - set(NATIONS) - {"head"}
    return more <= known.words | party


def _alike(a: str, b: str) -> bool:
    return a == b or any(a in group and b in group for group in ALIKE)
