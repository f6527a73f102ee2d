"""The hallway: chooses the real parts once, and leads a question through the rooms to an answer.

The only module that knows all rooms. What happens in each is theirs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from rag.errors import OnTheRecordError
from rag.ports import Index, OnProgress
from rag.settings import Settings
from rag.types import Answer, Article, CheckedClaim, IndexReport, Problem, Reason, Timings, Turn

OnStep = Callable[[str], None]


class Pipeline:
    """An opened index and the parts that answer from it; several threads may ask at once."""

    def __init__(self, settings: Settings, index: Index) -> None:
        self.settings = settings
        self._index = index
        self._lock = threading.Lock()

    @classmethod
    def open(cls, settings: Settings) -> Pipeline:
        """Open what was indexed; NotIndexedError where nothing was."""
        return cls(settings, _open_index(settings))

    @property
    def index(self) -> Index:
        """The open index, one revision of it."""
        return self._index

    def refresh(self) -> bool:
        """Open the newest revision; whether there was one."""
        newest = _open_index(self.settings)
        with self._lock:
            changed = newest.revision != self._index.revision
            self._index = newest if changed else self._index
        return changed

    def ask(self, text: str, history: Sequence[Turn] = (), on_step: OnStep = lambda _: None) -> Answer:
        """The answer to a question in its conversation, every citation cut from an article."""
        from rag.answers import ExtractiveWriter, refusal
        from rag.citations import verify
        from rag.evidence import find
        from rag.questions import parse

        index = self._index
        clock = _Clock()
        question = parse(text, history)
        parsed = clock.lap()
        on_step(f"Searching {len(index.cards())} articles")
        findings = find(question, index, min_confidence=self.settings.min_confidence)
        retrieved = clock.lap()
        on_step("Writing from what was found")
        drafted = list(ExtractiveWriter().write(findings, index))
        answered = clock.lap()
        on_step("Checking every word against the articles")
        checked = verify(drafted, findings, index)
        abstained = findings.abstain or (None if checked.sentences else Reason.NOTHING_FOUND)
        verified = clock.lap()
        return Answer(
            question=findings.question,
            sentences=refusal(findings) if abstained else checked.sentences,
            citations=() if abstained else checked.citations,
            evidence=findings.evidence,
            abstained=abstained,
            model=ExtractiveWriter.model,
            dropped=checked.dropped,
            timings=Timings(parsed, retrieved, answered, verified),
            confidence=findings.confidence,
            searched=findings.searched,
            people=findings.people,
            notes=findings.notes,
        )

    def check(self, draft: str) -> list[CheckedClaim]:
        """Every quotation and attributed claim of a draft with what the articles say of it."""
        from rag.citations import check_draft

        return check_draft(draft, self._index)

    def add(self, paths: Sequence[Path], on_progress: OnProgress = lambda _: None) -> IndexReport:
        """Index further files next to what is there, and open the result; they stay through later runs of `index`."""
        report = _build(self.settings, _read(paths), on_progress, prune=False)
        self.refresh()
        return report


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


def uploads_dir(settings: Settings) -> Path:
    """Where articles added in the app are kept: every later run of `index` reads them too."""
    return settings.index_dir / "uploads"


def build_index(
    settings: Settings, paths: Sequence[Path], on_progress: OnProgress = lambda _: None, *, vectors: bool = True
) -> IndexReport:
    """Make the index hold exactly what the paths and earlier uploads hold; only what changed is worked on."""
    uploads = uploads_dir(settings)
    sources = [*paths, uploads] if uploads.is_dir() else list(paths)
    return _build(settings, _read(sources), on_progress, prune=True, vectors=vectors)


def _read(paths: Sequence[Path]) -> Iterable[Article | Problem]:
    from rag.articles import read_all

    return read_all(paths)


def _build(
    settings: Settings,
    source: Iterable[Article | Problem],
    on_progress: OnProgress,
    *,
    prune: bool,
    vectors: bool = True,
) -> IndexReport:
    from rag.index import build, local_embedder
    from rag.statements import join_people, open_extractor

    return build(
        settings.index_dir,
        source,
        [open_extractor(threads=settings.cores)],
        join_people,
        local_embedder(settings.cores) if vectors else None,
        prune=prune,
        catalogue_url=settings.catalogue_url,
        chroma_url=settings.chroma_url,
        on_progress=on_progress,
    )


def _open_index(settings: Settings) -> Index:
    from rag.index import local_embedder, open_index

    return open_index(
        settings.index_dir,
        local_embedder(settings.cores),
        catalogue_url=settings.catalogue_url,
        chroma_url=settings.chroma_url,
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor looked at; `remedy` is empty where nothing is wrong."""

    part: str
    ok: bool
    found: str
    remedy: str = ""


def diagnose(settings: Settings, *, weights_only: bool = False) -> list[Finding]:
    """What is installed, configured, reachable and healthy, each with what to do where it is not."""
    from rag.index import local_embedder

    findings = [_examined("embedding weights", lambda: local_embedder(settings.cores).name)]
    if weights_only:
        return findings
    return [*findings, *_about_index(settings), _about_model(settings)]


def _about_index(settings: Settings) -> Iterator[Finding]:
    try:
        status = _open_index(settings).status()
    except OnTheRecordError as error:
        yield Finding("index", False, str(error), "Run: python -m rag index")
        return
    counts = f"{status.articles} articles, {status.statements} statements, {status.passages} passages"
    yield Finding("index", True, f"{counts} in {settings.index_dir}")
    yield Finding("vectors", True, f"{status.vectors} by {status.embedder or 'nobody'}")
    for problem in status.problems:
        yield Finding("index", False, problem, "Run: python -m rag index")


def _about_model(settings: Settings) -> Finding:
    if not settings.model:
        return Finding("language model", True, "none configured: answers are in the articles' own words")
    return Finding("language model", True, f"{settings.model} at {settings.base_url or 'the default endpoint'}")


def _examined(part: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(part, True, look())
    except OnTheRecordError as error:
        return Finding(part, False, str(error), "Run: make install")
