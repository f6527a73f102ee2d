"""The words of a question to what search and ranking look for: weighted stems, names, figures, the kind of answer.

Searching itself is left to `rag.evidence.searching`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.evidence.library import Library
from rag.evidence.rarity import rarities
from rag.words import STOPWORDS, fold, sentences, spellings, stem


class Expected(StrEnum):
    """What kind of words answer a question."""

    PERSON = "who"
    PLACE = "where"
    TIME = "when"
    AMOUNT = "how many"
    DURATION = "how long"
    NAME = "which"
    VERDICT = "yes or no"
    REASON = "why"
    ANYTHING = "what"


FIGURES = (Expected.AMOUNT, Expected.DURATION, Expected.TIME)  # answered by figures and units, not by names


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question's words ask of a passage."""

    words: tuple[str, ...]  # as written, one a stem, in order
    stems: tuple[str, ...]
    weights: tuple[float, ...]  # rarity of each, made to sum to 1
    pairs: frozenset[tuple[str, str]]  # stems that stand next to each other
    names: frozenset[str]  # stems of capitalised words inside the question
    figures: frozenset[str]
    expected: Expected
    focus: str | None  # the stem of "team" in "which team"; None: no such noun
    all_stems: frozenset[str]  # of every word of the question, stop words too


# Said of nearly every question, they tell nothing about what answers it.
EMPTY = frozenset(
    "name called following recently recent latest new say said week last this many much kind type".split()
)
_FOCUS = re.compile(r"\b(?:which|what)\s+((?:[^\W\d_][\w'-]*\s*)+)")
_STOPS = frozenset(
    """did does do is was are were has have had will would can could should may might said of in at on for from to that
    who other besides than made became took won and or but with by s near since after before during under over
    into about between against""".split()
)
EXCLUDED = re.compile(
    r"(?i:\b(?:other than|besides|apart from|aside from|except(?: for)?|excluding))\s+"
    r"((?:the\s+)?[\w'-]+(?:\s+[A-Z][\w'-]*)*)"
)
_AUXILIARY = "(?:did|does|do|is|are|was|were|will|would|has|have|had|can|could|should)"
_OF = r"(?:(?:is|are|was|were) (?:the )?(?:[\w'-]+ ){0,3}?)?"  # "what is the total amount", "what amount"
_AMOUNTS = (
    "percent|percentage|number|amount|share|price|sum|age|magnitude|proportion|cost|size|population|death toll|toll"
    "|height|length|distance|speed|temperature|salary"
)
_PLACES = (
    "country|countries|city|cities|state|states|town|towns|place|region|regions|continent|nation|nations|island|capital"
    "|seas?|ocean|river"
)
_KINDS = (
    (Expected.DURATION, r"\b(?:for )?how long\b"),
    (Expected.AMOUNT, r"\bhow (?:many|much|old|far|tall|big|large|often|fast|high|deep|wide|heavy|hot|cold)\b"),
    (Expected.AMOUNT, rf"\b(?:what|which) {_OF}(?:{_AMOUNTS})\b"),
    (Expected.TIME, rf"(?:^|[.,;] |\b(?:and|or|but|since|until|by|from) )when\b|\bwhen {_AUXILIARY}\b|\bwhen$"),
    (Expected.TIME, rf"\b(?:what|which) {_OF}(?:year|date|day|month|time)\b"),
    (Expected.PLACE, r"\bwhere\b"),
    (Expected.PLACE, rf"\b(?:what|which) (?:\w+ )?{_OF}(?:{_PLACES})\b"),
    (Expected.REASON, r"\bwhy\b|\bhow come\b|\b(?:for )?what reasons?\b"),
    (Expected.PERSON, r"\bwho(?:m|se)?\b"),
    (Expected.NAME, r"\bwhich\b|\bwhat (?:is|was|are|were) the (?:\w+ )?(?:name|title)\b"),
    (Expected.VERDICT, r"^(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)\b"),
)


def want(words: str, library: Library) -> Wanted:
    """Read what a question looks for."""
    written = spellings(words)
    kept: dict[str, str] = {}
    for word in written:
        if fold(word) not in STOPWORDS:
            kept.setdefault(stem(word), word)
    rare = rarities(list(kept.values()), library.index, library.passages)
    excluded = frozenset(stem(w) for part in EXCLUDED.findall(words) for w in spellings(part))
    raw = [
        r * (0.3 if fold(w) in EMPTY or stem(w) in excluded else 1.0) for w, r in zip(kept.values(), rare, strict=True)
    ]
    total = sum(raw) or 1.0
    stems_in_order = [stem(w) if fold(w) not in STOPWORDS else "" for w in written]
    return Wanted(
        tuple(kept.values()),
        tuple(kept),
        tuple(r / total for r in raw),
        frozenset((a, b) for a, b in itertools.pairwise(stems_in_order) if a and b),
        frozenset(stem(w) for w in written[1:] if w[:1].isupper() and fold(w) not in STOPWORDS),
        frozenset(stem(w) for w in written if w[:1].isdigit()),
        expected(words),
        _focus(words),
        frozenset(stem(w) for w in written),
    )


def expected(words: str) -> Expected:
    """The kind of answer asked for, by the first question word: "where was he when it began" asks for a place."""
    folded = fold(_asking(words))
    found = [(match.start(), i) for i, (_, pattern) in enumerate(_KINDS) if (match := re.search(pattern, folded))]
    return _KINDS[min(found)[1]][0] if found else Expected.ANYTHING


def _asking(words: str) -> str:
    """The last sentence: what stands before it only tells what the question is about."""
    parts = sentences(words)
    return parts[-1].of(words).strip(" ?!.") if parts else ""


def _focus(words: str) -> str | None:
    """The stem of the noun behind "which": what stands last before a verb or preposition does."""
    match = _FOCUS.search(fold(_asking(words)))
    if match is None:
        return None
    noun = None
    for word in spellings(match.group(1))[:5]:
        if word in _STOPS or (word.endswith("ed") and len(word) > 4):
            break
        noun = word
    return stem(noun) if noun and noun not in STOPWORDS else None


def answers_of_kind(written: Sequence[str], question_stems: frozenset[str], kind: Expected) -> int:
    """How many words that the question does not hold could be an answer of this kind; 1 where any word could."""
    if kind is Expected.DURATION:
        return sum(fold(w) in _UNITS for w in written)
    if kind in (Expected.AMOUNT, Expected.TIME):
        return sum(_figure(w, kind) and stem(w) not in question_stems for w in written)
    if kind in (Expected.PERSON, Expected.PLACE, Expected.NAME):
        return sum(w[:1].isupper() and fold(w) not in STOPWORDS and stem(w) not in question_stems for w in written[1:])
    return 1


_NUMBER_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion trillion
    half third quarter twice double triple percent""".split()
)
_UNITS = frozenset(
    """second seconds minute minutes hour hours day days night nights week weeks month months year years decade decades
    century centuries mile miles metre metres meter meters kilometre kilometres kilometer kilometers foot feet inches
    km""".split()
)
_TIME_WORDS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today yesterday tomorrow spring summer autumn winter""".split()
)


def _figure(word: str, kind: Expected) -> bool:
    return word[0].isdigit() or fold(word) in (_NUMBER_WORDS if kind is Expected.AMOUNT else _TIME_WORDS)
