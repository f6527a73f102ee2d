"""A server on loopback that speaks the OpenAI protocol and misbehaves on demand."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_WHY = {"length": "max_output_tokens"}
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

    @property
    def responses(self) -> bool:
        """Whether the newer of the two protocols was asked for."""
        return self.path.endswith("/responses")

    def event(self, **value: Any) -> None:
        self.raw(f"data: {json.dumps(value)}\n\n")

    def delta(self, finish: str | None = None, **delta: Any) -> None:
        """One step of a reply, in the protocol that was asked for; `finish` ends it."""
        if self.responses:
            self._step(finish, **delta)
            return
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self.event(id="c", object="chat.completion.chunk", created=1, model="test", choices=[choice])

    def _step(self, finish: str | None, **delta: Any) -> None:
        at = {"item_id": "m", "output_index": 0, "content_index": 0, "sequence_number": 1}
        if delta.get("content"):
            self.event(type="response.output_text.delta", delta=delta["content"], logprobs=[], **at)
        if delta.get("refusal"):
            self.event(type="response.refusal.done", refusal=delta["refusal"], **at)
        if delta.get("tool_calls"):
            call = {"type": "function_call", "id": "f", "call_id": "f", "name": "fetch", "arguments": "{}"}
            self.event(type="response.output_item.added", item=call, output_index=0, sequence_number=1)
        if finish:
            done = finish in ("stop", "tool_calls")
            whole = self._response([], None if done else _WHY.get(finish, finish))
            self.event(type=f"response.{whole['status']}", response=whole, sequence_number=2)

    def _response(self, output: list[Any], why: str | None = None) -> dict[str, Any]:
        told = {"id": "r", "object": "response", "created_at": 1, "model": "test", "output": output, "tools": []}
        status = {"status": "incomplete", "incomplete_details": {"reason": why}} if why else {"status": "completed"}
        return {**told, **status, "parallel_tool_calls": False, "tool_choice": "auto"}

    def whole(self, text: str, finish: str = "stop") -> None:
        """The reply in one JSON body, as from a server that does not stream."""
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": finish}
        body: dict[str, Any] = {
            "id": "c",
            "object": "chat.completion",
            "created": 1,
            "model": "test",
            "choices": [choice],
        }
        if self.responses:
            part = {"type": "output_text", "text": text, "annotations": []}
            said = {"type": "message", "id": "m", "role": "assistant", "status": "completed", "content": [part]}
            body = self._response([said], None if finish == "stop" else _WHY.get(finish, finish))
        self.status(200, json.dumps(body))

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
