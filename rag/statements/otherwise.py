"""Read what names a speaker without being his verb: quoted as saying, according to, a noun of speech.

"Roe was quoted by the agency as saying" has two sources for the same words: Roe, and the agency that quotes.
"""

from __future__ import annotations

from rag.statements.content import CLOSES, content_stop
from rag.statements.cues import CLAIMS, TELLING, Form
from rag.statements.reading import Draft, Reading
from rag.statements.sources import Range, after, before, phrase_start
from rag.statements.verbs import Group, main_subject
from rag.statements.wordclasses import ARTICLES, BE, HAVE, INSIDE, PRONOUNS
from rag.types import Span

_GIVING = frozenset(
    "issued sent gave offered had made delivered posted released has issues sends gives offers makes wrote".split()
)
_SHORT_PASTS = frozenset("shot wrote hit went fired spoke".split())
_NAMING = frozenset("titled named entitled dubbed called asked headlined labeled".split())
_OWNERS = frozenset("his her their its".split())
_AS_SAYING = (("as", "saying"), ("to", "have", "said"))
_FINITE = BE | HAVE | frozenset("will would said could can".split())


def quoting(r: Reading, group: Group) -> list[Draft]:
    """`Roe was quoted by the agency as saying "..."`; `"...," the agency quoted Roe (as saying)`."""
    if not group.subject or group.cue.form not in {Form.PAST, Form.PARTICIPLE}:
        return []
    saying, end = as_saying(r, group) or (None, group.end)
    by = r.low(end) == "by"  # "was quoted as saying by Tass"
    said = _said_around(r, group, len(r.tokens) if by else end)
    if not said:
        return []
    subject, verb = r.span(*group.subject), r.span(group.start, group.end)
    if group.passive:
        near = r.low(group.end) == "by"
        agent = (
            after(r.tokens, group.end + 1, end - 2) if near else after(r.tokens, end + 1, len(r.tokens)) if by else None
        )
        drafts = [Draft(subject, r.span(group.start, end), list(said), "quoted", quoted=True)]
        return drafts + ([Draft(r.span(*agent), verb, said, "quoting", quoted=True)] if agent else [])
    whom = after(r.tokens, group.end, len(r.tokens) if saying is None else saying)
    drafts = [Draft(subject, verb, list(said), "quoting", quoted=True)]
    return drafts + ([Draft(r.span(*whom), verb, said, "quoted", quoted=True)] if whom else [])


def as_saying(r: Reading, group: Group) -> Range | None:
    """Where "as saying" or "to have said" stands after a verb, None when neither does."""
    for at in range(group.end, len(r.tokens) - 1) if r.lows & {"saying", "said"} else ():
        for words in _AS_SAYING:
            if tuple(r.low(at + i) for i in range(len(words))) == words:
                return at, at + len(words)
    return None


def _said_around(r: Reading, group: Group, end: int) -> list[Span]:
    left = (group.subject or (0, 0))[0] - 1
    comma = r.low(left) == ","
    left -= comma
    if r.quote(left):
        return [r.take(left, left + 1)]
    interrupts = comma and r.low(end) == "," and end > group.end  # "The rain, Roe was quoted as saying, would last"
    before_it = _left_of_colon(r, left + 1, 1 if interrupts else 3) if left > 0 else []
    if end >= len(r.tokens) or (end == len(r.tokens) - 1 and r.low(end) in CLOSES):
        return before_it
    at = end + (r.low(end) in {",", ":"})
    stop = r.stop(at) if at < len(r.tokens) else at
    if stop <= at or not (end > group.end or r.quote(at)):
        return []
    return [*(before_it if interrupts else ()), r.take(at, stop)]


def _left_of_colon(r: Reading, end: int, least: int) -> list[Span]:
    """What stands before the clause that ends a sentence, without what led to it: "One more remark: it rained, ..."."""
    start = max((i + 1 for i in range(end) if r.low(i) == ":"), default=0)
    return [r.span(start, end)] if start and end - start > 2 else r.left_content(end, True, least)


def according_to(r: Reading) -> list[Draft]:
    """`According to Roe, it rained`, `It rained, according to Roe`, `The rain, according to Roe, was heavy`."""
    found: list[Draft] = []
    if "according" not in r.lows:
        return found
    for at in range(len(r.tokens) - 2):
        if r.low(at) != "according" or r.low(at + 1) != "to":
            continue
        leading = _leads(r, at) or not (r.low(at - 1) == "," or r.quote(at - 1))
        source = after(r.tokens, at + 2, len(r.tokens), leading, wide=True)
        content = _around(r, at, source[1]) if source else []
        if source and content:
            quoted = r.quote(at - 1) or r.quote(at - 2)
            found.append(Draft(r.span(*source), r.span(at, at + 2), content, "according to", quoted=quoted))
    return found


def _around(r: Reading, at: int, right: int) -> list[Span]:
    """What stands before an "according to" and, when it leads or interrupts, what follows it to the sentence's end."""
    content: list[Span] = []
    leads = _leads(r, at)
    if not leads and (r.low(at - 1) == "," or r.quote(at - 1)):
        content = r.left_content(at - 1, r.low(at - 1) == ",")
    elif not leads:
        content = [r.span(r.part_start(at), at)]
    if r.low(right) == "," and right + 1 < len(r.tokens) and (leads or _waits(r, content)):
        stop = content_stop(r.tokens, [], right + 1)  # whoever else speaks in the sentence
        if stop > right + 1:
            content.append(r.span(right + 1, stop))
    return content


