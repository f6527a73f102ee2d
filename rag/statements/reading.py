"""One sentence while it is being read: its tokens and verbs, pieces of it as characters, and the drafts found so far.

Which order of source, cue and content a verb stands in is left to `reported` and `otherwise`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rag.statements.clauses import Token
from rag.statements.content import CLOSES, content_stop, is_quote, low_at
from rag.statements.verbs import Group
from rag.statements.wordclasses import BE, HAVE
from rag.types import Attribution, Span

_MARKS = "\"“”„‘'’«»"
_JOINTS = frozenset({"and", "but", ",", "yet", "-", "--", "•", "so", ";"})
_LEADS = frozenset("if when unless because while although though as that whether".split())
_FINITE = BE | HAVE | frozenset("will would could can may must should might i we".split())


@dataclass(slots=True)
class Draft:
    """An attribution while it is being put together, in characters of the article.

    `quoted`: its last content is a whole quotation, which may go on in the next sentence.
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


@dataclass(slots=True)
class Reading:
    """A sentence's tokens and reporting verbs; `used` are the quotation tokens that have a speaker."""

    text: str
    tokens: list[Token]
    groups: list[Group]
    used: set[int] = field(default_factory=set)
    drafts: list[Draft] = field(default_factory=list)
    lows: frozenset[str] = frozenset()  # every word of the sentence, to pass over quickly what is not there

    def low(self, i: int) -> str:
        """The folded text of a token, empty past either end."""
        return low_at(self.tokens, i)

    def quote(self, i: int) -> bool:
        """Whether a token is a whole quotation."""
        return is_quote(self.tokens, i)

    def closed(self, i: int) -> bool:
        """Whether a sign or the sentence's end stands here."""
        return i >= len(self.tokens) or self.low(i) in CLOSES

    def span(self, start: int, end: int) -> Span:
        """Characters of tokens [start, end), with the marks of a short quotation at either edge."""
        return Span(self._left(self.tokens[start]), self._right(self.tokens[end - 1]))

    def take(self, start: int, end: int) -> Span:
        """The same, and whatever is quoted there has its speaker now."""
        self.used.update(i for i in range(start, end) if self.quote(i))
        return self.span(start, end)

    def stop(self, start: int, relative: bool = False) -> int:
        """Where content that starts at token `start` ends."""
        return content_stop(self.tokens, self.groups, start, relative)

    def full(self, at: int) -> bool:
        """Whether a token is a quotation that begins like a sentence of its own."""
        quote = self.tokens[at].quote
        if quote is None:
            return False
        first = self.text[quote.inner.start]
        return first.isupper() or first.isdigit() or first in "[…(‘'’" or self.text.startswith("...", quote.inner.start)

    def whole(self, at: int) -> bool:
        """Whether a quotation could stand as a sentence: it has a word that looks like a finite verb or its subject."""
        quote = self.tokens[at].quote
        return quote is not None and not _FINITE.isdisjoint(quote.inner.of(self.text).lower().split())

    def stopped(self, at: int) -> bool:
        """Whether a quotation ends with a stop or comma inside its marks."""
        quote = self.tokens[at].quote
        return quote is not None and self.text[quote.inner.end - 1] in ",.!?…"

    def left_content(self, left: int, comma: bool, least: int = 3) -> list[Span]:
        """What stands before a clause that attributes afterwards; `left` is the token before that clause."""
        end = left if comma else left + 1
        if self.quote(end - 1):
            return [self.take(self._quote_start(end - 1), end)]
        begins = self.part_start(end)
        return [self.span(begins, end)] if end - begins >= least else []

    def part_start(self, end: int) -> int:
        """The first token of the clause that ends at `end`: the sentence's, without a joining word."""
        start = max((g.end for g in self.groups if g.end < end and self._is_cue(g)), default=0)
        for draft in self.drafts:
            if draft.rule in {"according to", "after", "inverted"} and draft.source and draft.cue:
                over = max(draft.source.end, draft.cue.end)
                after = next((i for i, t in enumerate(self.tokens) if t.start >= over), end)
                start = max(start, after if after < end - 1 else 0)
        while start < end - 1 and self.low(start) in _JOINTS:
            start += 1
        return start

    def _quote_start(self, at: int) -> int:
        """Where a quotation's sentence begins: at its mark, but for a part of a sentence, or an "if" before it."""
        if not self.full(at):
            return self.part_start(at)
        return at - 1 if self.low(at - 1) in _LEADS else at

    def _is_cue(self, group: Group) -> bool:
        cue = self.span(group.start, group.verb + 1)
        return any(d.cue and d.cue.overlaps(cue) for d in self.drafts)

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
