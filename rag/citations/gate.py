"""A model's sentences, one at a time as they arrive, to sentences the articles bear out; the rest is dropped.

The last word over a model: what it writes is shown only after it passed here. Claims of the extractive writer, which
only arrange the articles' words, go through `verify`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_

from rag.citations.faithful import added_figures, added_names, carried, content, same_polarity
from rag.citations.grounds import Ground, Unit, ground
from rag.citations.ledger import Ledger, Sources, cut
from rag.citations.located import same_words, visible
from rag.citations.placed import Drafted, Placed, near, place
from rag.citations.quotations import Quotation, outside, quotations
from rag.citations.whose import Source, heads, means, named, source_of, sources
from rag.ports import Index
from rag.types import Citation, Claim, Dropped, Findings, Mode, Sentence, Span, Verdict

_MARKUP = re.compile(
    r"!?\[[^\]]*\]\s*\(|</?[a-z!][^>]*>|https?:|www\.|data:\w+/|javascript:|\]\(|&#?\w+;", re.IGNORECASE
)
_STRESS = re.compile(r"\*{1,3}|_{2,3}|`+|^#{1,6}\s+|^\s*[-*•>]\s+")
_TAIL = " ,.;:"


@dataclass
class Tally:
    """How much of what a model wrote stood: "4 of 5 sentences supported, 3 of 3 quotations verbatim"."""

    sentences: int = 0
    kept: int = 0
    quotations: int = 0
    verbatim: int = 0

    @property
    def enough(self) -> bool:
        """Whether at least half of the sentences stand: with less, the articles' own words are the better answer."""
        return 0 < self.sentences <= 2 * self.kept

    def __str__(self) -> str:
        supported = f"{self.kept} of {self.sentences} sentences supported"
        return f"{supported}, {self.verbatim} of {self.quotations} quotations verbatim"


class _Fails(Exception):  # noqa: N818  it is a verdict on its way out, not an error
    def __init__(self, verdict: Verdict, reason: str) -> None:
        super().__init__(reason)
        self.dropped = verdict, reason


