"""Whether an attribution tells of words: its cue read as speech, as an attitude, or as an act that only shows one.

"said", "according to" and "issued a warning" are speech; "believes", "wants" and "supports" are attitudes; "signed",
"provided" and whatever was not said, or only tried, are acts. Which words are a cue is left to rules and tagger.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.statements.cues import CLAIMS, TELLING, forms_of, verb_forms
from rag.types import Manner, Statement

_ATTITUDES = """think believe hope fear doubt wonder worry feel know see view consider regard want wish like love hate
prefer support oppose favor favour trust distrust expect intend plan aim mean seek need approve disapprove suspect
assume understand recognize recognise realize realise remember forget learn decide endorse reject welcome resent regret
admire respect embrace value appreciate enjoy care imagine judge accept desire dread ignore tolerate back"""
_LIKINGS = frozenset(
    """determined confident convinced keen open hopeful satisfied willing reluctant eager proud optimistic pessimistic
    skeptical sceptical wary afraid aware certain sure angry happy unhappy interested concerned passionate thought seen
    saw knew known felt meant sought understood forgot forgotten opinion belief hopes fears hope fear view
    confidence""".split()
)
_SHOWN = frozenset("show find indicate imply refuse decline".split())
"""Reporting verbs of deeds, laws and figures: what they report need not have been said."""
_MORE_SPEECH = """answer articulate beg blog brief broadcast charge compare confess confide contrast decree deliver
discuss echo elaborate enumerate enthuse exhort fume gripe grumble inquire joke lecture mutter mumble narrate outline
phrase plead preach proclaim profess pronounce query rant recite relate specify summarize summarise utter compliment
admonish invite interview insinuate scold scoff taunt tease outline repudiate speculate shrug detail introduce"""
_IRREGULAR_SPEECH = frozenset("spoke spoken read speaking sang sings sing ripped ripping rips told".split())
_NOUNS = TELLING | CLAIMS | frozenset(
    """word words interview speech address note letter memo email tweets posts critic testimony text report reports
    essay talks quote quotes joke jokes complaint complaints criticism answers questions gratitude
    endorsement""".split()
)  # fmt: skip
_DEEDS = frozenset("sign signs signed signing receive received hear heard mark marks marked marking".split())
_UNSAID = re.compile(
    r"\b(?:not|never|neither|nor|without|cannot|(?:stop|avoid|try|fail|declin|refus|attempt|hesitat|struggl)\w*|tri(?:es|ed)"
    r"|sought)\b|n['’]t\b",
    re.IGNORECASE,
)
_NOBODY = ("neither", "nobody", "no one", "none ", "no ")
_OUTSPOKEN = re.compile(
    r"\b(?:hit|hitting|lash(?:e[sd]|ing)?|struck|str(?:ike|ikes|iking)|c[ao]me|coming) out (?:at|against)\b"
    r"|\b(?:took|takes?|taken|taking) (?:aim|a (?:swipe|shot|jab|dig)|issue)\b|\brail(?:s|ed|ing)? (?:at|against)\b"
)
"""Criticism in words, by a verb that alone would be a deed."""
_THINGS = frozenset("that which this it".split())  # nobody was found behind them
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”»]?")
_OWN = 3
"""So many words inside marks are the source's own, whatever the verb is called."""


def manner_of(statement: Statement, text: str) -> Manner:
    """Speech, attitude or act, by the words that attribute; without any ("Roe: ...") it is speech.

    >>> from rag.types import Mode, Span
    >>> manner_of(Statement("a:0", "a", Mode.INDIRECT, (Span(9, 13),), Span(3, 8)), "Xi wants rain")
    <Manner.ATTITUDE: 'attitude'>
    """
    said = statement.cue.of(text) if statement.cue else ""
    mention = statement.mention.of(text).lower() if statement.mention else ""
    if statement.resolved_from == "thing" or (statement.speaker is None and mention in _THINGS):
        return Manner.ACT
    if mention.startswith(_NOBODY):
        return Manner.ACT  # "Neither side spoke of rain": said by nobody
    if not mention and said.lower().startswith("to "):
        return Manner.ACT  # "They met to discuss the rain": what for, not what was said
    if not _WORD.search(said):
        return Manner.SPEECH
    parts = _parts(said)
    if None not in parts and (said.endswith(":") or _own_words(statement, text) >= _OWN):
        return Manner.SPEECH
    return next((m for m in (Manner.SPEECH, Manner.ATTITUDE) if m in parts), Manner.ACT)


def _own_words(statement: Statement, text: str) -> int:
    return sum(len(m[1].split()) for span in statement.content for m in _QUOTED.finditer(span.of(text)))


@lru_cache(maxsize=20_000)
def _parts(cue: str) -> tuple[Manner | None, ...]:
    return tuple(_read(part.lower()) for part in re.split(r"[,;]", cue) if part.strip())


def _read(cue: str) -> Manner | None:
    """What one stretch of a cue tells of; None: of what was not said, or done without words."""
    words = _WORD.findall(cue)
    put_it = re.search(r"\bput(?:s|ting)? it\b", cue)  # "put it" says, "put forth a plan" does not
    spoken = put_it.start() if put_it else next((m.start() for m in _WORD.finditer(cue) if m[0] in _spoken()), None)
    undone = _UNSAID.search(cue)
    if spoken is not None:
        return None if undone and undone.start() < spoken else Manner.SPEECH
    if _OUTSPOKEN.search(cue):
        return None if undone else Manner.SPEECH
    if not _DEEDS.isdisjoint(words):
        return None
    if not (_felt() | _LIKINGS).isdisjoint(words):
        return Manner.ATTITUDE
    if not _NOUNS.isdisjoint(words):
        return None if undone else Manner.SPEECH
    return None if undone else Manner.ACT


@lru_cache(maxsize=1)
def _spoken() -> frozenset[str]:
    silent = _SHOWN | frozenset(_ATTITUDES.split())
    verbs = {form for form, cue in verb_forms().items() if cue.base not in silent}
    more = {form for base in _MORE_SPEECH.split() for form in forms_of(base)}
    return frozenset(verbs | more | _IRREGULAR_SPEECH | {"according"}) - _felt() - {"put", "puts", "putting"}


@lru_cache(maxsize=1)
def _felt() -> frozenset[str]:
    return frozenset(form for base in _ATTITUDES.split() for form in forms_of(base))
