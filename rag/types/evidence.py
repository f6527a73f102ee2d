"""What was found for a question, and why there is nothing where there is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rag.types.articles import Span
from rag.types.questions import Particular, Question
from rag.types.statements import Passage, Person, Statement


class FoundBy(StrEnum):
    """Which search found a passage."""

    DENSE = "dense"
    KEYWORD = "keyword"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of one search: a passage or statement id with its score (higher is better, scale of that search)."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that bears on a question."""

    passage: Passage
    statements: tuple[Statement, ...]  # those in the passage that bear on the question
    score: float  # 0..1, comparable within one answer
    found_by: tuple[FoundBy, ...]


class Reason(StrEnum):
    """Why nothing is answered: three different silences, and a question that fits several people."""

    UNKNOWN_SPEAKER = "unknown speaker"  # the name stands nowhere in the articles
    SPEAKER_SILENT = "speaker silent"  # the articles name them but report no words of theirs
    SILENT_ON_TOPIC = "speaker silent on topic"
    NOTHING_FOUND = "nothing found"
    AMBIGUOUS_SPEAKER = "ambiguous speaker"
    NO_ARTICLES = "no articles"


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked through for an answer."""

    articles: int
    statements: int
    outlets: tuple[str, ...] = ()
    since: date | None = None  # the oldest known day of publication
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What the evidence room hands on: ranked passages, the statements asked for, and whether that is enough."""

    question: Question
    evidence: tuple[Evidence, ...]  # best first
    statements: tuple[Statement, ...] = ()  # the ones that answer a question about speech, in the order to be told
    sentences: tuple[tuple[str, Span], ...] = ()  # for a fact: (article id, sentence) best first
    particulars: tuple[tuple[str, Particular], ...] = ()  # (article id, what is asked about the article itself)
    people: tuple[Person, ...] = ()  # who the asked speaker may be; one when resolved
    confidence: float = 0.0  # 0..1, that the evidence answers the question
    abstain: Reason | None = None  # None: there is enough
    searched: Searched = Searched(0, 0)
    notes: tuple[str, ...] = ()  # "Vectors are not ready yet: searched by words and speakers."
