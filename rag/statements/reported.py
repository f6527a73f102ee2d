"""Turn the reporting verbs of one sentence into drafts of attributions: source, cue and what is said.

Sentences are read one at a time; what carries over a full stop is left to `rules`, where content begins and ends to
`content`, and what is no plain verb with its subject to `otherwise`.
"""

from __future__ import annotations

from rag.statements import otherwise
from rag.statements.clauses import Sentence
from rag.statements.content import CLOSES, after_hearer, content_start, may_follow
from rag.statements.reading import Draft, Reading
from rag.statements.sources import Range, after
from rag.statements.verbs import Group, groups_of, main_subject
from rag.statements.wordclasses import BE, DAYS, DETERMINERS, DO, HAVE, MODALS, PREPOSITIONS
from rag.types import Span

_FRAMES = PREPOSITIONS | frozenset("while as when if although though yesterday later earlier once because".split())
_INVERTS = frozenset("say write add tell report ask note explain reply".split())
_ASIDES = frozenset("according who which whose citing as after during".split())
_VERBAL = BE | HAVE | DO | MODALS


def read_sentence(text: str, sentence: Sentence) -> list[Draft]:
    """The attributions of one sentence; a draft without content waits for the next paragraph ("Roe continued:").

    >>> from rag.statements.rules import attributions
    >>> t = "Ann Roe said that it rained."
    >>> [(a.source.of(t), a.cue.of(t), a.content[0].of(t)) for a in attributions(t)]
    [('Ann Roe', 'said', 'that it rained')]
    """
    if not sentence.tokens:
        return []
    r = Reading(text, sentence.tokens, groups_of(sentence.tokens), lows=frozenset(t.low for t in sentence.tokens))
    r.drafts += otherwise.according_to(r)
    for group in r.groups:
        if group.cue.base == "quote" or (group.cue.base in {"report", "cite"} and otherwise.as_saying(r, group)):
            r.drafts += otherwise.quoting(r, group)
        elif draft := next(filter(None, (way(r, group) for way in _WAYS)), None):
            r.drafts.append(draft)
    r.drafts += otherwise.announced(r)
    r.drafts += otherwise.introduced(r)
    r.drafts += otherwise.claims(r)
    return r.drafts


def _leading(r: Reading, group: Group) -> Draft | None:
    """`Said Ann Roe: "..."`."""
    source = after(r.tokens, group.end, len(r.tokens)) if group.start == 0 and group.cue.quotes else None
    if source is None or r.low(source[1]) not in {",", ":"} or not r.quote(source[1] + 1):
        return None
    said = [r.take(source[1] + 1, source[1] + 2)]
    return Draft(r.span(*source), r.span(group.start, group.end), said, "inverted", quoted=True)


def _inverted(r: Reading, group: Group) -> Draft | None:
    """`"...," said Ann Roe, a judge` and `It rained, said Ann Roe.`."""
    left = group.start - 1
    if group.ing or group.passive or not group.cue.quotes or left < 0 or left in r.used:
        return None
    comma = r.low(left) == ","
    quoted = r.quote(left - comma)
    if not (r.quote(left) or comma) or (comma and group.subject and not quoted):
        return None
    source = after(r.tokens, group.end, len(r.tokens))
    if not source or (r.low(source[0]) in DETERMINERS | {"it"} and group.cue.base not in _INVERTS):
        return None
    content = r.left_content(left, comma) if quoted or r.closed(source[1]) else []
    if not content:
        return None
    draft = Draft(r.span(*source), r.span(group.start, group.verb + 1), content, "inverted", quoted=quoted)
    _second_part(r, draft, source[1])
    return draft


def _after(r: Reading, group: Group) -> Draft | None:
    """`"...," Roe said.`, `It rained, Roe said in a statement.`, `It rained, Roe said, "for days."`."""
    if not group.subject or not group.subject[0] or group.shared or group.ing or group.passive or not group.cue.quotes:
        return None
    left = group.subject[0] - 1
    comma = r.low(left) in {",", "-", "--"}
    quoted = r.quote(left) or (comma and r.quote(left - 1))
    right = after_hearer(r.tokens, group)
    if not (_follows_quotation(r, left - comma, right) if quoted else comma and _says_nothing(r, right)):
        return None
    content = _left_of(r, left, comma, right, quoted)
    if content is None:
        return None
    draft = Draft(r.span(*group.subject), r.span(group.start, group.verb + 1), content, "after", quoted=quoted)
    _second_part(r, draft, right)
    return draft if draft.content else None


def _follows_quotation(r: Reading, quote: int, right: int) -> bool:
    """Whether "Roe said" speaks the quotation before it, not a programme's name: `On "Today," Roe said it rained`."""
    if r.low(right) in {"that", ":"}:
        return False
    lead = r.low(quote - 1)
    place = quote > 0 and (lead in PREPOSITIONS or lead.endswith(("'s", "s'")))
    return not place or r.closed(right) or r.low(right) in PREPOSITIONS | DAYS


def _says_nothing(r: Reading, right: int) -> bool:
    """Whether nothing that could be content follows the verb: the end, a comma, or when and where it was said."""
    if r.closed(right):
        return True
    if r.low(right) not in PREPOSITIONS | DAYS | {"as", "when", "while"}:
        return False
    reach = range(right, min(len(r.tokens), right + 14))
    return not any(r.low(i) in {"that", ":"} or r.quote(i) for i in reach)


