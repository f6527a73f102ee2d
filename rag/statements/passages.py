"""Cut an article into passages for retrieval: whole sentences, about a thousand characters, no statement cut in two.

Furniture is left out; headline, byline, body and captions that follow each other share passages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from rag.statements.marks import is_wrapped, paragraphs, quotations, sentence_spans
from rag.types import Article, BlockKind, Passage, Span, Statement

LEAST, MOST, WIDEST_STATEMENT = 900, 1200, 2400
"""Characters: a passage is closed at a paragraph once it has LEAST, and grows past MOST only for one statement or
quotation; a statement that spreads over more than WIDEST_STATEMENT is held together by its content and cue alone."""


def passages_of(article: Article, statements: Sequence[Statement]) -> tuple[Passage, ...]:
    """The passages of an article, in order; each knows the statements whose content begins in it."""
    found: list[Span] = []
    for stretch in _stretches(article):
        found += _packed(article.text, _atoms(article.text, stretch, statements))
    starts = [s.start for s in found]
    ids: list[list[str]] = [[] for _ in found]
    for statement in sorted(statements, key=lambda s: (s.content[0], s.id)):
        at = bisect_right(starts, statement.content[0].start) - 1
        if at >= 0 and statement.content[0].start < found[at].end:
            ids[at].append(statement.id)
    return tuple(
        Passage(f"{article.id}/{s.start}-{s.end}", article.id, s, tuple(own)) for s, own in zip(found, ids, strict=True)
    )


def _stretches(article: Article) -> list[list[Span]]:
    """Paragraphs in runs: furniture ends a run; an article without blocks is one run."""
    if not article.blocks:
        lines = paragraphs(article.text, 0, len(article.text))
        return [lines] if lines else []
    wrapped = is_wrapped(article.text)
    runs: list[list[Span]] = [[]]
    for block in article.blocks:
        if block.kind is BlockKind.FURNITURE:
            runs.append([])
        else:
            runs[-1] += paragraphs(article.text, block.span.start, block.span.end, wrapped)
    return [run for run in runs if run]


def _atoms(text: str, lines: list[Span], statements: Sequence[Statement]) -> list[tuple[Span, bool]]:
    """What may not be cut, in order, each with whether it begins a paragraph."""
    pieces = [(sentence, i) for line in lines for i, sentence in enumerate(sentence_spans(text, line))]
    whole = sorted([*_hulls(statements), *(q.span for found in quotations(text, lines) for q in found)])
    atoms: list[tuple[Span, bool]] = []
    reach, at = -1, 0
    for span, number in pieces:
        while at < len(whole) and whole[at].start < span.start:
            reach = max(reach, whole[at].end)
            at += 1
        if atoms and reach > span.start:
            atoms[-1] = (Span(atoms[-1][0].start, span.end), atoms[-1][1])
        else:
            atoms.append((span, number == 0))
    return atoms


def _hulls(statements: Iterable[Statement]) -> Iterable[Span]:
    for s in statements:
        parts = [*s.content, *filter(None, (s.cue, s.mention))]
        for spans in (parts, [*s.content, *filter(None, (s.cue,))]):
            hull = Span(min(p.start for p in spans), max(p.end for p in spans))
            if len(hull) <= WIDEST_STATEMENT:
                yield hull
                break


def _packed(text: str, atoms: list[tuple[Span, bool]]) -> list[Span]:
    """Atoms gathered into passages, left to right; a short rest joins the passage before it."""
    found: list[Span] = []
    for span, begins in atoms:
        if found and span.end - found[-1].start <= MOST and not (begins and len(found[-1]) >= LEAST):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    if len(found) > 1 and len(found[-1]) < LEAST // 3 and found[-1].end - found[-2].start <= MOST + LEAST // 3:
        found[-2:] = [Span(found[-2].start, found[-1].end)]
    return found
