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
        (Reason.UNKNOWN_SPEAKER, Question("?", SAID, "?", "Xi Ming"), (), "The articles do not mention Xi Ming."),
        (
            Reason.SPEAKER_SILENT,
            Question("?", SAID, "?", "Leo"),
            (),
            "The articles mention Leo but report no words of theirs.",
        ),
        (
            Reason.SILENT_ON_TOPIC,
            Question("?", SAID, "?", "Reyes", "the bridge"),
            (REYES,),
            "The articles report words of Ana Reyes, but none about the bridge.",
        ),
        (
            Reason.AMBIGUOUS_SPEAKER,
            Question("?", SAID, "?", "Reyes"),
            (REYES, OTHER),
            "More than one person in the articles could be Reyes: Ana Reyes (the harbour master) or Leo Reyes."
            " Ask again with the full name.",
        ),
        (Reason.NOTHING_FOUND, Question("?", QuestionKind.FACT, "?"), (), "The articles do not answer this."),
        (
            Reason.NOTHING_FOUND,
            Question("?", QuestionKind.DID_SAY, "?", "Reyes", quote="no"),
            (),
            "The articles do not report Reyes saying that.",
        ),
        (
            Reason.NOTHING_FOUND,
            Question("?", QuestionKind.WHO_SPOKE, "?", topic="cats", since=date(2024, 1, 2), until=date(2024, 1, 2)),
            (),
            "The articles report nobody saying anything about cats on 2 January 2024.",
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


def test_what_was_searched_and_what_comes_nearest(room: Newsroom, findings: Findings) -> None:
    searched = Searched(2, 7, ("The Courier",), date(2024, 3, 2), date(2024, 3, 2))
    asked = replace(findings, abstain=Reason.NOTHING_FOUND, searched=searched)
    assert [sentence.text for sentence in refusal(asked, room)][1:] == [
        "Searched 2 articles with 7 statements from The Courier, 2 March 2024.",
        "The nearest they come is the article harbour.txt (The Courier, 2 March 2024).",
    ]


def test_nothing_in_a_refusal_can_pass_for_a_quotation() -> None:
    question = Question("?", SAID, "?", "“Reyes”", '"the" bridge')
    for reason in Reason:
        for sentence in refusal(Findings(question, (), people=(REYES, OTHER), abstain=reason)):
            assert not set(sentence.text) & set('“”"«»')
