"""A sentence of a passage and what is wanted to how it bears on the question, each number between 0 and 1.

How the numbers are weighed is left to `rag.evidence.sentences`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.evidence.kinds import calendar, holds
from rag.evidence.library import Library, Read
from rag.evidence.likening import related
from rag.evidence.ranking import Ranked
from rag.evidence.synonyms import country, standing_for
from rag.evidence.wanted import EMPTY, EXCLUDED, Wanted
from rag.types import Article, BlockKind, Span, Statement
from rag.words import MONTHS, STOPWORDS, fold, spellings, stem

_WINDOW = 12  # words
OWNS = -2  # "Rome's winner"
OF = 2  # "the winner of Rome" may be "Rome's winner"
_REACH, _NEAR = 8, 3  # words
_PREPOSITIONS = frozenset("of in to for on at with from by into over".split())
_SMALL = _PREPOSITIONS | frozenset("the a an s his her its their".split())
_NEEDLESS = EMPTY | frozenset("every each per one mainly mostly based located situated headquartered".split())
_LIGHT = frozenset(stem(w) for w in "give make take hold get put".split())  # "give an interview": the noun says it
_USED_TO = re.compile(r"\bused? to\b")
_USE, _FORMER = stem("use"), frozenset(stem(w) for w in "former formerly once previously onetime retired".split())
_TURNS = frozenset("before after since until first".split())  # without which it is another event
_HOW = re.compile(r"\bhow (\w+)")
Alike = tuple[dict[str, float], ...]  # a wanted stem: what stands for it, and what each counts
_NO_ANSWER = frozenset((BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.CAPTION, BlockKind.FURNITURE))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks, its names told apart from its other words."""

    wanted: Wanted
    question: str
    names: tuple[int, ...]  # which of the wanted stems are names
    others: tuple[int, ...]  # the others an answer cannot lack: no "city" of "which city", no "long" of "how long"
    turns: frozenset[str]  # its "before" or "after"
    joined: tuple[tuple[str, str, int], ...]  # a name, the word it goes with, and where: -1 first, OWNS, 1, OF

    @classmethod
    def of(cls, question: str, wanted: Wanted, reads: Sequence[Read]) -> Asked:
        """A name has a capital in the question, is a country's, or has a capital wherever the passages have it."""
        written: dict[str, list[bool]] = {}
        for read in reads:
            begins = frozenset(read.starts)  # where any word has a capital
            for number, (one, word) in enumerate(zip(read.stems, read.written, strict=True)):
                if number not in begins:
                    written.setdefault(one, []).append(word[:1].isupper())
        excluded = {stem(w) for part in EXCLUDED.findall(question) for w in spellings(part)}
        names = [
            i
            for i, s in enumerate(wanted.stems)
            if s not in excluded
            and (s in wanted.names or country(s) or (_may_name(wanted.words[i]) and s in written and all(written[s])))
        ]
        how = stem(match.group(1)) if (match := _HOW.search(fold(question))) else None
        others = [
            i
            for i, s in enumerate(wanted.stems)
            if i not in names and s not in {wanted.focus, how, *excluded} and fold(wanted.words[i]) not in _NEEDLESS
        ]
        others = [i for i in others if wanted.stems[i] not in _LIGHT] or others
        joined = _joined(question, {wanted.stems[i] for i in names}, wanted.focus)
        turns = _TURNS.intersection(map(fold, spellings(question)))
        return cls(wanted, question, tuple(names), tuple(others), turns, tuple(joined))


def _may_name(word: str) -> bool:
    """No figure is a name, and "one" is none where the passages happen to have it in a name alone."""
    return not word[:1].isdigit() and fold(word) not in _NEEDLESS


