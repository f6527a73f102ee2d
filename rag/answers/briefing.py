"""Findings to the numbered evidence a model is shown, as lines of data that nothing inside them can end.

Every number stands for one statement or passage id; whether a sentence may cite it is left to citations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from rag.ports import Index
from rag.types import Article, Findings, Passage, Statement

_MOST_CHARACTERS = 24_000  # about 6,000 tokens, fit for small local models
_MOST_STATEMENTS = 40
_MOST_PASSAGES = 8
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


@dataclass(frozen=True, slots=True)
class Briefing:
    """The evidence as text, the line that encloses it, and which id each number stands for."""

    evidence: str
    boundary: str
    ids: dict[int, str]


def brief(findings: Findings, index: Index) -> Briefing:
    """The statements that answer, then the best passages, one a line, until the budget is spent."""
    articles: dict[str, Article] = {}
    lines: list[str] = []
    ids: dict[int, str] = {}
    spent = 0
    passages = [found.passage for found in findings.evidence[:_MOST_PASSAGES]]
    chosen: list[Statement | Passage] = [*findings.statements[:_MOST_STATEMENTS], *passages]
    for one in chosen:
        if one.article_id not in articles:
            articles[one.article_id] = index.article(one.article_id)
        article = articles[one.article_id]
        line = f"[{len(lines) + 1}] " + (_said(one, article) if isinstance(one, Statement) else _told(one, article))
        if lines and spent + len(line) > _MOST_CHARACTERS:
            break
        lines.append(line)
        spent += len(line)
        ids[len(lines)] = one.id
    text = "\n".join(lines)
    return Briefing(text, boundary(text), ids)


def boundary(text: str) -> str:
    """A line that does not stand in the text and cannot be guessed by whoever wrote it."""
    mark = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"=====DATA {mark}====="


def line(text: str) -> str:
    """Text on one line, without characters that nobody sees."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _said(statement: Statement, article: Article) -> str:
    who = line(statement.speaker or "not named by the article")
    role = f", {line(statement.role)}" if statement.role else ""
    via = f", as passed on by {', '.join(map(line, statement.via))}" if statement.via else ""
    day = f" | said on {statement.said_on.isoformat()}" if statement.said_on else ""
    words = " … ".join(line(span.of(article.text)) for span in statement.content)
    return f"statement | by: {who}{role}{via} | {statement.mode.value} speech{day}{_where(article)} | words: {words}"


def _told(passage: Passage, article: Article) -> str:
    return f"passage{_where(article)} | text: {line(passage.span.of(article.text))}"


def _where(article: Article) -> str:
    parts = [known.value for known in (article.outlet, article.headline) if known]
    published = f" | published {article.published.value}" if article.published else ""
    return f" | article: {line(', '.join(parts) or article.path)}{published}"
