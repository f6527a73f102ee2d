"""Turn the reporting verbs of one sentence into drafts of attributions: source, cue and what is said.

Sentences are read one at a time; what carries over a full stop is left to `rules`.
"""

from __future__ import annotations

from dataclasses import dataclass

from rag.statements.clauses import Sentence, Token, sentences_of
from rag.statements.cues import BE, Form
from rag.statements.sources import DAYS, DETERMINERS, PREPOSITIONS, PRONOUNS, after, before
from rag.statements.verbs import Group, groups_of
from rag.types import Attribution, Span

_OBJECTS = frozenset("him her them us me you it reporters himself herself themselves everyone people".split())
_CLAUSE_WORDS = frozenset("that whether if why how what who when where".split())
_NOMINATIVE = frozenset("he she they we i it there".split())
_CLOSES = frozenset(",;:.!?)")


@dataclass(slots=True)
class Draft:
    """An attribution while it is being put together; indices of the sentence's tokens decide, characters are kept."""

    source: Span | None
    cue: Span | None
    content: list[Span]
    rule: str
    score: float = 1.0
    quoted: bool = False  # the last content is a whole quotation, which may go on in the next sentence

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
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.groups = groups_of(sentence.tokens)
        self.used: set[int] = set()  # quotation tokens that have a speaker
        self.subject: tuple[int, int] | None = None
        self.drafts: list[Draft] = []

    def read(self) -> list[Draft]:
        for number, group in enumerate(self.groups):
            draft = self._inverted(group) or self._after_content(group) or self._before_content(group, number)
            if draft:
                self.drafts.append(draft)
            if group.subject:
                self.subject = group.subject
        self._according_to()
        return self.drafts

    # -- pieces -------------------------------------------------------------------------------------------------

    def _span(self, start: int, end: int) -> Span:
        """Characters of tokens [start, end), with the marks of a short quotation at either edge."""
        return Span(self._left(self.tokens[start]), self._right(self.tokens[end - 1]))

    def _left(self, token: Token) -> int:
        at = token.start
        if token.marked and at and self.text[at - 1] in "\"“”„‘'’«»":
            at -= 1
        return at

    def _right(self, token: Token) -> int:
        at = token.end
        if token.marked:
            tail = self.text[at : at + 2]
            cut = next((k + 1 for k, c in enumerate(tail) if c in "\"“”‘'’«»"), 0)
            if cut and (cut == 1 or tail[0] in ",.!?;"):
                at += cut
        return at

    def _token(self, i: int) -> str:
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def _quote(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].quote is not None

    def _stop(self, start: int) -> int:
        """Where content that starts at token `start` ends: before the next clause that attributes, or with the sentence."""
        stop = len(self.tokens)
        while stop > start and self._token(stop - 1) in {".", ";", ":", ","} and not self._quote(stop - 1):
            stop -= 1
        for group in self.groups:
            at = group.clause_start
            if at <= start + 1 or at >= stop:
                continue
            joint = self._token(at - 1)
            if joint in {"and", "but", "while", "as", "though", "although", "because"}:
                at -= 1
                if self._token(at - 1) == "," or (joint in {"but", "and", "while"} and group.subject):
                    return at - 1 if self._token(at - 1) == "," else at
            elif joint in {",", ";"} and (group.ing or joint == ";"):
                return at - 1
        for at in range(start + 1, stop - 2):
            if self._token(at) == "," and self._token(at + 1) == "according" and self._token(at + 2) == "to":
                return at
        return stop

    # -- orders of source, cue and content ----------------------------------------------------------------------

    def _inverted(self, group: Group) -> Draft | None:
        """`"...," said Ann Roe, a judge` and `It rained, said Ann Roe.`."""
        left = group.start - 1
        if group.ing or group.passive or not group.cue.quotes or left < 0:
            return None
        comma = self._token(left) == ","
        if not (self._quote(left) or comma) or self._quote(left) and left in self.used:
            return None
        if comma and not self._quote(left - 1) and group.subject:
            return None
        source = after(self.tokens, group.end, len(self.tokens))
        if not source or (
            self._token(source[0]) in DETERMINERS | {"it", "this"}
            and group.cue.base not in {"say", "write", "add", "tell", "report", "ask"}
        ):
            return None
        content = self._left_content(left, comma)
        if not content:
            return None
        draft = Draft(
            self._span(*source),
            self._span(group.start, group.verb + 1),
            content,
            "inverted",
            quoted=self._ends_quoted(left, comma),
        )
        self._second_part(draft, source[1])
        return draft

    def _ends_quoted(self, left: int, comma: bool) -> bool:
        return self._quote(left - 1 if comma else left)

    def _left_content(self, left: int, comma: bool) -> list[Span]:
        """What stands before a clause that attributes afterwards; `left` is the token before that clause."""
        end = left if comma else left + 1
        start = 0
        for draft_end in (g.end for g in self.groups if g.end <= end):
            start = max(start, 0 if draft_end else 0)
        if self._quote(end - 1):
            self.used.add(end - 1)
            quote = self.tokens[end - 1].quote
            begins = end - 1
            if quote and not _full(self.text, quote.inner.start):
                begins = self._part_start(end - 1)
            elif end - 1 <= 4:
                begins = self._lead_start(end - 1)
            return [self._span(begins, end)]
        if end < 3:
            return []
        begins = self._part_start(end)
        return [self._span(begins, end)] if end - begins >= 3 else []

    def _part_start(self, end: int) -> int:
        """The first token of the clause that ends at `end`: the sentence's, without a joining word."""
        start = 0
        for group in self.groups:
            if group.end < end and self._consumed(group):
                start = max(start, group.end)
        while start < end - 1 and self._token(start) in {"and", "but", ",", "yet", "-", "--", "•", "so"}:
            start += 1
        return start

    def _consumed(self, group: Group) -> bool:
        cue = self._span(group.start, group.verb + 1)
        return any(d.cue and d.cue.overlaps(cue) for d in self.drafts)

    def _lead_start(self, quote: int) -> int:
        """Words before a full quotation that belong to it: none, unless it is a phrase such as "In the future,"."""
        return quote

    def _after_content(self, group: Group) -> Draft | None:
        """`"...," Roe said.`, `It rained, Roe said in a statement.`, `It rained, Roe said, "for days."`."""
        if not group.subject or group.ing or group.passive or not group.cue.quotes:
            return None
        left = group.subject[0] - 1
        if left < 0:
            return None
        comma = self._token(left) in {",", "-", "--"}
        quote = self._quote(left) or (comma and self._quote(left - 1))
        if not (quote or comma):
            return None
        right = self._after_hearer(group, loose=True)
        if not quote and not self._nothing_said(right):
            return None
        if quote and self._token(right) in {"that", ":"}:
            return None
        content = self._left_content(left, comma)
        if not content:
            return None
        if not quote and self._adverbial(content[0]) and not self._closed(right):
            return None
        draft = Draft(
            self._span(*group.subject), self._span(group.start, group.verb + 1), content, "after", quoted=quote
        )
        if not quote and self._token(right) == "," and self._quote(right + 1) and self._adverbial(content[0]):
            draft.content = []  # "At a time of crisis, he said, "...": the quotation is what was said
        self._second_part(draft, right)
        return draft if draft.content else None

    def _adverbial(self, span: Span) -> bool:
        first = self.text[span.start : span.end].split(None, 1)[0].lower()
        return first in PREPOSITIONS | {
            "while",
            "as",
            "when",
            "after",
            "if",
            "although",
            "though",
            "yesterday",
            "later",
            "earlier",
        }

    def _closed(self, right: int) -> bool:
        return right >= len(self.tokens) or self._token(right) in _CLOSES

    def _nothing_said(self, right: int) -> bool:
        """Whether nothing that could be content follows the verb: the end, a comma, or when and where it was said."""
        if self._closed(right):
            return True
        if self._token(right) in PREPOSITIONS | DAYS | {"as", "when", "while"}:
            return not any(
                self._token(i) == "that" or self._quote(i) for i in range(right, min(len(self.tokens), right + 14))
            )
        return False

    def _second_part(self, draft: Draft, right: int) -> None:
        """After `he said`, a comma and more: the rest of a split quotation or of a split sentence."""
        at = right
        limit = min(len(self.tokens), right + 16)
        while at < limit and not self._quote(at) and self._token(at) not in {",", ":", ";"}:
            at += 1
        if self._token(at) in {",", ":"} and self._quote(at + 1):
            at += 1
        if self._quote(at) and at not in self.used and (self._token(at - 1) in {",", ":", ";"} or at == right):
            self.used.add(at)
            draft.content.append(self._span(at, at + 1))
            draft.quoted = True
        elif (
            self._token(right) == ","
            and right + 2 < len(self.tokens)
            and not draft.quoted
            and self._rest_is_content(right + 1)
        ):
            stop = self._stop(right + 1)
            if stop - right > 3:
                draft.content.append(self._span(right + 1, stop))

    def _rest_is_content(self, at: int) -> bool:
        low = self._token(at)
        if any(g.start == at or g.clause_start == at for g in self.groups):
            return False
        return low not in {
            "according",
            "who",
            "which",
            "whose",
            "a",
            "an",
            "the",
            "citing",
            "as",
            "after",
            "during",
        } and not low.endswith("ing")

    def _before_content(self, group: Group, number: int) -> Draft | None:
        """`Roe said (that) it rained`, `Roe said: "..."`, `, adding that it rained`, `Roe praised the rain`."""
        if group.passive:
            return self._passive(group)
        source = group.subject
        if group.ing:
            source = self._main_subject(group)
            if source is None:
                return None
        if source is None:
            return None
        right = self._after_hearer(group)
        content, quoted = self._right_content(group, right)
        if not content and not self._hangs(group):
            return None
        rule = "participle" if group.ing else "before"
        return Draft(self._span(*source), self._span(group.start, group.end), content, rule, quoted=quoted)

    def _hangs(self, group: Group) -> bool:
        """Whether a colon ends the sentence, so that what is said is the next paragraph: "Roe continued:"."""
        return group.cue.quotes and self.groups[-1] is group and self._token(len(self.tokens) - 1) == ":"

    def _main_subject(self, group: Group) -> tuple[int, int] | None:
        """The subject of the clause that a participle hangs on: it must stand behind a comma."""
        if self._token(group.start - 1) not in {",", "and"} and not self._quote(group.start - 1):
            return None
        if self.subject:
            return self.subject
        return _first_subject(self.tokens, group.start)

    def _after_hearer(self, group: Group, loose: bool = False) -> int:
        """The token after the verb and whoever it was said to."""
        at = group.end
        if not (group.cue.hearer or group.cue.base in {"ask"}):
            return at
        if self._token(at) in _OBJECTS:
            return at + 1
        if self._quote(at) or at >= len(self.tokens) or self._token(at) in _CLAUSE_WORDS | _CLOSES | _NOMINATIVE:
            return at
        phrase = after(self.tokens, at, len(self.tokens))
        if not phrase:
            return at
        end = phrase[1]
        for i in range(at + 1, end):
            low = self._token(i)
            if low in {","} and (self._quote(i + 1)):
                return i
        return end

    def _right_content(self, group: Group, right: int) -> tuple[list[Span], bool]:
        at = self._skip_adverbials(right)
        low = self._token(at)
        if at >= len(self.tokens):
            return [], False
        if low in {":", ","} and self._quote(at + 1) and group.cue.quotes:
            return self._quotes_from(at + 1), True
        if self._quote(at):
            quote = self.tokens[at].quote
            if quote and group.cue.quotes and _full(self.text, quote.inner.start) and at + 1 >= self._stop(at):
                return self._quotes_from(at), True
        if low == ":" and at + 2 < len(self.tokens) and group.cue.quotes:
            at += 1
            low = self._token(at)
        elif low in _CLOSES or low in {"and", "or", "but"}:
            return [], False
        if not self._may_follow(group, at, right):
            return [], False
        stop = self._stop(at)
        if stop <= at:
            return [], False
        self.used.update(i for i in range(at, stop) if self._quote(i))
        return [self._span(at, stop)], False

    def _quotes_from(self, at: int) -> list[Span]:
        self.used.add(at)
        return [self._span(at, at + 1)]

    def _may_follow(self, group: Group, at: int, right: int) -> bool:
        """Whether what stands at `at` can be the content of this verb."""
        cue, low = group.cue, self._token(at)
        if low in {"that", "whether"} and (cue.clause or cue.quotes or cue.hearer):
            return True
        if group.particle:
            return True
        if cue.particles and not (cue.clause or cue.quotes or cue.thing or cue.to_do):
            return False
        if low == "to":
            return cue.to_do or (cue.hearer and at > group.end)
        if cue.to_do and not (cue.clause or cue.quotes or cue.thing):
            return False
        if low in PREPOSITIONS or low in {"as", "so"}:
            return cue.hearer and at > group.end and low in {"of", "about", "against"}
        if cue.thing and not cue.clause:
            return True
        if cue.base in {"say", "think", "believe", "tell"} or cue.thing:
            return True
        if cue.quotes and cue.thing is False and cue.base in _LATER:
            return low in _NOMINATIVE
        return cue.clause and (low in _NOMINATIVE | DETERMINERS | PRONOUNS or self.tokens[at].cap)

    def _skip_adverbials(self, at: int) -> int:
        """Past "on Monday", "in a statement" and the like when a clause or a quotation follows them."""
        if self._token(at) not in PREPOSITIONS | DAYS | {",", "previously", "again"} and not self.tokens[at : at + 1]:
            return at
        low = self._token(at)
        if low in PREPOSITIONS | DAYS | {",", "later", "again", "recently"} or low.endswith("ly"):
            for i in range(at, min(len(self.tokens), at + 16)):
                if self._token(i) == "that" and i > at and self._token(i + 1) not in {"is", "was", "has"}:
                    return i
                if self._token(i) == ":" or (self._token(i) == "," and self._quote(i + 1)):
                    return i
                if any(g.start == i for g in self.groups):
                    break
        while self._token(at) in DAYS or (self._token(at) == "on" and self._token(at + 1) in DAYS):
            at += 1
        return at

    def _passive(self, group: Group) -> Draft | None:
        """`Roe was quoted by state media as saying "..."`."""
        if group.cue.base != "quote" or not group.subject:
            return None
        end = next(
            (
                i
                for i in range(group.end, len(self.tokens) - 1)
                if self._token(i) == "as" and self._token(i + 1) == "saying"
            ),
            None,
        )
        if end is None:
            return None
        left = group.subject[0] - 1
        cue = self._span(group.start, end + 2)
        if left >= 0 and (self._quote(left) or self._token(left) == "," and self._quote(left - 1)):
            at = left if self._quote(left) else left - 1
            self.used.add(at)
            return Draft(self._span(*group.subject), cue, [self._span(at, at + 1)], "quoted as saying", quoted=True)
        stop = self._stop(end + 2)
        at = end + 3 if self._token(end + 2) in {",", ":"} else end + 2
        if stop <= at:
            return None
        return Draft(
            self._span(*group.subject), cue, [self._span(at, stop)], "quoted as saying", quoted=self._quote(stop - 1)
        )

    def _according_to(self) -> None:
        """`According to Roe, it rained`, `It rained, according to Roe`, `The rain, according to Roe, was heavy`."""
        for at in range(len(self.tokens) - 2):
            if self._token(at) != "according" or self._token(at + 1) != "to" or self._quote(at):
                continue
            source = after(self.tokens, at + 2, len(self.tokens))
            if not source:
                continue
            content: list[Span] = []
            if at > 1:
                left = at - 1
                comma = self._token(left) == ","
                if comma or self._quote(left):
                    content = self._left_content(left, comma)
                else:
                    content = [self._span(self._part_start(at), at)]
            right = source[1]
            if self._token(right) == "," and right + 2 < len(self.tokens):
                stop = self._stop(right + 1)
                if (at <= 1 or self._midway(content)) and stop > right + 1:
                    content = [*content, self._span(right + 1, stop)]
                    self.used.update(i for i in range(right + 1, stop) if self._quote(i))
            if content:
                quoted = self._quote(at - 1) or self._quote(at - 2)
                self.drafts.append(
                    Draft(self._span(*source), self._span(at, at + 2), content, "according to", quoted=quoted)
                )

    def _midway(self, content: list[Span]) -> bool:
        """Whether what stands before the aside is a subject that still waits for its verb."""
        words = self.text[content[0].start : content[0].end].lower().split() if content else []
        return len(words) < 14 and not set(words) & (BE | {"has", "had", "have", "will", "would", "said"})


