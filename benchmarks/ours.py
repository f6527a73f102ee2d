"""Our side of `make bench`: one command a process, its figures as a line of JSON at the end.

python -m benchmarks.ours index ARTICLES.jsonl INDEX      index from nothing
python -m benchmarks.ours ask INDEX QUESTIONS RESULTS     answer every question through Pipeline.ask
python -m benchmarks.ours texts INDEX TEXTS WEIGHTS       write the passages as they are embedded, for a peer
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.types import Answer, Progress

_WARM = 3  # questions asked before the clock counts, as the peers do


def index(articles: str, folder: str) -> dict[str, float]:
    """Seconds until searchable and until whole, and what is in it."""
    from rag.pipeline import build_index
    from rag.settings import Settings

    began = time.perf_counter()
    reached: dict[str, float] = {}

    def note(progress: Progress) -> None:
        begun = "" if progress.total is not None and progress.done == progress.total else " begun"
        reached.setdefault(progress.stage + begun, time.perf_counter() - began)  # the first time only

    report = build_index(replace(Settings(), index_dir=Path(folder)), [Path(articles)], note)
    whole = time.perf_counter() - began
    if report.status.vectors == 0:
        raise SystemExit(f"no vectors: {report.problems}")
    return {
        **{name: getattr(report.status, name) for name in ("statements", "passages", "vectors")},
        "words_s": reached["publishing"],  # searchable by words and speakers
        "tagged_s": reached["vectors begun"],  # who said what, by the tagger too
        "whole_s": whole,
    }


def ask(folder: str, questions: str, results: str) -> dict[str, float]:
    """Answers in the scorer's layout."""
    from rag.pipeline import Pipeline
    from rag.settings import Settings

    pipeline = Pipeline.open(replace(Settings(), index_dir=Path(folder)))
    rows = [json.loads(line) for line in Path(questions).read_text("utf-8").splitlines()]
    for row in rows[:_WARM]:
        pipeline.ask(row["question"])
    paths = {card.id: card.path for card in pipeline.index.cards()}
    with Path(results).open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps({"id": row["id"], **_result(pipeline.ask(row["question"]), paths)}) + "\n")
    return {"answers": len(rows)}


def _result(answer: Answer, paths: dict[str, str]) -> dict[str, Any]:
    """The score is the chance of an answer: evidence is only scored to be compared within one answer."""
    return {
        "passages": [
            {
                "article": paths[found.passage.article_id],
                "start": found.passage.span.start,
                "end": found.passage.span.end,
                "score": answer.confidence,
            }
            for found in answer.evidence
        ],
        "abstained": answer.abstained is not None,
        "latency_ms": answer.timings.total,
    }


def texts(folder: str, out: str, weights: str) -> dict[str, float]:
    """The passages of an index, a JSON string a line, and in `weights` where the model is and how much it reads."""
    from rag.index import check_weights, open_index
    from rag.index.embedder import LONGEST
    from rag.index.embedding import passage_text

    opened, written = open_index(Path(folder)), 0
    with Path(out).open("w", encoding="utf-8") as file:
        for card in opened.cards():
            article, passages = opened.article(card.id), opened.passages_of(card.id)
            file.writelines(json.dumps(passage_text(article, passage)) + "\n" for passage in passages)
            written += len(passages)
    Path(weights).write_text(json.dumps([str(check_weights()), LONGEST]), "utf-8")
    return {"passages": written}


COMMANDS: dict[str, Callable[..., dict[str, float]]] = {"index": index, "ask": ask, "texts": texts}

if __name__ == "__main__":
    print(json.dumps(COMMANDS[sys.argv[1]](*sys.argv[2:])))
