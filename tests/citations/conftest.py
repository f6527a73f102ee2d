"""One small newsroom for every test of the room: articles about invented places."""

from __future__ import annotations

import pytest

from rag.types import Findings, Question, QuestionKind
from tests.citations.newsroom import Newsroom, article

HARBOUR = """The harbour of Port Vell stays open
[d1:“The harbour will not close this winter,“] [c1:said] [m1:Ana Reyes], the harbour master of Port Vell. \
[d1:“We have the money.”]

[m2:She] [c2:warned] that [i2:costs could rise by 12 percent]. \
A ferry ran to Lanmouth on Tuesday with 340 people aboard. \
[c3:According to] [m3:Reyes], [x3:the quay is “old but sound” and needs paint].

[d4:“No comment,”] [m4:an official] [c4:said]. [d5:“Ships bring work, and work brings people, but nobody asked the \
fishermen of the eastern quay what they think of it,”] [m5:Tomas Brandt] [c5:said]."""

BRIDGE = """[d1:“The bridge is a gift to the next generation,”] [m1:Mayor Ines Calder] [c1:said] on Monday.

[m2:Tomas Brandt] [c2:said] [i2:the town had spent 4 million crowns on a bridge that leads to nowhere]. \
The town council did not vote on the bridge.

[m3:Ines Calder] [c3:said] that [x3:the bridge would not be the kind of “miracle” each village wanted]."""


@pytest.fixture(scope="session")
def room() -> Newsroom:
    return Newsroom(
        article(
            "harbour",
            HARBOUR,
            ["Ana Reyes", "Ana Reyes", "Ana Reyes", None, "Tomas Brandt"],
            outlet="The Courier",
            published="2024-03-02",
        ),
        article("bridge", BRIDGE, ["Ines Calder", "Tomas Brandt", "Ines Calder"]),
    )


@pytest.fixture
def findings(room: Newsroom) -> Findings:
    said = tuple(statement for statements in room.said.values() for statement in statements)
    return Findings(Question("?", QuestionKind.WHAT_SAID, "?"), (), said)
