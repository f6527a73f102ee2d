from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rag.answers import refusal
from rag.types import Findings, Person, Question, QuestionKind, Reason, Role, Searched
from tests.citations.newsroom import Newsroom

SAID = QuestionKind.WHAT_SAID
REYES = Person("ana-reyes", "Ana Reyes", (), (Role("harbour", "the harbour master"),), ("a:1", "a:2", "a:3"))
OTHER = Person("leo-reyes", "Leo Reyes", (), (), ("b:1",))


@pytest.mark.parametrize(
    ("reason", "question", "people", "first"),
    [
        (Reason.UNKNOWN_SPEAKER, Question("?", SAID, "?", "Xi Ming"), (), "I found nothing said by Xi Ming."),
        (Reason.SPEAKER_SILENT, Question("?", SAID, "?", "Leo"), (), "I found nothing said by Leo."),
        (
            Reason.SPEAKER_SILENT,
            Question("?", SAID, "?", "Reyes", since=date(2023, 1, 1), until=date(2023, 12, 31)),
            (REYES,),
            "The articles report words of Ana Reyes, but I found none in 2023.",
        ),
        (
            Reason.SILENT_ON_TOPIC,
            Question("?", SAID, "?", "Reyes", "cats", since=date(2024, 2, 1), until=date(2024, 2, 29)),
            (REYES,),
            "The articles report words of Ana Reyes, but I found none about cats in February 2024.",
        ),
        (
            Reason.SILENT_ON_TOPIC,
            Question("?", SAID, "?", "Reyes", "the bridge"),
            (REYES,),
            "The articles report words of Ana Reyes, but I found none about the bridge.",
        ),
        (
            Reason.SILENT_ON_TOPIC,
            Question("?", QuestionKind.DID_SAY, "?", "Reyes", "she would close the bridge"),
            (REYES,),
            "The articles report words of Ana Reyes, but I found none that say this.",
        ),
        (
            Reason.AMBIGUOUS_SPEAKER,
            Question("?", SAID, "?", "Reyes"),
            (REYES, OTHER),
            "More than one person in the articles could be Reyes: Ana Reyes (the harbour master) or Leo Reyes."
            " Which one do you mean?",
        ),
        (Reason.NOTHING_FOUND, Question("?", QuestionKind.FACT, "?"), (), "I found no answer to this in the articles."),
        (
            Reason.NOTHING_FOUND,
            Question("?", QuestionKind.DID_SAY, "?", "Reyes", quote="no"),
            (),
            "I found no report of Reyes saying that.",
        ),
        (
            Reason.NOTHING_FOUND,
            Question("?", QuestionKind.WHO_SPOKE, "?", topic="cats", since=date(2024, 1, 2), until=date(2024, 1, 2)),
            (),
            "I found nobody in the articles saying anything about cats on 2 January 2024.",
        ),
        (
            Reason.NO_ARTICLES,
            Question("?", SAID, "?"),
            (),
            "There are no articles to search yet: add some and ask again.",
        ),
    ],
)
def test_each_silence_has_its_own_words(
    reason: Reason, question: Question, people: tuple[Person, ...], first: str
) -> None:
    told = refusal(Findings(question, (), people=people, abstain=reason))
    assert told[0].text == first
    assert all(sentence.citations == () for sentence in told)


@pytest.mark.parametrize(
    ("reason", "speaker", "first", "why"),
    [
        (Reason.UNKNOWN_SPEAKER, "jo quennell", "The articles do not mention Jo Quennell.", "not one word of the name"),
        (Reason.UNKNOWN_SPEAKER, "Carla Calder", "I found nothing said by Carla Calder.", "half of the name is there"),
        (Reason.UNKNOWN_SPEAKER, "the head of the quay", "I found nothing said by the head of the quay.", "a quay is"),
        (
            Reason.SPEAKER_SILENT,
            "port vell",
            "The articles mention Port Vell, but I found nothing said by Port Vell.",
            "spelled as the articles do",
        ),
        (Reason.SPEAKER_SILENT, "Leo Osei", "I found nothing said by Leo Osei.", "not mentioned under that name"),
    ],
)
def test_only_what_was_looked_up_is_said_of_the_articles(
    room: Newsroom, reason: Reason, speaker: str, first: str, why: str
) -> None:
    asked = Findings(Question("?", SAID, "?", speaker), (), abstain=reason)
    assert refusal(asked, room)[0].text == first, why


def test_what_was_searched_and_what_comes_nearest(room: Newsroom, findings: Findings) -> None:
    searched = Searched(2, 7, ("The Courier",), date(2024, 3, 2), date(2024, 3, 2))
    question = Question("?", QuestionKind.FACT, "Who paid for the harbour?")
    asked = replace(findings, question=question, abstain=Reason.NOTHING_FOUND, searched=searched)
    assert [sentence.text for sentence in refusal(asked, room)][1:] == [
        "Searched 2 articles with 7 statements from The Courier, 2 March 2024.",
        "The article that comes nearest: harbour.txt (The Courier, 2 March 2024).",
    ]
    other = replace(asked, question=replace(question, words="Who invented the telephone?"))
    assert len(refusal(other, room)) == 2, "an article that has nothing of the question is not near"


def test_the_nearest_of_a_silent_speakers_statements(room: Newsroom, findings: Findings) -> None:
    ids = tuple(s.id for said in room.said.values() for s in said if s.speaker == "Tomas Brandt")
    person = Person("tomas-brandt", "Tomas Brandt", (), (), ids)
    question = Question("?", SAID, "?", "Brandt", "crowns for the harbour")
    asked = replace(findings, question=question, people=(person,), abstain=Reason.SILENT_ON_TOPIC)
    assert refusal(asked, room)[-1].text == (
        "There are 2 statements by Tomas Brandt in all. The nearest to what was asked is in this article: bridge.txt."
    )


def test_nothing_in_a_refusal_can_pass_for_a_quotation() -> None:
    question = Question("?", SAID, "?", "“Reyes”", '"the" bridge')
    for reason in Reason:
        for sentence in refusal(Findings(question, (), people=(REYES, OTHER), abstain=reason)):
            assert not set(sentence.text) & set('“”"«»')
