"""An opened index and a question to an answer, through every room; what happens in each is theirs."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from rag.citations import Gate, Verified, check_draft, verify
from rag.errors import EndpointError, OnTheRecordError
from rag.pipeline.adding import Adding, last_added
from rag.pipeline.indexing import add, open_published
from rag.pipeline.widening import is_narrow, widened
from rag.ports import Index, OnProgress
from rag.settings import Settings
from rag.types import (
    Answer,
    CheckedClaim,
    Claim,
    Dropped,
    Findings,
    IndexReport,
    Question,
    Reason,
    Sentence,
    Timings,
    Turn,
)

if TYPE_CHECKING:
    from rag.answers import GenerativeWriter

OnStep = Callable[[str], None]
_TURNS = 3  # how far back an unanswered conversation is answered to understand the next question


class Pipeline:
    """An opened index and the parts that answer from it; several threads may ask at once."""

    def __init__(self, settings: Settings, index: Index) -> None:
        self.settings = settings
        self._index = index
        self._lock = threading.Lock()
        self._model: GenerativeWriter | None = None  # None: not opened yet
        self._answers = 0  # from this revision

    @classmethod
    def open(cls, settings: Settings) -> Pipeline:
        """Open what was indexed; NotIndexedError where nothing was. A model's client is loaded meanwhile."""
        pipeline = cls(settings, open_published(settings))
        if settings.model:
            threading.Thread(target=pipeline._warm, daemon=True).start()
        return pipeline

    @property
    def index(self) -> Index:
        """The open index, one revision of it."""
        return self._index

    def refresh(self) -> bool:
        """Open the newest revision; whether there was one."""
        from rag.index import published_revision

        with self._lock:
            newest = published_revision(self.settings.index_dir, catalogue_url=self.settings.catalogue_url)
            changed = newest is not None and newest != self._index.revision
            if changed:
                self._index, self._answers = open_published(self.settings), 0
                gc.unfreeze()  # what was kept of the revision before may go
        return changed

    def ask(self, text: str, history: Sequence[Turn] = (), on_step: OnStep = lambda _: None) -> Answer:
        """The answer to a question in its conversation, every citation cut from an article."""
        *_, answer = self.stream(text, history, on_step)
        return answer

    def stream(self, text: str, history: Sequence[Turn] = (), on_step: OnStep = lambda _: None) -> Iterator[Answer]:
        """The answer as it grows by each sentence of a language model that was confirmed; the last one is whole.

        Only the last one holds: where the model failed or too little of it stood, it has the articles' own words
        instead of the sentences seen before, and a note that says why.
        """
        yield from self._growing(text, history, on_step)
        self._set_aside()

    def _set_aside(self) -> None:
        """Take what is kept of the index out of the rounds of Python's collector.

        It finds nothing there, and keeps every twentieth answer waiting for a tenth of a second. Done after the first,
        second, fourth, eighth answer and so on, since more is kept with every question but less and less often.
        """
        with self._lock:
            self._answers += 1
            if self._answers & (self._answers - 1) == 0:
                gc.freeze()

    def _growing(self, text: str, history: Sequence[Turn], on_step: OnStep) -> Iterator[Answer]:
        index, clock = self._index, _Clock()
        history = self._told(history, index)
        question, notes = self._understood(text, history)
        parsed = clock.lap()
        on_step(f"Searching {len(index.cards())} articles")
        findings = self._find(question, index)
        findings = replace(findings, notes=(*findings.notes, *notes))
        times = Timings(parsed, clock.lap())
        on_step("Writing from what was found")
        if findings.abstain or not self.settings.model:
            yield _extractive(findings, index, times)
            return
        written = _Written(Gate(findings, index))
        for _ in self._write(written, findings, index):
            yield _answer(findings, index, written.checked(), self.settings.model, times)
        times = replace(times, answer=clock.lap() - written.checking, verify=written.checking)
        yield written.answer(findings, index, times, self.settings.model) or _extractive(
            replace(findings, notes=(*findings.notes, written.told())), index, times, tuple(written.gate.dropped)
        )

    def _told(self, history: Sequence[Turn], index: Index) -> Sequence[Turn]:
        """The turns, the last one with its answer: "he" may be somebody that only the answer named."""
        if not history or history[-1].answer:
            return history
        from rag.questions import parse

        before = self._told(history[:-1][-_TURNS:], index)
        answer = _extractive(self._find(parse(history[-1].question, before), index), index, Timings())
        return [*before, Turn(history[-1].question, " ".join(sentence.text for sentence in answer.sentences))]

    def _understood(self, text: str, history: Sequence[Turn]) -> tuple[Question, tuple[str, ...]]:
        """The question, a follow-up filled in by the model where there is one that can, else by rule."""
        from rag.questions import parse

        if history and self.settings.model:
            try:
                return replace(parse(self._writer().rewrite(text, history)), text=text), ()
            except EndpointError as error:
                return parse(text, history), (f"{error} The follow-up was read by rule.",)
        return parse(text, history), ()

    def _find(self, question: Question, index: Index) -> Findings:
        from rag.evidence import find

        return find(question, index, min_confidence=self.settings.min_confidence)

    def _write(self, written: _Written, findings: Findings, index: Index) -> Iterator[Sentence]:
        try:
            for text, claims in self._writer().write(findings, index):
                if (sentence := written.confirm(text, claims)) is not None:
                    yield sentence
        except EndpointError as error:
            written.failure = str(error)

    def _writer(self) -> GenerativeWriter:
        with self._lock:
            if self._model is None:
                from rag.answers import GenerativeWriter

                self._model = GenerativeWriter.open(self.settings, self.settings.prompts_dir)
            return self._model

    def _warm(self) -> None:
        """Loads the model's client, which takes seconds; nothing is sent, and what fails is told when it is used."""
        with suppress(OnTheRecordError):
            self._writer().warm()

    def wider(self, answer: Answer) -> str | None:
        """The question of a refusal without the days and the outlet it keeps to, where all articles do answer it.

        None: it is no refusal, it keeps to nothing, or there is no answer in any article.
        """
        wide = widened(answer.question) if answer.abstained else None
        if wide is None:
            return None
        found = self._find(wide, self._index)
        return None if found.abstain or is_narrow(found.question) else wide.text

    def models(self) -> list[str]:
        """What the configured endpoint offers; EndpointError when it cannot say."""
        return self._writer().models()

    @property
    def adding(self) -> Adding | None:
        """What goes on in the background with articles added last, or how it ended; None: nothing was added."""
        return last_added(self.settings)

    def check(self, draft: str) -> list[CheckedClaim]:
        """Every quotation and attributed claim of a draft with what the articles say of it."""
        return check_draft(draft, self._index)

    def add(self, paths: Sequence[Path], on_progress: OnProgress = lambda _: None) -> IndexReport:
        """Index further files next to what is there; they stay through later runs of `index`.

        Returns once they can be found by words and by speaker, and answers from them; the rest of the work, which ends
        with the vectors, goes on in the background (`adding`), unless a later call takes it over.
        """
        report = add(self.settings, paths, on_progress, self.refresh)
        self.refresh()
        return report


