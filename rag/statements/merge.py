"""Join what the rules and the tagger found in one text into one list of attributions.

Rules know exactly where a quotation begins and ends and who stands next to it; the tagger hears speech without marks
and knows whether a verb reports at all. Which of them is right where they differ depends on the rule (measured on
PolNeAR's development part), and that is all that is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.statements.marks import Quotation
from rag.types import Attribution, Span

_BESIDE = frozenset({"after", "inverted"})
_PAIRED = frozenset({"quoted", "quoting"})
SURE = _PAIRED | {
    "after",
    "inverted",
    "according to",
    "signed",
    "transcript",
    "tweet",
    "announced",
    "headline",
    "introduced",
}
"""Rules whose content is right more often than the tagger's where the two differ."""
ALONE = SURE | {"block quotation", "nested", "carried", "bare quotation"}
"""Rules that count even where the tagger heard nothing; of the others, six in seven were wrong there."""
_WHOLE = frozenset(
    {"headline", "block quotation", "signed", "transcript", "tweet", "nested", "according to", "announced"}
)
_EMPTY = frozenset("which that what who whom it this him her them he she they so as one".split())
_LONG = 6  # words
AGREED, UNSURE, LEAST = 0.95, 0.6, 0.3
"""Scores: of what both found; under which a carried quotation stays as it is; under which the tagger is doubted."""


def merged(
    text: str, ruled: Sequence[Attribution], tagged: Sequence[Attribution], quotes: Sequence[Quotation]
) -> list[Attribution]:
    """Both lists in order of position; where both claim the same words, one attribution with the better borders."""
    found = [_tidied(text, t, quotes) for t in tagged]
    pairs = [r for r in ruled if r.rule in _PAIRED]
    found = [t for t in found if not any(_one_cue(p, t) for p in pairs)]
    added = list(pairs)
    joined: set[int] = set()
    for rule in sorted((r for r in ruled if r.rule not in _PAIRED), key=lambda r: (r.rule not in SURE, r.content)):
        rival = _rival(rule, found, [r for r in ruled if r is not rule])
        rest = _without(rule, found[rival]) if rival is not None and rule.rule in _BESIDE else None
        if rival is not None and rest is not None:
            found[rival] = rest
            added.append(rule)
        elif rival is not None:
            others = [s for r in ruled if r is not rule and r.rule in SURE for s in r.content]
            found[rival] = _joined(rule, found[rival], others)
            joined.add(rival)
        elif _counts(text, rule, quotes, [*found, *added]):
            added.append(rule)
    kept = [t for i, t in enumerate(found) if i in joined or t.score >= LEAST]
    return sorted([*kept, *added], key=lambda a: (a.content[0], a.content[-1].end, a.source or a.content[0]))


def readable(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Without content that says nothing where it is shown alone: "which", "it", "that"."""
    kept = []
    for own in found:
        content = tuple(s for s in own.content if s.of(text).lower().strip(" ,") not in _EMPTY)
        if content:
            kept.append(own if content == own.content else replace(own, content=content))
    return kept


def _tidied(text: str, tag: Attribution, quotes: Sequence[Quotation]) -> Attribution:
    """The tagger's attribution with whole quotations, and with a source of the cue's own paragraph or none."""
    source = tag.source
    if source and "\n" in source.of(text):
        line = source.of(text).rsplit("\n", 1)[1]
        source = Span(source.end - len(line), source.end) if line else None
    if source and tag.cue and (_far(text, source, tag.cue) or _is_clause(text, source, tag.cue)):
        source = None
    return replace(tag, source=source, content=tuple(_snapped(span, quotes) for span in tag.content))


def _far(text: str, one: Span, other: Span) -> bool:
    first, last = sorted((one, other))
    return "\n" in text[first.end : last.start]


def _is_clause(text: str, source: Span, cue: Span) -> bool:
    """Whether a source runs up to an infinitive, and so over the verb it hangs on: "[Roe met Low on Friday] to ask"."""
    touching = source.end <= cue.start and not text[source.end : cue.start].strip()
    return touching and len(source.of(text).split()) > _LONG and cue.of(text).lower().startswith("to ")


def _snapped(span: Span, quotes: Sequence[Quotation]) -> Span:
    """A span that cuts a quotation in two grows to hold it whole, marks included, when it holds most of it."""
    start, end = span.start, span.end
    for quote in quotes:
        shared = min(end, quote.span.end) - max(start, quote.span.start)
        if shared * 2 > len(quote.span):
            start, end = min(start, quote.span.start), max(end, quote.span.end)
    return Span(start, end)


def _rival(rule: Attribution, found: Sequence[Attribution], others: Sequence[Attribution]) -> int | None:
    """The tagger's attribution that means the same as the rule's: by its verb, or else by words no other rule's are."""
    same = [i for i, t in enumerate(found) if _one_cue(rule, t)]
    near = [i for i in same if _same_words(rule, found[i])]
    if near or same:
        return (near or same)[0]
    if rule.rule == "nested" or any(_inside(rule, t) for t in found):
        return None
    near = [i for i, t in enumerate(found) if _same_words(rule, t)]
    return next((i for i in near if not any(_one_cue(o, found[i]) and _same_words(o, found[i]) for o in others)), None)


def _same_words(one: Attribution, other: Attribution) -> bool:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)
    return shared * 2 >= min(sum(map(len, one.content)), sum(map(len, other.content)))


