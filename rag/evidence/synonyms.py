"""A stem to the groups it is in: other forms of an irregular verb, other words that news has for the same, countries.

A question says "troops" and "fly", the article "soldiers" and "flew". Regular forms are `rag.evidence.likening`'s
business.
"""

from __future__ import annotations

from functools import cache

from rag.evidence.likening import RELATED, beginning_like, related
from rag.names.lexicon import NATIONS
from rag.words import stem

_SAME = 0.8  # what "flew" counts for "fly", and "Beijing" for "China"
_LIKE = 0.6  # what "soldiers" counts for "troops"
_FORMS = """become became|begin began begun|bring brought|build built|buy bought|catch caught
|choose chose chosen|come came|deal dealt|draw drew drawn|drive drove driven|eat ate eaten
|fall fell fallen|feel felt|fight fought|find found|fly flew flown flight|get got|give gave given
|go went gone|grow grew grown|hide hid hidden|hold held|keep kept|know knew known|lead led|leave left
|lend lent|lose lost loss|make made|mean meant|meet met|pay paid|rise rose risen|run ran|say said
|see saw seen|seek sought|sell sold sale|send sent|shoot shot|sing sang sung|sink sank sunk|sit sat
|speak spoke spoken|spend spent|stand stood|steal stole stolen|strike struck|swear swore sworn
|take took taken|teach taught|tell told|think thought|throw threw thrown|wear wore|win won
|write wrote written"""
_WORDS = """begin start launch|end finish conclude|die dead death kill|hurt injure wound
|troop soldier force army|war invasion conflict|trip visit travel journey tour go fly arrive
|meet meeting talk summit|buy purchase acquire
|work job employ professor fellow director scholar expert analyst|teach professor lecturer scholar
|big large|reject dismiss refuse|build construct|leader president head chief|vehicle car|weapon arms
|close shut|win victory defeat|attack strike hit|help aid assist support|child kid|film movie
|doctor physician|fire blaze|earthquake quake|plane jet aircraft|ship vessel boat
|law legislation bill|vote election ballot poll|jail prison|arrest detain|announce declare unveil
|increase rise grow|fall drop decline decrease|cost price worth|company firm business|student pupil
|court judge|covid coronavirus|country nation|choose pick select|send dispatch
|answer respond react reply response reaction|drill exercise manoeuvre maneuver
|found establish create|promise pledge vow|ban forbid prohibit|marry wed|resign quit|sue lawsuit
|live reside|detainee prisoner|newspaper paper tabloid daily|wealthy rich|murder homicide
|refugee migrant|oblige bound force|hope wish|angry anger|propose proposal|destroy destruction
|invade invasion|abroad overseas foreign international|programme program schedule agenda itinerary
|openly explicitly publicly|supply supplier deliver provide|previously formerly former|pandemic epidemic"""


def country(word: str) -> str | None:
    """The country that a stem names, as "chines" and "beij" do; None: it names none."""
    return _countries().get(word)


def standing_for(wanted: str, there: frozenset[str]) -> dict[str, float]:
    """The stems there that are this one, a form of it, another word for it or for its country, and what each counts."""
    alike = _alike().get(wanted, {})
    found = {s: alike[s] for s in alike if s in there}
    if own := country(wanted):
        found.update(dict.fromkeys(_of_country()[own] & there, _SAME))
    for one in beginning_like(wanted, there):
        if related(wanted, one):
            counts = RELATED if wanted not in _alike() else _SAME * _begins_with(wanted, one)
            found[one] = max(counts, found.get(one, 0.0))
    if wanted in there:
        found[wanted] = 1.0
    return found


def _begins_with(one: str, other: str) -> bool:
    """Whether one is a longer or shorter form of the other: "react" and "reaction", but never "reach"."""
    return min(len(one), len(other)) > 3 and (one.startswith(other) or other.startswith(one))


@cache
def _countries() -> dict[str, str]:
    return {stem(word): name for word, name in NATIONS.items()}


@cache
def _of_country() -> dict[str, frozenset[str]]:
    """The stems that name each country."""
    found: dict[str, set[str]] = {}
    for word, name in _countries().items():
        found.setdefault(name, set()).add(word)
    return {name: frozenset(words) for name, words in found.items()}


@cache
def _alike() -> dict[str, dict[str, float]]:
    """Each stem of the tables with the stems that stand for it and what they count."""
    forms = [[stem(word) for word in group.split()] for group in _FORMS.replace("\n", "").split("|")]
    others = [{stem(word) for word in group.split()} for group in _WORDS.replace("\n", "").split("|")]
    found: dict[str, dict[str, float]] = {}
    for group in others:
        group.update(one for verb in forms if verb[0] in group for one in verb)
    for row, counts in [*((group, _LIKE) for group in others), *((set(verb), _SAME) for verb in forms)]:
        for one in row:
            found.setdefault(one, {}).update(dict.fromkeys(row - {one}, counts))
    return found
