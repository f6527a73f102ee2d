"""A real Chroma server on loopback holds the vectors, forgets old ones, and is missed politely."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

import pytest

from rag.errors import VectorsUnavailableError
from rag.index import build, check, chroma, open_index
from rag.index.chroma import Collection
from tests.index.parts import Letters, Marks, article, join_by_name

CORPUS = [article(f"{n}.txt", f'The ferry {n} is late. "Bus {n} will run," Bo said.', f"Ferry {n}") for n in range(6)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = "from chromadb.cli.cli import app; app()"
    run = [sys.executable, "-c", program, "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(folder)]
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(300):
                with socket.socket() as client:
                    if client.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def test_an_index_on_a_server(tmp_path: Path, server: str) -> None:
    def run(index_dir: Path, count: int) -> None:
        report = build(index_dir, CORPUS[:count], [Marks()], join_by_name, Letters(), chroma_url=server)
        assert report.problems == ()
        assert report.status.vectors == report.status.passages == 2 * count

    run(tmp_path / "mine", 6)
    run(tmp_path / "other", 3)
    assert not list((tmp_path / "mine" / "vectors").glob("*/chroma.sqlite3")), "the server holds them"
    index = open_index(tmp_path / "mine", Letters(), chroma_url=server)
    passage = index.passages_of(CORPUS[4].id)[1]
    wanted = "Ferry 4\n" + passage.span.of(CORPUS[4].text)
    hits = index.search_vectors(wanted, 4)
    assert hits[0].id == passage.id
    assert hits[0].score == pytest.approx(1, abs=1e-3)
    (only,) = index.search_vectors(wanted, 1, article_ids=frozenset({CORPUS[2].id}))
    assert only.id.startswith(CORPUS[2].id)
    index.close()

    run(tmp_path / "mine", 5)
    with closing(Collection("", "", tmp_path, server)) as anyone:
        names = anyone.listed()
    owners = [(tmp_path / name / "owner").read_text() for name in ("mine", "other")]
    assert sorted(name.split("-")[1] for name in names) == sorted(owners), "one generation each, the old one forgotten"
    assert check(tmp_path / "mine", chroma_url=server) == []


def test_a_server_that_is_down_costs_the_vectors_and_nothing_else(tmp_path: Path, server: str) -> None:
    build(tmp_path, CORPUS, [Marks()], join_by_name, Letters(), chroma_url=server)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    index = open_index(tmp_path, Letters(), chroma_url=nobody)
    assert index.search_words(["ferry"], 3)
    assert index.likeness("Bus 1 will run", [index.statements_of(CORPUS[1].id)[0].id])[0] > 0.99
    with pytest.raises(VectorsUnavailableError, match="Words and speakers are still searched"):
        index.search_vectors("ferry", 3)
    assert any(nobody in problem for problem in index.status().problems)
    index.close()
    without = open_index(tmp_path, Letters())
    assert without.search_vectors("ferry", 3), "the matrix on this machine is compared"
    assert any("RAG_CHROMA_URL" in problem for problem in without.status().problems)
    more = [*CORPUS, article("new.txt", "A new pier opens.")]
    report = build(tmp_path, more, [Marks()], join_by_name, Letters(), chroma_url=nobody)
    assert {problem.path for problem in report.problems} == {"vectors"}
    assert open_index(tmp_path).search_words(["pier"], 3)


@pytest.mark.parametrize("answered", [0, 1])
def test_a_server_that_stays_silent_is_given_up_and_left_alone_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answered: int
) -> None:
    monkeypatch.setattr(chroma, "_ANSWER", 0.2)
    reply = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{}"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        asked: list[socket.socket] = []

        def accept() -> None:
            with suppress(OSError):
                while True:
                    asked.append(silent.accept()[0])
                    if len(asked) <= answered:
                        asked[-1].sendall(reply)
                        asked[-1].close()

        thread = Thread(target=accept, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with closing(Collection("", "", tmp_path, url)) as collection:
            for _ in range(3):
                with pytest.raises(VectorsUnavailableError, match=f"{url} does not answer .*timed out"):
                    collection.count()
        assert len(asked) == answered + 1, "the second and third question were not sent"
        silent.shutdown(socket.SHUT_RDWR)
    thread.join()
    for connection in asked:
        connection.close()
