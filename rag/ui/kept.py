"""An answer to the JSON a conversation keeps: all that is needed to draw it again without asking again.

The shape is the command line's, with what only a reader needs: a fingerprint of each text, a line of context.
"""

from __future__ import annotations

import hashlib
from datetime import date

from rag.contract import Json, answer_json
from rag.errors import NoSuchArticleError
from rag.ports import Index
from rag.types import Answer, Article, BlockKind, Citation, Reason, Span, Statement
from rag.ui.similar import similar
from rag.words import fold, sentences, spellings

WRONG = "marked_wrong"  # a kept citation that its reader marked has this, and it is true
_NEAR = 10  # passages kept under "also read"
_SNIPPET = 240
_COMPARED = 60  # citations whose words are looked for elsewhere: each costs a search
_TELLING = 6  # words that two articles share by chance no more


def fingerprint(text: str) -> str:
    """Eight hexadecimal digits that change when the text does."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def keep(
    answer: Answer, index: Index, *, least: float | None = None, compare: bool = True, wider: str | None = None
) -> Json:
    """The answer with the outlet, the fingerprint and the neighbouring words of everything it points to.

    `least` is the chance from which a plain question is answered; None: not known. With `compare`, other articles
    are searched for the very words cited. `wider` is the question that all articles do answer; None: there is none.
    """
    row = answer_json(answer, index)
    articles = {c.article_id: index.article(c.article_id) for c in answer.citations}
    for kept, citation in zip(row["citations"], answer.citations, strict=True):
        kept |= _origin(articles[citation.article_id]) | _context(articles[citation.article_id].text, citation.span)
    for kept, citation in zip(row["citations"][: _COMPARED * compare], answer.citations, strict=False):
        kept["also"] = elsewhere(citation, index)
    said = {s.id: s for s in index.statements([c.statement_id for c in answer.citations if c.statement_id])}
    for kept, citation in zip(row["citations"], answer.citations, strict=True):
        if citation.statement_id in said:
            kept["called"] = called(said[citation.statement_id], articles[citation.article_id])
    row["evidence"] = row["evidence"][:_NEAR]
    for kept, found in zip(row["evidence"], answer.evidence[:_NEAR], strict=True):
        article = index.article(found.passage.article_id)
        kept |= _origin(article) | {"snippet": shorten(found.passage.span.of(article.text))}
    question = answer.question
    asked = {"speaker": question.speaker, "topic": question.topic, "wider": wider}
    if wider:
        asked |= {"since": _iso(question.since), "until": _iso(question.until), "outlet": question.outlet}
    unknown = answer.abstained is Reason.UNKNOWN_SPEAKER and question.speaker
    meant = [] if not unknown else [p.name for p in answer.people] or similar(unknown, index.people())
    return row | {"asked": asked, "least": least, "similar": meant}


def elsewhere(citation: Citation, index: Index) -> list[str]:
    """Who else has the very same words: outlets, or headlines where the outlet is unknown; [] for a few words."""
    words = spellings(citation.quote)
    if len(words) < _TELLING:
        return []
    others = [index.article(id_) for id_ in index.naming(words) if id_ != citation.article_id]
    own = index.article(citation.article_id)
    named = [article.outlet.value if article.outlet else title(article) for article in others]
    return [name for name in dict.fromkeys(named) if own.outlet is None or name != own.outlet.value]


def called(statement: Statement, article: Article) -> str | None:
    """What the article calls the speaker there, when it takes reading to see who is meant: "he", "the minister"."""
    if statement.mention is None or statement.speaker is None:
        return None
    mention = statement.mention.of(article.text)
    shared = set(spellings(fold(mention))) & set(spellings(fold(statement.speaker)))
    return None if shared else shorten(mention, 60)


def title(article: Article) -> str:
    """The headline; without one, how the text begins, which says more than the name of a file."""
    if article.headline:
        return article.headline.value
    body = (block.span.of(article.text) for block in article.blocks if block.kind is BlockKind.BODY)
    return shorten(next(body, article.text), 80) or article.path


def shorten(text: str, limit: int = _SNIPPET) -> str:
    r"""The first words of a text on one line, with an ellipsis where more follow.

    >>> shorten("One two\n three four", 9)
    'One two …'
    """
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit + 1].rsplit(' ', 1)[0]} …"


def find_article(index: Index, path: str) -> Article | None:
    """The article at a path or id; None when the index no longer has it."""
    try:
        return index.article(path)
    except NoSuchArticleError:
        return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _origin(article: Article) -> Json:
    return {
        "title": title(article),
        "headline": article.headline.value if article.headline else None,
        "outlet": article.outlet.value if article.outlet else None,
        "published": article.published.value if article.published else None,
        "fingerprint": fingerprint(article.text),
    }


def _context(text: str, span: Span, reach: int = 600) -> Json:
    """The sentences around the span as far as a hover card has room: those it stands in, and one on either side.

    The sentences beside it only out of its own paragraph, and not when they are long.
    """
    left, right = max(0, span.start - reach), min(len(text), span.end + reach)
    near = [Span(s.start + left, s.end + left) for s in sentences(text[left:right])]
    own = [s for s in near if s.end > span.start and s.start < span.end]
    start = min([s.start for s in own], default=span.start)
    end = max([s.end for s in own], default=span.end)
    before = [s.start for s in near if s.end <= start and _beside(text[s.start : start])][-1:]
    after = [s.end for s in near if s.start >= end and _beside(text[end : s.end])][:1]
    start, end = min([start, span.start, *before]), max([end, span.end, *after])
    return {"before": text[start : span.start], "after": text[span.end : end]}


def _beside(words: str) -> bool:
    return len(words) <= _SNIPPET and "\n" not in words