@dataclass(slots=True)
class _Written:
    """What a language model wrote and what the gate made of it."""

    gate: Gate
    sentences: list[Sentence] = field(default_factory=list)
    checking: float = 0.0  # milliseconds in the gate
    failure: str = ""

    def confirm(self, text: str, claims: tuple[Claim, ...]) -> Sentence | None:
        clock = _Clock()
        sentence = self.gate.confirm(text, claims)
        self.checking += clock.lap()
        if sentence is not None:
            self.sentences.append(sentence)
        return sentence

    def answer(self, findings: Findings, index: Index, times: Timings, model: str) -> Answer | None:
        """None when the reply was cut short or too little of it stands."""
        if self.failure or not self.gate.tally.enough:
            return None
        told = replace(findings, notes=(*findings.notes, f"{self.gate.tally}."))
        return _answer(told, index, self.checked(), model, times)

    def checked(self) -> Verified:
        """What was confirmed so far."""
        return Verified(tuple(self.sentences), self.gate.citations, tuple(self.gate.dropped))

    def told(self) -> str:
        """Why the articles' own words are shown instead."""
        instead = "The answer is in the articles' own words instead."
        return f"{self.failure or f'Too little of what the model wrote stands: {self.gate.tally}.'} {instead}"


def _extractive(findings: Findings, index: Index, times: Timings, dropped: tuple[Dropped, ...] = ()) -> Answer:
    """The answer that needs no model; `dropped` is what was refused of a model's before."""
    from rag.answers import ExtractiveWriter

    clock = _Clock()
    drafted = list(ExtractiveWriter().write(findings, index))
    writing = clock.lap()
    checked = verify(drafted, findings, index)
    times = replace(times, answer=times.answer + writing, verify=times.verify + clock.lap())
    return _answer(
        findings, index, checked._replace(dropped=(*dropped, *checked.dropped)), ExtractiveWriter.model, times
    )


def _answer(findings: Findings, index: Index, checked: Verified, model: str, times: Timings) -> Answer:
    from rag.answers import refusal

    abstained = findings.abstain or (None if checked.sentences else Reason.NOTHING_FOUND)
    return Answer(
        question=findings.question,
        sentences=refusal(replace(findings, abstain=abstained), index) if abstained else checked.sentences,
        citations=() if abstained else checked.citations,
        evidence=findings.evidence,
        abstained=abstained,
        model=model,
        dropped=checked.dropped,
        timings=times,
        confidence=findings.confidence,
        searched=findings.searched,
        people=findings.people,
        notes=findings.notes,
    )


@dataclass(slots=True)
class _Clock:
    """Milliseconds between laps."""

    last: float = 0.0

    def __post_init__(self) -> None:
        self.last = perf_counter()

    def lap(self) -> float:
        now = perf_counter()
        milliseconds, self.last = 1000 * (now - self.last), now
        return milliseconds
