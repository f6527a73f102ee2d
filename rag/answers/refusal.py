"""Findings that are not enough to the sentences that say so: which silence, what was searched, what comes nearest.

That there is too little is the evidence room's decision; nothing is quoted here, and nothing is cited.
"""

from __future__ import annotations

from rag.answers.wording import day, known_day, listed, plain
from rag.ports import Index
from rag.types import Evidence, Findings, Question, QuestionKind, Reason, Searched, Sentence

_MOST_NAMES = 4


def refusal(findings: Findings, index: Index | None = None) -> tuple[Sentence, ...]:
    """What is missing, what was searched and, with an index to name it from, the nearest thing there is."""
    reason = findings.abstain or Reason.NOTHING_FOUND
    said = [_silence(reason, findings)]
    if reason is not Reason.NO_ARTICLES:
        said += [_searched(findings.searched), *_nearest(reason, findings, index)]
    return tuple(Sentence(text) for text in said if text)


def _silence(reason: Reason, findings: Findings) -> str:
    question = findings.question
    who = plain(question.speaker or "that person")
    topic = f" about {plain(question.topic)}" if question.topic else ""
    if reason is Reason.NO_ARTICLES:
        return "There are no articles to search yet: add some and ask again."
    if reason is Reason.UNKNOWN_SPEAKER:
        return f"The articles do not mention {who}."
    if reason is Reason.SPEAKER_SILENT:
        return f"The articles mention {who} but report no words of theirs."
    if reason is Reason.SILENT_ON_TOPIC:
        return f"The articles report words of {_known(findings, who)}, but none{topic or ' on that'}{_days(question)}."
    if reason is Reason.AMBIGUOUS_SPEAKER:
        return _which(findings, who)
    if question.kind is QuestionKind.DID_SAY and question.speaker:
        return f"The articles do not report {who} saying that."
    if question.kind in (QuestionKind.WHO_SAID, QuestionKind.WHO_SPOKE):
        what = "those words" if question.quote else f"anything{topic}"
        return f"The articles report nobody saying {what}{_days(question)}."
    return f"The articles do not answer this{_days(question)}."


def _known(findings: Findings, who: str) -> str:
    return plain(findings.people[0].name) if len(findings.people) == 1 else who


def _which(findings: Findings, who: str) -> str:
    """Everybody it could be, told apart by what an article calls them."""
    people = []
    for person in findings.people[: 2 * _MOST_NAMES]:
        role = next((plain(role.text).strip(" ,.") for role in person.roles if role.text.strip()), "")
        people.append(plain(person.name) + (f" ({role})" if role else ""))
    could = f": {listed(people, 'or')}" if people else ""
    return f"More than one person in the articles could be {who}{could}. Ask again with the full name."


def _days(question: Question) -> str:
    if question.since and question.until:
        between = f" between {day(question.since)} and {day(question.until)}"
        return f" on {day(question.since)}" if question.since == question.until else between
    if question.since:
        return f" since {day(question.since)}"
    return f" until {day(question.until)}" if question.until else ""


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
    told = []
    if reason is Reason.SILENT_ON_TOPIC and len(findings.people) == 1:
        person = findings.people[0]
        told.append(
            f"They do have {_count(len(person.statement_ids), 'statement')} by {plain(person.name)} on other things."
        )
    if reason is Reason.UNKNOWN_SPEAKER and findings.people:
        names = [plain(person.name) for person in findings.people[:_MOST_NAMES]]
        told.append(f"The nearest names among those who speak in them: {listed(names)}.")
    if index is not None and findings.evidence and reason not in (Reason.AMBIGUOUS_SPEAKER, Reason.UNKNOWN_SPEAKER):
        told.append(f"The nearest they come is {_place(findings.evidence[0], index)}.")
    return told


def _place(evidence: Evidence, index: Index) -> str:
    article = index.article(evidence.passage.article_id)
    known = known_day(article.published)
    name = plain(article.headline.value) if article.headline else article.path
    outlet = plain(article.outlet.value) if article.outlet else ""
    aside = ", ".join(part for part in (outlet, known) if part)
    return f"the article {name}" + (f" ({aside})" if aside else "")
