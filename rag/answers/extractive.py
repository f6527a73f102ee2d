"""Findings to the sentences of an answer in the articles' own words, each with the claims it makes; no model.

What is found and in which order is the evidence room's; whether the words stand is the citations room's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from rag import names
from rag.answers import particulars, telling
from rag.answers.naming import RELATIVE, Naming
from rag.answers.wording import day, day_words, even_marks, finished, known_day, plain
from rag.ports import Index
from rag.types import Article, Claim, Findings, Question, QuestionKind, Span, Statement
from rag.words import fold, same_polarity

Told = tuple[str, tuple[Claim, ...]]


class ExtractiveWriter:
    """The writer that needs no model: it only arranges what the articles say."""

    model = "extractive"

    def write(self, findings: Findings, index: Index) -> Iterator[Told]:
        """One sentence a statement, one claim a span of its content; for a fact the sentences that answer."""
        if findings.abstain is not None:
            return
        kind = findings.question.kind
        if findings.particulars:
            yield from _of_articles(findings, index)
        elif not findings.statements or (kind is QuestionKind.FACT and findings.sentences):
            yield from _fact(findings, index)
        elif kind is QuestionKind.WHEN_SAID:
            yield from _when(findings, index)
        elif kind is QuestionKind.DID_SAY:
            yield from _did(findings, index)
        elif kind is QuestionKind.WHO_SPOKE:
            yield from _spoke(findings, index)
        elif kind is QuestionKind.WHO_SAID:
            yield from _said(_asked_for(findings.statements, findings.question.quote, index), index)
        else:
            yield from _said(findings.statements, index)


def claims(statement: Statement, article: Article) -> tuple[Claim, ...]:
    """One claim a span of the content: these words, by this speaker."""
    return tuple(
        Claim(
            text=span.of(article.text), quote=span.of(article.text), speaker=statement.speaker, evidence_id=statement.id
        )
        for span in statement.content
    )


def _said(statements: Sequence[Statement], index: Index) -> Iterator[Told]:
    """Grouped by speaker, then article, in the order given; the article is named where each group begins."""
    for article, label, one in _once(statements, index):
        own = tuple(claim for statement in one.statements for claim in claims(statement, article))
        yield label + one.text, own


def _once(statements: Sequence[Statement], index: Index) -> list[tuple[Article, str, telling.Told]]:
    """What is told of each article, no words twice: who passes words on is told together with whom they quote."""
    naming = Naming(index)
    found: list[tuple[Article, str, telling.Told]] = []
    for group in _grouped(statements):
        article = index.article(group[0].article_id)
        label = _label(article)
        for one in telling.tell(group, article, index, naming):
            at = next(
                (n for n, (where, _, told) in enumerate(found) if where.id == article.id and told.shares(one)), None
            )
            if at is None:
                found.append((article, label, one))
                label = ""
            else:
                found[at] = (article, found[at][1], found[at][2].with_(one))
    return found


def _grouped(statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    """The statements of one speaker in one article, speakers and articles in the order they are first met."""
    speakers: dict[str, dict[str, list[Statement]]] = {}
    for statement in statements:
        speaker = statement.speaker or f"? {statement.id}"
        speakers.setdefault(speaker, {}).setdefault(statement.article_id, []).append(statement)
    for articles in speakers.values():
        yield from articles.values()


def _label(article: Article) -> str:
    """Where and when it was published: "The Courier, 16 September 2022 — "; empty when neither is known."""
    parts = [plain(article.outlet.value)] if article.outlet else []
    published = known_day(article.published)
    return f"{', '.join([*parts, *([published] if published else [])])} — " if parts or published else ""


def _when(findings: Findings, index: Index) -> Iterator[Told]:
    for article, _, one in _once(findings.statements, index):
        own = tuple(claim for statement in one.statements for claim in claims(statement, article))
        yield f"{one.text} {_days(one.statements[0], article)}", own


def _days(statement: Statement, article: Article) -> str:
    """The day of speaking, kept apart from the day of publication."""
    published = known_day(article.published)
    out = (
        f"the article was published on {published}"
        if published and len(published.split()) == 3
        else (f"the article was published in {published}" if published else "the day of publication is unknown")
    )
    if statement.said_on:
        return f"Said on {day(statement.said_on)}; {out}."
    words = day_words(statement, article)
    given = f"The article says only: {plain(words)}" if words else "The article does not give the day of speaking"
    return f"{given}; {out}."


def _did(findings: Findings, index: Index) -> Iterator[Told]:
    """Yes, the opposite, or somebody else's words, each with the words that show it."""
    asked, quote = findings.question.speaker, findings.question.quote
    theirs = [s for s in findings.statements if asked is None or _by(s, asked, findings)]
    against = [s for s in theirs if _turned(s, findings.question, index)]
    agreeing = [s for s in theirs if s not in against]
    lead = f"Not {asked}, as the articles have it, but somebody else. "
    if agreeing:
        lead = "Yes. " if any(_holding(s, quote, index) for s in agreeing) else "The articles report this. "
    elif against:
        lead = "The articles report the opposite. "
    chosen = _asked_for(agreeing or against or findings.statements, quote, index)
    for number, (text, own) in enumerate(_said(chosen, index)):
        yield (lead if number == 0 else "") + text, own


