"""The words of attribution in news English: which verb forms report what somebody says or holds, and what may follow.

Where a cue's source and content stand in a sentence is left to the rules. Forms and their frames were chosen by
counting how often annotators mark them (PolNeAR's training part); the lists hold single words only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Form(StrEnum):
    """The shape of a verb."""

    PAST = "past"
    PRESENT = "present"
    BASE = "base"
    ING = "ing"
    PARTICIPLE = "participle"  # of irregular verbs only; a regular one has the shape of its past


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a reporting verb with the ways its content may follow.

    quotes: it may carry a quotation; clause: a clause may follow with or without "that"; thing: so may a noun phrase;
    hearer: somebody is told first; to_do: an infinitive may follow; particles: words that belong to the cue, one of
    which must follow when neither clause nor thing does.
    """

    base: str
    form: Form
    quotes: bool = False
    clause: bool = False
    thing: bool = False
    hearer: bool = False
    to_do: bool = False
    particles: frozenset[str] = frozenset()


# Letters: q quotes, c clause, o thing, h hearer, t to_do. After a slash: particles.
_VERBS = """
qc: say
qco: state stress emphasize emphasise acknowledge concede admit allege reiterate suggest recall announce claim note
  declare predict explain reveal confirm argue insist/on contend lament assert recount conclude underscore
  underline disclose affirm
qc: joke quip remark reply respond/to observe retort boast/about/of brag/about complain/about tweet retweet post
  comment/on reason muse testify cry shout yell exclaim interject add continue write counter repeat gush deadpan
  intone sigh
  stipulate speculate
qct: vow pledge promise swear threaten volunteer
qch: tell remind assure warn/of/about/against inform advise caution/against notify reassure
q: put/it chant scream whisper bark snap sneer
c: think believe hope fear doubt wonder worry feel know
c: imply indicate maintain hint/at opine estimate forecast surmise theorize theorise
qc: report
c: find show
oc: mention highlight
qo: describe call/for/on/upon label dub term characterize characterise brand quote
o: criticize criticise praise blast slam denounce condemn mock tout applaud ridicule lambast assail decry
  dismiss deride laud
  hail defend cite endorse reject blame accuse attack thank question bemoan rebuke rebut refute
  portray frame depict liken congratulate express voice
  propose disavow disparage bash trash berate chide castigate excoriate commend salute
  deny demand request recommend protest
ht: urge implore
qho: ask
t: refuse decline hope
: refer/to allude/to talk/about speak/about/of point/out/to object/to lash/out rail/against advocate/for
  apologize/for apologise/for vouch/for elaborate/on agree/with/that react/to
"""
_IRREGULAR = {
    "say": "said said", "tell": "told told", "write": "wrote written", "think": "thought thought", "feel": "felt felt",
    "know": "knew known", "find": "found found", "show": "showed shown", "speak": "spoke spoken",
    "forecast": "forecast forecast",
    "seek": "sought sought", "swear": "swore sworn",
    "put": "put put", "rebut": "rebutted rebutted",
}  # fmt: skip
_DOUBLED = {"refer", "quip", "brag", "dub", "rip", "rebut", "opt", "admit", "chat", "plan", "snap", "slam"} - {"opt"}
_LETTERS = {"q": "quotes", "c": "clause", "o": "thing", "h": "hearer", "t": "to_do"}


def _past(base: str) -> tuple[str, str]:
    if base in _IRREGULAR:
        past, participle = _IRREGULAR[base].split()
        return past, participle
    if base in _DOUBLED:
        regular = base + base[-1] + "ed"
    elif base.endswith("e"):
        regular = base + "d"
    elif base.endswith("y") and base[-2] not in "aeo":
        regular = base[:-1] + "ied"
    else:
        regular = base + "ed"
    return regular, regular


def _present(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeo" else base + "s"


def _ing(base: str) -> str:
    if base in _DOUBLED:
        return base + base[-1] + "ing"
    return base[:-1] + "ing" if base.endswith("e") and not base.endswith("ee") else base + "ing"


@lru_cache(maxsize=1)
def verb_forms() -> dict[str, Cue]:
    """Every form, in lower case, to its cue: `verb_forms()["told"].hearer` is True."""
    frames: dict[str, dict[str, object]] = {}
    for line in _VERBS.replace("\n  ", " ").strip().splitlines():
        letters, bases = line.split(":", 1)
        for entry in bases.split():
            base, *particles = entry.split("/")
            frame = frames.setdefault(base, {"particles": frozenset()})
            frame.update({_LETTERS[letter]: True for letter in letters.strip()})
            frame["particles"] = frozenset(particles) | frame["particles"]  # type: ignore[operator]
    forms: dict[str, Cue] = {}
    for base, frame in frames.items():
        for word, form in forms_of(base).items():
            forms[word] = Cue(base, form, **frame)  # type: ignore[arg-type]
    return forms


def forms_of(base: str) -> dict[str, Form]:
    """The forms of a verb, reporting or not: `forms_of("say")["said"]` is the past."""
    past, participle = _past(base)
    return {
        base: Form.BASE,
        _present(base): Form.PRESENT,
        _ing(base): Form.ING,
        participle: Form.PARTICIPLE,
        past: Form.PAST,
    }


NOUNS_TOO = frozenset(
    """remarks claims reports calls comments demands estimates requests promises pledges questions attacks hopes fears
    shows thanks doubts worries states notes posts tweets boasts brands protests challenges praises recommends
    answers cries shouts vows quotes terms labels frames finds feels talks replies hints rebukes objects threats
    jokes quips sighs laughs snaps claim report call comment demand estimate request promise pledge question attack
    hope fear show thank doubt worry state note post tweet boast brand protest praise answer cry shout vow quote
    term label frame feel talk reply hint object joke suspect support benefit""".split()
)
"""Forms that are nouns as often as verbs: they need a plain subject."""
TELLING = frozenset(
    """warning statement message tweet post question answer response plea reminder advice prediction conclusion promise
    claim comment pledge appeal order demand verdict explanation suggestion""".split()
)
"""Nouns that, in front of a colon, announce what is said."""
CLAIMS = frozenset(
    """claim claims assertion assertions contention argument allegation allegations accusation accusations suggestion
    statement statements announcement belief warning warnings promise promises pledge vow insistence admission
    denial remark remarks comment comments conclusion prediction view opinion fear fears concern concerns hope
    charge""".split()
)
"""Nouns that, between a possessive and "that", report."""


@lru_cache(maxsize=1)
def reporting_words() -> frozenset[str]:
    """Every word without which, and without a quotation or a colon, a sentence reports nothing."""
    return frozenset(verb_forms()) | TELLING | CLAIMS | {"according"}
