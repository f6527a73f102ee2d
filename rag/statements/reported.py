"""Turn the reporting verbs of one sentence into drafts of attributions: source, cue and what is said.

Sentences are read one at a time; what carries over a full stop is left to `rules`, where content begins and ends to
`content`.
"""

from __future__ import annotations

from dataclasses import dataclass

from rag.statements.clauses import Sentence, Token
from rag.statements.content import CLOSES, after_hearer, content_start, content_stop, is_quote, low_at, may_follow
from rag.statements.cues import BE, DO, HAVE, MODALS
from rag.statements.sources import DAYS, DETERMINERS, PREPOSITIONS, Range, after, before, phrase_start
from rag.statements.verbs import Group, groups_of, main_subject
from rag.types import Attribution, Span

HELPERS = BE | HAVE | DO | MODALS
_MARKS = "\"“”„‘'’«»"
_FRAMES = PREPOSITIONS | frozenset("while as when if although though yesterday later earlier once because".split())
_JOINTS = frozenset({"and", "but", ",", "yet", "-", "--", "•", "so", ";"})
_LEADS = frozenset("if when unless because while although though as that whether".split())
_INVERTS = frozenset("say write add tell report ask note explain reply".split())
_ASIDES = frozenset("according who which whose citing as after during".split())
_TELLING_NOUNS = frozenset(
    """warning statement message tweet post question answer response plea reminder advice prediction conclusion promise claim
    comment pledge appeal order demand verdict explanation suggestion""".split()
)
_CLAIMS = frozenset(
    """claim claims assertion assertions contention argument allegation allegations accusation accusations suggestion statement
    statements announcement belief warning warnings promise promises pledge vow insistence admission denial remark remarks
    comment comments conclusion prediction view opinion fear fears concern concerns hope charge""".split()
)
_GIVING = frozenset(
    "issued sent gave offered had made delivered posted released has issues sends gives offers makes wrote".split()
)


@dataclass(slots=True)
class Draft:
    """An attribution while it is being put together, in characters of the article.

    `quoted`: its last content is a whole quotation, which may go on in the next sentence. `via`: who quotes the source.
    """

    source: Span | None
    cue: Span | None
    content: list[Span]
    rule: str
    score: float = 1.0
    quoted: bool = False

    def done(self) -> Attribution:
        """The frozen attribution."""
        return Attribution(tuple(sorted(self.content)), self.source, self.cue, self.score, self.rule)


def read_sentence(text: str, sentence: Sentence) -> list[Draft]:
    """The attributions of one sentence, left to right.

    >>> from rag.statements.rules import attributions
    >>> t = "Ann Roe said that it rained."
    >>> [(a.source.of(t), a.cue.of(t), a.content[0].of(t)) for a in attributions(t)]
    [('Ann Roe', 'said', 'that it rained')]
    """
    return _Reader(text, sentence).read()


