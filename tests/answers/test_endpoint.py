"""Everything an endpoint can do wrong, against a real server on loopback: a clear message, in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

import pytest

from rag.answers.endpoint import MOST_CHARACTERS, Endpoint, capped, offered
from rag.errors import EndpointError
from rag.settings import Settings
from tests.answers.loopback import Exchange, Loopback, Reply

KEY = "sk-never-shown"
DEADLINE = 1.5


BOTH = pytest.mark.parametrize("api", ["chat", "responses"])


def _endpoint(url: str, deadline: float = DEADLINE, api: str = "chat") -> Endpoint:
    return Endpoint(replace(Settings(), base_url=url, api_key=KEY, model="test", deadline_s=deadline, api=api))


def _good(exchange: Exchange) -> None:
    exchange.text("Reyes said “no”. [1]")


def _silence(exchange: Exchange) -> None:
    exchange.stopped.wait(4)


def _silence_after(exchange: Exchange) -> None:
    exchange.begin()
    exchange.delta(content="Reyes said")
    exchange.stopped.wait(4)


def _a_token_a_second(exchange: Exchange) -> None:
    exchange.begin()
    while not exchange.stopped.wait(0.3):
        exchange.delta(content="word ")


def _stream(*parts: str | dict[str, object]) -> Reply:
    def reply(exchange: Exchange) -> None:
        exchange.begin()
        for part in parts:
            if isinstance(part, str):
                exchange.raw(part)
            else:
                exchange.delta(**part)  # type: ignore[arg-type]

    return reply


def _status(code: int, **headers: str) -> Callable[[Exchange], None]:
    return lambda exchange: exchange.status(code, f'{{"error": {{"message": "no {KEY}"}}}}', **headers)


TOOL = {"index": 0, "id": "a", "type": "function", "function": {"name": "fetch", "arguments": "{}"}}
HALF = 'data: {"id": "c", "object": "chat.completion.chunk", "choices": [{"index": 0, "delta": {"content": "Rey'
BOOM = 'data: {"error": {"message": "boom", "type": "server_error"}}\n\n'
DONE = "data: [DONE]\n\n"
STOP: dict[str, object] = {"finish": "stop"}

ROWS: list[tuple[str, Reply, str, int]] = [
    ("a wrong key", _status(401), "refused the key", 1),
    ("a key without the right", _status(403), "does not allow", 1),
    ("an unknown model", _status(404), "no such model", 1),
    ("too often, wait two minutes", _status(429, Retry_After="120"), "too often", 1),
    ("too often, no hint", _status(429), "too often", 3),
    ("down", _status(503, Retry_After="0"), "failed (503)", 3),
    ("a redirect elsewhere", _status(307, Location="http://192.0.2.1/v1"), "refused the request (307)", 1),
    ("silence", _silence, "did not", 1),
    ("silence in the middle", _silence_after, "did not finish", 1),
    ("a token now and then, for ever", _a_token_a_second, "did not finish", 1),
    ("a stream cut without an end", _stream({"content": "Reyes said."}), "cut off", 1),
    ("an end without a reason", _stream({"content": "Reyes said."}, DONE), "cut off", 1),
    ("half a chunk", _stream({"content": "Reyes said."}, HALF), "cut off", 1),
    ("an error in the middle", _stream({"content": "Reyes said."}, BOOM), "broke off", 1),
    ("malformed JSON", _stream("data: {nope\n\n", DONE), "form", 1),
    ("a body that is no stream", lambda e: e.status(200, "<html>hello</html>"), "form", 2),
    ("a whole body cut at the limit", lambda e: e.whole("Reyes said.", finish="length"), "length limit", 2),
    ("three megabytes in one body", lambda e: e.whole("word " * 600_000), f"{MOST_CHARACTERS:,}", 2),
    ("a whole body without words", lambda e: e.whole(""), "no text", 2),
    ("null content", _stream({"content": None}, STOP, DONE), "no text", 1),
    ("a refusal", _stream({"refusal": "I cannot"}, STOP, DONE), "no text", 1),
    ("a tool never offered", _stream({"tool_calls": [TOOL]}, {"finish": "tool_calls"}, DONE), "tool", 1),
    ("the length limit", _stream({"content": "Reyes said."}, {"finish": "length"}, DONE), "length limit", 1),
    ("a filter", _stream({"content": "Reyes"}, {"finish": "content_filter"}, DONE), "filter", 1),
    ("three megabytes", lambda e: e.text("word " * 600_000, pieces=4000), f"{MOST_CHARACTERS:,}", 1),
]


@BOTH
@pytest.mark.parametrize(("name", "reply", "message", "requests"), ROWS, ids=[row[0] for row in ROWS])
def test_misbehaviour_is_told_in_time(
    server: Loopback, api: str, name: str, reply: Reply, message: str, requests: int
) -> None:
    server.play(reply)
    endpoint = _endpoint(server.url, api=api)
    endpoint.warm()
    began = monotonic()
    with pytest.raises(EndpointError) as failed:
        list(endpoint.stream([("user", "hello")]))
    assert monotonic() - began < DEADLINE + 1.0, "the deadline is ours"
    assert message in str(failed.value)
    assert KEY not in str(failed.value)
    assert len(server.seen) == requests
    endpoint.close()


def test_a_reply_without_a_choice(server: Loopback) -> None:
    for api, reply, message in [
        ("chat", _stream('data: {"id": "c", "choices": []}\n\n', DONE), "cut off"),
        ("responses", _stream(STOP, DONE), "no text"),
    ]:
        server.play(reply)
        endpoint = _endpoint(server.url, api=api)
        with pytest.raises(EndpointError, match=message):
            list(endpoint.stream([("user", "hello")]))
        endpoint.close()


@pytest.mark.parametrize("first", [_status(429, Retry_After="0.1"), _status(500), _status(503, Retry_After="0")])
def test_a_passing_failure_is_tried_again(server: Loopback, first: Reply) -> None:
    server.play(first, _good)
    endpoint = _endpoint(server.url, deadline=5.0)
    assert "".join(endpoint.stream([("user", "hello")])) == "Reyes said “no”. [1]"
    assert len(server.seen) == 2
    endpoint.close()


@BOTH
def test_a_server_that_does_not_stream_is_understood(server: Loopback, api: str) -> None:
    server.play(lambda exchange: exchange.whole("Reyes said “no”. [1]"))
    endpoint = _endpoint(server.url, deadline=5.0, api=api)
    assert "".join(endpoint.stream([("user", "hello")])) == "Reyes said “no”. [1]"
    assert "".join(endpoint.stream([("user", "hello")])) == "Reyes said “no”. [1]"
    assert [seen.body.get("stream", False) for seen in server.seen] == [True, False, False], "found out once"
    server.play(_good)
    assert "".join(endpoint.stream([("user", "hello")])).startswith("Reyes"), "and streaming is taken up again"
    endpoint.close()


def test_no_reply_fills_the_memory() -> None:
    assert list(capped([b"12", b"34"], 4)) == [b"12", b"34"]
    with pytest.raises(EndpointError, match="more than 3 bytes"):
        list(capped([b"12", b"34"], 3))


def test_the_newer_protocol_keeps_nothing(server: Loopback) -> None:
    server.play(_good)
    endpoint = _endpoint(server.url, deadline=5.0, api="responses")
    assert "".join(endpoint.stream([("system", "be brief"), ("user", "hello")])) == "Reyes said “no”. [1]"
    (seen,) = server.seen
    assert (seen.path, seen.body["store"], seen.body["stream"]) == ("/v1/responses", False, True)
    endpoint.close()


def test_nothing_listens() -> None:
    endpoint = _endpoint("http://127.0.0.1:9/v1")
    with pytest.raises(EndpointError, match="cannot be reached"):
        list(endpoint.stream([("user", "hello")]))
    endpoint.close()


def test_down_and_up_again_without_a_restart(server: Loopback) -> None:
    endpoint = _endpoint(server.url)
    server.play(_status(401))
    with pytest.raises(EndpointError):
        list(endpoint.stream([("user", "hello")]))
    server.play(_good)
    assert "".join(endpoint.stream([("user", "hello")])) == "Reyes said “no”. [1]"
    endpoint.close()


def test_stopping_keeps_what_was_read(server: Loopback) -> None:
    server.play(_a_token_a_second)
    endpoint = _endpoint(server.url, deadline=20.0)
    pieces = endpoint.stream([("user", "hello")])
    assert next(pieces) == "word "
    pieces.close()  # type: ignore[attr-defined]
    server.play(_good)
    assert "".join(endpoint.stream([("user", "hello")])).startswith("Reyes")
    endpoint.close()


def test_what_is_sent(server: Loopback) -> None:
    server.play(_good)
    endpoint = Endpoint(
        replace(Settings(), base_url=server.url, api_key=KEY, model="test", temperature=0.3, deadline_s=5.0)
    )
    list(endpoint.stream([("system", "be brief"), ("user", "hello")]))
    (seen,) = server.seen
    assert seen.path == "/v1/chat/completions"
    assert seen.handler.headers["Authorization"] == f"Bearer {KEY}"
    assert (seen.body["model"], seen.body["temperature"], seen.body["stream"]) == ("test", 0.3, True)
    assert [message["content"] for message in seen.body["messages"]] == ["be brief", "hello"]
    assert "tools" not in seen.body
    endpoint.close()


def test_effort_in_place_of_temperature(server: Loopback) -> None:
    server.play(_good)
    settings = replace(Settings(), base_url=server.url, model="test", reasoning_effort="low", deadline_s=5.0)
    endpoint = Endpoint(settings)
    list(endpoint.stream([("user", "hello")]))
    assert server.seen[0].body["reasoning_effort"] == "low"
    assert "temperature" not in server.seen[0].body
    endpoint.close()


def test_the_menu_of_models(server: Loopback) -> None:
    listed = '{"object": "list", "data": [{"id": "b", "object": "model"}, {"id": "a", "object": "model"}]}'
    server.play(lambda exchange: exchange.status(200, listed))
    endpoint = _endpoint(server.url)
    assert endpoint.models() == ["a", "b"]
    assert offered(replace(Settings(), base_url=server.url)) == ["a", "b"]
    server.play(_status(401))
    with pytest.raises(EndpointError, match="refused the key"):
        endpoint.models()
    endpoint.close()


def test_no_model_no_endpoint() -> None:
    with pytest.raises(EndpointError, match="OPENAI_MODEL"):
        Endpoint(Settings())
