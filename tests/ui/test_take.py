from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from rag.contract import Json
from rag.ui.export import markdown
from rag.ui.history import Conversation, History
from rag.ui.kept import keep
from rag.ui.take import address, routes
from tests.ui.newsroom import FakePipeline


@pytest.fixture
def conversation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Conversation:
    monkeypatch.setenv("RAG_INDEX", str(tmp_path))
    pipeline = FakePipeline(None)
    answer = keep(pipeline.ask("what did Quill say?"), pipeline.index)
    rows: list[Json] = [
        {"question": "what did Quill say?", "answer": answer},
        {"question": "and?", "error": "It failed."},
    ]
    kept = Conversation("0123456789ab", rows)
    History(tmp_path / "conversations").save(kept)
    return kept


@pytest.mark.parametrize(
    ("kind", "media"),
    [("md", "text/markdown"), ("html", "text/html"), ("csv", "text/csv"), ("json", "application/json")],
)
def test_an_answer_can_be_taken_by_its_address(conversation: Conversation, kind: str, media: str) -> None:
    response = TestClient(Starlette(routes=routes())).get(address(conversation.id, 0, kind))
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{media}; charset=utf-8"
    assert response.headers["content-disposition"] == "attachment"
    assert "We will not open a building that leaks" in response.text
    if kind == "md":
        assert response.text == markdown(conversation.exchanges[0])


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/take/0123456789ab/1/answer.md", "a question that failed"),
        ("/take/0123456789ab/9/answer.md", "no such exchange"),
        ("/take/0123456789ab/0/answer.exe", "no such format"),
        ("/take/ba9876543210/0/answer.md", "no such conversation"),
        ("/take/..%2f..%2fetc/0/answer.md", "no name of a conversation"),
        ("/take/0123456789ab/-1/answer.md", "no number of an exchange"),
    ],
)
def test_what_is_not_there_cannot_be_taken(conversation: Conversation, path: str, reason: str) -> None:
    assert TestClient(Starlette(routes=routes())).get(path).status_code == 404, reason
