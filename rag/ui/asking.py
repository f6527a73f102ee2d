"""A question to its answer, made in a thread of its own: no click and no reload ends it or begins it anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Condition, Thread
from time import monotonic

from rag.contract import Json
from rag.errors import OnTheRecordError
from rag.pipeline import Pipeline
from rag.types import Answer, Turn
from rag.ui.kept import keep

_TICK = 0.5  # seconds between two looks at a silent model, so that the page can be stopped meanwhile
_HELD = 32  # conversations whose last question a reload can still find
_LATEST: dict[str, Asking] = {}


def under_way(conversation_id: str, question: str) -> Asking | None:
    """What is making the answer to the last question of a conversation, or has made it unseen; None: nothing is."""
    latest = _LATEST.get(conversation_id)
    return latest if latest is not None and latest.question == question else None


class Asking:
    """One question on its way; what is there so far can be read at any time."""

    def __init__(self, pipeline: Pipeline, question: str, turns: Sequence[Turn]) -> None:
        self.pipeline = pipeline
        self.question = question
        self._index = pipeline.index  # that of the answer: a newer one may be opened meanwhile
        self.answer: Answer | None = None  # as far as it is confirmed; None: nothing yet, or it failed
        self.error = ""
        self.done = False
        self.whole = False  # whether the answer came to its own end
        self._step = "Reading the articles"
        self._began = monotonic()
        self._stopped = False
        self._changed = Condition()
        Thread(target=self._run, args=(question, list(turns)), daemon=True).start()

    @classmethod
    def begin(cls, conversation_id: str, pipeline: Pipeline, question: str, turns: Sequence[Turn]) -> Asking:
        """Ask, where a reload of this conversation will find it."""
        _LATEST[conversation_id] = asking = cls(pipeline, question, turns)
        while len(_LATEST) > _HELD:
            _LATEST.pop(next(iter(_LATEST)), None)
        return asking

    @property
    def step(self) -> str:
        """What is being done, with the seconds it has taken when it takes any."""
        seconds = int(monotonic() - self._began)
        return f"{self._step} … {seconds} s" if seconds else f"{self._step} …"

    def kept(self) -> Json:
        """What is there of the answer, as a conversation keeps it; RuntimeError while nothing is."""
        if self.answer is None:
            raise RuntimeError("nothing is answered yet")
        least = self.pipeline.settings.min_confidence
        wider = self.pipeline.wider(self.answer) if self.done else None  # once, not for every sentence
        return keep(self.answer, self._index, least=least, compare=self.done, wider=wider)

    def stop(self) -> None:
        """Ask no more; what is confirmed stays."""
        self._stopped = True

    def changes(self) -> Iterator[None]:
        """One item for every change, and one now and then without; ends with the work."""
        while not self.done:
            with self._changed:
                self._changed.wait(_TICK)
            yield

    def _run(self, question: str, turns: list[Turn]) -> None:
        try:
            for part in self.pipeline.stream(question, turns, self._on_step):
                self.answer = part
                self._tell()
                if self._stopped:
                    return
            self.whole = True
        except OnTheRecordError as error:
            self.error = str(error)
        finally:
            if self.answer is None and not self.error and not self._stopped:
                self.error = "The question could not be answered: something failed that should not have."
            self.done = True
            self._tell()

    def _on_step(self, words: str) -> None:
        self._step = words
        self._tell()

    def _tell(self) -> None:
        with self._changed:
            self._changed.notify_all()
