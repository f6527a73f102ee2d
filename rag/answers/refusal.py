"""Findings that are not enough to the sentences that say so: which silence, what was searched, what comes nearest.

That there is too little is the evidence room's decision; nothing is quoted here, and nothing is cited. What is said of
the articles as a whole ("do not mention") is looked up first; otherwise only what was found is spoken of.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from rag.answers.wording import day, known_day, listed, plain
from rag.errors import VectorsUnavailableError
from rag.ports import Index
from rag.types import Article, Findings, Person, Question, QuestionKind, Reason, Searched, Sentence, Statement
from rag.words import STOPWORDS, fold, phrase_spans, spellings, stems

_MOST_NAMES = 4
_CLAUSE = re.compile(
    r"(?:he|she|it|they|we|i|you|there|that|whether|if|how|why|what|who|when|where)\b"
    r"|.*\b(?:is|are|was|were|will|would|can|could|should|must|has|have|had|does|did|may|might)\b"
)


def refusal(findings: Findings, index: Index | None = None) -> tuple[Sentence, ...]:
    """What is missing, what was searched and, with an index to name it from, the nearest thing there is."""
    reason = findings.abstain or Reason.NOTHING_FOUND
    said = [_silence(reason, findings, index)]
    if reason is not Reason.NO_ARTICLES:
        said += [_searched(findings.searched), *_nearest(reason, findings, index)]
    return tuple(Sentence(text) for text in said if text)


def _silence(reason: Reason, findings: Findings, index: Index | None) -> str:
    question = findings.question
    who = _spelled(question.speaker, index) if question.speaker else "that person"
    if reason is Reason.NO_ARTICLES:
        return "There are no articles to search yet: add some and ask again."
    if reason is Reason.UNKNOWN_SPEAKER:
        absent = question.speaker and _stands_nowhere(question.speaker, index)
        return f"The articles do not mention {who}." if absent else f"I found nothing said by {who}{_days(question)}."
    if reason is Reason.SPEAKER_SILENT and findings.people and (when := _days(question)):
        return f"The articles report words of {_known(findings, who)}, but I found none{when}."
    if reason is Reason.SPEAKER_SILENT:
        named = index is not None and question.speaker and index.naming(_row(question.speaker), 1)
        return (
            f"The articles mention {who}, but I found nothing said by {who}."
            if named
            else f"I found nothing said by {who}."
        )
    if reason is Reason.SILENT_ON_TOPIC:
        return f"The articles report words of {_known(findings, who)}, but {_nothing_on(question)}{_days(question)}."
    if reason is Reason.AMBIGUOUS_SPEAKER:
        return _which(findings, who)
    return _nothing(question, who) + f"{_days(question)}."


def _nothing(question: Question, who: str) -> str:
    if question.kind is QuestionKind.DID_SAY and question.speaker:
        return f"I found no report of {who} saying that"
    if question.kind in (QuestionKind.WHO_SAID, QuestionKind.WHO_SPOKE):
        about = "" if not question.topic or _is_clause(question.topic) else f" about {plain(question.topic)}"
        what = "those words" if question.quote else f"anything{about}" if about else "that"
        return f"I found nobody in the articles saying {what}"
    return "I found no answer to this in the articles"


def _nothing_on(question: Question) -> str:
    if not question.topic:
        return "I found none on that"
    return "I found none that say this" if _is_clause(question.topic) else f"I found none about {plain(question.topic)}"


def _is_clause(topic: str) -> bool:
    """Whether a topic is a sentence ("he would visit"), which cannot stand behind "about"."""
    return _CLAUSE.match(" ".join(fold(topic).split())) is not None


def _row(name: str) -> list[str]:
    return [word for word in spellings(name) if fold(word) not in ("the", "a", "an")]


def _stands_nowhere(name: str, index: Index | None) -> bool:
    """Whether not one word of a name stands in any article, so that they can be said not to mention it."""
    told = [word for word in _row(name) if fold(word) not in STOPWORDS]
    return index is not None and bool(told) and not any(index.naming([word], 1) for word in told)


def _spelled(name: str, index: Index | None) -> str:
    """The name as an article writes it where one does; as it was asked otherwise, capitals put to lone lower case."""
    shown = plain(name)
    row = _row(shown)
    for article_id in index.naming(row, 1) if index is not None and row else ():
        text = index.article(article_id).text if index is not None else ""
        found = [span.of(text) for span in phrase_spans(text, " ".join(row))]
        capital = next((plain(one) for one in found if one[:1].isupper()), None)
        if capital and not any(word.isupper() and len(word) > 3 for word in capital.split()):
            return shown if shown.split()[0].casefold() in ("the", "a", "an") else capital
    lone = shown.islower() and len(shown.split()) <= 3 and not set(shown.split()) & STOPWORDS
    return " ".join(word[:1].upper() + word[1:] for word in shown.split()) if lone else shown


def _known(findings: Findings, who: str) -> str:
    return plain(findings.people[0].name) if len(findings.people) == 1 else who


def _which(findings: Findings, who: str) -> str:
    """Everybody it could be, told apart by what an article calls them."""
    people = []
    for person in findings.people[: 2 * _MOST_NAMES]:
        role = next((plain(role.text).strip(" ,.") for role in person.roles if role.text.strip()), "")
        people.append(plain(person.name) + (f" ({role})" if role else ""))
    could = f": {listed(people, 'or')}" if people else ""
    return f"More than one person in the articles could be {who}{could}. Which one do you mean?"


def _days(question: Question) -> str:
    """The days asked for: " in 2023", " in May 2024", " on 3 May 2024", " since 1 May 2024"; empty for any."""
    if question.since and question.until:
        if period := _period(question.since, question.until):
            return f" in {period}"
        between = f" between {day(question.since)} and {day(question.until)}"
        return f" on {day(question.since)}" if question.since == question.until else between
    if question.since:
        return f" since {day(question.since)}"
    return f" until {day(question.until)}" if question.until else ""


def _period(since: date, until: date) -> str:
    """The month or year that two days are the first and last of; empty when they are not."""
    month = since.day == 1 and until == since.replace(day=monthrange(since.year, since.month)[1])
    year = (since.month, since.day, until.month, until.day) == (1, 1, 12, 31) and since.year == until.year
    if year:
        return f"{since.year}"
    return day(since).split(" ", 1)[1] if month else ""


def _searched(searched: Searched) -> str:
    """How much was looked through: "Searched 5 articles with 62 statements, 16 September 2022 to 17 May 2024."."""
    if not searched.articles:
        return ""
    text = f"Searched {_count(searched.articles, 'article')} with {_count(searched.statements, 'statement')}"
    outlets = [plain(outlet) for outlet in searched.outlets]
    if 0 < len(outlets) <= _MOST_NAMES:
        text += f" from {listed(outlets)}"
    if searched.since and searched.until:
        same = searched.since == searched.until
        text += f", {day(searched.since)}" + ("" if same else f" to {day(searched.until)}")
    return text + "."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _nearest(reason: Reason, findings: Findings, index: Index | None) -> list[str]:
    if reason is Reason.UNKNOWN_SPEAKER and findings.people:
        names = [plain(person.name) for person in findings.people[:_MOST_NAMES]]
        return [f"The nearest names among those who speak in them: {listed(names)}."]
    if reason in (Reason.SILENT_ON_TOPIC, Reason.SPEAKER_SILENT) and len(findings.people) == 1:
        return [_theirs(findings.people[0], findings.question, index)]
    if index is None or reason in (Reason.AMBIGUOUS_SPEAKER, Reason.UNKNOWN_SPEAKER):
        return []
    asked = set(stems(findings.question.words))
    for evidence in findings.evidence[:1]:
        article = index.article(evidence.passage.article_id)
        if asked & set(stems(evidence.passage.span.of(article.text))):
            return [f"The article that comes nearest: {_place(article)}."]
    return []


def _theirs(person: Person, question: Question, index: Index | None) -> str:
    """How much the speaker says in all, and where the nearest of it stands."""
    told = f"There {_are(len(person.statement_ids), 'statement')} by {plain(person.name)} in all"
    said = index.statements(person.statement_ids) if index is not None else []
    if index is None or not said:
        return f"{told}."
    article = index.article(_closest(said, question, index).article_id)
    return f"{told}. The nearest to what was asked is in this article: {_place(article)}."


def _closest(said: list[Statement], question: Question, index: Index) -> Statement:
    """The statement most like what was asked about; the first where likeness cannot be told."""
    try:
        likeness = index.likeness(question.topic or question.words, [one.id for one in said])
    except VectorsUnavailableError:
        asked = set(stems(question.topic or question.words))
        likeness = [float(len(asked & set(stems(_text(one, index))))) for one in said]
    return said[max(range(len(said)), key=lambda at: likeness[at])]


def _text(statement: Statement, index: Index) -> str:
    return statement.span.of(index.article(statement.article_id).text)


def _are(number: int, noun: str) -> str:
    return f"{'is' if number == 1 else 'are'} {_count(number, noun)}"


def _place(article: Article) -> str:
    """An article by headline, outlet and day: as much as is known."""
    known = known_day(article.published)
    name = plain(article.headline.value) if article.headline else article.path
    outlet = plain(article.outlet.value) if article.outlet else ""
    aside = ", ".join(part for part in (outlet, known) if part)
    return name.rstrip(" .") + (f" ({aside})" if aside else "")