def _one_cue(rule: Attribution, tag: Attribution) -> bool:
    return bool(rule.cue and tag.cue and rule.cue.overlaps(tag.cue))


def _inside(inner: Attribution, outer: Attribution) -> bool:
    """Whether the words of one hold the other with its source and its verb."""
    parts = [p for p in (inner.source, inner.cue) if p]
    return len(parts) == 2 and all(any(s.covers(p) for s in outer.content) for p in [*parts, *inner.content])


def _counts(text: str, rule: Attribution, quotes: Sequence[Quotation], others: Sequence[Attribution]) -> bool:
    """Whether a rule is believed where the tagger found nothing."""
    if rule.rule == "before":
        said = rule.cue is not None and rule.cue.of(text).split()[-1] in {"said", "says", "told"}
        outer = [o for o in others if _inside(rule, o)]
        named = rule.source is not None and rule.source.of(text)[:1].isupper()
        passed_on = any(o.cue and o.cue.of(text).lower().endswith("reported") for o in outer)
        return bool(outer) and (said or (named and passed_on))
    marks = {q.span for q in quotes}
    if rule.rule in _BESIDE and any(rule.content[0].end == mark.end for mark in marks):
        return True  # `The tax “is a mistake,” said Roe`: part of the sentence is his own words
    return rule.rule in ALONE and (rule.rule in _WHOLE or all(span in marks for span in rule.content))


def _without(rule: Attribution, tag: Attribution) -> Attribution | None:
    """The tagger's attribution without the words that a name beside them claims; None when the two are one.

    They are two when the tagger means another verb and keeps words of its own.
    """
    if rule.cue is None or tag.cue is None or _one_cue(rule, tag):
        return None
    own = tuple(s for s in tag.content if not any(s.overlaps(r) for r in rule.content))
    return replace(tag, content=own) if own else None


def _behind(tag: Attribution) -> bool:
    """Whether cue, content and source stand in this order, which is nearly always somebody else's name."""
    first, last = tag.content[0], tag.content[-1]
    return bool(tag.source and tag.cue and tag.cue.end <= first.start and last.end <= tag.source.start)


def _joined(rule: Attribution, tag: Attribution, others: Sequence[Span]) -> Attribution:
    """One attribution of two that mean the same: content by a sure rule, source and cue by the tagger."""
    if rule.rule == "carried" and tag.score < UNSURE:
        return rule
    if rule.rule not in SURE:
        source = rule.source if rule.source and (tag.source is None or _behind(tag)) else tag.source
        return replace(tag, source=source)
    apart = tag.source is None or rule.source is None or not tag.source.overlaps(rule.source)
    rest = [
        s
        for s in tag.content
        if s.start > rule.content[0].start and not any(s.overlaps(r) for r in [*rule.content, *others])
    ]
    return Attribution(
        content=tuple(sorted([*rule.content, *rest])),
        source=rule.source if apart else tag.source,
        cue=rule.cue if rule.cue and apart else tag.cue,
        score=max(AGREED, tag.score),
        rule=rule.rule,
    )
