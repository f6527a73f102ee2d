"""A sentence of a passage and what is wanted to how it bears on the question, each number between 0 and 1.

How the numbers are weighed is left to `rag.evidence.sentences`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rag.evidence.kinds import holds
from rag.evidence.library import Library, Read
from rag.evidence.likening import held
from rag.evidence.ranking import Ranked
from rag.evidence.wanted import EMPTY, Wanted
from rag.names.lexicon import NATIONS
from rag.types import BlockKind, Span
from rag.words import STOPWORDS, fold, spellings, stem

_OTHER_FORM = 0.8  # what "Beijing" counts for "China", and "flew" for "fly"
_WINDOW = 12  # words
_APART = 8  # words between two names that a word between them joins
_PAST = {
    stem(form): stem(verb)
    for verb, *forms in (
        group.split()
        for group in """become became|begin began begun|bring brought|build built|buy bought|catch caught|choose chose
        chosen|come came|deal dealt|die dead death deaths|do did done|draw drew drawn|drive drove driven|eat ate eaten
        |fall fell fallen|feel felt|fight fought|find found|fly flew flown flight|get got|give gave given|go went gone
        |grow grew grown|hide hid hidden|hold held|keep kept|know knew known|lead led|leave left|lend lent|lose lost
        |make made|mean meant|meet met|pay paid|rise rose risen|run ran|say said|see saw seen|seek sought|sell sold sale
        |send sent|shoot shot|sing sang sung|sink sank sunk|sit sat|speak spoke spoken|spend spent|stand stood|steal
        stole stolen|strike struck|swear swore sworn|swim swam|take took taken|teach taught|tell told|think thought
        |throw threw thrown|wear wore|win won|write wrote written""".replace("\n", " ").split("|")
    )
    for form in forms
}
_NO_ANSWER = frozenset((BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.CAPTION, BlockKind.FURNITURE))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks, its names told apart from its other words."""

    wanted: Wanted
    question: str
    names: tuple[int, ...]  # which of the wanted stems are names
    others: tuple[int, ...]  # the other words an answer cannot do without: not "city" in "which city", not "recent"
    ordered: tuple[str, ...]  # all stems that are no stop words, in the order of the question

    @classmethod
    def of(cls, question: str, wanted: Wanted, reads: Sequence[Read]) -> Asked:
        """A name has a capital in the question, is a country's, or has a capital wherever the passages have it."""
        written: dict[str, list[bool]] = {}
        for read in reads:
            for one, word in zip(read.stems, read.written, strict=True):
                written.setdefault(one, []).append(word[:1].isupper())
        names = [
            i
            for i, s in enumerate(wanted.stems)
            if s in wanted.names or s in _countries() or (not s[:1].isdigit() and s in written and all(written[s]))
        ]
        others = [
            i
            for i, s in enumerate(wanted.stems)
            if i not in names and s != wanted.focus and fold(wanted.words[i]) not in EMPTY
        ]
        ordered = (stem(w) for w in spellings(question) if fold(w) not in STOPWORDS)
        return cls(wanted, question, tuple(names), tuple(others), tuple(ordered))


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
    turned: bool  # two countries of the question have changed places
    short: bool
    asks: bool  # it is a question itself
    heading: bool
    lead: float  # 1 at the start of the article, falling


@cache
def _countries() -> dict[str, str]:
    return {stem(word): country for word, country in NATIONS.items()}


def bearings(asked: Asked, ranked: Ranked, library: Library) -> list[Bearing]:
    """One for each sentence of the passage."""
    read, article = library.read(ranked.passage), library.article(ranked.passage.article_id)
    headline = library.headline(article.id)
    headings = [block.span for block in article.blocks if block.kind in _NO_ANSWER]
    found = []
    for number, span in enumerate(read.sentences):
        own, before, after = (part(read, n, read.stems) for n in (number, number - 1, number + 1))
        heading = any(h.overlaps(span) for h in headings)
        near = frozenset((*own, *before, *after, *headline))
        found.append(_bearing(asked, own, near, span, span.of(article.text), heading=heading))
    return found


def _bearing(
    asked: Asked, stems: tuple[str, ...], near: frozenset[str], span: Span, text: str, *, heading: bool
) -> Bearing:
    wanted = asked.wanted
    own, around = _held(wanted, frozenset(stems)), _held(wanted, near)
    everything = range(len(wanted.stems))
    order = sum(pair in wanted.pairs for pair in pairwise(stems))
    return Bearing(
        own=_share(wanted, own, everything),
        around=_share(wanted, around, everything),
        others=_share(wanted, around, asked.others),
        names=_named(own, asked),
        names_around=_named(around, asked),
        kind=holds(text, asked.question, wanted.all_stems, wanted.expected),
        order=min(1.0, order / max(1, len(wanted.pairs))),
        beside=_close(wanted, stems),
        turned=_turned(asked, stems),
        short=len(stems) < 6,
        asks=text.endswith("?"),
        heading=heading,
        lead=1 / (1 + span.start / 1000),
    )


def _held(wanted: Wanted, there: Collection[str]) -> list[float]:
    """For each wanted stem 1 when it is there, less when only a form or another word for the country is."""
    countries = {country for s in there if (country := _countries().get(s))}
    verbs = {_PAST.get(s, s) for s in there}
    return [
        max(held(s, there), _OTHER_FORM * (_PAST.get(s, s) in verbs or _countries().get(s) in countries))
        for s in wanted.stems
    ]


def _share(wanted: Wanted, there: Sequence[float], which: Sequence[int]) -> float:
    """By weight; 1 where nothing of the kind is asked for, so that nothing is missing."""
    total = sum(wanted.weights[i] for i in which)
    return sum(wanted.weights[i] * there[i] for i in which) / total if total else 1.0


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


def _turned(asked: Asked, stems: Sequence[str]) -> bool:
    """Whether Russia's ambassador to China is told of where China's ambassador to Russia was asked for."""
    named = [(i, country) for i, s in enumerate(asked.ordered) if (country := _countries().get(s))]
    here = [_countries().get(s) for s in stems]
    for i, first in named:
        for j, second in named:
            between = frozenset(asked.ordered[i + 1 : j])
            if i < j and between and first != second and not any(s in _countries() for s in between):
                turned = _joined(second, between, first, here, stems)
                if turned and not _joined(first, between, second, here, stems):
                    return True
    return False


def _joined(first: str, between: frozenset[str], second: str, here: Sequence[str | None], stems: Sequence[str]) -> bool:
    """Whether the words have one country, then a word of those between, then the other country."""
    return any(
        here[i] == first and second in here[i + 1 : i + _APART] and between & set(stems[i : _end(here, second, i)])
        for i in range(len(here))
    )


def _end(here: Sequence[str | None], country: str, start: int) -> int:
    return start + 1 + list(here[start + 1 :]).index(country)


def part(read: Read, number: int, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of one sentence; none when the passage has no such sentence."""
    if not 0 <= number < len(read.starts):
        return ()
    last = read.starts[number + 1] if number + 1 < len(read.starts) else len(words)
    return words[read.starts[number] : last]