def _leads(r: Reading, at: int) -> bool:
    return at == 0 or (at == 1 and not r.quote(0))


def _waits(r: Reading, content: list[Span]) -> bool:
    """Whether what stands before the aside is a subject that still waits for its verb."""
    words = content[0].of(r.text).lower().split() if content else []
    return len(words) < 14 and _FINITE.isdisjoint(words)


def put_it(r: Reading, group: Group) -> Draft | None:
    """`Roe put it more bluntly on the radio: the dam is done`: "it" stands for what follows the colon."""
    if group.cue.base != "put" or group.subject is None:
        return None
    colon = next((i for i in range(group.end, len(r.tokens) - 1) if r.low(i) == ":"), None)
    if colon is None or any(r.quote(i) for i in range(group.end, colon)):
        return None
    quoted = r.quote(colon + 1)
    said = r.take(colon + 1, colon + 2 if quoted else content_stop(r.tokens, [], colon + 1))
    return Draft(r.span(*group.subject), r.span(group.start, colon), [said], "announced", quoted=quoted)


def announced(r: Reading) -> list[Draft]:
    """`Roe issued a warning: it will rain`: a noun of speech in front of a colon."""
    if ":" not in r.lows or TELLING.isdisjoint(r.lows):
        return []
    colon = next((i for i in range(2, len(r.tokens) - 2) if r.low(i) == ":" and not r.quote(i)), None)
    if colon is None or r.low(colon - 1) not in TELLING:
        return []
    verb = next((i for i in range(colon - 2, max(0, colon - 8), -1) if r.low(i) in _GIVING), None)
    if verb is None or any(d.cue and d.cue.end > r.tokens[verb].start for d in r.drafts):
        return []
    subject = before(r.tokens, verb)
    if subject is None:
        return []
    said = r.take(colon + 1, len(r.tokens))
    return [Draft(r.span(*subject), r.span(verb, colon), [said], "announced", quoted=r.quote(colon + 1))]


def introduced(r: Reading) -> list[Draft]:
    """`Roe shot back: "..."`, `Roe made the following comment:`: whatever the verb, who stands before the colon speaks.

    With a comma only a past tense right before the quotation counts. Without content, the next paragraph was said.
    """
    found: list[Draft] = []
    if any(not d.content for d in r.drafts):
        return found
    last = len(r.tokens) - 1
    for sign in [i - 1 for i in range(2, last + 1) if r.tokens[i].quote] + [last]:
        hangs = sign == last and r.low(sign) == ":" and not r.quote(sign)
        opens = r.quote(sign + 1) and sign + 1 not in r.used and r.full(sign + 1)
        if r.low(sign) not in {":", ","} or not (hangs or opens):
            continue
        short = next((v for v in range(sign - 1, max(0, sign - 3), -1) if _begins(r, v, sign)), None)
        subject = before(r.tokens, short) if short else _alone(r, sign) if r.low(sign) == ":" else None
        if subject:
            said = [] if hangs else [r.take(sign + 1, sign + 2)]
            cue = r.span(short, sign) if short else None
            found.append(Draft(r.span(*subject), cue, said, "introduced", 0.9 if short else 0.7, quoted=not hangs))
    return found


def _begins(r: Reading, verb: int, sign: int) -> bool:
    """Whether tokens [verb, sign) are a verb in the past, with a subject before them that opens its clause."""
    past = r.low(verb) in _SHORT_PASTS or (r.low(verb).endswith("ed") and r.low(verb) not in _NAMING)
    if not past or any(t.cap or t.quote or not t.word or t.low in ARTICLES for t in r.tokens[verb:sign]):
        return False
    subject = before(r.tokens, verb)
    return subject is not None and (subject[0] == 0 or r.low(subject[0] - 1) in {",", "and", "but", "then"})


def _alone(r: Reading, sign: int) -> Range | None:
    """The subject of the clause before a colon, when it is a person and nobody else stands in between."""
    subject = main_subject(r.tokens, sign)
    if subject is None or not (r.tokens[subject[1] - 1].cap or r.low(subject[0]) in {"he", "she"}):
        return None
    others = any(t.cap or t.low in PRONOUNS for t in r.tokens[subject[1] : sign])
    return None if others or any(g.start >= subject[1] for g in r.groups) else subject


def claims(r: Reading) -> list[Draft]:
    """`Roe's claim that it rained`: a possessive, a noun of speech and a clause."""
    found: list[Draft] = []
    if "that" not in r.lows or CLAIMS.isdisjoint(r.lows):
        return found
    for i in range(1, len(r.tokens) - 2):
        owner = r.tokens[i - 1]
        if r.low(i) not in CLAIMS or r.low(i + 1) != "that" or not owner.word:
            continue
        possessive = owner.low.endswith(("'s", "s'"))
        start = phrase_start(r.tokens, i - 1, 0) if possessive else i - 1 if owner.low in _OWNERS else None
        stop = r.stop(i + 1)
        if start is not None and stop > i + 2:
            start = max([start, *(k + 1 for k in range(start, i) if r.low(k) in INSIDE - {"of"})])
            while start < i - 1 and not r.tokens[start].cap and r.low(start) not in ARTICLES:
                start += 1
            name = Span(r.tokens[start].start, owner.end - (2 if owner.low.endswith("'s") else 0))
            found.append(Draft(name, r.span(i, i + 1), [r.take(i + 1, stop)], "noun", 0.9))
    return found
