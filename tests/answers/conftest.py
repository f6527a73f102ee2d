"""The server on loopback, and the newsroom that the citations room is tested with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.types import Evidence, Findings, Question, QuestionKind
from tests.answers.loopback import Loopback, loopback
from tests.citations.conftest import BRIDGE, HARBOUR
from tests.citations.newsroom import Newsroom, article


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with loopback() as running:
        yield running


@pytest.fixture(scope="session")
def room() -> Newsroom:
    speakers = ["Ana Reyes", "Ana Reyes", "Ana Reyes", None, "Tomas Brandt"]
    return Newsroom(
        article("harbour", HARBOUR, speakers, outlet="The Courier", published="2024-03-02"),
        article("bridge", BRIDGE, ["Ines Calder", "Tomas Brandt", "Ines Calder"]),
    )


@pytest.fixture
def findings(room: Newsroom) -> Findings:
    said = tuple(statement for statements in room.said.values() for statement in statements)
    passages = tuple(Evidence(passage, (), 1.0, ()) for parts in room.parts.values() for passage in parts)
    return Findings(Question("?", QuestionKind.WHAT_SAID, "What did Ana Reyes say?"), passages, said)
