from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from rag.contract import Json
from rag.types import Reason
from rag.ui.answer_plan import exchange
from rag.ui.export import as_json, markdown, table
from rag.ui.history import Conversation, History
from rag.ui.kept import WRONG, keep
from rag.ui.marking import mark, marking, marks
from rag.ui.nodes import find, text_of
from rag.ui.sentence_plan import sentence_node
from rag.ui.state import Room
from rag.ui.webpage import webpage
from tests.ui.newsroom import FakePipeline

PIPELINE = FakePipeline(None)


@pytest.fixture
def here(tmp_path: Path) -> Room:
    room = Room(History(tmp_path))
    question = "what did Quill say?"
    for answer in (PIPELINE.ask(question), PIPELINE.ask("nobody")):
        kept: Json = json.loads(json.dumps(keep(answer, PIPELINE.index)))
        room.conversation.exchanges.append({"question": question, "answer": kept})
    room.conversation.exchanges.append({"question": "and?", "error": "It failed."})
    return room


def reopened(here: Room) -> Conversation:
    found = here.history.load(here.conversation.id)
    assert found is not None
    return found


def wrong(conversation: Conversation) -> list[int]:
    return [c["n"] for c in conversation.exchanges[0]["answer"]["citations"] if WRONG in c]


def test_a_mark_is_kept_and_can_be_taken_back(here: Room) -> None:
    here.mark(0, 2)
    here.mark(0, 5)
    assert wrong(reopened(here)) == [2, 5]
    here.mark(0, 2)
    assert wrong(reopened(here)) == [5]


@pytest.mark.parametrize(
    ("turn", "n", "reason"),
    [
        (0, 0, "numbers begin with 1"),
        (0, 6, "there are five"),
        (1, 1, "a refusal cites nothing"),
        (2, 1, "that failed"),
        (3, 1, "no such exchange"),
        (-1, 1, "no such exchange either"),
    ],
)
def test_what_is_not_there_cannot_be_marked(here: Room, turn: int, n: int, reason: str) -> None:
    here.mark(turn, n)
    assert here.history.recent() == [], reason


def test_the_reader_knows_the_citation_it_is_opened_at(here: Room) -> None:
    here.cite(0, 4)
    assert (here.open_citation() or {})["n"] == 4
    here.near(0, 0)
    assert here.open_citation() is None, "a passage that was read is no citation"


def test_another_answer_in_the_same_place_is_not_mistaken_for_it(here: Room) -> None:
    here.cite(0, 4)
    here.conversation.exchanges[0]["answer"] = keep(PIPELINE.ask("what did Teal say?"), PIPELINE.index)
    assert here.open_citation() is None


def test_a_marked_citation_shows_it(here: Room) -> None:
    here.mark(0, 2)
    [node] = exchange(here.conversation.exchanges[0], 0)
    [chip] = find(node, "wrong")
    assert text_of(chip) == "2"
    assert chip[1]["aria-label"].startswith("Source 2: marked wrong by you, Ada Quill, open ")
    card = json.loads(chip[1]["data-card"])
    assert card["foot"] == "verbatim · characters 284–319 · marked wrong by you"
    assert card["mark"]["aria-pressed"] == "true"
    assert json.loads(card["mark"]["data-act"]) == ["wrong", 0, 2]
    told = [text_of(note) for note in find(node, "note")]
    assert any(
        words.startswith("Source 2 marked wrong by you. Kept with this conversation on this machine") for words in told
    )


def test_several_marks_are_told_together(here: Room) -> None:
    for n in (1, 2, 3, 5):
        here.mark(0, n)
    told = marks(here.conversation.exchanges[0]["answer"])
    assert told is not None
    assert text_of(told).startswith("Sources 1–3, 5 marked wrong by you.")


def test_an_answer_in_the_making_cannot_be_marked(here: Room) -> None:
    answer = here.conversation.exchanges[0]["answer"]
    [chip] = find(sentence_node(answer["answer"][0], answer, 0, final=False), "chip")
    assert json.loads(chip[1]["data-card"])["mark"] is None


def test_without_a_mark_nothing_is_said_of_marks(here: Room) -> None:
    answer = here.conversation.exchanges[0]["answer"]
    assert marks(answer) is None
    assert text_of(marking(answer["citations"][0])) == "Source 1 of the answer Wrong?"
    assert mark(answer["citations"][0], "wrong")["aria-pressed"] == "false"


def test_what_is_taken_away_says_so(here: Room) -> None:
    here.mark(0, 2)
    row = here.conversation.exchanges[0]
    said = [line for line in markdown(row).splitlines() if line.endswith(", marked wrong by the reader")]
    assert [line[:5] for line in said] == ["[^2]:"]
    assert webpage(row).count("<bdi>marked wrong by the reader</bdi>") == 1
    assert [r[WRONG] for r in csv.DictReader(io.StringIO(table(row)))] == ["", "True", "", "", ""]
    assert [c.get(WRONG) for c in json.loads(as_json(row))["citations"]] == [None, True, None, None, None]


def test_a_refusal_has_no_marks(here: Room) -> None:
    answer = here.conversation.exchanges[1]["answer"]
    assert answer["reason"] == Reason.NOTHING_FOUND.value
    assert marks(answer) is None