_LATER = frozenset({"add", "continue", "write", "post", "conclude", "explain", "reply", "respond", "comment", "tweet"})


def _first_subject(tokens: list[Token], stop: int) -> tuple[int, int] | None:
    """The subject of the first verb of a sentence, for a participle that hangs on it."""
    for i in range(1, stop):
        low = tokens[i].low
        if tokens[i].quote or not tokens[i].word or tokens[i].cap:
            continue
        if low in BE | {"has", "had", "have", "will", "would"} or (low.endswith("ed") and len(low) > 4):
            phrase = before(tokens, i)
            if phrase:
                return phrase
    first = after(tokens, 0, stop)
    return first if first and first[1] < stop and Form.ING else None


def _full(text: str, at: int) -> bool:
    """Whether a quotation begins like a sentence of its own."""
    first = text[at : at + 1]
    return first.isupper() or first.isdigit() or first in "[…(‘'’" or text[at : at + 3] == "..."


def nested_in(text: str, folded: str, draft: Draft) -> list[Draft]:
    """Reported speech inside a quotation: `"Roe stressed that it rained," the agency reported.` holds one of Roe's.

    Only a named third person with a reporting verb and a clause counts: "I said" and "he says" stay the speaker's own words.
    """
    if not draft.quoted and draft.rule != "transcript":
        return []
    found: list[Draft] = []
    for span in draft.content:
        inner = _inside_marks(text, span)
        if inner is None:
            continue
        for sentence in sentences_of(text, folded, inner, [], 0):
            found += [d for d in read_sentence(text, sentence) if _names_somebody(text, d)]
    for d in found:
        d.rule = "nested"
    return found


def _inside_marks(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and (text[start] in "\"'“”„«»‘’`" or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in "\"'“”«»‘’`," or text[end - 1].isspace()):
        end -= 1
    return Span(start, end) if end - start > 12 else None


def _names_somebody(text: str, draft: Draft) -> bool:
    if draft.source is None or draft.rule not in {"before", "according to", "after"}:
        return False
    words = draft.source.of(text).split()
    return words[0][0].isupper() and words[-1][0].isupper() and words[0].lower() not in PRONOUNS | DETERMINERS
