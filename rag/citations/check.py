"""A draft to its quotations and attributed claims, each with what the articles say of it.

Verified: the words stand in an article (1:1 fold only) and that article gives them to that speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.citations.drafts import DraftSentence, draft_sentences
from rag.citations.faithful import content
from rag.citations.ledger import cut
from rag.citations.library import DraftClaim, Library
from rag.citations.placed import Placed
from rag.citations.quotations import BLANK, Quotation
from rag.citations.whose import Source, named, source_of
from rag.names import Kind, parse
from rag.ports import Index
from rag.types import CheckedClaim, Span, Verdict
from rag.words import words

_TO_WHOM = re.compile(r"^[^,;:\0]{0,60}?\b(?:that|how)\b(?=\s)")


def check_draft(text: str, index: Index) -> list[CheckedClaim]:
    """Every quotation and attributed claim of a plain or Markdown draft, in order, with its verdict and passage."""
    library = Library(index)
    checked: list[CheckedClaim] = []
    spoke: str | None = None  # whom the draft named last: "he" means them
    for sentence in draft_sentences(text):
        for claim in [*_quoted(sentence, library), *_retold(sentence)]:
            whose = claim.whose(spoke)
            found = _denied(library.look_up(claim, whose), claim)
            if claim.around and found and found.verdict in (Verdict.VERIFIED, Verdict.EDITED):
                continue  # fair words around a quotation are no claim of their own
            checked.append(_checked(text, claim, whose, found))
        spoke = _last_named(sentence, library) or spoke
    return checked


def _last_named(sentence: DraftSentence, library: Library) -> str | None:
    """Whom a pronoun in the next sentence means: the last source, else the last named of those who speak."""
    told = [source.phrase for source in sentence.found if not source.pronoun]
    people = [name for name, _ in named(sentence.masked) if library.knows(name)]
    return [*people, *told][-1] if told or people else None


def _quoted(sentence: DraftSentence, library: Library) -> Iterator[DraftClaim]:
    for quotation in sentence.quoted:
        source = source_of(list(sentence.found), sentence.masked, quotation.span) or _opening(sentence, library)
        yield DraftClaim(sentence, quotation, source, quoted=True)


def _retold(sentence: DraftSentence) -> Iterator[DraftClaim]:
    """What the sentence says in its own words that somebody said; around a quotation only when it says much."""
    for source in sentence.found[:1]:
        after = sentence.masked[source.span.end :]
        to_whom = _TO_WHOM.match(after)
        start = source.span.end + (to_whom.end() if to_whom else 0)
        ahead = len(words(sentence.masked[: source.span.start])) > len(words(after))
        span = _trimmed(sentence.masked, 0, source.span.start) if ahead else _trimmed(sentence.masked, start)
        own = content(span.of(sentence.masked).replace(BLANK, " ")) if span else []
        if span and (len(own) >= 3 if BLANK in sentence.masked else own and len(words(span.of(sentence.text))) >= 4):
            yield DraftClaim(sentence, Quotation(span, span.of(sentence.text)), source, quoted=False)


def _opening(sentence: DraftSentence, library: Library) -> Source | None:
    """The person a sentence opens with, whose words its quotations are taken for whatever its verb ("Reyes hopes")."""
    for name, start in named(sentence.masked)[:1]:
        following = sentence.masked[start + len(name) :].lstrip(" ")[:1]
        if start == 0 and following.islower() and parse(name).kind is Kind.PERSON and library.knows(name):
            return Source(name, Span(0, len(name)))
    return None


def _trimmed(text: str, start: int, end: int | None = None) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(" ,:;—–-."))
    right = len(piece.rstrip(" ,:;—–-."))
    return Span(start + left, start + right) if left < right else None


def _denied(found: Placed | None, claim: DraftClaim) -> Placed | None:
    if found and claim.source and claim.source.denied and found.verdict is Verdict.VERIFIED:
        return replace(found, verdict=Verdict.UNSUPPORTED)
    return found


def _checked(text: str, claim: DraftClaim, whose: str | None, found: Placed | None) -> CheckedClaim:
    span = claim.sentence.in_draft(claim.words.span)
    citation = None
    if found:
        whole = Span(found.spans[0].start, found.spans[-1].end)
        citation = cut(found.article, whole, found.statement)
    return CheckedClaim(
        span,
        span.of(text),
        claim.words.words if claim.quoted else None,
        whose,
        found.verdict if found else Verdict.NOT_IN_ARTICLES,
        found.speaker if found else None,
        citation,
    )
