"""A server on loopback that speaks the OpenAI protocol and misbehaves on demand."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Exchange"], None]


@dataclass
class Exchange:
    """One request as the server sees it, and ways to answer it."""

    handler: BaseHTTPRequestHandler
    path: str
    body: dict[str, Any]
    stopped: threading.Event

    def status(self, code: int, body: str = "", **headers: str) -> None:
        self.handler.send_response(code)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        payload = body.encode()
        self.handler.send_header("Content-Type", "application/json")
        self.handler.send_header("Content-Length", str(len(payload)))
        self.handler.end_headers()
        self.handler.wfile.write(payload)

    def begin(self) -> None:
        self.handler.send_response(200)
        self.handler.send_header("Content-Type", "text/event-stream")
        self.handler.send_header("Connection", "close")
        self.handler.end_headers()
        self.handler.close_connection = True

    def raw(self, data: str) -> None:
        self.handler.wfile.write(data.encode())
        self.handler.wfile.flush()

    def delta(self, finish: str | None = None, **delta: Any) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "test", "choices": [choice]}
        self.raw(f"data: {json.dumps(chunk)}\n\n")

    def text(self, text: str, pieces: int = 7) -> None:
        """The whole of a good reply, in small pieces."""
        self.begin()
        self.delta(role="assistant", content="")
        for at in range(0, len(text), pieces):
            self.delta(content=text[at : at + pieces])
        self.delta(finish="stop")
        self.raw("data: [DONE]\n\n")


@dataclass
class Loopback:
    """The running server: `replies` are used in turn, the last again and again; every request is kept."""

    url: str
    replies: list[Reply] = field(default_factory=list)
    seen: list[Exchange] = field(default_factory=list)

    def play(self, *replies: Reply) -> None:
        self.replies[:] = replies
        self.seen.clear()


@contextmanager
def loopback() -> Iterator[Loopback]:
    """The server, up for the length of the block."""
    stopped = threading.Event()
    held = Loopback("")

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length) or b"{}")
            exchange = Exchange(self, self.path, body, stopped)
            held.seen.append(exchange)
            reply = held.replies[min(len(held.seen), len(held.replies)) - 1]
            try:
                reply(exchange)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_POST = do_GET = _answer  # noqa: N815  the names that http.server calls

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its signature
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    held.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield held
    finally:
        stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()
