"""What is asserted, what stood up to checking, and the answer made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rag.types.articles import Span
from rag.types.evidence import Evidence, Reason, Searched
from rag.types.questions import Question
from rag.types.statements import Mode, Person

_NOTHING = Searched(0, 0)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a writer asserts: not yet believed."""

    text: str
    quote: str | None = None  # the words it says stand in the evidence, None: the sentence quotes nothing
    speaker: str | None = None
    evidence_id: str | None = None  # a statement id or a passage id; None: it points to nothing


class Verdict(StrEnum):
    """What the articles say of a claim."""

    VERIFIED = "verified"
    EDITED = "edited"
    SOMEONE_ELSE = "attributed to someone else"
    NOT_IN_ARTICLES = "not in the articles"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A claim that did not stand, with the verdict and a sentence that tells a reader why."""

    text: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of an article, cut from it by the citations room and by nobody else."""

    article_id: str
    span: Span
    quote: str  # exactly article.text[span]
    speaker: str | None = None  # None: a passage, or a source the article leaves unnamed
    statement_id: str | None = None  # None: a passage
    mode: Mode | None = None  # None: a passage
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer with the citations that carry it, as numbers from 1 into `Answer.citations`."""

    text: str
    citations: tuple[int, ...] = ()
    verdict: Verdict = Verdict.VERIFIED


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent in each room."""

    parse: float = 0.0
    retrieve: float = 0.0
    answer: float = 0.0
    verify: float = 0.0

    @property
    def total(self) -> float:
        """The whole of it."""
        return self.parse + self.retrieve + self.answer + self.verify


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the screen, the shell and the evaluation read."""

    question: Question
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    evidence: tuple[Evidence, ...]
    abstained: Reason | None
    model: str
    dropped: tuple[Dropped, ...] = ()
    timings: Timings = Timings()
    confidence: float = 0.0
    searched: Searched = _NOTHING
    people: tuple[Person, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One quotation or attributed claim of a draft, with what the articles say of it."""

    span: Span  # in the draft
    text: str
    quote: str | None
    speaker: str | None
    verdict: Verdict
    speaker_found: str | None = None  # who the articles give the words to
    citation: Citation | None = None
