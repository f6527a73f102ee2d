"""What is asked about an article itself to a sentence that says it and how it is known, with the words that carry it.

Which article is meant is the evidence room's business.
"""

from __future__ import annotations

from rag.answers.wording import known_day, plain
from rag.types import Article, BlockKind, Known, Origin, Particular, Span
from rag.words import sentences

_HOW = {
    Origin.METADATA: "by the data that came with the article",
    Origin.FRONT_MATTER: "by the data at the head of the file",
    Origin.STATED: "as the article itself states",
}


def told(article: Article, particular: Particular) -> tuple[str, Span] | None:
    """The sentence and the span to cite: where the article states it, else its headline or opening; None: unknown."""
    known = {
        Particular.AUTHOR: article.author,
        Particular.OUTLET: article.outlet,
        Particular.PUBLISHED: article.published,
        Particular.HEADLINE: article.headline,
    }[particular]
    if known is None:
        return None
    value = known_day(known) if particular is Particular.PUBLISHED else plain(known.value)
    lead = {
        Particular.AUTHOR: f"Written by {value}",
        Particular.OUTLET: f"Published by {value}",
        Particular.PUBLISHED: f"Published {'on' if len(known.value) == 10 else 'in'} {value}",
        Particular.HEADLINE: "The headline",
    }[particular]
    how = "" if particular is Particular.HEADLINE else f", {_HOW[known.origin]}"
    return f"{lead}{how}: {_place(article, particular)}.", _carrying(article, known)


def _place(article: Article, asked: Particular) -> str:
    """The article by headline, outlet and day, without what is told already."""
    name = plain(article.headline.value).rstrip(" .") if article.headline else article.path
    outlet = plain(article.outlet.value) if article.outlet and asked is not Particular.OUTLET else ""
    published = known_day(article.published) if asked is not Particular.PUBLISHED else ""
    aside = ", ".join(part for part in (outlet, published) if part)
    return name + (f" ({aside})" if aside else "")


def _carrying(article: Article, known: Known) -> Span:
    """The block that states it; for what is known from beside the text, the article's headline or first sentence."""
    if known.span:
        around = (block.span for block in article.blocks if block.span.covers(known.span))
        return next((span for span in around if len(span) <= 300), known.span)
    if article.headline and article.headline.span:
        return article.headline.span
    body = next((b.span for b in article.blocks if b.kind is BlockKind.BODY), Span(0, len(article.text)))
    first = sentences(body.of(article.text))[0]
    return Span(body.start + first.start, body.start + first.end)
