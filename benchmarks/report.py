"""Cells to the table in benchmarks/README.md, results.json beside it and the two plots; measures nothing itself."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.cells import DENSE, OURS, SAME, Cell, with_vectors

_BEGIN, _END = "<!-- make bench: begin -->", "<!-- make bench: end -->"
# Heading, name of the figure, format.
_COLUMNS = (
    ("Hits@1", "hits@1", ".3f"),
    ("Hits@4", "hits@4", ".3f"),
    ("Hits@10", "hits@10", ".3f"),
    ("MRR@10", "mrr@10", ".3f"),
    ("H@4k", "hits@4000ch", ".3f"),
    ("abstains: unanswerable", "unanswerable_abstained", ".2f"),
    ("abstains: answerable", "answerable_abstained", ".2f"),
    ("AUROC", "top_score_auroc", ".2f"),
    ("query p50, ms", "p50", ".1f"),
    ("query p95, ms", "p95", ".1f"),
    ("searchable, s", "words_s", ".1f"),
    ("fully indexed, s", "whole_s", ".1f"),
    ("indexing, CPU s", "cpu_s", ".1f"),
    ("peak MB, indexing", "peak_indexing", ".0f"),
    ("peak MB, answering", "peak_answering", ".0f"),
)
_NOTES = """
- A query is retrieval alone for the peers and `Pipeline.ask` for {ours}: understanding, retrieval, writing, checking.
- "Searchable" is by words and by speaker for {ours}; for a peer, which has no such stage, it is fully indexed. Peers
  that take the vectors of langchain_chroma are given their time, work and memory too.
- Peers marked bf16 embed articles in bfloat16, in their favour: that takes half the processor time of their stock
  settings here.
- Memory is what is resident of a process and of all it starts, sampled while it runs; what several share counts once.
  Peers build and answer in one process, {ours} in two.
- AUROC is how well the chance of an answer (for a peer: its top score, where it gives one) tells answerable questions
  from unanswerable ones. No peer abstains. The standard error of Hits@1 is about .04.
- A corpus smaller than the split has the articles that its questions are about first, and is easier; where they do not
  fit, only times are given. A larger one has the whole split among more articles of the same outlets.
- Among more articles than the split's own, questions that were unanswerable there may have an answer.
- Processor seconds of {ours} are those of the whole process, its start included; of the peers, without their start.
- Seconds belong to this machine: compare them within one size.

![Hits@1 against the time of a query](quality.svg)

![Time until fully indexed against the number of articles](indexing.svg)
"""


def write(cells: list[Cell], split: int, out: Path, python: Path, command: str) -> None:
    """All files anew; the plots only where the interpreter given has matplotlib."""
    if not any(cell.figures for cell in cells):
        return
    (out / "results.json").write_text(json.dumps([asdict(cell) for cell in cells], indent=1) + "\n", "utf-8")
    with_vectors(cells)
    parts = [_head(cells, command), "\n".join(table(cells, split)), *ratios(cells), _NOTES.strip().format(ours=OURS)]
    text = "\n\n".join(parts)
    _into(out / "README.md", text)
    drawn = subprocess.run(
        [str(python), str(Path(__file__).parent / "plots.py"), str(out), str(split)],
        input=json.dumps([asdict(cell) for cell in cells]),
        capture_output=True,
        text=True,
        check=False,
    )
    if drawn.returncode:
        print(f"           no plots: {drawn.stderr.strip().splitlines()[-1]}", flush=True)


def _head(cells: Sequence[Cell], command: str) -> str:
    began = sorted(cell.began for cell in cells)
    commits = " and ".join(sorted({cell.commit for cell in cells if cell.name == OURS and cell.commit}))
    return (
        f"`{command}`, {began[0]} to {began[-1]}, {OURS} at {commits or 'no commit'}; load of the "
        f"machine before a cell {min(cell.load for cell in cells)} to {max(cell.load for cell in cells)}."
    )


def table(cells: Sequence[Cell], split: int) -> list[str]:
    """A row a cell, the split first, ours before the peers."""
    names = ["articles", "", *(heading for heading, _, _ in _COLUMNS)]
    ordered = sorted(cells, key=lambda c: (c.articles != split, -c.articles, c.name != OURS, c.name == SAME, c.name))
    return [_row(names), _row(["---"] * len(names)), *(_row(_shown(cell)) for cell in ordered)]


def _shown(cell: Cell) -> list[str]:
    marks = {OURS: f"**{OURS}**", SAME: f"{SAME}, embedding our passages"}
    name = marks.get(cell.name, cell.name + (" (bf16)" if cell.name in DENSE else ""))
    if cell.error:
        name += f", failed: {cell.error.replace('|', '/')[:120]}"
    figures = (format(cell.figures[key], shape) if key in cell.figures else "–" for _, key, shape in _COLUMNS)
    return [f"{cell.articles:,}", name, *figures]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def ratios(cells: Sequence[Cell]) -> list[str]:
    """Indexing whole against sentence-transformers that only embeds the same passages, at each size measured."""
    known = {(cell.name, cell.articles): cell.figures for cell in cells if not cell.error}
    lines = []
    for (name, size), theirs in sorted(known.items()):
        ours = known.get((OURS, size))
        if name == SAME and ours:
            lines.append(
                f"{size:,} articles: fully indexed in **{ours['whole_s'] / theirs['whole_s']:.2f}** of the time, "
                f"{ours['cpu_s'] / theirs['cpu_s']:.2f} of the processor time, that sentence-transformers takes in 32 "
                f"bits to embed the same {theirs['passages']:,.0f} passages and nothing else; "
                f"{ours['words_s']:.0f} of {ours['whole_s']:.0f} seconds go to words and speakers by rule, "
                f"{ours['tagged_s'] - ours['words_s']:.0f} to the one reading for who said what and vectors, "
                "the rest to keeping the vectors."
            )
    return lines


def _into(readme: Path, text: str) -> None:
    """Replace what stands between the markers; they are put at the end where there are none."""
    before, _, rest = (readme.read_text("utf-8") if readme.exists() else "").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    readme.write_text(f"{before.rstrip()}\n\n{_BEGIN}\n{text}\n{_END}\n{after.lstrip(chr(10))}", "utf-8")
