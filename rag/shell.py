"""Answers and progress to what a terminal shows; what is answered is left to the pipeline."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rag.types import Progress


_STAGES = {
    "reading": "reading articles",
    "statements": "finding who said what",
    "publishing": "making it searchable",
    "vectors": "learning what passages are about",
    "asking": "asking",
}
_AGAIN = {"statements": "finding who said what, closely", "publishing": "putting the closer reading in place"}
_EVERY = 5.0  # seconds between two lines where there is no terminal


def told(answer: dict[str, Any]) -> str:
    """An answer as a reader of the shell wants it: sentences, then the numbered sources, then how sure."""
    lines = [sentence["text"] + "".join(f" [{n}]" for n in sentence["citations"]) for sentence in answer["answer"]]
    if answer["citations"]:
        lines.append("")
    lines += [_source(citation) for citation in answer["citations"]]
    lines += [f"Note: {note}" for note in answer["notes"]]
    if answer["kind"] == "fact" and answer["evidence"]:
        lines.append(f"Chance that what was found answers the question: {answer['confidence']:.2f}")
    return "\n".join(lines)


def _source(citation: dict[str, Any]) -> str:
    headline = f"“{citation['headline']}”" if citation["headline"] else None
    parts = [citation["speaker"], headline, citation["article"], citation["published"]]
    where = f"characters {citation['start']}-{citation['end']}"
    return f"[{citation['n']}] {', '.join([*filter(None, parts), where])}: {citation['text']}"


@contextmanager
def progress_bars() -> Iterator[Callable[[Progress], None]]:
    """Progress on standard error, a bar a stage with its rate and the time left; lines where there is no terminal."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True)) as bars:
        yield _Bars(bars)


class _Stages:
    """What a stage is called; one that begins anew is a closer reading of what was made searchable before."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.done = 0

    def begins(self, progress: Progress) -> bool:
        """Whether a stage begins with this."""
        new = not self.seen or progress.stage != self.seen[-1] or progress.done < self.done
        self.seen += [progress.stage] * new
        self.done = progress.done
        return new

    @property
    def name(self) -> str:
        """The stage that began last, in a reader's words."""
        stage = self.seen[-1]
        again = _AGAIN.get(stage) if self.seen.count(stage) > 1 else None
        return again or _STAGES.get(stage, stage)


class _Bars:
    """A bar for each stage."""

    def __init__(self, bars: Any) -> None:
        self.bars = bars
        self.stages = _Stages()
        self.task = 0

    def __call__(self, progress: Progress) -> None:
        if self.stages.begins(progress):
            self.task = self.bars.add_task(self.stages.name, total=progress.total, rate="")
        speed = self.bars.tasks[self.task].speed
        rate = f"{speed:,.0f}/s" if speed else ""
        self.bars.update(self.task, completed=progress.done, total=progress.total, rate=rate)


class _Lines:
    """A line when a stage begins, and now and then how far it is."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self.stages = _Stages()
        self.began = self.last = 0.0

    def __call__(self, progress: Progress) -> None:
        now = self.clock()
        if self.stages.begins(progress):
            self.began = self.last = now
            click.echo(f"{self.stages.name} ...", err=True)
        elif now - self.last >= _EVERY and progress.done:
            self.last = now
            click.echo(f"{self.stages.name}: {_pace(progress, now - self.began)}", err=True)


def _pace(progress: Progress, seconds: float) -> str:
    rate = progress.done / seconds
    if progress.total is None:
        return f"{progress.done:,}, {rate:,.1f} a second"
    left = (progress.total - progress.done) / rate
    return f"{progress.done:,} of {progress.total:,}, {rate:,.1f} a second, about {left:,.0f} s left"


@contextmanager
def asking(total: int) -> Iterator[Callable[[int], None]]:
    """A bar over questions on standard error; called with how many more are done."""
    with click.progressbar(length=total, label="asking", file=sys.stderr) as bar:
        yield bar.update