def _turned(statement: Statement, question: Question, index: Index) -> bool:
    """Whether the statement negates what was asked about, or asserts what was asked with a negation."""
    about = question.quote or question.topic or ""
    text = index.article(statement.article_id).text
    return not same_polarity(about, " ".join(span.of(text) for span in statement.content))


def _by(statement: Statement, asked: str, findings: Findings) -> bool:
    if any(statement.id in person.statement_ids for person in findings.people):
        return True
    return statement.speaker is not None and names.compatible(asked, statement.speaker)


def _asked_for(statements: Sequence[Statement], quote: str | None, index: Index) -> tuple[Statement, ...]:
    """Of a quotation in parts only the part that has the words asked for; all of it where none has them."""
    return tuple(replace(s, content=_holding(s, quote, index) or s.content) for s in statements)


def _holding(statement: Statement, quote: str | None, index: Index) -> tuple[Span, ...]:
    wanted = " ".join(fold(quote or "").strip(" \"'.,").split())
    text = index.article(statement.article_id).text
    return tuple(s for s in statement.content if wanted and wanted in " ".join(fold(s.of(text)).split()))


def _spoke(findings: Findings, index: Index) -> Iterator[Told]:
    """Everybody once, with the first statement of each; sources without a name come with their reason."""
    people: dict[str, Statement] = {}
    for statement in findings.statements:
        people.setdefault(statement.speaker or f"? {statement.id}", statement)
    yield from _said(tuple(people.values()), index)


def _of_articles(findings: Findings, index: Index) -> Iterator[Told]:
    """Who wrote or published an article, and when, with the words of it that say so."""
    for article_id, particular in findings.particulars:
        article = index.article(article_id)
        if one := particulars.told(article, particular):
            text, span = one
            words = span.of(article.text)
            yield text, (Claim(words, quote=words, evidence_id=_passage(findings, index, article_id, span)),)


def _fact(findings: Findings, index: Index) -> Iterator[Told]:
    @cache
    def article_of(key: str) -> Article:
        return index.article(key)

    for article_id, span in findings.sentences[:2]:
        article = article_of(article_id)
        inside = _spoken(article, span, index)
        if inside:
            yield _from_speech(inside, article, span, index)
        else:
            evidence_id = _passage(findings, index, article_id, span)
            words = span.of(article.text)
            claim = Claim(text=words, quote=words, evidence_id=evidence_id)
            yield _label(article) + finished(even_marks(_who_is_meant(article, span, index))), (claim,)


def _spoken(article: Article, span: Span, index: Index) -> Statement | None:
    """The statement in whose content the whole sentence stands, without the words that attribute it."""
    for statement in index.statements_of(article.id):
        if any(part.covers(span) for part in statement.content):
            return statement
    return None


def _from_speech(statement: Statement, article: Article, span: Span, index: Index) -> Told:
    """A sentence out of somebody's words: told as theirs."""
    part = replace(statement, content=(span,))
    (one,) = telling.tell((part,), article, index, Naming(index))
    return _label(article) + one.text, claims(part, article)


def _who_is_meant(article: Article, span: Span, index: Index) -> str:
    """The sentence, with the name added after a pronoun that attributes speech in it ("He (Ana Reyes) said")."""
    words = span.of(article.text)
    added = 0
    for statement in index.statements_of(article.id):
        at = statement.mention
        told = at and span.covers(at) and statement.resolved_from == "pronoun"
        if at and told and statement.speaker and fold(at.of(article.text)) not in RELATIVE:
            cut = at.end - span.start + added
            note = f" ({statement.speaker})"
            if note not in words[: cut + len(note)] and even_marks(words[:cut]) == " ".join(words[:cut].split()):
                words = words[:cut] + note + words[cut:]
                added += len(note)
    return words


def _passage(findings: Findings, index: Index, article_id: str, span: Span) -> str | None:
    """The passage that holds the sentence; None when no passage does, and the claim will not stand."""
    found = [e.passage for e in findings.evidence if e.passage.article_id == article_id]
    for passage in [*found, *index.passages_of(article_id)]:
        if passage.span.covers(span):
            return passage.id
    return None
