"""A month or a span of time named without its year to the days it means against the articles, and what is said of it.

Days that a question states in full are read in the questions room; nobody's clock is looked at.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date

from rag.evidence.library import Library
from rag.types import Question
from rag.words import fold

TAKEN = "The time asked for ({words}) was taken to be {month} {year}, the latest one that the articles are from."
UNKNOWN_DAYS = "The time asked for ({words}) was left out: which days it means cannot be told from the articles."
_MONTHS = [name.lower() for name in calendar.month_name]
_MONTH = re.compile(
    rf"\b(?:(?:in|during|from)(?: last| this)?|last|this past) (?P<month>{'|'.join(_MONTHS[1:])})\b(?! (?:the )?\d)"
)
_OF_SAYING = ("last ", "this ", "in last ", "yesterday", "today", "in the last ", "over the ", "in the past ")
_SPAN = re.compile(
    r"(?<!of )\b(?:(?:in|over|during) the )?"
    r"(?:today|yesterday|(?:last|past|this) (?:\d+ )?(?:day|night|week|weekend|month|year)s?)\b"
)


def dated(question: Question, library: Library) -> tuple[Question, list[str]]:
    """The question with the days of its lone month, and notes; as it was when it names none or states its days."""
    if not question.speaker or question.quote or question.since or question.until:
        return question, []
    words = fold(question.words)
    match = _MONTH.search(words) or _SPAN.search(words)
    if match is None or _in_topic(match.group(), question):
        return question, []
    asked = question.words[match.start() : match.end()]
    month = _MONTHS.index(match["month"]) if match.re is _MONTH else 0
    year = _latest(month, library)
    if year is None:
        return _without(match.group(), question), [UNKNOWN_DAYS.format(words=asked)]
    days = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    note = TAKEN.format(words=asked, month=calendar.month_name[month], year=year)
    return replace(_without(match.group(), question), since=days[0], until=days[1]), [note]


def _in_topic(words: str, question: Question) -> bool:
    """Whether the time belongs to what is asked about ("the flood in May"), not to the saying ("last May")."""
    topic = fold(question.topic or "")
    return words in topic and topic != words and not (topic.endswith(f" {words}") and words.startswith(_OF_SAYING))


def _latest(month: int, library: Library) -> int | None:
    """The latest year of which there are articles from this month; None: there are none, or it is no month."""
    days = [library.day(article_id) for article_id in library.cards]
    return max((day.year for day in days if day and day.month == month), default=None)


def _without(words: str, question: Question) -> Question:
    """The question without the words in its topic; a topic of nothing else is none."""
    topic = question.topic or ""
    at = fold(topic).find(words)
    left = f"{topic[:at]} {topic[at + len(words) :]}" if at >= 0 else topic
    return replace(question, topic=" ".join(left.split()).strip(" ,") or None)
