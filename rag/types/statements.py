"""What is made of an article: who said what in it, the passages that are searched, and its sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from rag.types.articles import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Mode(StrEnum):
    """How words are reported: all inside quotation marks, partly, or in the article's own words."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Manner(StrEnum):
    """What an attribution says its source did: say something, think or wish it, or do something that shows it."""

    SPEECH = "speech"
    ATTITUDE = "attitude"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Attribution:
    """What an extractor sees in a text before anybody asks who the source is."""

    content: tuple[Span, ...]  # never empty; a quotation split by "Singleton continued" has two
    source: Span | None = None  # None: the text names none
    cue: Span | None = None  # None: attributed without a cue ("Blinken: ...")
    score: float = 1.0  # 0..1
    rule: str = "rule"  # what decided: the name of a rule, or "tagger"


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that somebody said, with the words that say so."""

    id: str  # article id and the first character of the content, "<article id>:<start>"
    article_id: str
    mode: Mode
    content: tuple[Span, ...]
    cue: Span | None = None
    mention: Span | None = None  # the words that name the source, None when the text has none
    speaker: str | None = None  # the fullest name the article gives; None: unresolved
    role: str | None = None  # in the article's words: "a senior China fellow at ..."
    said_on: date | None = None  # None: not stated, or not against a known date
    rule: str = "rule"
    score: float = 1.0
    via: tuple[str, ...] = ()  # who passed it on, outermost first: ("CCTV",) for "CCTV reported that Xi said"
    candidates: tuple[str, ...] = ()  # for an unresolved source: who it could be
    resolved_from: str | None = None  # "pronoun", "surname", "role", "name": how the mention led to the speaker;
    # "thing": the mention is a meeting, a visit or the like, which says nothing, and nobody is the speaker
    called: str | None = None  # what the source is called there: "the Russian leader"; None: a pronoun, or no words
    manner: Manner = Manner.SPEECH

    @property
    def span(self) -> Span:
        """From the first to the last character of the content."""
        return Span(self.content[0].start, self.content[-1].end)


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: a stretch of an article that cuts no statement in two."""

    id: str  # "<article id>/<start>-<end>"
    article_id: str
    span: Span
    statement_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the statements room makes of one article."""

    article_id: str
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
    # unit vectors of the passages, then of the statements, in the extractor's `space`; None: it makes none


@dataclass(frozen=True, slots=True)
class Role:
    """How one article introduces a person."""

    article_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """A source across the corpus: a person, an organisation or a medium."""

    key: str  # stable for the same set of names, made of letters, digits and hyphens
    name: str  # the fullest name seen
    aliases: tuple[str, ...]  # the other spellings and shorter names seen
    roles: tuple[Role, ...]
    statement_ids: tuple[str, ...]
    descriptions: tuple[str, ...] = ()  # what they are called without a name: "the Russian leader", "the president"