def _left_of(r: Reading, left: int, comma: bool, right: int, quoted: bool) -> list[Span] | None:
    """What was said before "Roe said"; nothing when that is only when or where; None when this is no such sentence."""
    split = not quoted and r.low(right) in {",", ":"} and r.quote(right + 1)
    frame = r.low(r.part_start(left)) in _FRAMES
    if split and (r.full(right + 1) or (frame and r.whole(right + 1))):
        return []  # "At a time of crisis, he said, “...”": when it happens is the reporter's, the quotation is his
    if frame and not quoted and not r.closed(right):
        return None
    waits = r.low(right) == "," and r.low(right + 1) in _VERBAL
    return r.left_content(left, comma, least=1 if waits else 3) or None


def _second_part(r: Reading, draft: Draft, right: int) -> None:
    """After `he said`, a comma and more: the rest of a split quotation or of a split sentence."""
    at, limit = right, min(len(r.tokens), right + 16)
    while at < limit and not r.quote(at) and r.low(at) not in {",", ":", ";"}:
        at += 1
    if r.low(at) in {",", ":"} and r.quote(at + 1):
        at += 1
    elif r.low(at) == "," and r.low(at + 1) in {"and", "but"} and r.quote(at + 2):
        at += 2
    joined = (at == right and draft.rule != "inverted") or r.low(at - 1) in {",", ":", ";", "and", "but"}
    if r.quote(at) and at not in r.used and joined:
        draft.content.append(r.take(at, at + 1))
        draft.quoted = True
    elif r.low(right) == "," and not draft.quoted and draft.rule == "after" and _goes_on(r, right + 1):
        stop = r.stop(right + 1)
        if stop - right > 3:
            draft.content.append(r.take(right + 1, stop))


def _goes_on(r: Reading, at: int) -> bool:
    if any(at in {g.start, g.clause_start} for g in r.groups):
        return False
    return r.low(at) not in _ASIDES and not r.low(at).endswith("ing")  # "he said, waving"


def _before(r: Reading, group: Group) -> Draft | None:
    """`Roe said (that) it rained`, `Roe said: "..."`, `, adding that it rained`, `Roe praised the rain`."""
    if group.passive:
        return _told_by(r, group)
    source = _shared_subject(r, group) if group.ing else group.subject
    if source is None:
        return None
    content = _right_content(r, group, after_hearer(r.tokens, group))
    hangs = group.cue.quotes and not group.gap and r.groups[-1] is group and r.low(len(r.tokens) - 1) == ":"
    if content is None and not hangs:
        return None
    said = [r.take(*content)] if content else []
    quoted = content is not None and content[1] == content[0] + 1 and r.quote(content[0])
    rule = "participle" if group.ing else "before"
    return Draft(r.span(*source), r.span(group.start, group.end), said, rule, quoted=quoted)


def _told_by(r: Reading, group: Group) -> Draft | None:
    """`Low was told by Roe that it rained`."""
    source = after(r.tokens, group.end + 1, len(r.tokens)) if r.low(group.end) == "by" else None
    if source is None or r.low(source[1]) != "that":
        return None
    stop = r.stop(source[1])
    said = [r.take(source[1], stop)] if stop > source[1] + 1 else []
    return Draft(r.span(*source), r.span(group.start, group.end), said, "before") if said else None


def _shared_subject(r: Reading, group: Group) -> Range | None:
    """The subject of the clause that a participle hangs on: it must stand behind a comma, "and" or a quotation."""
    if r.low(group.start - 1) not in {",", "and", "-", "--"} and not r.quote(group.start - 1):
        return None
    inverted = [d.source for d in r.drafts if d.rule == "inverted" and d.source]
    if inverted:
        inside = [i for i, t in enumerate(r.tokens) if inverted[-1].start <= t.start and t.end <= inverted[-1].end]
        return (inside[0], inside[-1] + 1) if inside else None
    own = [g for g in r.groups if g.start < group.start and g.subject and not g.gap]
    return own[-1].subject if own else main_subject(r.tokens, group.start)


def _right_content(r: Reading, group: Group, right: int) -> Range | None:
    """The tokens after a verb that say what was said, None when there are none."""
    at = content_start(r.tokens, r.groups, right)
    low, cue = r.low(at), group.cue
    if at >= len(r.tokens):
        return None
    if low in {":", ","} and r.quote(at + 1) and cue.quotes:
        return at + 1, at + 2
    if low == ":" and at + 2 < len(r.tokens) and cue.quotes:
        at += 1
    elif r.quote(at):
        if not (cue.quotes or cue.clause or cue.thing or group.particle):
            return None
        if cue.quotes and r.stopped(at):
            return at, at + 1
    elif low in CLOSES or low in {"and", "or", "but"} or not may_follow(r.tokens, group, at):
        return None
    stop = r.stop(at, relative=group.gap)
    return (at, stop) if stop > at else None


_WAYS = (_leading, otherwise.put_it, _inverted, _after, _before)  # the first that fits a verb is how it attributes
