"""Embeddings over the wire: a real server on loopback that behaves, and that misbehaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest

from rag.errors import EndpointError, VectorsUnavailableError
from rag.index import build, endpoint, endpoint_embedder, open_index
from tests.index.parts import Letters, Marks, article, join_by_name

KEY = "sk-test-not-a-key"


class Server(ThreadingHTTPServer):
    """Answers with letter vectors of length 3, rows in reverse order, unless a script says otherwise."""

    script: list[tuple[int, Any]]
    asked: list[dict[str, Any]]
    keys: list[str | None]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers.get("Authorization"))
        status, answer = self.server.script.pop(0) if self.server.script else (200, _rows(body["input"]))
        raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name it has in http.server
        pass


def _rows(texts: list[str]) -> dict[str, Any]:
    vectors = (Letters().embed(texts) * 3).tolist()
    return {"data": [{"index": n, "embedding": vector} for n, vector in reversed(list(enumerate(vectors)))]}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(endpoint, "_PAUSES", (0.0, 0.0))
    made = Server(("127.0.0.1", 0), Handler)
    made.script, made.asked, made.keys = [], [], []
    thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        thread.join()
        made.server_close()


def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_port}/v1"


def test_unit_vectors_in_the_order_of_the_texts_many_at_a_time(server: Server) -> None:
    embedder = endpoint_embedder("letters", address(server), KEY)
    assert server.asked == [], "nothing is asked before a text comes"
    texts = [f"ferry {n}" for n in range(100)]
    assert np.allclose(embedder.embed(texts), Letters().embed(texts), atol=1e-6)
    assert [len(body["input"]) for body in server.asked] == [64, 36]
    assert set(server.keys) == {f"Bearer {KEY}"}
    assert embedder.dimensions == 32
    assert embedder.embed([]).shape == (0, 32)
    assert KEY not in embedder.name


def test_an_answer_that_says_later_is_asked_again(server: Server) -> None:
    server.script = [(429, {}), (503, {})]
    assert endpoint_embedder("letters", address(server)).embed(["a"]).shape == (1, 32)
    assert server.keys == [None, None, None]


WRONG = [
    ([(401, {"error": "no"})], "401", "a wrong key is not asked about twice"),
    ([(404, {})], "404", "no such model"),
    ([(500, {})] * 3, "500", "down for good"),
    ([(200, b"<html>")], "did not answer as", "not JSON"),
    ([(200, {"data": None})], "did not answer as", "no rows"),
    ([(200, {"data": []})], "texts", "no row for a text"),
    ([(200, {"data": [{"index": 0, "embedding": [float("nan")]}]})], "texts", "not a number"),
    ([(200, {"data": [{"index": 0, "embedding": [0.0, 0.0]}]})], "directions", "a vector without direction"),
    ([(200, {"data": [{"index": 0, "embedding": "AAAA"}]})], "did not answer as", "base64 was not asked for"),
]


@pytest.mark.parametrize(("script", "told", "reason"), WRONG)
def test_what_is_wrong_is_told(server: Server, script: list[tuple[int, Any]], told: str, reason: str) -> None:
    server.script = list(script)
    with pytest.raises(EndpointError, match=told) as raised:
        endpoint_embedder("letters", address(server), KEY).embed(["a"])
    assert KEY not in str(raised.value)
    assert len(server.asked) == len(script), reason


def test_an_index_by_endpoint_and_the_endpoint_going_away(server: Server, tmp_path: Path) -> None:
    corpus = [article("ferry.txt", 'The ferry is late. "Buses will run," Bo said.')]
    embedder = endpoint_embedder("letters", address(server), KEY)
    assert build(tmp_path, corpus, [Marks()], join_by_name, embedder).problems == ()
    index = open_index(tmp_path, embedder)
    assert index.status().embedder == embedder.name
    assert index.search_vectors("Buses", 2)
    server.script = [(401, {})] * 2
    with pytest.raises(VectorsUnavailableError, match="still searched"):
        index.search_vectors("another question", 2)
    assert index.search_words(["buses"], 2)
    with pytest.raises(VectorsUnavailableError, match="built with letters at"):
        open_index(tmp_path, Letters()).search_vectors("never mixed", 2)


def test_nobody_there(server: Server) -> None:
    with pytest.raises(EndpointError, match="OPENAI_BASE_URL"):
        endpoint_embedder("letters", "http://127.0.0.1:9/v1").embed(["a"])
