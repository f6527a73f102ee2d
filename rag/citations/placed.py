"""A quotation of a draft to where one article has its words and whether it gives them to the source the draft names.

Which articles to look in, and what becomes of a sentence whose quotation fails, is left to `gate` and `check`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.citations.faithful import TURNS, tokens, turned, words_of
from rag.citations.located import locate_quotation
from rag.citations.nearest import nearest
from rag.citations.quotations import Quotation, outside, quotations
from rag.citations.whose import heads, means, source_of, sources
from rag.names import compatible
from rag.types import Article, Span, Statement, Verdict
from rag.words import NEGATIONS, fold, sentences

_SHORTEST_FRAGMENT = 3  # words beside an ellipsis
_LONGEST_GAP = 80  # words that an ellipsis may leave out


@dataclass(frozen=True, slots=True)
class Drafted:
    """A quotation as the draft has it: whose it says it is, and what stands around it in its sentence."""

    quotation: Quotation
    source: str | None  # None: the sentence names nobody for these words
    before: str  # the sentence up to the quotation
    beside: str  # the whole sentence without its quotations


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article has the words of a quotation, and what it says of them."""

    verdict: Verdict
    article: Article
    spans: tuple[Span, ...]  # one a fragment; of the source's words for a near miss
    statement: Statement | None = None  # None: the words stand in no statement
    speaker: str | None = None  # who the article gives the words to; None: nobody by name
    reason: str = ""

    @property
    def rank(self) -> int:
        """Smaller is the better news for the draft."""
        return _RANKS.index(self.verdict)


_RANKS = (Verdict.VERIFIED, Verdict.SOMEONE_ELSE, Verdict.UNSUPPORTED, Verdict.EDITED, Verdict.NOT_IN_ARTICLES)


def place(drafted: Drafted, article: Article, areas: Sequence[Span], said: Sequence[Statement]) -> Placed | None:
    """The best that this article says of the quotation, within these areas; None: the words do not stand there."""
    best: Placed | None = None
    for spans in _places(drafted.quotation, article, areas):
        found = _judged(drafted, article, spans, said)
        if best is None or found.rank < best.rank:
            best = found
        if best.verdict is Verdict.VERIFIED:
            break
    return best


def near(
    drafted: Drafted, article: Article, areas: Sequence[Span], said: Sequence[Statement]
) -> tuple[Placed, float] | None:
    """What the article has instead, when the words were changed, with the likeness; None: nothing close."""
    miss = nearest(article.text, drafted.quotation.words, areas)
    if miss is None or miss.likeness < 0.6:
        return None
    holder = _holder([miss.span], said) or next((s for s in said if s.span.overlaps(miss.span)), None)
    speaker = holder.speaker if holder else None
    if drafted.source and not given(drafted.source, article, miss.span, holder):
        verdict, reason = Verdict.SOMEONE_ELSE, f"The article has similar words from {speaker or 'somebody else'}."
    elif miss.slight and len(drafted.quotation.fragments) == 1:
        verdict, reason = Verdict.EDITED, "The article words it a little differently."
    else:
        verdict, reason = Verdict.NOT_IN_ARTICLES, f"The words were changed: {', '.join(miss.changed[:6])}."
    return Placed(verdict, article, (miss.span,), holder, speaker, reason), miss.likeness


