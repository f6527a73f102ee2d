"""Find reported speech inside quotations: `"Roe stressed that it rained," the agency said` holds a statement of Roe's.

Who passed it on is read later, from which statement's words hold the other.
"""

from __future__ import annotations

from rag.statements.clauses import sentences_of
from rag.statements.reading import Draft
from rag.statements.reported import read_sentence
from rag.statements.wordclasses import DETERMINERS, PRONOUNS
from rag.types import Span

_SPEECH = {"before", "according to", "after"}


def nested_in(text: str, folded: str, draft: Draft) -> list[Draft]:
    """Attributions inside a whole quotation; only a named third person's with a clause count.

    "I said" and "he says" stay the speaker's own words.
    """
    if not draft.quoted and draft.rule != "transcript":
        return []
    found: list[Draft] = []
    for span in draft.content:
        inner = _inside_marks(text, span)
        if inner is not None and any(
            word in folded[inner.start : inner.end] for word in (" said", " says", "ed ", "ccording")
        ):
            for sentence in sentences_of(text, folded, inner, [], 0):
                found += _outermost([d for d in read_sentence(text, sentence) if _names_somebody(text, d)])
    for d in found:
        d.rule = "nested"
    return found


def _outermost(drafts: list[Draft]) -> list[Draft]:
    """Without what is reported inside another report: "Roe stressed that Tor has said" is Roe's alone."""

    def inside(inner: Draft, outer: Draft) -> bool:
        cue = inner.cue
        return inner is not outer and cue is not None and any(s.covers(cue) for s in outer.content)

    return [d for d in drafts if not any(inside(d, o) for o in drafts)]


def _inside_marks(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and (text[start] in "\"'“”„«»‘’`" or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in "\"'“”«»‘’`," or text[end - 1].isspace()):
        end -= 1
    return Span(start, end) if end - start > 12 else None


def _names_somebody(text: str, draft: Draft) -> bool:
    if draft.source is None or draft.cue is None or draft.rule not in _SPEECH or not draft.content:
        return False
    words = draft.source.of(text).split()
    if words[0].lower().startswith(("every", "any", "no", "some")):
        return False
    named = words[0][0].isupper() and words[-1][0].isupper() and words[0].lower() not in PRONOUNS | DETERMINERS
    content = draft.content[0].of(text)
    return named and (
        content.startswith("that ") or draft.cue.of(text) in {"said", "says", "According to", "according to"}
    )
