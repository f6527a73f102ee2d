"""Fragments, a bare "that" and whom an answer named: what a question takes from the turns before it."""

from __future__ import annotations

import pytest

from rag.questions import parse
from rag.types import QuestionKind, Turn

BARE_THAT = [
    ("When did he say that?", QuestionKind.WHEN_SAID, "the moment of the words on the dredging, not of all his words"),
    ("Who did he tell that?", QuestionKind.WHAT_SAID, "whom he told stands beside the words"),
    ("Where did he say this?", QuestionKind.WHAT_SAID, "where stands beside the words too"),
    ("To whom?", QuestionKind.WHAT_SAID, "a fragment of the same"),
]


@pytest.mark.parametrize(("text", "kind", "reason"), BARE_THAT)
def test_a_bare_that_is_what_was_asked_about(text: str, kind: QuestionKind, reason: str) -> None:
    question = parse(text, [Turn("What did Jonas Lindqvist say about the dredging?")])
    assert (question.kind, question.speaker, question.topic) == (kind, "Jonas Lindqvist", "the dredging"), reason


NAMED_BY_ANSWERS = [
    ("“It wakes,” Ada Okafor said.", "Ada Okafor", "behind the words"),
    (
        "In a talk with Northern Radio, the chair (Ada Okafor) said “it wakes.”",
        "Ada Okafor",
        "in brackets",
    ),
    ("“New Harbour Now,” said Ada Okafor.", "Ada Okafor", "capitals inside the marks name nobody"),
]


@pytest.mark.parametrize(("answer", "speaker", "reason"), NAMED_BY_ANSWERS)
def test_he_may_be_whom_the_answer_named(answer: str, speaker: str, reason: str) -> None:
    question = parse("What else did she say about the ferry?", [Turn('Who said "it wakes"?', answer)])
    assert (question.speaker, question.topic) == (speaker, "the ferry"), reason


def test_whom_it_was_told_is_no_part_of_the_words() -> None:
    assert parse("Who told Northern Radio that the ferry would stop?").quote == "the ferry would stop"


AFTER_DEEDS = [
    ("What did Ada Okafor and Tove Lind sign?", "What did they say about fish?", "Ada Okafor and Tove Lind"),
    ("Which pier did Ada Okafor open?", "What did she say about it?", "Ada Okafor"),
    ("Who opened the pier?", "What did she say about fish?", None),
]


@pytest.mark.parametrize(("before", "text", "speaker"), AFTER_DEEDS)
def test_they_may_be_who_did_what_was_asked_about(before: str, text: str, speaker: str | None) -> None:
    assert parse(text, [Turn(before)]).speaker == speaker


def test_a_deed_after_words_may_be_told_in_words() -> None:
    asked = parse("Did he offer help?", [Turn("What did Jonas Lindqvist say about trust?")])
    assert (asked.kind, asked.speaker, asked.topic) == (QuestionKind.DID_SAY, "Jonas Lindqvist", "offer help")
    alone = parse("Did he swim the bay?", [Turn("What did Jonas Lindqvist say about trust?")])
    assert alone.kind is QuestionKind.FACT


NARROWED = [
    ("just the part about the ferry, please", "the ferry"),
    ("only what concerns the tide? no: only the bits on the tide", None),
    ("only the remarks on the tide", "the tide"),
    ("Just about the quay", "the quay"),
    ("only the one about the tide", "the tide"),
    ("Can you narrow that down to the ferry?", "the ferry"),
]


@pytest.mark.parametrize(("text", "topic"), NARROWED)
def test_a_part_of_what_was_asked_for(text: str, topic: str | None) -> None:
    question = parse(text, [Turn("What did Jonas Lindqvist say?")])
    expected = ("Jonas Lindqvist", topic) if topic else (None, None)
    assert (question.speaker, question.topic) == expected


WHO_HE_IS = [
    ("What did NRK report about Jonas Lindqvist?", "Jonas Lindqvist", "a broadcaster is no he"),
    ("What did the Norrland Gazette say about Lindqvist?", "Lindqvist", "a newspaper is no he"),
    ("What did Ada Okafor say about Jonas Lindqvist?", "Ada Okafor", "one who speaks is"),
    ("What did NRK report about the ferry?", "NRK", "nor is a ferry"),
]


@pytest.mark.parametrize(("before", "speaker", "reason"), WHO_HE_IS)
def test_he_is_a_person_and_not_the_press(before: str, speaker: str, reason: str) -> None:
    assert parse("And what did he say about the tide?", [Turn(before)]).speaker == speaker, reason