def _places(quotation: Quotation, article: Article, areas: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """Where all fragments stand, in order."""
    fragments = quotation.fragments
    if len(fragments) > 1:  # the ellipsis may be the source's own
        yield from ((span,) for span in locate_quotation(article.text, quotation.words, areas))
    for first in locate_quotation(article.text, fragments[0], areas) if fragments else ():
        spans = [first]
        for fragment in fragments[1:]:
            rest = [Span(max(a.start, spans[-1].end), a.end) for a in areas if a.end > spans[-1].end]
            following = next(locate_quotation(article.text, fragment, rest), None)
            if following is None:
                break
            spans.append(following)
        if len(spans) == len(fragments):
            yield tuple(spans)


def _judged(drafted: Drafted, article: Article, spans: tuple[Span, ...], said: Sequence[Statement]) -> Placed:
    holder = _holder(spans, said)
    speaker = holder.speaker if holder else None
    before = article.text[_sentence_start(article.text, spans[0].start) : spans[0].start]
    if len(spans) > 1 and not _may_skip(article.text, spans, holder):
        return Placed(Verdict.UNSUPPORTED, article, spans, holder, speaker, "The words left out change what was said.")
    if turned(before, drafted.before, drafted.beside):
        return Placed(Verdict.UNSUPPORTED, article, spans, holder, speaker, "A negation was left out or put in.")
    if drafted.source and not given(drafted.source, article, spans[0], holder):
        if speaker is None:
            reason = "The article does not give these words to anybody by that name."
            return Placed(Verdict.UNSUPPORTED, article, spans, holder, None, reason)
        return Placed(
            Verdict.SOMEONE_ELSE, article, spans, holder, speaker, f"The article gives these words to {speaker}."
        )
    return Placed(Verdict.VERIFIED, article, spans, holder, speaker)


def _holder(spans: Sequence[Span], said: Sequence[Statement]) -> Statement | None:
    """The statement in whose content all of these words stand; the narrowest of several."""
    holders = [s for s in said if all(any(part.covers(span) for part in s.content) for span in spans)]
    return min(holders, key=lambda s: sum(map(len, s.content)), default=None)


def _may_skip(text: str, spans: tuple[Span, ...], holder: Statement | None) -> bool:
    """Whether what an ellipsis leaves out is short, in the same statement, and turns nothing round."""
    if holder is None:
        return False
    for left, right in pairwise(spans):
        skipped = words_of(text[left.end : right.start])
        ends = words_of(left.of(text))[-3:]
        turns = any(word in NEGATIONS or word in TURNS or "n't" in word for word in [*ends, *skipped])
        if (
            turns
            or min(len(tokens(left.of(text))), len(tokens(right.of(text)))) < _SHORTEST_FRAGMENT
            or len(skipped) > _LONGEST_GAP
        ):
            return False
    return True


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence begins in which the words at this place stand, seen from at most 400 characters before."""
    low = max(0, at - 400, text.rfind("\n", 0, at) + 1)
    starts = [low + found.start for found in sentences(text[low : at + 1])]
    return starts[-1] if starts else low


def given(asserted: str, article: Article, span: Span, holder: Statement | None) -> bool:
    """Whether the article gives the words at this place to the source as a draft names it.

    By the statement that holds them; where that names nobody or another, by the article's own sentence.
    """
    if holder is not None:
        mention = holder.mention.of(article.text) if holder.mention else None
        if means(asserted, holder.speaker, mention, holder.role):
            return True
        if holder.speaker is not None and holder.resolved_from not in (None, "pronoun"):
            return False
    return _said_beside(asserted, article.text, span)


def _said_beside(asserted: str, text: str, span: Span) -> bool:
    """Whether the sentence of the article around these words names the asserted source for them."""
    low = text.rfind("\n", 0, span.start) + 1
    high = text.find("\n", span.end)
    low, high = max(low, span.start - 600), min(len(text) if high < 0 else high, span.end + 300)
    for sentence in sentences(text[low:high]):
        if not (
            low + sentence.start <= span.start < low + sentence.end
            or low + sentence.start < span.end <= low + sentence.end
        ):
            continue
        piece = sentence.of(text[low:high])
        masked = outside(piece, quotations(piece))
        at = Span(max(0, span.start - low - sentence.start), max(1, min(len(piece), span.end - low - sentence.start)))
        source = source_of(sources(masked), masked, at)
        if source and not source.denied and _same_source(asserted, source.phrase):
            return True
    return False


def _same_source(asserted: str, phrase: str) -> bool:
    mine, theirs = heads(asserted), heads(phrase)
    if mine and theirs:
        return compatible(mine[0], theirs[0])
    return " ".join(fold(asserted).split()) == " ".join(fold(phrase).split())
