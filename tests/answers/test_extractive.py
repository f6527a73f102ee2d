"""The answer in the articles' own words: what is told, how, and that every word within marks is the article's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rag.answers import ExtractiveWriter
from rag.citations import verify
from rag.citations.quotations import quotations
from rag.types import Findings, Person, Question, QuestionKind, Reason, Span
from tests.citations.newsroom import Newsroom


def _told(findings: Findings, room: Newsroom) -> list[str]:
    done = verify(ExtractiveWriter().write(findings, room), findings, room)
    assert not done.dropped, done.dropped
    return [sentence.text for sentence in done.sentences]


def _asking(findings: Findings, kind: QuestionKind, *numbers: int, **more: object) -> Findings:
    said = tuple(findings.statements[number] for number in numbers)
    question = Question("?", kind, "?", **more)  # type: ignore[arg-type]
    return replace(findings, question=question, statements=said)


def test_direct_mixed_and_reported_speech(room: Newsroom, findings: Findings) -> None:
    assert _told(_asking(findings, QuestionKind.WHAT_SAID, 0, 1, 2), room) == [
        "The Courier, 2 March 2024 — “The harbour will not close this winter,“ said Ana Reyes, the harbour master of"
        " Port Vell. “We have the money.”",
        "Reyes warned that costs could rise by 12 percent.",
        "According to Reyes, the quay is “old but sound” and needs paint.",
    ]


def test_citations_are_exactly_the_content(room: Newsroom, findings: Findings) -> None:
    asked = _asking(findings, QuestionKind.WHAT_SAID, *range(len(findings.statements)))
    done = verify(ExtractiveWriter().write(asked, room), asked, room)
    wanted = [(s.article_id, span) for s in asked.statements for span in s.content]
    assert sorted((c.article_id, c.span) for c in done.citations) == sorted(wanted)
    assert len({n for sentence in done.sentences for n in sentence.citations}) == len(wanted)


def test_every_word_within_marks_is_the_articles(room: Newsroom, findings: Findings) -> None:
    for kind in QuestionKind:
        asked = _asking(
            findings, kind, *range(len(findings.statements)), speaker="Ana Reyes", quote="We have the money"
        )
        for text in _told(asked, room):
            for quotation in quotations(text):
                assert any(quotation.words in article.text for article in room.articles.values()), text


def test_speakers_and_articles_are_kept_together(room: Newsroom, findings: Findings) -> None:
    told = _told(_asking(findings, QuestionKind.WHAT_SAID, 4, 0, 6, 1), room)
    assert ["Brandt" in text for text in told] == [True, True, False, False]


def test_a_source_without_a_name_stays_without(room: Newsroom, findings: Findings) -> None:
    (text,) = _told(_asking(findings, QuestionKind.WHO_SAID, 3), room)
    assert text.endswith("— “No comment,” an official said.")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"candidates": ("Ana Reyes", "Ines Calder")}, "an official (could be Ana Reyes or Ines Calder) said"),
        ({"mention": None}, "an unnamed source (the article does not make clear who) said"),
    ],
)
def test_why_a_source_is_unnamed(room: Newsroom, findings: Findings, changes: dict[str, object], expected: str) -> None:
    statement = replace(findings.statements[3], **changes)  # type: ignore[arg-type]
    asked = replace(_asking(findings, QuestionKind.WHO_SAID), statements=(statement,))
    assert expected in _told(asked, room)[0]


def test_a_role_once_an_answer(room: Newsroom, findings: Findings) -> None:
    said = tuple(replace(s, role="the harbour master of Port Vell") for s in findings.statements[1:3])
    told = _told(replace(findings, statements=said), room)
    assert "Ana Reyes, the harbour master of Port Vell, warned that" in told[0]
    assert "harbour master" not in told[1]


def test_who_passed_it_on(room: Newsroom, findings: Findings) -> None:
    said = (replace(findings.statements[1], via=("Port Radio",)),)
    assert _told(replace(findings, statements=said), room)[0].endswith("12 percent (as reported by Port Radio).")


def test_the_day_of_speaking_and_the_day_of_publication(room: Newsroom, findings: Findings) -> None:
    said = (replace(findings.statements[1], said_on=date(2024, 3, 1)), findings.statements[5])
    asked = replace(_asking(findings, QuestionKind.WHEN_SAID), statements=said)
    known, unknown = _told(asked, room)
    assert known.endswith("Said on 1 March 2024; the article was published on 2 March 2024.")
    assert unknown.endswith("The article says only: on Monday; the day of publication is unknown.")


def test_did_they_say_it(room: Newsroom, findings: Findings) -> None:
    quote = "We have the money"
    yes = _told(_asking(findings, QuestionKind.DID_SAY, 0, speaker="Reyes", quote=quote), room)
    assert yes[0].startswith("Yes. ")
    other = _told(_asking(findings, QuestionKind.DID_SAY, 0, speaker="Tomas Brandt", quote=quote), room)
    assert other[0].startswith("Not Tomas Brandt, as the articles have it, but somebody else. ")
    assert "Ana Reyes said" in other[0]


def test_the_opposite_of_what_was_asked_is_told_as_such(findings: Findings) -> None:
    from tests.citations.newsroom import article

    made = article(
        "pier",
        "[m1:Ana Reyes] [c1:said] [i1:that the pier is not closed to ferries]. [m2:She] [c2:said] [i2:the quay holds].",
        ["Ana Reyes", "Ana Reyes"],
    )
    room, said = Newsroom(made), made[1]
    rows = [
        (0, "the pier is closed to ferries", "The articles report the opposite. Ana Reyes said that the pier is not"),
        (0, "the pier is not closed to ferries", "The articles report this. Ana Reyes said"),
        (1, "the quay would never hold", "The articles report the opposite. Ana Reyes said the quay holds."),
        (1, "the quay holds", "The articles report this. Ana Reyes said the quay holds."),
    ]
    for number, topic, opens in rows:
        question = Question("?", QuestionKind.DID_SAY, "?", "Ana Reyes", topic)
        (text,) = _told(replace(findings, question=question, statements=(said[number],), evidence=()), room)
        assert text.startswith(opens), topic


def test_who_spoke_has_everybody_once(room: Newsroom, findings: Findings) -> None:
    told = _told(_asking(findings, QuestionKind.WHO_SPOKE, 0, 1, 4, 5, 6), room)
    assert len(told) == 3


def test_a_fact_in_the_articles_words(room: Newsroom, findings: Findings) -> None:
    text = room.article("bridge").text
    words = "The town council did not vote on the bridge."
    span = Span(text.index(words), text.index(words) + len(words))
    asked = replace(_asking(findings, QuestionKind.FACT), sentences=(("bridge", span),))
    done = verify(ExtractiveWriter().write(asked, room), asked, room)
    assert [(s.text, s.citations) for s in done.sentences] == [(words, (1,))]
    assert (done.citations[0].span, done.citations[0].speaker) == (span, None)


def test_a_fact_that_somebody_said_stays_theirs(room: Newsroom, findings: Findings) -> None:
    text = room.article("harbour").text
    words = "We have the money."
    span = Span(text.index(words), text.index(words) + len(words))
    asked = replace(_asking(findings, QuestionKind.FACT), sentences=(("harbour", span),))
    done = verify(ExtractiveWriter().write(asked, room), asked, room)
    assert done.sentences[0].text == "The Courier, 2 March 2024 — Ana Reyes said: “We have the money.”"
    assert done.citations[0].speaker == "Ana Reyes"


def test_he_is_named_in_a_fact(room: Newsroom, findings: Findings) -> None:
    said = [replace(s, resolved_from="pronoun") if s.speaker == "Ana Reyes" else s for s in room.said["harbour"]]
    told = Newsroom((room.articles["harbour"], said))
    text = told.article("harbour").text
    words = "She warned that costs could rise by 12 percent."
    span = Span(text.index(words), text.index(words) + len(words))
    asked = replace(_asking(findings, QuestionKind.FACT), sentences=(("harbour", span),), evidence=())
    (shown,) = _told(asked, told)
    assert shown.endswith("She (Ana Reyes) warned that costs could rise by 12 percent.")


def test_nothing_is_told_of_an_abstention(room: Newsroom, findings: Findings) -> None:
    assert _told(replace(findings, abstain=Reason.NOTHING_FOUND), room) == []


def test_a_negated_verb_is_shown(findings: Findings) -> None:
    from tests.citations.newsroom import article

    made = article("no", "[m1:Ana Reyes] [c1:never said] [d1:“we are bankrupt”] to anybody.", ["Ana Reyes"])
    room = Newsroom(made)
    person = Person("ana-reyes", "Ana Reyes", (), (), ())
    (text,) = _told(replace(findings, statements=tuple(made[1]), evidence=(), people=(person,)), room)
    assert text == "Ana Reyes never said “we are bankrupt”."