class Gate:
    """Confirms the sentences of one answer in order; keeps its citations, what was dropped, and the tally."""

    def __init__(self, findings: Findings, index: Index) -> None:
        self._sources = Sources(findings, index)
        self._ledger = Ledger()
        asked = [person.name for person in findings.people]
        self._spoke = asked[0] if len(asked) == 1 else None  # whose words were told last: "he" means them
        self._grounds: dict[str, Ground] = {}
        self.dropped: list[Dropped] = []
        self.tally = Tally()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of every confirmed sentence, in order of first appearance."""
        return self._ledger.citations

    def confirm(self, text: str, claims: tuple[Claim, ...]) -> Sentence | None:
        """The sentence as it may be shown, quotations in the articles' glyphs; None when it was dropped."""
        self.tally.sentences += 1
        shown = _STRESS.sub("", " ".join(visible(text).split())).strip()
        self.tally.quotations += len(quotations(shown))
        try:
            sentence = self._confirmed(shown, claims)
        except _Fails as failed:
            self.dropped.append(Dropped(shown, *failed.dropped))
            return None
        self.tally.kept += 1
        return sentence

    def _confirmed(self, text: str, claims: tuple[Claim, ...]) -> Sentence:
        if not content(text) or _MARKUP.search(text):
            raise _Fails(Verdict.UNSUPPORTED, "It holds markup or a link, or says nothing.")
        grounds = self._cited(claims)
        quoted = quotations(text)
        if any(not quotation.closed for quotation in quoted):
            raise _Fails(Verdict.NOT_IN_ARTICLES, "A quotation mark is opened and never closed.")
        masked = outside(text, quoted)
        found = sources(masked)
        placed = [self._place(q, text, masked, found, grounds) for q in quoted]
        _stitched(quoted, placed, masked)
        self._check_rest(masked, found, placed, grounds)
        units = [] if placed else [self._borne_out(masked, found, grounds)]
        numbers = [self._ledger.enter(one) for one in _citations(placed, units)]
        self._remember(placed, units)
        self.tally.verbatim += len(placed)
        shown, edited = _shown(text, quoted, placed)
        return Sentence(shown, tuple(dict.fromkeys(numbers)), Verdict.EDITED if edited else Verdict.VERIFIED)

    def _cited(self, claims: tuple[Claim, ...]) -> list[Ground]:
        ids = list(dict.fromkeys(claim.evidence_id for claim in claims))
        if not ids:
            raise _Fails(Verdict.UNSUPPORTED, "It cites no evidence.")
        grounds = []
        for evidence_id in ids:
            evidence = self._sources.find(evidence_id)
            if evidence is None or evidence_id is None:
                raise _Fails(Verdict.UNSUPPORTED, "It cites evidence that does not exist.")
            if evidence_id not in self._grounds:
                self._grounds[evidence_id] = ground(evidence, self._sources)
            grounds.append(self._grounds[evidence_id])
        return grounds

    def _whose(self, source: Source | None) -> str | None:
        """The source as named; a pronoun stands for whoever the sentence before told of."""
        if source is None:
            return None
        return (self._spoke or source.phrase) if source.pronoun else source.phrase

    def _place(self, q: Quotation, text: str, masked: str, found: list[Source], grounds: list[Ground]) -> Placed:
        source = source_of(found, masked, q.span)
        beside = masked.replace("\0", " ")
        drafted = Drafted(q, self._whose(source), text[: q.span.start], beside)
        best = _best([place(drafted, g.article, g.areas, g.said) for g in grounds])
        if best is None:
            misses = [near(drafted, g.article, g.areas, g.said) for g in grounds]
            best = max((m for m in misses if m), key=lambda miss: miss[1], default=(None, 0.0))[0]
        if best is None:
            raise _Fails(*self._elsewhere(drafted))
        if best.verdict not in (Verdict.VERIFIED, Verdict.EDITED):
            raise _Fails(best.verdict, best.reason)
        if source is not None and source.denied:
            raise _Fails(Verdict.UNSUPPORTED, "It says that the words were not said.")
        if source is None and best.speaker is not None and not self._mentioned(best.speaker, beside):
            raise _Fails(Verdict.UNSUPPORTED, "It quotes words without saying whose they are.")
        return best

    def _mentioned(self, speaker: str, beside: str) -> bool:
        """Whether a sentence without a verb of speech still says whose the words are, and names no other speaker."""
        people = [name for name, _ in named(beside.replace("’s ", " ").replace("'s ", " "))]
        others = {s.speaker for g in self._grounds.values() for s in g.said if s.speaker}
        if any(means(name, other) and not means(name, speaker) for name in people for other in others):
            return False
        return any(means(name, speaker) for name in people) or (not people and self._spoke == speaker)

    def _elsewhere(self, drafted: Drafted) -> tuple[Verdict, str]:
        """What else among the findings has the words that the cited evidence lacks."""
        for statement in self._sources.known_statements():
            article = self._sources.article(statement.article_id)
            if place(drafted, article, statement.content, [statement]):
                whose = statement.speaker or "somebody unnamed"
                return Verdict.SOMEONE_ELSE, f"The evidence it cites does not have these words; {whose} said them."
        return Verdict.NOT_IN_ARTICLES, "The evidence it cites does not have these words."

    def _check_rest(self, masked: str, found: list[Source], placed: list[Placed], grounds: list[Ground]) -> None:
        """Figures, names and content outside quotations must be in the evidence."""
        rest = masked.replace("\0", " ")
        support = reduce(or_, (g.support for g in grounds))
        figures = added_figures(rest, support)
        if figures:
            raise _Fails(Verdict.UNSUPPORTED, f"Its evidence does not have: {', '.join(sorted(figures))}.")
        added = added_names(masked, support)
        if added:
            raise _Fails(Verdict.UNSUPPORTED, f"Its evidence does not name {', '.join(dict.fromkeys(added))}.")
        words, missing, longest = carried(_without(rest, found), support)
        if longest >= 3 or missing > (2 + 0.25 * words if placed else 0.3 * words):
            raise _Fails(Verdict.UNSUPPORTED, "It says more than its evidence does.")

    def _borne_out(self, masked: str, found: list[Source], grounds: list[Ground]) -> Unit:
        """The statement or sentence of the evidence that a sentence without quotations retells."""
        names = frozenset(stem for source in found for stem in content(source.phrase))
        wanted = [one for one in content(masked) if one not in names] or content(masked)
        units = sorted((u for g in grounds for u in g.units), key=lambda u: (-u.share(wanted), u.statement is None))
        if not units or units[0].share(wanted) < 0.4:
            raise _Fails(Verdict.UNSUPPORTED, "Its evidence does not say this.")
        best = units[0]
        self._check_telling(best, found, masked)
        told = _without(masked, found)
        said = best.span.of(best.article.text)
        if any(s.denied for s in found) or not (same_words(told) in same_words(said) or same_polarity(told, said)):
            raise _Fails(Verdict.UNSUPPORTED, "It leaves out or puts in a negation.")
        return best

    def _check_telling(self, unit: Unit, found: list[Source], masked: str) -> None:
        """Reported speech stays reported, under the person who is reported; what nobody said is put in no mouth."""
        text, statement = unit.article.text, unit.statement
        asserted = [whose for source in found if (whose := self._whose(source))]
        if statement is None:
            own = " ".join(unit.span.of(text).split())
            told = [head for whose in asserted for head in heads(whose)]
            if any(not any(means(head, s.phrase) or head in s.phrase for s in sources(own)) for head in told):
                raise _Fails(Verdict.UNSUPPORTED, "The article says this itself, not the person named.")
            return
        mention = statement.mention.of(text) if statement.mention else None
        if any(means(whose, statement.speaker, mention, statement.role, *statement.via) for whose in asserted):
            return
        if statement.speaker and any(heads(whose) for whose in asserted):
            raise _Fails(Verdict.SOMEONE_ELSE, f"The article gives this to {statement.speaker}.")
        if asserted and statement.speaker is None and not any(heads(whose) for whose in asserted):
            return
        if not (statement.speaker and self._mentioned(statement.speaker, masked)):
            raise _Fails(Verdict.UNSUPPORTED, "It tells as a fact what somebody said.")

    def _remember(self, placed: list[Placed], units: list[Unit]) -> None:
        told = [p.speaker for p in placed] + [u.statement.speaker for u in units if u.statement]
        self._spoke = told[-1] if told else self._spoke


