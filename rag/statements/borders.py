"""Content trimmed and completed at its edges: what the reporter goes on to say is cut, what was cut off is restored.

Whole quotations are left as they are. Which words are content at all is left to the rules and the tagger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.statements.marks import sentence_spans
from rag.types import Attribution, Span

_TELL = (
    r"(?:explain|elaborat|specify|provid|giv|offer|nam|say|identify|mention|disclos|reveal|comment|add|detail|cit)\w*"
)
_SILENT = re.compile(
    rf"[, ](?:(?<=,) |(?<= ))(?:(?:but|and|though|although) (?:he|she|they|it|(?:both|the two) \w+) "
    rf"(?:(?:did|do|does|would|could|has|have) ?(?:not|n['’]t)|declined to|refused to) (?:\w+ly )?(?:go into|{_TELL})\b"
    rf"|(?:but|and|though|although) (?:he|she|they|it) (?:gave|offered|provided) (?:no|few|little)\b"
    rf"|without (?:\w+ly |further |ever )?(?:going into|{_TELL}ing)\b)",
    re.IGNORECASE,
)
"""The reporter says what the source left out: ", but they did not give details", ", without explaining further"."""
_NEWS = re.compile(
    r", (?:on|in|for|to|from|of|with|against|under|over) which [^,]{2,60}? (?:just|recently|(?:has|have) since|last "
    r"(?:week|month|year)|earlier this (?:week|month|year))\b"
)
"""The reporter tells news about the thing named last: ", on which the council just raised the fees"."""
_DASH = re.compile(r"\s+[-–—]{1,2}\s+(?:a|an|the|one)\s+(?P<noun>[^\W\d_]+)\b")
_WAITS = re.compile(r"that (?:with|given|if|when|as|while|despite|although|because of|due to|after) ", re.IGNORECASE)
_MARKS = re.compile(r"[\"“”„«»]")
_LEAST = 12


def bordered(text: str, found: Sequence[Attribution], lines: Sequence[Span]) -> list[Attribution]:
    """The attributions in their order, each with better edges.

    >>> t = "Roe said that it rained, without giving any figures."
    >>> [row.content[0].of(t) for row in bordered(t, [Attribution((Span(9, 51),))], [Span(0, len(t))])]
    ['that it rained']
    """
    return [_better(text, own, lines) for own in found]


def _better(text: str, own: Attribution, lines: Sequence[Span]) -> Attribution:
    content = tuple(_closed(text, _cut(text, _whole_word(text, span))) for span in own.content)
    content = (*content[:-1], _completed(text, content[-1], own, lines))
    if own.rule == "nested":
        content = (_without_that(text, content[0]), *content[1:])
    return own if content == own.content else replace(own, content=content)


def _whole_word(text: str, span: Span) -> Span:
    """A span that begins inside a word with a hyphen grows to hold it: "COVID-[19 infections]"."""
    start = span.start
    if start > 1 and text[start - 1] in "-‑" and text[start].isalnum():
        while start and (text[start - 1].isalnum() or (text[start - 1] in "-‑" and text[start - 2].isalnum())):
            start -= 1
    return Span(start, span.end)


def _closed(text: str, span: Span) -> Span:
    """Without the comma that follows it."""
    return Span(span.start, span.end - 1) if len(span) > 1 and text[span.end - 1] in ",;" else span


def _cut(text: str, span: Span) -> Span:
    """Without the reporter's own clause at the end."""
    for own in (_SILENT, _NEWS):
        for match in own.finditer(text, span.start + _LEAST, span.end):
            if len(_MARKS.findall(text, span.start, match.start())) % 2 == 0:
                return Span(span.start, match.start())
    return span


def _completed(text: str, span: Span, own: Attribution, lines: Sequence[Span]) -> Span:
    """With what explains its last words after a dash, or with the clause that an opening "that with ..." waits for."""
    sentence = _sentence(text, span.end, lines)
    if (
        sentence is None
        or text[span.end - 1] in '.!?"”’'
        or any(part and span.end <= part.start < sentence.end for part in (own.cue, own.source))
    ):
        return span
    rest = text[span.end : sentence.end]
    dash = _DASH.match(rest)
    if dash and re.search(rf"\b{re.escape(dash['noun'])}\b", span.of(text)) and not re.search(r" [-–—]+ ", rest[3:]):
        return Span(span.start, sentence.end)
    opening = own.cue and own.cue.end <= span.start and _WAITS.match(text, span.start, span.end)
    if opening and rest.startswith(",") and "," not in span.of(text) and not _MARKS.search(span.of(text)):
        return Span(span.start, sentence.end)
    return span


def _sentence(text: str, at: int, lines: Sequence[Span]) -> Span | None:
    """The sentence that goes on at a place, without its stop; None when none does."""
    line = next((p for p in lines if p.start < at < p.end), None)
    for own in sentence_spans(text, line) if line else ():
        start, end = own.start, own.end
        if start < at < end:
            while end > at and text[end - 1] in ".!?;: ":
                end -= 1
            return Span(start, end) if end > at else None
    return None


def _without_that(text: str, span: Span) -> Span:
    lead = re.compile(r"that\s+").match(text, span.start, span.end - 1)
    return Span(lead.end(), span.end) if lead else span
