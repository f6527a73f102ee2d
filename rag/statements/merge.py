"""Join what the rules and the tagger found in one text into one list of attributions.

Rules know exactly where a quotation begins and ends and who stands next to it; the tagger hears speech without marks and
knows whether a verb reports at all. Measured on PolNeAR's development part, which of them is right where they differ
depends on the rule, and that is all that is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.statements.marks import Quotation
from rag.types import Attribution, Span

SURE = frozenset(
    {"after", "inverted", "according to", "signed", "transcript", "tweet", "quoted", "quoting", "announced"}
)
"""Rules whose content is right more often than the tagger's where the two differ."""
ALONE = SURE | {"nested", "carried", "bare quotation"}
"""Rules that count even where the tagger heard nothing; of the others, six in seven were wrong there."""
AGREED = 0.95


def merged(
    ruled: Sequence[Attribution], tagged: Sequence[Attribution], quotes: Sequence[Quotation]
) -> list[Attribution]:
    """Both lists in order of position; where both claim the same words, one attribution with the better borders."""
    found = [replace(t, content=tuple(_snapped(span, quotes) for span in t.content)) for t in tagged]
    added: list[Attribution] = []
    for rule in ruled:
        rivals = [i for i, t in enumerate(found) if _same_words(rule, t)]
        own = [i for i in rivals if _agree(rule, found[i])] or rivals
        if own:
            found[own[0]] = _joined(rule, found[own[0]])
        elif rule.rule in ALONE and (rule.rule in {"according to", "announced"} or _is_quoted(rule, quotes)):
            added.append(rule)
        if rule.rule in {"quoted", "quoting"} and own and found[own[0]].source != rule.source:
            added.append(rule)  # two sources for the same words: who spoke and who quotes
    return sorted([*found, *added], key=lambda a: (a.content[0], a.content[-1].end, a.source or a.content[0]))


def _snapped(span: Span, quotes: Sequence[Quotation]) -> Span:
    """A span that cuts a quotation in two grows to hold it whole, marks included, when it holds most of it."""
    start, end = span.start, span.end
    for quote in quotes:
        if quote.span.end < start or quote.span.start > end:
            continue
        shared = min(end, quote.span.end) - max(start, quote.span.start)
        if shared * 2 > len(quote.span):
            start, end = min(start, quote.span.start), max(end, quote.span.end)
    return Span(start, end)


def _same_words(one: Attribution, other: Attribution) -> bool:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)
    return shared * 2 >= min(sum(map(len, one.content)), sum(map(len, other.content)))


def _agree(rule: Attribution, tag: Attribution) -> bool:
    """Whether the two mean the same verb, or the tagger's has none of its own."""
    return bool(rule.cue and tag.cue and rule.cue.overlaps(tag.cue))


def _is_quoted(rule: Attribution, quotes: Sequence[Quotation]) -> bool:
    marks = {q.span for q in quotes}
    return rule.rule in {"signed", "transcript", "tweet", "nested"} or all(span in marks for span in rule.content)


def _joined(rule: Attribution, tag: Attribution) -> Attribution:
    """One attribution of two that mean the same: content by the rule where it is sure, source and cue by the tagger."""
    if rule.rule not in SURE:
        return tag if tag.source else replace(tag, source=rule.source)
    apart = tag.source is None or rule.source is None or not tag.source.overlaps(rule.source)
    rest = [s for s in tag.content if s.start > rule.content[0].start and not any(s.overlaps(r) for r in rule.content)]
    return Attribution(
        content=tuple(sorted([*rule.content, *rest])),
        source=rule.source if apart else tag.source,
        cue=rule.cue if rule.cue and apart else tag.cue,
        score=max(AGREED, tag.score),
        rule=rule.rule,
    )
