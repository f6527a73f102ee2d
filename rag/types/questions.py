"""A question as it was understood, and the conversation it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Particular(StrEnum):
    """What a question may ask about an article itself rather than about what it reports."""

    AUTHOR = "author"
    OUTLET = "outlet"
    PUBLISHED = "published"
    HEADLINE = "headline"


class QuestionKind(StrEnum):
    """What a question asks for."""

    WHAT_SAID = "what said"
    WHO_SAID = "who said"
    WHEN_SAID = "when said"
    DID_SAY = "did say"
    WHO_SPOKE = "who spoke"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood: `words` is the whole question after a follow-up was filled in."""

    text: str  # as it was typed
    kind: QuestionKind
    words: str  # stands alone: "What did Singleton say about Taiwan?"
    speaker: str | None = None  # as asked; None: the question names no speaker
    topic: str | None = None  # what it is about, None: everything
    quote: str | None = None  # the words whose speaker is asked for
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    otherwise: Question | None = None  # a second reading, for when the first finds nobody; None: there is only one


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation."""

    question: str
    answer: str = ""
