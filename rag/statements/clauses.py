"""Turn an article's paragraphs into sentences of tokens in which a long quotation is one token.

What the tokens say is left to the rules. Short quotations ("a “special place” in") are words like any other, since they
are part of the sentence around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rag.statements.cues import reporting_words
from rag.statements.marks import Quotation, sentence_spans
from rag.types import Span

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*%?|[^\W_]+(?:['&.-][^\W_]+)*(?:s')?(?=\W|$)|[^\W_]+|--+|\.\.\.+|[^\w\s]",
    re.UNICODE,
)
_CLITIC = re.compile(r"(.+?)('(?:s|ve|d|ll|re|m)|n't)$")
_LETTERS = re.compile(r"[a-z]+")
_SIGNS = frozenset(".\"'`")
SCARE_WORDS = 3
_OPENS = re.compile(r"(?:^|\n|[.!?:,]|[.!?,][\"”’'“])\s*$")
_GLUED = re.compile(r"[.!?](?<=[a-z]{2}.)(?=[A-Z][a-z])")
_SAID = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|the|The|[Hh]e|[Ss]he|[Tt]hey|[a-z]+) ){1,5}"
    r"(?:said|asked|says|asks|added|replied|told \w+|wrote|continued|tweeted|responded"
    r"|explained|answered|joked|concluded|noted|insisted|shouted|wondered|demanded)"
    r"(?:[.,:]| (?:in|on|at|during|of|to|as|after|when|while|with)\b)"
    r"|(?:said|asked|says|asks|added|replied|wrote) (?:[A-Z]|the )"
)
"""A sentence that only says who said the quotation before it: “Why?” Roe asked."""


@dataclass(slots=True)
class Token:
    """A word, a sign, or a whole quotation (`quote` set); `low` is its folded text."""

    low: str
    start: int
    end: int
    cap: bool = False
    quote: Quotation | None = None
    marked: bool = False  # a word inside a short quotation

    @property
    def word(self) -> bool:
        """Whether it is a word or number outside quotations."""
        return self.quote is None and (self.low[0].isalnum() or (len(self.low) > 1 and self.low[0] == "'"))


@dataclass(slots=True)
class Sentence:
    """Tokens of one sentence of one paragraph, with the end of its words before a closing full stop."""

    tokens: list[Token]
    start: int
    end: int
    paragraph: int
    first: bool = False  # of its paragraph
    last: bool = False
    quotes: list[int] = field(default_factory=list)  # indices of quotation tokens

    @property
    def only_quote(self) -> bool:
        """Whether the sentence is nothing but one quotation."""
        return len(self.quotes) == 1 and all(t.quote or not t.word for t in self.tokens)


def is_scare(text: str, quote: Quotation) -> bool:
    """Whether a quotation is a word or phrase of up to three words in a sentence, and no sentence of its own."""
    inner = quote.inner.of(text).strip()
    if not quote.closed or len(inner.split()) > SCARE_WORDS or not inner:
        return quote.closed and not inner
    capital, last = inner[0].isupper(), inner[-1]
    after = text[quote.span.end : quote.span.end + 1]
    if capital and last in ".!?":
        return False
    if capital and (last == "," or after == ","):
        return not _OPENS.search(
            text, max(0, quote.span.start - 4), quote.span.start
        )  # “No,” he said; not: in “Rust,” he
    led = text[max(0, quote.span.start - 2) : quote.span.start] in {", ", ": "}
    return not (led and (last in ".!?" or after in {".", "!", "?"}))  # “It rained,” he said, “and poured.”


def sentences_of(text: str, folded: str, line: Span, quotes: Sequence[Quotation], number: int) -> list[Sentence]:
    """The sentences of one paragraph: a full stop inside a long quotation ends none, one at its end may.

    A sentence that can report nothing has no tokens, a paragraph of such sentences has none of them.
    """
    if not quotes and not _may_report(folded, line.start, line.end):
        return []
    long = [q for q in quotes if not is_scare(text, q)]
    found: list[Sentence] = []
    for start, end in _bounds(text, line, long):
        own = [q for q in long if start <= q.span.start and q.span.end <= end]
        tokens: list[Token] = []
        if own or _may_report(folded, start, end):
            scare = [q.inner for q in quotes if start <= q.span.start < end and q not in long]
            tokens = _tokens(text, folded, start, end, own, scare)
        found.append(Sentence(tokens, start, end, number, quotes=[i for i, t in enumerate(tokens) if t.quote]))
    if found:
        found[0].first = found[-1].last = True
    return found


def _may_report(folded: str, start: int, end: int) -> bool:
    if folded[end - 1] == ":":
        return True
    return not reporting_words().isdisjoint(_LETTERS.findall(folded, start, end))


def _bounds(text: str, line: Span, long: list[Quotation]) -> list[tuple[int, int]]:
    """Where sentences start and end, with the borders that fall inside a quotation removed."""
    pieces = [piece for s in sentence_spans(text, line) for piece in _unglued(text, s.start, s.end, long)]
    if not long:
        return pieces
    merged: list[tuple[int, int]] = []
    for start, end in pieces:
        inside = merged and any(q.span.start < merged[-1][1] < q.span.end for q in long)
        said = merged and any(q.span.end == merged[-1][1] for q in long) and _SAID.match(text, start, end)
        if inside or said:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _unglued(text: str, start: int, end: int, long: list[Quotation]) -> Iterator[tuple[int, int]]:
    """Cut where a scraper lost the space between two sentences: "It rained.Roe left."""
    for glued in _GLUED.finditer(text, start, end):
        if not any(q.span.start < glued.end() < q.span.end for q in long):
            yield start, glued.end()
            start = glued.end()
    yield start, end


def _tokens(
    text: str, folded: str, start: int, end: int, quotes: Sequence[Quotation], scare: list[Span]
) -> list[Token]:
    tokens: list[Token] = []
    at = start
    for quote in quotes:
        _add_words(tokens, text, folded, at, quote.span.start)
        tokens.append(Token('"', quote.span.start, quote.span.end, quote=quote))
        at = quote.span.end
    _add_words(tokens, text, folded, at, end)
    for span in scare:
        for token in tokens:
            token.marked = token.marked or span.start <= token.start < span.end
    return tokens


def _add_words(tokens: list[Token], text: str, folded: str, start: int, end: int) -> None:
    for match in _TOKEN.finditer(folded, start, end):
        low, (at, stop) = match.group(), match.span()
        if low in _SIGNS and (low != "." or (stop < end - 1 and not _closes(tokens))):
            continue  # marks of short quotations, marks without a partner, and the stop of an abbreviation
        clitic = _CLITIC.match(low) if "'" in low else None
        if clitic and clitic.group(2) != "n't" and not (clitic.group(2) == "'s" and not _is_verb_s(clitic.group(1))):
            cut = at + len(clitic.group(1))
            tokens.append(Token(low[: cut - at], at, cut, text[at].isupper()))
            tokens.append(Token(low[cut - at :], cut, stop))
        else:
            tokens.append(Token(low, at, stop, text[at].isupper()))


def _closes(tokens: list[Token]) -> bool:
    """Whether a full stop behind these tokens is none of an abbreviation."""
    return bool(tokens) and len(tokens[-1].low) > 3 and not tokens[-1].cap


def _is_verb_s(word: str) -> bool:
    """Whether 's after this word is "is" or "has" and not a possessive."""
    return word in {"he", "she", "it", "that", "there", "who", "what"}
