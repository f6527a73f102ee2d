"""Extracted statements against annotated attributions: exact F1 of source, cue and content spans.

A span counts when it holds the same words as an annotated one (punctuation at the edges left aside), the measure of
PolNeAR's papers and of CofeNet (COLING 2022). Questions and answers are measured in `measures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rag.types import Attribution, Span, Statement

_WORD = re.compile(r"\w+")


def _source(spoken: Attribution | Statement) -> Iterable[Span | None]:
    return (spoken.mention if isinstance(spoken, Statement) else spoken.source,)


def _cue(spoken: Attribution | Statement) -> Iterable[Span | None]:
    return (spoken.cue,)


def _content(spoken: Attribution | Statement) -> Iterable[Span | None]:
    return spoken.content


_ROLES = {"source": _source, "cue": _cue, "content": _content}


def span_scores(
    texts: Mapping[str, str],
    gold: Mapping[str, Sequence[Attribution]],
    found: Mapping[str, Sequence[Statement]],
) -> dict[str, float]:
    """Exact F1 by role, over the articles that have annotations."""
    scores = {}
    for role, pick in _ROLES.items():
        hits = wanted = given = 0
        for article, annotated in gold.items():
            starts = [match.span() for match in _WORD.finditer(texts[article])]
            right = _word_sets(starts, (span for a in annotated for span in pick(a)))
            ours = _word_sets(starts, (span for s in found.get(article, ()) for span in pick(s)))
            hits += len(right & ours)
            wanted += len(right)
            given += len(ours)
        scores[f"{role} F1"] = round(2 * hits / (wanted + given), 4) if wanted + given else 0.0
    return scores


def _word_sets(starts: Sequence[tuple[int, int]], spans: Iterable[Span | None]) -> set[tuple[int, ...]]:
    sets = {tuple(i for i, (a, b) in enumerate(starts) if a < span.end and b > span.start) for span in spans if span}
    return sets - {()}
