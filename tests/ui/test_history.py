from __future__ import annotations

from pathlib import Path

import pytest

from rag.types import Turn
from rag.ui.history import Conversation, History
from rag.ui.kept import keep
from rag.ui.state import Room
from tests.ui.newsroom import FakePipeline


def test_a_conversation_comes_back_as_it_was(tmp_path: Path) -> None:
    pipeline = FakePipeline(None)
    conversation = Conversation()
    answer = keep(pipeline.ask("what did Teal say?"), pipeline.index)
    conversation.exchanges += [{"question": "what did Teal say?", "answer": answer}, {"question": "and then?"}]
    History(tmp_path).save(conversation)
    again = History(tmp_path).load(conversation.id)
    assert again is not None
    assert again.exchanges == conversation.exchanges
    assert again.turns() == [Turn("what did Teal say?", answer["answer"][0]["text"])]


def test_a_conversation_that_cannot_be_written_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    room = Room(History(tmp_path / "file"))
    room.ask("what did Quill say?")
    assert room.unsaved
    assert room.conversation.title == "what did Quill say?"


def test_recent_names_the_newest_first(tmp_path: Path) -> None:
    import os

    history = History(tmp_path)
    for i, question in enumerate(("first", "second", "third")):
        conversation = Conversation(exchanges=[{"question": question}])
        history.save(conversation)
        os.utime(tmp_path / f"{conversation.id}.json", ns=(i, i))
    assert [title for _, title in history.recent()] == ["third", "second", "first"]


def test_a_forgotten_conversation_is_gone(tmp_path: Path) -> None:
    conversation = Conversation(exchanges=[{"question": "q"}])
    History(tmp_path).save(conversation)
    History(tmp_path).forget(conversation.id)
    assert History(tmp_path).load(conversation.id) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("asked", ["", "../../etc/passwd", "0123456789ab", "0123456789abc", "ABCDEFABCDEF"])
def test_no_other_file_is_opened(tmp_path: Path, asked: str) -> None:
    (tmp_path / "passwd.json").write_text("{}")
    assert History(tmp_path).load(asked) is None
    History(tmp_path).forget(asked)
    assert (tmp_path / "passwd.json").exists()


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"exchanges": 3}', b'{"exchanges": [{}]}', b"\xff\xfe"])
def test_a_broken_file_is_passed_over(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "0123456789ab.json").write_bytes(broken)
    assert History(tmp_path).load("0123456789ab") is None
    assert History(tmp_path).recent() == []
