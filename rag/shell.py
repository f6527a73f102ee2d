"""Answers and progress to what a terminal shows; what is answered is left to the pipeline."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rag.types import Progress


def told(answer: dict[str, Any]) -> str:
    """An answer as a reader of the shell wants it: sentences, then the numbered sources."""
    lines = [sentence["text"] + "".join(f" [{n}]" for n in sentence["citations"]) for sentence in answer["answer"]]
    if answer["citations"]:
        lines.append("")
    for c in answer["citations"]:
        said_by = f"{c['speaker']}, " if c["speaker"] else ""
        dated = f", {c['published']}" if c["published"] else ""
        lines.append(f"[{c['n']}] {said_by}{c['article']}{dated}, characters {c['start']}-{c['end']}: {c['text']}")
    lines += [f"Note: {note}" for note in answer["notes"]]
    return "\n".join(lines)


@contextmanager
def progress_bars() -> Iterator[Callable[[Progress], None]]:
    """Progress bars on standard error, one a stage; plain lines where there is no terminal."""
    if not sys.stderr.isatty():
        yield _line_a_stage()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def show(progress: Progress) -> None:
            if progress.stage not in tasks:
                tasks[progress.stage] = bars.add_task(progress.stage, total=progress.total)
            bars.update(tasks[progress.stage], completed=progress.done, total=progress.total)

        yield show


def _line_a_stage() -> Callable[[Progress], None]:
    seen: set[str] = set()

    def show(progress: Progress) -> None:
        if progress.stage not in seen:
            seen.add(progress.stage)
            click.echo(f"{progress.stage} ...", err=True)

    return show


@contextmanager
def asking(total: int) -> Iterator[Callable[[int], None]]:
    """A bar over questions on standard error; called with how many more are done."""
    with click.progressbar(length=total, label="asking", file=sys.stderr) as bar:
        yield bar.update
