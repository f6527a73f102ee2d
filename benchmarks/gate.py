"""Time what the gate adds to an answer: ten sentences of a model, checked against the articles one by one.

Builds a small index from a JSONL of articles, writes ten honest sentences an answer from statements drawn by a fixed
seed, and prints the milliseconds of the thread and of the clock. Run it on an otherwise idle machine.

    python -m benchmarks.gate articles.jsonl [--articles 200] [--answers 200]
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from rag.citations import Gate
from rag.pipeline import Pipeline, build_index
from rag.ports import Index
from rag.settings import Settings
from rag.types import Claim, Evidence, Findings, Mode, Question, QuestionKind, Statement

_SENTENCES = 10
_SEED = 3


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds for one answer, and how many of its sentences stood."""

    thread: float
    clock: float
    kept: int


def opened(articles: Path, most: int, folder: Path) -> Index:
    """An index over the first articles of the file, without vectors: the gate asks for none."""
    part = folder / "articles.jsonl"
    with articles.open(encoding="utf-8") as lines:
        part.write_text("".join(islice(lines, most)), encoding="utf-8")
    settings = replace(Settings(), index_dir=folder / "index")
    build_index(settings, (part,), vectors=False)
    return Pipeline.open(settings).index


def answer(chosen: Sequence[Statement], index: Index) -> tuple[Findings, list[tuple[str, tuple[Claim, ...]]]]:
    """Findings with these statements and their passages, and a sentence on each that cites one or the other."""
    passages = [next(p for p in index.passages_of(s.article_id) if s.id in p.statement_ids) for s in chosen]
    evidence = tuple(Evidence(passage, (), 1.0, ()) for passage in passages)
    sentences: list[tuple[str, tuple[Claim, ...]]] = []
    for number, (statement, passage) in enumerate(zip(chosen, passages, strict=True)):
        text = _sentence(statement, index)
        sentences.append((text, (Claim(text, evidence_id=statement.id if number % 2 else passage.id),)))
    return Findings(Question("?", QuestionKind.WHAT_SAID, "?"), evidence, tuple(chosen)), sentences


def _sentence(statement: Statement, index: Index) -> str:
    text = index.article(statement.article_id).text
    words = " ".join(statement.content[0].of(text).split()).strip('"“”')
    who = statement.speaker or (statement.mention.of(text) if statement.mention else "A source")
    return f"According to {who}, {words}." if statement.mode is Mode.INDIRECT else f"{who} said “{words}”."


def timed(findings: Findings, sentences: list[tuple[str, tuple[Claim, ...]]], index: Index) -> Timed:
    """One answer through a gate of its own."""
    thread, clock = time.thread_time(), time.perf_counter()
    gate = Gate(findings, index)
    for text, claims in sentences:
        gate.confirm(text, claims)
    return Timed(1000 * (time.thread_time() - thread), 1000 * (time.perf_counter() - clock), gate.tally.kept)


def main() -> None:
    """Prints a row a figure."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path, help="articles, one a line, as the index reads them")
    asked.add_argument("--articles", type=int, default=200)
    asked.add_argument("--answers", type=int, default=200)
    given = asked.parse_args()
    draw = random.Random(_SEED)  # noqa: S311  it draws a sample, and the same one every time
    with tempfile.TemporaryDirectory() as folder:
        index = opened(given.file, given.articles, Path(folder))
        statements = [s for card in index.cards() for s in index.statements_of(card.id)]
        rows = [timed(*answer(draw.sample(statements, _SENTENCES), index), index) for _ in range(given.answers)]
    for name, values in (("thread", sorted(r.thread for r in rows)), ("clock", sorted(r.clock for r in rows))):
        p50, p95 = values[len(values) // 2], values[int(0.95 * len(values))]
        print(f"gate, ten sentences, {name:6}  p50 {p50:6.1f} ms   p95 {p95:6.1f} ms")
    kept = sum(row.kept for row in rows)
    print(f"sentences that stood: {kept} of {len(rows) * _SENTENCES}")


if __name__ == "__main__":
    main()
