"""Drafted sentences to sentences with citations, and the claims that were dropped, each with its reason.

Sentences that only arrange the articles' words are checked here; a model's own prose goes through `gate` as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rag.citations.claims import confirm
from rag.citations.ledger import Ledger, Sources
from rag.citations.located import same_words
from rag.citations.quotations import quotations
from rag.ports import Index
from rag.types import Citation, Claim, Dropped, Findings, Sentence, Verdict


class Verified(NamedTuple):
    """What stands of a draft, and what does not."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    dropped: tuple[Dropped, ...]


def verify(drafted: Iterable[tuple[str, tuple[Claim, ...]]], findings: Findings, index: Index) -> Verified:
    """Each sentence with the numbers of its citations; one with a claim that fails is dropped with the reason."""
    ledger, sources = Ledger(), Sources(findings, index)
    sentences: list[Sentence] = []
    dropped: list[Dropped] = []
    for text, claims in drafted:
        outcome = [confirm(claim, sources) for claim in claims]
        failed = [one for one in outcome if isinstance(one, Dropped)]
        cited = [one for one in outcome if isinstance(one, Citation)]
        failed = failed or _unplaced(text, cited)
        if failed:
            dropped.extend(failed)
            continue
        numbers = [ledger.enter(citation) for citation in cited]
        sentences.append(Sentence(text, tuple(dict.fromkeys(numbers))))
    return Verified(tuple(sentences), ledger.citations, tuple(dropped))


def _unplaced(text: str, cited: list[Citation]) -> list[Dropped]:
    """Quotations in the sentence itself whose words stand in none of its citations."""
    held = [same_words(citation.quote) for citation in cited]
    for quotation in quotations(text):
        words = same_words(quotation.words)
        double = text[quotation.span.start] not in "'‘’"
        if double and not any(words in one or words.strip(" ,.;:") in one for one in held):
            return [Dropped(text, Verdict.NOT_IN_ARTICLES, "It puts words within marks that its sources do not have.")]
    return []
