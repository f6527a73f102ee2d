"""Findings to the sentences a language model makes of them, each with the evidence it cites; nothing here is believed.

The words to the model are in `prompts/`, the connection is `endpoint`'s, and what may be shown is decided by citations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rag.answers.briefing import boundary, brief, line
from rag.answers.endpoint import Endpoint
from rag.answers.parsing import Reader
from rag.answers.prompts import Prompt, load
from rag.errors import EndpointError
from rag.ports import Index
from rag.settings import Settings
from rag.types import Claim, Findings, Turn

_MOST_TURNS = 6
_MOST_HISTORY = 4_000  # characters of a conversation that a follow-up is read against
_LONGEST_QUESTION = 400
_SILENT = "the articles do not say"


class GenerativeWriter:
    """The writer that asks a model; open it once, close it at the end."""

    def __init__(self, endpoint: Endpoint, answer: Prompt, follow_up: Prompt) -> None:
        self._endpoint = endpoint
        self._answer = answer
        self._follow_up = follow_up

    @classmethod
    def open(cls, settings: Settings, prompts_dir: Path) -> GenerativeWriter:
        """Reads and checks the prompts; connects at the first question. PromptError, EndpointError (no model set)."""
        return cls(Endpoint(settings), load(prompts_dir, "answer"), load(prompts_dir, "follow_up"))

    @property
    def model(self) -> str:
        """The name of the model as the endpoint knows it."""
        return self._endpoint.model

    def close(self) -> None:
        """Ends the connections to the endpoint."""
        self._endpoint.close()

    def warm(self) -> None:
        """Loads the client library (seconds, once), so that the first question does not wait for it; sends nothing."""
        self._endpoint.warm()

    def models(self) -> list[str]:
        """What the endpoint offers, for a menu."""
        return self._endpoint.models()

    def write(self, findings: Findings, index: Index) -> Iterator[tuple[str, tuple[Claim, ...]]]:
        """Each sentence as soon as it is whole, with one claim an evidence number (an unknown number points nowhere).

        Raises EndpointError when the reply fails or ends early: what was yielded is then not a whole answer.
        """
        briefing = brief(findings, index)
        messages = self._answer.messages(
            boundary=briefing.boundary, evidence=briefing.evidence, question=line(findings.question.words)
        )
        reader = Reader()
        for text, numbers in _read(reader, self._endpoint.stream(messages)):
            if not text.casefold().startswith(_SILENT):
                yield text, tuple(Claim(text, evidence_id=briefing.ids.get(number)) for number in numbers)

    def rewrite(self, question: str, history: Sequence[Turn]) -> str:
        """A follow-up as a question that stands alone; EndpointError when the model gives none."""
        told = "\n".join(f"Q: {line(turn.question)}\nA: {line(turn.answer)[:600]}" for turn in history[-_MOST_TURNS:])
        told = told[-_MOST_HISTORY:]
        reply = "".join(
            self._endpoint.stream(
                self._follow_up.messages(boundary=boundary(told + question), history=told, question=line(question))
            )
        )
        rewritten = next((one.strip() for one in reply.splitlines() if one.strip()), "").strip('"“” ')
        if not rewritten or len(rewritten) > _LONGEST_QUESTION:
            raise EndpointError("The model did not rewrite the question.")
        return rewritten


def _read(reader: Reader, pieces: Iterator[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for piece in pieces:
        yield from reader.feed(piece)
    yield from reader.end()
