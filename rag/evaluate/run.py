"""From a choice of questions to a finished evaluation: index what is asked about, ask, measure, write, compare.

The measures are `measures`' and `spans`', the pages are `report`'s.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from rag.evaluate.datasets import Dataset, load_dataset
from rag.evaluate.measures import Report, evaluate
from rag.evaluate.report import read_earlier, write_html, write_table
from rag.evaluate.rows import read_rows
from rag.evaluate.spans import span_scores
from rag.pipeline import Pipeline, build_index
from rag.ports import Index, OnProgress
from rag.settings import ROOT, Settings
from rag.types import Progress

GOLD = ROOT / "tests" / "gold" / "questions.jsonl"


def run(
    settings: Settings,
    out: Path,
    questions: Path | None,
    compare: Path | None,
    dataset: tuple[str, Path, str] | None,
    on_progress: OnProgress,
) -> str:
    """Evaluate and write `report.json` and `report.html` into `out`; the table and where to look, for the shell.

    Without questions or a data set, our own gold rows are asked over the sample corpus. `dataset` is its name, the
    folder of its checkout and the split; questions alone are asked over the index that the settings name.
    """
    earlier = read_earlier(compare) if compare else None
    data = load_dataset(*dataset) if dataset else None
    if data:
        build_index(settings, (data.write(out),), on_progress)
    elif questions is None:
        build_index(settings, (settings.corpus_dir,), on_progress)
    rows = data.rows if data else read_rows(questions or GOLD)
    pipeline = Pipeline.open(replace(settings, model=None))
    report = evaluate(pipeline, rows, lambda done: on_progress(Progress("asking", done, len(rows))))
    if data and data.attributions:
        report = _with_span_scores(report, data, pipeline.index)
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.json").write_text(json.dumps(report.json(), ensure_ascii=False, indent=1), encoding="utf-8")
    title = f"Evaluation: {dataset[0]}, {dataset[2]}" if dataset else f"Evaluation: {(questions or GOLD).name}"
    write_html(report, out / "report.html", title, earlier)
    table = write_table(report, earlier)
    return f"{table}\n\n{out / 'report.html'} shows every miss; {out / 'report.json'} is for --compare."


def _with_span_scores(report: Report, data: Dataset, index: Index) -> Report:
    texts = {row["id"]: row["text"] for row in data.articles}
    found = {card.path: index.statements_of(card.id) for card in index.cards()}
    return replace(report, measures={**report.measures, **span_scores(texts, data.attributions, found)})
