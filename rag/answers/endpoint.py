"""Messages to the pieces of a model's reply, from any OpenAI-compatible endpoint, within limits of our own.

The client library has no total deadline, no cap on retries that wait for minutes, and takes a cut stream for a whole
one; all three are kept here. What the text says is read elsewhere.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import replace
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from rag.answers.failures import FINISHED, cut_short, end_of, explained, failures
from rag.errors import EndpointError
from rag.settings import Settings

if TYPE_CHECKING:
    import httpx2
    from langchain_core.messages import AIMessage
    from langchain_openai import ChatOpenAI

MOST_CHARACTERS = 60_000  # of one reply: an answer is a few hundred words
MOST_BYTES = 8_000_000  # of one reply: a stream spends a hundred and more on a word
MOST_TRIES = 3
LONGEST_WAIT_S = 10.0  # for a Retry-After: longer than this, the articles' own words are the better answer


class Endpoint:
    """One model behind one address; opened once, asked often, closed at the end."""

    def __init__(self, settings: Settings) -> None:
        if not settings.model:
            raise EndpointError("No language model is set: give its name in OPENAI_MODEL.")
        self.model = settings.model
        self._settings = settings
        self._opening = threading.Lock()  # the app asks from several threads
        self._http: httpx2.Client | None = None
        self._chat: ChatOpenAI | None = None
        self._whole = False  # whether the server was found to ignore `stream`

    def close(self) -> None:
        """Ends every connection; a later question opens new ones."""
        if self._http is not None:
            self._http.close()
        self._http = self._chat = None

    def stream(self, messages: list[tuple[str, str]]) -> Iterator[str]:
        """The reply piece by piece; EndpointError for whatever kept it from being whole, before or in its middle."""
        self.warm()
        ends = monotonic() + self._settings.deadline_s
        for tried in range(1, MOST_TRIES + 1):
            begun = False
            try:
                for piece in self._attempt(messages, ends):
                    begun = True
                    yield piece
                return
            except _Again as failed:
                wait = failed.wait if failed.wait is not None else 0.3 * tried
                if begun or tried == MOST_TRIES or wait > LONGEST_WAIT_S or monotonic() + wait >= ends:
                    raise EndpointError(failed.message) from failed
                sleep(wait)

    def warm(self) -> None:
        """Loads the client, whose imports take seconds once: no part of the model's time."""
        self._opened()

    def models(self) -> list[str]:
        """The names of the models the endpoint offers, sorted; EndpointError when it does not tell."""
        import openai

        try:
            offered = self._opened().root_client.with_options(max_retries=0).models.list()
            return sorted(str(model.id) for model in offered.data)
        except failures() as error:
            raise EndpointError(explained(error)[0]) from error
        except openai.OpenAIError as error:
            raise EndpointError("The endpoint does not list its models.") from error

    def _attempt(self, messages: list[tuple[str, str]], ends: float) -> Iterator[str]:
        """One request, read in a thread of its own so that silence cannot outlast the deadline."""
        inbox: queue.Queue[str | BaseException | None] = queue.Queue(maxsize=256)
        stopped = threading.Event()
        reading = threading.Thread(target=self._read, args=(self._opened(), messages, inbox, stopped), daemon=True)
        reading.start()
        length = 0
        try:
            while True:
                piece = _next(inbox, ends, self._settings.deadline_s)
                if piece is None:
                    break
                if isinstance(piece, BaseException):
                    message, wait, again = explained(piece)
                    raise _Again(message, wait) if again else EndpointError(message)
                length += len(piece)
                if length > MOST_CHARACTERS:
                    raise EndpointError(f"The model wrote more than {MOST_CHARACTERS:,} characters and was stopped.")
                yield piece
        finally:
            stopped.set()
            if reading.is_alive() and not inbox.empty():
                _drain(inbox)
        if length == 0:
            raise EndpointError("The model returned no text.")

    def _read(
        self,
        chat: ChatOpenAI,
        messages: list[tuple[str, str]],
        inbox: queue.Queue[str | BaseException | None],
        stopped: threading.Event,
    ) -> None:
        """Fills the inbox with the pieces, then None; with the failure instead, a reply cut short included."""
        end: BaseException | None = None
        try:
            reason = None
            for chunk in self._chunks(chat, messages):
                if stopped.is_set():
                    return
                reason = end_of(chunk.response_metadata) or reason
                if chunk.additional_kwargs.get("refusal"):
                    raise EndpointError("The model refused to answer.")
                if getattr(chunk, "tool_call_chunks", None) or getattr(chunk, "tool_calls", None):
                    raise EndpointError("The model asked for a tool that was never offered.")
                if chunk.text:
                    inbox.put(str(chunk.text))
            if reason != FINISHED:
                raise EndpointError(cut_short(reason))
        except failures() as error:
            end = error
        inbox.put(end)

    def _chunks(self, chat: ChatOpenAI, messages: list[tuple[str, str]], *, again: bool = True) -> Iterator[AIMessage]:
        """The reply as it streams; whole, from a server that was found to answer a stream with one JSON body."""
        begun, whole = False, self._whole
        try:
            for chunk in [chat.invoke(messages)] if whole else chat.stream(messages):
                begun = True
                yield chunk
        except failures():
            if begun or whole == self._whole or not again:
                raise
        if not begun and whole != self._whole and again:
            yield from self._chunks(chat, messages, again=False)

    def _look(self, response: httpx2.Response) -> None:
        """Notes a server that does not stream, and caps what is read of any reply."""
        kind = response.headers.get("content-type", "")
        if response.status_code == 200 and response.request.method == "POST":
            self._whole = kind.startswith("application/json")
        response.stream = capped(response.stream, MOST_BYTES)

    def _opened(self) -> ChatOpenAI:
        with self._opening:
            return self._chat or self._open()

    def _open(self) -> ChatOpenAI:
        from langchain_openai import ChatOpenAI
        from openai import DefaultHttpxClient

        settings = self._settings
        hooks = {"response": [self._look]}
        self._http = DefaultHttpxClient(timeout=settings.deadline_s, follow_redirects=False, event_hooks=hooks)
        chosen: dict[str, Any] = {"temperature": settings.temperature}
        if settings.reasoning_effort:
            chosen = {"reasoning_effort": settings.reasoning_effort}  # such models refuse a temperature
        if settings.api == "responses":
            chosen["store"] = False  # questions and articles are nobody's to keep
        self._chat = ChatOpenAI(
            model=self.model,
            base_url=settings.base_url,
            api_key=(lambda: settings.api_key or "none"),
            http_client=self._http,
            max_retries=0,
            use_responses_api=settings.api == "responses",
            stream_usage=False,
            **chosen,
        )
        return self._chat


