"""Find the reporting verbs of a sentence: each with its auxiliaries and adverbs, its particle, and the subject before it.

What is said, and where it ends, is left to `reported`.
"""

from __future__ import annotations

from dataclasses import dataclass

from rag.statements.clauses import Token
from rag.statements.cues import ADVERBS, BE, DO, HAVE, MODALS, NEGATIONS, Cue, Form, verb_forms
from rag.statements.sources import DETERMINERS, before

_NOUN_BEFORE = DETERMINERS | frozenset("of for with in on new first latest recent own public strong such more".split())
_PLURALS = frozenset("they we you i who some many most others both several all these those".split())


@dataclass(slots=True)
class Group:
    """A reporting verb in a sentence: tokens [start, end) are the cue, `verb` is the verb itself.

    `subject` is the token range before it, None when nothing stands there; `ing` tells a participle ("saying that").
    """

    start: int
    verb: int
    end: int
    cue: Cue
    subject: tuple[int, int] | None
    passive: bool = False
    particle: str = ""

    @property
    def ing(self) -> bool:
        """Whether it hangs on the main clause and has that clause's subject."""
        return self.cue.form is Form.ING

    @property
    def clause_start(self) -> int:
        """The first token of the clause that attributes."""
        return self.subject[0] if self.subject else self.start


def groups_of(tokens: list[Token]) -> list[Group]:
    """Every reporting verb that can attribute, left to right."""
    forms = verb_forms()
    found: list[Group] = []
    for i, token in enumerate(tokens):
        cue = forms.get(token.low)
        if cue and not token.quote and not token.marked and (group := _group(tokens, i, cue)):
            found.append(group)
    return found


def _group(tokens: list[Token], i: int, cue: Cue) -> Group | None:
    start, helpers = _group_start(tokens, i)
    if helpers & (MODALS | NEGATIONS) or "to" in helpers:
        return None
    passive = bool(helpers & BE) and cue.form in {Form.PAST, Form.PARTICIPLE}
    progressive = bool(helpers & BE) and cue.form is Form.ING
    if cue.form is Form.PARTICIPLE and not helpers & (HAVE | BE):
        return None
    if cue.form is Form.BASE and helpers & BE:
        return None
    if tokens[i].cap and i > 0 and i + 1 < len(tokens) and tokens[i + 1].cap and tokens[i - 1].cap and not helpers:
        pass  # a headline in title case: judged by its subject like any other
    subject = before(tokens, start)
    if cue.form is Form.BASE and not _plural(tokens, subject, i):
        return None
    if cue.form is Form.PRESENT and subject is None and i and tokens[i - 1].low in _NOUN_BEFORE:
        return None
    if cue.form is Form.ING and not progressive:
        subject = None
    elif progressive:
        cue = verb_forms()[cue.base]  # "is calling for" has its own subject
    end, particle = _particle(tokens, i, cue)
    return Group(start, i, end, cue, subject, passive, particle)


def _group_start(tokens: list[Token], i: int) -> tuple[int, set[str]]:
    """Where auxiliaries and adverbs before the verb begin, and which they are."""
    start = i
    helpers: set[str] = set()
    while start:
        low = tokens[start - 1].low
        if tokens[start - 1].quote:
            break
        if (
            low in ADVERBS
            or low in HAVE | BE | DO | MODALS | NEGATIONS
            or (low.endswith("ly") and not tokens[start - 1].cap)
        ):
            helpers.add(low)
            start -= 1
        elif low == "to" and start == i:
            return start, {"to"}
        else:
            break
    while (
        start < i
        and (tokens[start].low in {"now", "all", "both", "each", "still", "once", "soon", "never"} or tokens[start].cap)
        and start == 0
    ):
        break
    return start, helpers


def _plural(tokens: list[Token], subject: tuple[int, int] | None, verb: int) -> bool:
    """Whether a bare form can be this subject's verb: "critics say", not "a call"."""
    if subject is None:
        return False
    first, last = tokens[subject[0]].low, tokens[subject[1] - 1].low
    if subject[1] - subject[0] == 1 and first in _PLURALS:
        return True
    if first in {"a", "an", "another", "each", "every"} or tokens[verb - 1].low in DETERMINERS:
        return False
    return (
        last.endswith("s")
        and not last.endswith(("ss", "'s", "us", "is"))
        or "and" in [t.low for t in tokens[subject[0] : subject[1]]]
    )


def _particle(tokens: list[Token], verb: int, cue: Cue) -> tuple[int, str]:
    nxt = tokens[verb + 1].low if verb + 1 < len(tokens) and not tokens[verb + 1].quote else ""
    if nxt in cue.particles and nxt != "that":
        return verb + 2, nxt
    return verb + 1, ""
