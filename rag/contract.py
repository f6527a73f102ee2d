"""Answers, statements and checked drafts to the JSON that the command line promises; nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rag.ports import Index
from rag.types import Answer, CheckedClaim, Citation, Span, Statement

Json = dict[str, Any]


def answer_json(answer: Answer, index: Index, row_id: str | None = None) -> Json:
    """One answer as DESIGN's contract has it; `article` is the path an article was read from."""
    paths = {card.id: card for card in index.cards()} if answer.citations or answer.evidence else {}
    return {
        "id": row_id,
        "question": answer.question.text,
        "understood": answer.question.words,
        "kind": answer.question.kind.value,
        "status": "abstained" if answer.abstained else "answered",
        "reason": answer.abstained.value if answer.abstained else None,
        "answer": [
            {"text": sentence.text, "citations": list(sentence.citations), "verdict": sentence.verdict.value}
            for sentence in answer.sentences
        ],
        "citations": [citation_json(citation, n, index) for n, citation in enumerate(answer.citations, 1)],
        "evidence": [
            {
                "article": paths[found.passage.article_id].path,
                "start": found.passage.span.start,
                "end": found.passage.span.end,
                "score": round(found.score, 4),
                "found_by": [search.value for search in found.found_by],
            }
            for found in answer.evidence
        ],
        "confidence": round(answer.confidence, 4),
        "searched": {
            "articles": answer.searched.articles,
            "statements": answer.searched.statements,
            "outlets": list(answer.searched.outlets),
            "since": answer.searched.since.isoformat() if answer.searched.since else None,
            "until": answer.searched.until.isoformat() if answer.searched.until else None,
        },
        "people": [person.name for person in answer.people],
        "notes": list(answer.notes),
        "model": answer.model,
        "dropped": [{"text": d.text, "verdict": d.verdict.value, "reason": d.reason} for d in answer.dropped],
        "timings_ms": {
            "parse": round(answer.timings.parse, 2),
            "retrieve": round(answer.timings.retrieve, 2),
            "answer": round(answer.timings.answer, 2),
            "verify": round(answer.timings.verify, 2),
            "total": round(answer.timings.total, 2),
        },
    }


def citation_json(citation: Citation, number: int, index: Index) -> Json:
    """One citation with where it stands; `text` is exactly the article's characters from start to end."""
    article = index.article(citation.article_id)
    return {
        "n": number,
        "article": article.path,
        "headline": article.headline.value if article.headline else None,
        "published": article.published.value if article.published_on and article.published else None,
        "start": citation.span.start,
        "end": citation.span.end,
        "text": citation.quote,
        "speaker": citation.speaker,
        "mode": citation.mode.value if citation.mode else "passage",
        "cue": _pair(citation.cue),
        "statement": citation.statement_id,
        "article_id": article.id,
    }


def statement_json(statement: Statement, path: str) -> Json:
    """One statement, a line of `python -m rag statements`."""
    return {
        "article": path,
        "speaker": statement.speaker,
        "role": statement.role,
        "mention": _pair(statement.mention),
        "cue": _pair(statement.cue),
        "content": [_pair(span) for span in statement.content],
        "mode": statement.mode.value,
        "manner": statement.manner.value,
        "via": list(statement.via),
        "candidates": list(statement.candidates),
        "said_on": statement.said_on.isoformat() if statement.said_on else None,
        "rule": statement.rule,
        "score": round(statement.score, 4),
    }


def check_json(claims: Sequence[CheckedClaim], index: Index) -> Json:
    """A checked draft; start and end are characters of the draft."""
    return {
        "claims": [
            {
                "start": claim.span.start,
                "end": claim.span.end,
                "text": claim.text,
                "quote": claim.quote,
                "speaker": claim.speaker,
                "verdict": claim.verdict.value,
                "speaker_found": claim.speaker_found,
                "citation": citation_json(claim.citation, n, index) if claim.citation else None,
            }
            for n, claim in enumerate(claims, 1)
        ]
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
