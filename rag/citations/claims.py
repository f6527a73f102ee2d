"""One claim to its citation, or to the reason why it does not stand."""

from __future__ import annotations

from rag.citations.ledger import Sources, cut
from rag.citations.located import locate, same_words
from rag.citations.whose import same_speaker
from rag.types import Article, Citation, Claim, Dropped, Passage, Span, Statement, Verdict


def confirm(claim: Claim, sources: Sources) -> Citation | Dropped:
    """The citation of the quoted words inside the evidence named, when the article gives them to that speaker."""
    evidence = sources.find(claim.evidence_id)
    if evidence is None:
        return Dropped(claim.text, Verdict.UNSUPPORTED, "It points to no evidence that was found.")
    if not claim.quote or not claim.quote.strip():
        return Dropped(claim.text, Verdict.UNSUPPORTED, "It does not say which words of the article carry it.")
    article = sources.article(evidence.article_id)
    span = _place(claim.quote, evidence, article)
    if span is None:
        return Dropped(
            claim.text, Verdict.NOT_IN_ARTICLES, "These words do not stand in the article they are cited from."
        )
    if isinstance(evidence, Passage):
        return cut(article, span, None)
    if not same_speaker(claim.speaker, evidence.speaker):
        found = evidence.speaker or "nobody by name"
        return Dropped(claim.text, Verdict.SOMEONE_ELSE, f"The article gives these words to {found}.")
    return cut(article, span, evidence)


def _place(quote: str, evidence: Statement | Passage, article: Article) -> Span | None:
    """The content span whose words these are, else where in the evidence they stand."""
    spans = evidence.content if isinstance(evidence, Statement) else (evidence.span,)
    wanted = same_words(quote)
    for span in spans:
        if same_words(span.of(article.text)) == wanted:
            return span
    return next(locate(article.text, quote, spans), None)