def _joined(question: str, names: Collection[str], focus: str | None) -> Iterator[tuple[str, str, int]]:
    """Names that only small words part from another word: "visit to Rome", but not "left when Rome".

    A name behind a preposition does nothing itself: in "the mayor of Rome opened" it goes with the mayor alone.
    """
    before, step, inside, owned = None, 1, False, False
    owns = -1
    for one, folded in ((stem(w), fold(w)) for w in spellings(question)):
        if folded in STOPWORDS or folded in _NEEDLESS or one == focus:
            before, step = before if folded in _SMALL else None, OF if folded == "of" else step
            inside = folded in _PREPOSITIONS or (inside and folded in _SMALL)
            continue
        if before is not None and before in names and one not in names and not owned:
            yield before, one, owns
        elif before is not None and before not in names and one in names:
            yield one, before, step
        owned, before, step, inside = inside, one, 1, False
        owns = OWNS if folded.endswith("'s") else -1


@dataclass(frozen=True, slots=True)
class Bearing:
    """How one sentence bears on a question."""

    own: float  # the weight of the question's words that stand in it
    around: float  # in it, its neighbours and the headline
    others: float  # around, of the words that are no names and that an answer cannot do without
    names: float  # the share of the question's names in it; 1 where it has none
    names_around: float
    kind: float  # it holds words of the kind asked for
    order: float  # neighbours in the question that are neighbours here
    beside: float  # how many of the question's words stand close together
    swapped: bool  # another name stands where the question has one
    turn: float  # it has the "before" or "after" of the question; 1 where that has none
    short: bool
    asks: bool  # it is a question itself
    heading: bool
    lead: float  # 1 at the start of the article, falling


def bearings(asked: Asked, ranked: Ranked, library: Library) -> list[Bearing]:
    """One for each sentence of the passage."""
    read, article = library.read(ranked.passage), library.article(ranked.passage.article_id)
    headline = library.headline(article.id)
    headings = [block.span for block in article.blocks if block.kind in _NO_ANSWER]
    statements = library.index.statements_of(article.id)
    meant = [_meant(span, statements) for span in read.sentences]
    beside = headline.union(_day(article))
    alike = _alike(asked, beside.union(read.stems, *meant))
    found = []
    for number, span in enumerate(read.sentences):
        own, before, after = (part(read, n, read.stems) for n in (number, number - 1, number + 1))
        heading = any(h.overlaps(span) for h in headings)
        told = meant[number].union(own)
        near = told.union(before, after, beside, *meant[max(0, number - 1) : number + 2])
        here = _Sentence(own, part(read, number, read.written), told, near, span.start, span.of(article.text))
        found.append(_bearing(asked, here, alike, heading=heading))
    return found


def _day(article: Article) -> tuple[str, ...]:
    """The stems of the year and month of publication: "in May 2024" asks for an article of then."""
    year, *rest = article.published.value.split("-") if article.published else [""]
    return (year, stem(MONTHS[int(rest[0]) - 1])) if rest else (year,)


def _meant(sentence: Span, statements: Sequence[Statement]) -> frozenset[str]:
    """The stems of the names of speakers whom a sentence calls "he" or "the head of Ukraine"."""
    speakers = {s.speaker for s in statements if s.speaker and s.mention and sentence.covers(s.mention)}
    return frozenset(stem(w) for speaker in speakers for w in spellings(speaker))


@dataclass(frozen=True, slots=True)
class _Sentence:
    stems: tuple[str, ...]
    written: tuple[str, ...]
    told: frozenset[str]  # its stems, and the names of those its pronouns and descriptions mean
    near: frozenset[str]  # the stems of the sentence, its neighbours and the headline
    start: int
    text: str


def _bearing(asked: Asked, here: _Sentence, alike: Alike, *, heading: bool) -> Bearing:
    wanted = asked.wanted
    own, around = _held(alike, here.told), _held(alike, here.near)
    everything = range(len(wanted.stems))
    order = sum(pair in wanted.pairs for pair in pairwise(here.stems))
    return Bearing(
        own=_share(wanted, own, everything),
        around=_share(wanted, around, everything),
        others=_share(wanted, around, asked.others),
        names=_named(own, asked),
        names_around=_named(around, asked),
        kind=holds(here.text, asked.question, wanted.all_stems, wanted.expected, wanted.focus),
        order=min(1.0, order / max(1, len(wanted.pairs))),
        beside=_close(wanted, here.stems),
        swapped=_swapped(asked, here.stems, here.written, alike),
        turn=_turned(asked, here.written),
        short=len(here.stems) < 6,
        asks=here.text.endswith("?"),
        heading=heading,
        lead=1 / (1 + here.start / 1000),
    )