def offered(settings: Settings) -> list[str]:
    """What an endpoint offers before a model was chosen; EndpointError when it does not tell."""
    endpoint = Endpoint(replace(settings, model=settings.model or "none chosen"))
    try:
        return endpoint.models()
    finally:
        endpoint.close()


def capped(stream: Any, most: int) -> Any:
    """A reply's bytes, with EndpointError as soon as there are more than `most`."""
    import httpx2

    class Capped(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            read = 0
            for piece in stream:
                read += len(piece)
                if read > most:
                    raise EndpointError(f"The endpoint sent more than {most:,} bytes and was stopped.")
                yield piece

        def close(self) -> None:
            stream.close()

    return Capped()


class _Again(Exception):  # noqa: N818  another try may succeed; it becomes an EndpointError when it does not
    def __init__(self, message: str, wait: float | None) -> None:
        super().__init__(message)
        self.message, self.wait = message, wait


def _next(inbox: queue.Queue[str | BaseException | None], ends: float, deadline: float) -> str | BaseException | None:
    try:
        return inbox.get(timeout=max(0.0, ends - monotonic()))
    except queue.Empty:
        raise EndpointError(f"The model did not finish within {deadline:g} seconds.") from None


def _drain(inbox: queue.Queue[str | BaseException | None]) -> None:
    while not inbox.empty():
        inbox.get_nowait()
