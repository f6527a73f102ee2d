"""A question that keeps to some days or to one outlet to the same question of all articles, in words of its own.

Whether all articles hold an answer is found out by asking it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rag.types import Question, QuestionKind, Turn
from rag.words import fold


def widened(question: Question) -> Question | None:
    """The question without its days and outlet; None where it has none, or no words would ask for just that.

    >>> from rag.questions import parse
    >>> widened(parse("What did Singleton say about Taiwan in May 2024?")).text
    'What did Singleton say about Taiwan?'
    """
    from rag.questions import parse

    if not is_narrow(question):
        return None
    asked = [Turn(question.words)]  # it will stand before, and must not bring the days back
    wordings = (words for words in _wordings(question) if words.casefold() != question.words.casefold())
    return next((wide for words in wordings if _asks_the_same(wide := parse(words, asked), question)), None)


def is_narrow(question: Question) -> bool:
    """Whether it keeps to some days or to an outlet."""
    return bool(question.since or question.until or question.outlet)


def _wordings(question: Question) -> Iterator[str]:
    """The words with the narrower ones cut out; else, as for a month without its year, the plainest words there are."""
    cut = _without_filters(question).rstrip(" ?") + "?" * question.words.rstrip().endswith("?")
    yield cut[:1].upper() + cut[1:]
    if question.kind is QuestionKind.WHAT_SAID and question.speaker:
        yield f"What did {question.speaker} say{f' about {question.topic}' if question.topic else ''}?"


def _without_filters(question: Question) -> str:
    """The words that are left; the days in a plain question mostly are those of what happened, and stay."""
    from rag.questions.filters import cut_articles, cut_filters, cut_outlet

    if question.kind is not QuestionKind.FACT:
        return cut_filters(question.words, None).text
    rest, _, _ = cut_articles(question.words)
    return " ".join((cut_outlet(rest)[0] if question.outlet else rest).split())


def _asks_the_same(wide: Question, question: Question) -> bool:
    """Whether nothing but the days and the outlet was lost on the way."""
    return not is_narrow(wide) and _meaning(wide) == _meaning(question)


def _meaning(question: Question) -> tuple[str, ...]:
    return (question.kind.value, *(fold(part or "") for part in (question.speaker, question.topic, question.quote)))