class _Reader:
    """One sentence with what has been understood of it so far."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text = text
        self.tokens = sentence.tokens
        self.groups = groups_of(sentence.tokens)
        self.used: set[int] = set()  # quotation tokens that have a speaker
        self.drafts: list[Draft] = []

    def read(self) -> list[Draft]:
        """Every order of source, cue and content, verb by verb."""
        for group in self.groups:
            if group.cue.base == "quote":
                self.drafts += self._quoting(group)
                continue
            draft = self._inverted(group) or self._after_content(group) or self._before_content(group)
            if draft:
                self.drafts.append(draft)
        self._according_to()
        self._announced()
        self._claims()
        return self.drafts

    # -- pieces -------------------------------------------------------------------------------------------------

    def _span(self, start: int, end: int) -> Span:
        """Characters of tokens [start, end), with the marks of a short quotation at either edge."""
        return Span(self._left(self.tokens[start]), self._right(self.tokens[end - 1]))

    def _left(self, token: Token) -> int:
        at = token.start
        return at - 1 if token.marked and at and self.text[at - 1] in _MARKS else at

    def _right(self, token: Token) -> int:
        at = token.end
        if not token.marked:
            return at
        tail = self.text[at : at + 2]
        if tail[:1] and tail[0] in _MARKS:
            return at + 1
        return at + 2 if len(tail) == 2 and tail[1] in _MARKS and tail[0] in ",.!?;" else at

    def _low(self, i: int) -> str:
        return low_at(self.tokens, i)

    def _quote(self, i: int) -> bool:
        return is_quote(self.tokens, i)

    def _stop(self, start: int, relative: bool = False) -> int:
        return content_stop(self.tokens, self.groups, start, relative)

    def _take(self, start: int, stop: int) -> Span:
        self.used.update(i for i in range(start, stop) if self._quote(i))
        return self._span(start, stop)

    # -- content, then who said it ------------------------------------------------------------------------------

    def _inverted(self, group: Group) -> Draft | None:
        """`"...," said Ann Roe, a judge` and `It rained, said Ann Roe.`."""
        left = group.start - 1
        if group.ing or group.passive or not group.cue.quotes or left < 0:
            return None
        comma = self._low(left) == ","
        if self._quote(left):
            if left in self.used:
                return None
        elif not comma or (group.subject and not self._quote(left - 1)):
            return None
        source = after(self.tokens, group.end, len(self.tokens))
        if not source or (self._low(source[0]) in DETERMINERS | {"it"} and group.cue.base not in _INVERTS):
            return None
        content = self._left_content(left, comma)
        if not content or (not self._quote(left - comma) and not self._closed(source[1])):
            return None
        quoted = self._quote(left - comma)
        draft = Draft(self._span(*source), self._span(group.start, group.verb + 1), content, "inverted", quoted=quoted)
        self._second_part(draft, source[1])
        return draft

    def _after_content(self, group: Group) -> Draft | None:
        """`"...," Roe said.`, `It rained, Roe said in a statement.`, `It rained, Roe said, "for days."`."""
        if (
            not group.subject
            or group.shared
            or group.ing
            or group.passive
            or not group.cue.quotes
            or not group.subject[0]
        ):
            return None
        left = group.subject[0] - 1
        comma = self._low(left) in {",", "-", "--"}
        quote = self._quote(left) or (comma and self._quote(left - 1))
        right = after_hearer(self.tokens, group)
        if (
            not (quote or comma)
            or (quote and self._low(right) in {"that", ":"})
            or (not quote and not self._says_nothing(right))
        ):
            return None
        split = not quote and self._low(right) in {",", ":"} and self._quote(right + 1)
        frame = self._low(self._part_start(left)) in _FRAMES
        waits = self._low(right) == "," and self._low(right + 1) in HELPERS
        content = self._left_content(left, comma, least=1 if waits else 3)
        if not (content or (split and frame)) or (not quote and frame and not self._closed(right)):
            return None
        if split and (self._full(right + 1) or (frame and self._whole(right + 1))):
            content = []  # "At a time of crisis, he said, “...”": when it happens is the reporter's, the quotation is his
        draft = Draft(
            self._span(*group.subject), self._span(group.start, group.verb + 1), content, "after", quoted=quote
        )
        self._second_part(draft, right)
        return draft if draft.content else None

    def _names_place(self, left: int, right: int) -> bool:
        """Whether a quotation before the speaker is where he spoke: `On "Meet the Press," Roe said it rained`."""
        at = left if self._quote(left) else left - 1
        lead = self._low(at - 1)
        open_end = not self._closed(right) and self._low(right) not in PREPOSITIONS | DAYS
        return open_end and at > 0 and (lead in PREPOSITIONS or lead.endswith(("'s", "s'")))

    def _full(self, at: int) -> bool:
        quote = self.tokens[at].quote
        return quote is not None and is_full(self.text, quote.inner.start)

    def _whole(self, at: int) -> bool:
        """Whether a quotation could stand as a sentence: it has a word that looks like a finite verb or its subject."""
        quote = self.tokens[at].quote
        words = set(quote.inner.of(self.text).lower().split()) if quote else set()
        return bool(
            words & (BE | HAVE | {"will", "would", "could", "can", "may", "must", "should", "might", "i", "we"})
        )

    def _left_content(self, left: int, comma: bool, least: int = 3) -> list[Span]:
        """What stands before a clause that attributes afterwards; `left` is the token before that clause."""
        end = left if comma else left + 1
        if self._quote(end - 1):
            return [self._take(self._quote_start(end - 1), end)]
        begins = self._part_start(end)
        return [self._span(begins, end)] if end - begins >= least else []

    def _quote_start(self, at: int) -> int:
        """Where a quotation's sentence begins: at its mark, but for a part of a sentence, or an "if" before it."""
        quote = self.tokens[at].quote
        if quote and not is_full(self.text, quote.inner.start):
            return self._part_start(at)
        return at - 1 if self._low(at - 1) in _LEADS else at

    def _part_start(self, end: int) -> int:
        """The first token of the clause that ends at `end`: the sentence's, without a joining word."""
        start = max((g.end for g in self.groups if g.end < end and self._is_cue(g)), default=0)
        while start < end - 1 and self._low(start) in _JOINTS:
            start += 1
        return start

    def _is_cue(self, group: Group) -> bool:
        cue = self._span(group.start, group.verb + 1)
        return any(d.cue and d.cue.overlaps(cue) for d in self.drafts)

    def _closed(self, right: int) -> bool:
        return right >= len(self.tokens) or self._low(right) in CLOSES

    def _says_nothing(self, right: int) -> bool:
        """Whether nothing that could be content follows the verb: the end, a comma, or when and where it was said."""
        if self._closed(right):
            return True
        if self._low(right) not in PREPOSITIONS | DAYS | {"as", "when", "while"}:
            return False
        reach = range(right, min(len(self.tokens), right + 14))
        return not any(self._low(i) in {"that", ":"} or self._quote(i) for i in reach)

    def _second_part(self, draft: Draft, right: int) -> None:
        """After `he said`, a comma and more: the rest of a split quotation or of a split sentence."""
        at, limit = right, min(len(self.tokens), right + 16)
        while at < limit and not self._quote(at) and self._low(at) not in {",", ":", ";"}:
            at += 1
        if self._low(at) in {",", ":"} and self._quote(at + 1):
            at += 1
        elif self._low(at) == "," and self._low(at + 1) in {"and", "but"} and self._quote(at + 2):
            at += 2
        if (
            self._quote(at)
            and at not in self.used
            and (self._low(at - 1) in {",", ":", ";", "and", "but"} or at == right)
        ):
            draft.content.append(self._take(at, at + 1))
            draft.quoted = True
        elif self._low(right) == "," and not draft.quoted and draft.rule == "after" and self._goes_on(right + 1):
            stop = self._stop(right + 1)
            if stop - right > 3:
                draft.content.append(self._take(right + 1, stop))

    def _goes_on(self, at: int) -> bool:
        if any(at in {g.start, g.clause_start} for g in self.groups):
            return False
        return self._low(at) not in _ASIDES and not self._low(at).endswith("ing")  # "he said, waving"

    # -- who says it, then content ------------------------------------------------------------------------------

    def _before_content(self, group: Group) -> Draft | None:
        """`Roe said (that) it rained`, `Roe said: "..."`, `, adding that it rained`, `Roe praised the rain`."""
        source = self._shared_subject(group) if group.ing else group.subject
        if group.passive or source is None:
            return None
        content, quoted = self._right_content(group, after_hearer(self.tokens, group))
        if not content and not self._hangs(group):
            return None
        rule = "participle" if group.ing else "before"
        return Draft(self._span(*source), self._span(group.start, group.end), content, rule, quoted=quoted)

    def _hangs(self, group: Group) -> bool:
        """Whether a colon ends the sentence, so that what is said is the next paragraph: "Roe continued:"."""
        return group.cue.quotes and self.groups[-1] is group and self._low(len(self.tokens) - 1) == ":"

    def _shared_subject(self, group: Group) -> Range | None:
        """The subject of the clause that a participle hangs on: it must stand behind a comma, "and" or a quotation."""
        if self._low(group.start - 1) not in {",", "and", "-", "--"} and not self._quote(group.start - 1):
            return None
        own = [g for g in self.groups if g.start < group.start and g.subject and not g.gap]
        inverted = [d for d in self.drafts if d.rule == "inverted" and d.source]
        if inverted and inverted[-1].source:
            return next((r for r in [self._range(inverted[-1].source)] if r), None)
        return own[-1].subject if own else main_subject(self.tokens, group.start)

    def _range(self, span: Span) -> Range | None:
        inside = [i for i, t in enumerate(self.tokens) if span.start <= t.start and t.end <= span.end]
        return (inside[0], inside[-1] + 1) if inside else None

    def _right_content(self, group: Group, right: int) -> tuple[list[Span], bool]:
        at = content_start(self.tokens, self.groups, right)
        low = self._low(at)
        if at >= len(self.tokens):
            return [], False
        if low in {":", ","} and self._quote(at + 1) and group.cue.quotes:
            return [self._take(at + 1, at + 2)], True
        if low == ":" and at + 2 < len(self.tokens) and group.cue.quotes:
            at += 1
        elif (
            low in CLOSES or low in {"and", "or", "but"} or not (self._quote(at) or may_follow(self.tokens, group, at))
        ):
            return [], False
        if self._quote(at) and not (group.cue.quotes or group.cue.clause or group.cue.thing or group.particle):
            return [], False
        stop = self._stop(at, relative=group.gap)
        if self._quote(at) and group.cue.quotes and self._ends_stopped(at):
            stop = at + 1
        if stop <= at:
            return [], False
        quoted = stop == at + 1 and self._quote(at)
        return [self._take(at, stop)], quoted

    def _ends_stopped(self, at: int) -> bool:
        quote = self.tokens[at].quote
        return bool(quote) and self.text[quote.inner.end - 1] in ",.!?…" if quote else False

    # -- other ways ---------------------------------------------------------------------------------------------

    def _quoting(self, group: Group) -> list[Draft]:
        """`Roe was quoted by the agency as saying "..."`; `"...," the agency quoted Roe (as saying)`: both said it."""
        if not group.subject:
            return []
        as_saying = next(
            (i for i in range(group.end, len(self.tokens) - 1) if (self._low(i), self._low(i + 1)) == ("as", "saying")),
            None,
        )
        end = as_saying + 2 if as_saying is not None else group.end
        said = self._said_around(group, end)
        if not said:
            return []
        cue = self._span(group.start, end if group.passive else group.end)
        first = Draft(self._span(*group.subject), cue, [said], "quoted", quoted=True)
        if group.passive:
            by = after(self.tokens, group.end + 1, end - 2) if self._low(group.end) == "by" else None
            other = (
                Draft(self._span(*by), self._span(group.start, group.end), [said], "quoting", quoted=True)
                if by
                else None
            )
        else:
            whom = after(self.tokens, group.end, len(self.tokens) if as_saying is None else as_saying)
            other = (
                Draft(self._span(*whom), self._span(group.start, end), [said], "quoted", quoted=True) if whom else None
            )
            first.rule = "quoting"
        return [d for d in (first, other) if d]

    def _said_around(self, group: Group, end: int) -> Span | None:
        left = (group.subject or (0, 0))[0] - 1
        left -= self._low(left) == ","
        if self._quote(left):
            return self._take(left, left + 1)
        at = end + (self._low(end) in {",", ":"})
        stop = self._stop(at)
        return self._take(at, stop) if stop > at and (end > group.end or self._quote(at)) else None

    def _according_to(self) -> None:
        """`According to Roe, it rained`, `It rained, according to Roe`, `The rain, according to Roe, was heavy`."""
        for at in range(len(self.tokens) - 2):
            if self._low(at) != "according" or self._low(at + 1) != "to":
                continue
            leading = at <= 1 or not (self._low(at - 1) == "," or self._quote(at - 1))
            source = after(self.tokens, at + 2, len(self.tokens), leading, wide=True)
            content = self._around(at, source[1]) if source else []
            if source and content:
                quoted = self._quote(at - 1) or self._quote(at - 2)
                draft = Draft(self._span(*source), self._span(at, at + 2), content, "according to", quoted=quoted)
                self.drafts.append(draft)

    def _around(self, at: int, right: int) -> list[Span]:
        content: list[Span] = []
        if at > 1:
            comma = self._low(at - 1) == ","
            content = (
                self._left_content(at - 1, comma)
                if comma or self._quote(at - 1)
                else [self._span(self._part_start(at), at)]
            )
        if self._low(right) == "," and right + 1 < len(self.tokens) and (at <= 1 or self._waits(content)):
            stop = self._source_stop(right + 1)
            if stop > right + 1:
                content.append(self._take(right + 1, stop))
        return content

    def _source_stop(self, start: int) -> int:
        """The end of what an "according to" in front covers: the whole sentence, whoever else speaks in it."""
        return content_stop(self.tokens, [], start)

    def _waits(self, content: list[Span]) -> bool:
        """Whether what stands before the aside is a subject that still waits for its verb."""
        words = content[0].of(self.text).lower().split() if content else []
        return len(words) < 14 and not set(words) & (BE | HAVE | {"will", "would", "said", "could", "can"})

    def _announced(self) -> None:
        """`Roe issued a warning: it will rain`: a noun of speech in front of a colon."""
        colon = next(
            (i for i in range(2, len(self.tokens) - 2) if self._low(i) == ":" and not self.tokens[i].quote), None
        )
        if colon is None or self._low(colon - 1) not in _TELLING_NOUNS:
            return
        verb = next((i for i in range(colon - 2, max(0, colon - 8), -1) if self._low(i) in _GIVING), None)
        span = self._take(colon + 1, len(self.tokens))
        if verb is None or any(d.cue and d.cue.end > self.tokens[verb].start for d in self.drafts):
            return
        subject = before(self.tokens, verb)
        if subject:
            quoted = self._quote(colon + 1)
            self.drafts.append(Draft(self._span(*subject), self._span(verb, colon), [span], "announced", quoted=quoted))

    def _claims(self) -> None:
        """`Roe's claim that it rained`: a possessive, a noun of speech and a clause."""
        for i in range(1, len(self.tokens) - 2):
            if self._low(i + 1) != "that" or self._low(i) not in _CLAIMS or not self.tokens[i - 1].word:
                continue
            owner = self.tokens[i - 1]
            stop = self._stop(i + 1)
            if not owner.low.endswith(("'s", "s'")) and owner.low not in {"his", "her", "their", "its"}:
                continue
            start = phrase_start(self.tokens, i - 1, 0) if owner.low.endswith("'") or "'" in owner.low else i - 1
            if start is not None and stop > i + 2:
                name = Span(self.tokens[start].start, owner.end - (2 if owner.low.endswith("'s") else 0))
                self.drafts.append(Draft(name, self._span(i, i + 1), [self._take(i + 1, stop)], "noun", 0.9))


def is_full(text: str, at: int) -> bool:
    """Whether a quotation begins like a sentence of its own."""
    first = text[at : at + 1]
    return first.isupper() or first.isdigit() or first in "[…(‘'’" or text[at : at + 3] == "..."
