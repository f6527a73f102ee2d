"""Turn an article's text into attributions by rule: sentences one by one, and what carries from one to the next.

Fast and cautious: it answers before, and without, the neural tagger. Who a source is, is left to the identity files.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.statements.clauses import Sentence, sentences_of
from rag.statements.cues import verb_forms
from rag.statements.headed import believed, headed, headline, signature
from rag.statements.marks import Quotation, paragraphs, quotations
from rag.statements.nested import nested_in
from rag.statements.reading import Draft
from rag.statements.reported import read_sentence
from rag.statements.wordclasses import PRONOUNS
from rag.types import Attribution, Span
from rag.words import fold

_VAGUE = frozenset("who which that others some many one another".split())
_REST = 2  # words that still finish a quoted sentence: "“You blamed the” workers."
CARRIED, CARRIED_FAR, NOBODY = 0.8, 0.6, 0.5
"""Scores of a quotation whose speaker is the sentence's, the paragraph's before, or nobody's."""


def attributions(text: str, lines: list[Span] | None = None) -> list[Attribution]:
    """Who says what in a text, in order; `lines` are the paragraphs to read, None: all of them."""
    if lines is None:
        lines = list(paragraphs(text, 0, len(text)))
    folded = fold(text)
    reading = _Reading(text)
    for number, (line, quotes) in enumerate(zip(lines, quotations(text, lines), strict=True)):
        head = headed(text, line, quotes)
        name = None if quotes else signature(text, line)
        if head:
            reading.headed(head)
        elif name and reading.signed(name):
            continue
        else:
            reading.paragraph(line, sentences_of(text, folded, line, quotes, number), quotes)
    drafts = believed(text, reading.drafts)
    drafts += [n for d in drafts for n in nested_in(text, folded, d)]
    return sorted((d.done() for d in drafts if d.content), key=lambda a: (a.content, a.source or a.content[0]))


class _Reading:
    """What has been read of an article, and who was speaking last."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.drafts: list[Draft] = []
        self.running: Draft | None = None  # its quotation runs on into the next paragraph
        self.hanging: Draft | None = None  # "Roe continued:" at the end of a paragraph
        self.latest: Draft | None = None  # the last one of this paragraph
        self.ended = False  # the paragraph before ended with a quotation
        self.waiting: list[Span] = []  # quotations of this paragraph that nobody has spoken yet

    def headed(self, draft: Draft) -> None:
        """A paragraph that names its speaker in front or behind."""
        self.drafts.append(draft)
        self.running = self.hanging = None

    def signed(self, name: Span) -> bool:
        """Give the quotation right above to the name that signs it; False when there is none."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.rule != "bare quotation" or last.source is not None or not self.ended:
            return False
        last.source, last.rule, last.score = name, "signed", 1.0
        self.ended = False
        return True

    def paragraph(self, line: Span, sentences: list[Sentence], quotes: Sequence[Quotation]) -> None:
        """Read one paragraph."""
        self.latest, self.waiting = None, []
        if self.hanging and not quotes and self.hanging.rule != "introduced":
            self._block(line)
            return
        if heading := headline(self.text, line):
            self.drafts.append(heading)
        if not sentences:
            self.hanging = None
        for sentence in sentences:
            self._sentence(sentence)
        if self.waiting:
            self._unspoken()
        last = quotes[-1] if quotes else None
        self.ended = bool(last and sentences and last.span.end >= sentences[-1].end - 1)
        if last is None or not last.goes_on:
            self.running = None
        elif self.running is None:
            self.running = next(
                (d for d in reversed(self.drafts) if d.content and d.content[-1].end == last.span.end), None
            )

    def _block(self, line: Span) -> None:
        """A paragraph without marks after "Roe wrote:" is what Roe wrote."""
        if self.hanging:
            self.hanging.content.append(line)
            self.hanging.rule, self.hanging.score = "block quotation", CARRIED_FAR
            self.drafts.append(self.hanging)
        self.hanging = self.running = None

    def _sentence(self, sentence: Sentence) -> None:
        found = read_sentence(self.text, sentence)
        taken = [s for d in found for s in d.content]
        loose = [
            (Span(t.start, t.end), bool(t.quote and t.quote.single))
            for t in (sentence.tokens[i] for i in sentence.quotes)
            if not any(s.start < t.end and t.start < s.end for s in taken)
        ]
        for span, single in loose:
            self._loose(span, sentence, found, single)
        complete = [d for d in found if d.content]
        self.drafts += complete
        if complete:
            self._give_waiting(complete)
            self.latest = next((d for d in reversed(complete) if d.quoted), complete[-1])
        self.hanging = next((d for d in found if not d.content), None) if sentence.last else None

    def _loose(self, span: Span, sentence: Sentence, found: list[Draft], single: bool) -> None:
        """A quotation that no verb of its sentence took: it goes on from somewhere, or waits for its speaker."""
        first = sentence.first and span.start == sentence.start
        if first and self.running:
            self.running.content.append(span)
            self.latest = self.running
        elif first and self.hanging:
            self.hanging.content.append(span)
            self.hanging.quoted = True
            self.drafts.append(self.hanging)
            self.latest, self.hanging = self.hanging, None
        elif self.latest and sentence.only_quote and (self.latest.quoted or self.latest.rule == "after"):
            self.latest.quoted = True
            self.latest.content.append(span)
        elif self.latest and not found and self._carries(span, sentence):
            carried = Draft(self._named(self.latest.source), None, [span], "carried", CARRIED, quoted=True)
            self.drafts.append(carried)
            if sentence.only_quote:
                self.latest = carried
        elif sentence.only_quote and not single and _is_sentence(self.text, span):
            self.waiting.append(span)

    def _carries(self, span: Span, sentence: Sentence) -> bool:
        """Whether a quotation goes on with the speaker before: alone, or as in "Rivers “could flood the town”"."""
        if len(span.of(self.text).split()) <= 3:
            return False
        lead = [t for t in sentence.tokens if t.start < span.start]
        if not lead:
            rest = [t for t in sentence.tokens if t.start >= span.end and t.word]
            return sentence.only_quote or len(rest) <= _REST
        heard = any(t.low in PRONOUNS or t.low in verb_forms() for t in lead)
        first = span.of(self.text).lstrip("\"“”„«'‘")[:1]
        return not heard and lead[-1].word and first.islower()

    def _named(self, source: Span | None) -> Span | None:
        """A source that may be carried on; "others" and "who" name nobody two sentences later."""
        return source if source and source.of(self.text).lower() not in _VAGUE else None

    def _give_waiting(self, complete: list[Draft]) -> None:
        """`"No." "Never," said Roe.`: what waited belongs to the quotation after it."""
        if self.waiting and complete[0].quoted:
            complete[0].content += self.waiting
        elif self.waiting:
            self._unspoken()
        self.waiting = []

    def _unspoken(self) -> None:
        """Quotations alone in a paragraph are nobody's: given to the last speaker, half of them were wrong."""
        self.drafts.append(Draft(None, None, list(self.waiting), "bare quotation", NOBODY, quoted=True))
        self.waiting = []


def _is_sentence(text: str, span: Span) -> bool:
    """Whether quoted words alone in a paragraph are something said and no title."""
    words = span.of(text).split()
    return len(words) > 7 or words[-1].rstrip("\"”“'’»")[-1:] in {".", ",", "!", "?", "…"}
