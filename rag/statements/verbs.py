"""Find the reporting verbs of a sentence, each with its auxiliaries, its particle, and the subject before it.

What is said, and where it ends, is left to `content` and `reported`.
"""

from __future__ import annotations

from dataclasses import dataclass

from rag.statements.clauses import Token
from rag.statements.cues import NOUNS_TOO, Cue, Form, verb_forms
from rag.statements.sources import Range, before
from rag.statements.wordclasses import (
    ARTICLES,
    BE,
    DETERMINERS,
    DO,
    HAVE,
    JOINERS,
    MODALS,
    NEGATIONS,
    PRONOUNS,
    RELATIVES,
    is_adverb,
    is_nominal,
)

_HELPERS = BE | HAVE | DO | MODALS | NEGATIONS
_PLURALS = frozenset("they we you i who some many most others both several all these those".split())
_SHOWING = frozenset(
    "poll polls survey surveys study studies report analysis data video footage records research memo".split()
)
_SINGULARS = frozenset("he she it who which that".split())


@dataclass(slots=True)
class Group:
    """A reporting verb in a sentence: tokens [start, end) are the cue, `verb` is the verb itself.

    `subject` is the token range before it, None when nothing stands there; `shared` tells that it is the subject of an
    earlier verb ("Roe came and said"); `gap` that the verb's object stands before it ("the plan that Roe rejected").
    """

    start: int
    verb: int
    end: int
    cue: Cue
    subject: Range | None
    passive: bool = False
    shared: bool = False
    gap: bool = False
    particle: str = ""

    @property
    def ing(self) -> bool:
        """Whether it hangs on the main clause and has that clause's subject."""
        return self.cue.form is Form.ING

    @property
    def clause_start(self) -> int:
        """The first token of the clause that attributes."""
        return self.subject[0] if self.subject and not self.shared else self.start


def groups_of(tokens: list[Token]) -> list[Group]:
    """Every reporting verb that can attribute, left to right."""
    forms = verb_forms()
    found: list[Group] = []
    title: bool | None = None
    for i, token in enumerate(tokens):
        cue = forms.get(token.low)
        if cue is None or token.quote or token.marked:
            continue
        if token.cap and i:
            title = _in_title_case(tokens) if title is None else title
            if not title:
                continue  # "Hal Brands" is a name
        group = _group(tokens, i, cue)
        if group:
            _share(tokens, group, found)
            found.append(group)
    return found


def _in_title_case(tokens: list[Token]) -> bool:
    words = [t for t in tokens if t.word and len(t.low) > 3]
    return sum(t.cap for t in words) * 4 >= len(words) * 3 and len(words) > 2


def _group(tokens: list[Token], i: int, cue: Cue) -> Group | None:
    start, helpers = _helpers_before(tokens, i)
    if helpers & (MODALS | NEGATIONS) or "to" in helpers:
        return None
    being = bool(helpers & BE)
    regular = cue.form in {Form.PAST, Form.PARTICIPLE}
    if cue.form is Form.PARTICIPLE and not helpers & (HAVE | BE):
        return None
    if being and cue.form in {Form.BASE, Form.PRESENT}:
        return None
    subject = before(tokens, start)
    if not _fits(tokens, i, cue, subject):
        return None
    if cue.form is Form.ING and being:
        cue = verb_forms()[cue.base]  # "is calling for" has its own subject
    elif cue.form is Form.ING:
        subject = None
    subject, gap = _trimmed(tokens, subject)
    end, particle = _particle(tokens, i, cue)
    if cue.base == "put" and not particle:
        return None
    return Group(start, i, end, cue, subject, being and regular, gap=gap, particle=particle)


def _helpers_before(tokens: list[Token], i: int) -> tuple[int, set[str]]:
    """Where auxiliaries and adverbs before the verb begin, and which they are."""
    start = i
    helpers: set[str] = set()
    while start and not tokens[start - 1].quote:
        left = tokens[start - 1]
        if left.low in _HELPERS or is_adverb(left):
            helpers.add(left.low)
            start -= 1
        elif left.low == "turn" and start > 2 and tokens[start - 2].low == "in" and tokens[start - 3].low in HAVE:
            helpers |= {"in turn", tokens[start - 3].low}
            start -= 3
        elif left.low == "to" and start == i:
            return start, {"to"}
        else:
            break
    return start, helpers


def _fits(tokens: list[Token], i: int, cue: Cue, subject: Range | None) -> bool:
    """Whether this form can be the verb of this subject, and no noun: "critics say", not "a call"; "Roe claims"."""
    low = tokens[i].low
    left = tokens[i - 1].low if i else ""
    if left in ARTICLES or (left.endswith(("'s", "s'")) and low in NOUNS_TOO):
        return False
    if cue.form is Form.BASE:
        return _plural(tokens, subject)
    if cue.form is Form.PRESENT and low in NOUNS_TOO and subject:
        last = tokens[subject[1] - 1]
        if any(t.low in _SHOWING for t in tokens[subject[0] : subject[1]]):
            return True
        if last.cap:
            return not last.low.endswith(("ican", "ic", "ish", "ese", "ian"))  # "the Russian requests"
        return last.low in _SINGULARS or (tokens[subject[0]].low in ARTICLES and subject[1] - subject[0] == 2)
    return True