def _without(masked: str, found: list[Source]) -> str:
    """What a sentence says that its sources said: the sentence without the words that attribute."""
    shown = list(masked)
    for source in found:
        shown[source.span.start : source.span.end] = " " * (source.span.end - source.span.start)
    return re.sub(r"^\s*that\b", "", "".join(shown)).strip(" ,.;:")


def _best(found: list[Placed | None]) -> Placed | None:
    return min((one for one in found if one), key=lambda one: one.rank, default=None)


def _stitched(quoted: list[Quotation], placed: list[Placed], masked: str) -> None:
    """Two quotations with no word between read as one: they must stand in one statement, in order, close together."""
    for (left, one), (right, two) in zip(
        zip(quoted, placed, strict=True), list(zip(quoted, placed, strict=True))[1:], strict=False
    ):
        if content(masked[left.span.end : right.span.start]) or re.search(
            r"\w", masked[left.span.end : right.span.start]
        ):
            continue
        ordered = one.article.id == two.article.id and one.statement == two.statement
        if not ordered or one.spans[-1].end > two.spans[0].start or two.spans[0].start - one.spans[-1].end > 200:
            raise _Fails(Verdict.UNSUPPORTED, "It joins words that do not stand together.")


def _citations(placed: list[Placed], units: list[Unit]) -> list[Citation]:
    found = []
    for one in placed:
        for span in one.spans:
            parts = [part for part in one.statement.content if part.covers(span)] if one.statement else []
            found.append(cut(one.article, parts[0] if parts else span, one.statement))
    for unit in units:
        spans = unit.statement.content if unit.statement else (unit.span,)
        found += [cut(unit.article, span, unit.statement) for span in spans]
    return found


def _marked(placed: Placed) -> bool:
    """Whether the article itself has the words within marks, though the statement is reported speech."""
    text, span = placed.article.text, Span(placed.spans[0].start, placed.spans[-1].end)
    low, high = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    piece = text[low : high if high >= 0 else len(text)]
    return any(q.span.start + low < span.start and span.end < q.span.end + low for q in quotations(piece))


def _shown(text: str, quoted: list[Quotation], placed: list[Placed]) -> tuple[str, bool]:
    """The sentence with the articles' own glyphs within its marks; reported speech loses marks it never had."""
    edited = False
    for quotation, one in reversed(list(zip(quoted, placed, strict=True))):
        bare = visible(quotation.words).rstrip()
        words = [" ".join(span.of(one.article.text).split()) for span in one.spans]
        tail = bare[len(bare.rstrip(_TAIL)) :].strip() if not words[-1].endswith(bare[-1:]) else ""
        spoken = one.statement is None or one.statement.mode is not Mode.INDIRECT or _marked(one)
        left, right = ("‘", "’") if text[quotation.span.start] in "'‘" else ("“", "”")
        inner = [f"{left}{word}{right}" if spoken else word for word in words]
        edited = edited or one.verdict is Verdict.EDITED or not spoken
        text = text[: quotation.span.start] + " … ".join(inner) + tail + text[quotation.span.end :]
    return text, edited