def _alike(asked: Asked, there: frozenset[str]) -> Alike:
    """For each wanted stem those that can stand for it in a passage, looked for once and not for every sentence."""
    found = tuple(standing_for(s, there) for s in asked.wanted.stems)
    if _USED_TO.search(fold(asked.question)):  # the job somebody used to have is a former one
        for one in (f for s, f in zip(asked.wanted.stems, found, strict=True) if s == _USE):
            one.update(dict.fromkeys(_FORMER & there, 1.0))
    return found


def _held(alike: Alike, there: Collection[str]) -> list[float]:
    return [max((counts for s, counts in found.items() if s in there), default=0.0) for found in alike]


def _share(wanted: Wanted, there: Sequence[float], which: Sequence[int]) -> float:
    """By weight; 1 where nothing of the kind is asked for, so that nothing is missing."""
    total = sum(wanted.weights[i] for i in which)
    return sum(wanted.weights[i] * there[i] for i in which) / total if total else 1.0


def _turned(asked: Asked, written: Sequence[str]) -> float:
    return len(asked.turns.intersection(map(fold, written))) / len(asked.turns) if asked.turns else 1.0


def _named(there: Sequence[float], asked: Asked) -> float:
    """The share of the names that are there, each the same: in news of one country its name tells little but means all.

    1 where the question has no name.
    """
    return sum(there[i] for i in asked.names) / len(asked.names) if asked.names else 1.0


def _close(wanted: Wanted, stems: Sequence[str]) -> float:
    """The most wanted words in one stretch, over all of them."""
    looked_for = frozenset(wanted.stems)
    places = [i for i, s in enumerate(stems) if s in looked_for]
    most = max((len({stems[j] for j in places if i <= j < i + _WINDOW}) for i in places), default=0)
    return most / len(looked_for) if looked_for else 0.0


def _swapped(asked: Asked, stems: Sequence[str], written: Sequence[str], alike: Alike) -> bool:
    """Whether another name stands where the question has one: "visited Oslo" where a visit to Rome was asked for."""
    standing = dict(zip(asked.wanted.stems, alike, strict=True))
    joined = [(name, {s for s in standing[word] if related(word, s)}, step) for name, word, step in asked.joined]
    if all(forms.isdisjoint(stems) for _, forms, _ in joined):
        return False
    told = [
        (s, w[:1].isupper(), fold(w).endswith("'s"))
        for s, w in zip(stems, written, strict=True)
        if fold(w) not in STOPWORDS and not calendar(w)
    ]
    named = {asked.wanted.stems[i] for i in asked.names}
    for name, forms, step in joined:
        for at in (i for i, (s, title, _) in enumerate(told) if s in forms and not (title and step > 0)):
            beside = told[at + 1 : at + 1 + _REACH] if step > 0 else told[max(0, at - _REACH) : at][::-1]
            behind = told[max(0, at - _NEAR) : at] if step == OF else ()
            if any(standing[name].get(s) for s, *_ in (*beside, *behind)):
                break
            first, capital, owns = beside[0] if beside else ("", False, False)
            other = first not in asked.wanted.all_stems or (step == OWNS and owns and first in named)
            if (capital or country(first)) and other:
                return True
    return False


def part(read: Read, number: int, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of one sentence; none when the passage has no such sentence."""
    if not 0 <= number < len(read.starts):
        return ()
    last = read.starts[number + 1] if number + 1 < len(read.starts) else len(words)
    return words[read.starts[number] : last]