def _plural(tokens: list[Token], subject: Range | None) -> bool:
    if subject is None:
        return False
    words = [t.low for t in tokens[subject[0] : subject[1]]]
    head = next(
        (i for i, w in enumerate(words) if i and w in {"in", "of", "for", "at", "from", "with", "to", ","}), len(words)
    )
    words = words[:head]
    if words[-1] in {"police", "people", "women", "men", "polls", "those", "data"} or "and" in words:
        return True
    if len(words) == 1 and words[0] in _PLURALS:
        return True
    if words[0] in {"a", "an", "another", "each", "every"}:
        return False
    return words[-1].endswith("s") and not words[-1].endswith(("ss", "'s", "us", "is"))


def _trimmed(tokens: list[Token], subject: Range | None) -> tuple[Range | None, bool]:
    """The subject, and whether a relative word right before it takes the object's place."""
    if subject is None:
        return None, False
    left = tokens[subject[0] - 1].low if subject[0] else ""
    gap = left in {"that", "which", "whom", "what", "who"} and tokens[subject[0]].low not in RELATIVES
    if left == "that" and subject[0] > 1 and tokens[subject[0] - 2].low in verb_forms():
        gap = False  # "reported that Roe", not "the plan that Roe"
    return subject, gap


def _share(tokens: list[Token], group: Group, earlier: list[Group]) -> None:
    """Give a verb after "and" or "but" the subject of the verb before it: "Roe came to town and said"."""
    if group.subject or group.cue.form is Form.ING or group.passive or not group.start:
        return
    left = tokens[group.start - 1].low
    turn = left == "," and tokens[group.start].low in {"instead", "then"}  # "Roe left, instead blamed"
    if turn or left in {"and", "but", "or", "then"}:
        own = next((g.subject for g in reversed(earlier) if g.subject and not g.gap), None) or main_subject(
            tokens, group.start
        )
        plain = group.cue.form is Form.PAST or tokens[group.verb].low not in NOUNS_TOO
        if (
            own
            and plain
            and not _base_form(group)
            and not (_in_clause(tokens, group, earlier) and group.cue.base not in _SAYERS)
        ):
            group.subject, group.shared = own, True


def _in_clause(tokens: list[Token], group: Group, earlier: list[Group]) -> bool:
    """Whether an earlier verb reports a clause whose subject this verb may have: "Roe said he came and asked"."""
    if not earlier or not earlier[-1].cue.clause or group.start - earlier[-1].end <= 3:
        return False
    first = [t.low for t in tokens[earlier[-1].end : earlier[-1].end + 2]]
    return earlier[-1].cue.base in _BARE or bool({"that", "he", "she", "they", "it", "we", "i"} & set(first))


def _base_form(group: Group) -> bool:
    return group.cue.form in {Form.BASE, Form.PARTICIPLE}


def main_subject(tokens: list[Token], stop: int) -> Range | None:
    """The subject of the first verb before token `stop`: an auxiliary, or a word in -ed after a noun phrase."""
    for i in range(1, stop):
        token = tokens[i]
        if token.quote or token.cap or not token.word:
            continue
        past = token.low in _PASTS or (len(token.low) > 4 and token.low.endswith("ed") and i + 1 < len(tokens))
        if token.low in BE | HAVE | {"will", "would"} or past:
            phrase = before(tokens, _helpers_before(tokens, i)[0])
            if phrase and _begins_clause(tokens, phrase):
                return phrase
    return None


def _begins_clause(tokens: list[Token], phrase: Range) -> bool:
    first, last = tokens[phrase[0]], tokens[phrase[1] - 1]
    left = tokens[phrase[0] - 1].low if phrase[0] else ","
    known = is_nominal(last) or first.low in PRONOUNS - RELATIVES
    return known and left in {",", "and", "but", "that", "while", "as", "when"}


def _particle(tokens: list[Token], verb: int, cue: Cue) -> tuple[int, str]:
    nxt = tokens[verb + 1].low if verb + 1 < len(tokens) and not tokens[verb + 1].quote else ""
    if nxt in cue.particles and nxt != "that":
        return verb + 2, nxt
    return verb + 1, ""


_BARE = frozenset("say think believe tell".split())
_SAYERS = frozenset("say add tell note argue insist explain warn announce declare claim state stress".split())
_PASTS = frozenset(
    """went came took made got gave saw knew became began won lost ran held led left met spoke sat stood kept put set
    let struck drew sent brought fought hit won cut rose fell chose told said wrote""".split()
)
__all__ = ["DETERMINERS", "JOINERS", "Group", "groups_of", "main_subject"]
