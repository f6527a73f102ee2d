"""Questions with known answers over an index to the weights of the ranker and of the chance of an answer.

`python -m training.ranker QUESTIONS.jsonl --index DIR --out rag/evidence/weights.json` wants rows of
`{"id", "question", "answerable", "answer_norm", "relevant_ids"}` over an index of the same articles: RealTimeQA as its
benchmark lays it out, ids ending in the day of the quiz. Figures are printed from ten folds over weeks, each fold
ranked by weights that never saw it; the weights written are those of all questions. Once with vectors and once by words
only. numpy only, no chance involved.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from rag.evidence import ranking
from rag.evidence.features import NAMES
from rag.ports import Index
from training.ranker.ablation import ablate
from training.ranker.cases import Case, WordsOnly, cases, small_cases
from training.ranker.figures import figures, measured, silences
from training.ranker.fitting import chances, even, fit_chance, fit_ranker, held_out, signs


def train(seen: Sequence[Case], small: Sequence[Case], *, vectors: bool) -> dict[str, dict[str, float]]:
    """The weights of all cases, of the chance from small collections too; the held-out figures are printed."""
    used = [i for i, name in enumerate(NAMES) if vectors or not name.startswith("cosine")]
    told_by = [i for i, name in enumerate(ranking.SIGNS) if vectors or not name.startswith("cosine")]
    folds = held_out(seen, used)
    print("with vectors" if vectors else "words only", figures(measured(seen, folds)))
    searched = [case for case in (*seen, *small) if len(case.table)]
    told = np.array([signs(case, folds[case.fold]) for case in searched])
    answerable, few = np.array([case.answerable for case in searched]), np.array([case.small for case in searched])
    chance = chances(searched, told, told_by)
    for name, own in (("all articles", ~few), ("5 to 50 articles", few)):
        print(f"  {name}: {silences(chance[own], answerable[own])}")
    weights, bias = fit_chance(told, answerable, even(answerable, few), told_by)
    ranker = fit_ranker(seen, used)
    middle = float(np.median(told[~few, ranking.SIGNS.index("score")]))
    told_once = {name: round(float(w), 3) for name, w in zip(ranking.SIGNS, weights, strict=True)}
    return {
        "ranker": {name: round(float(w), 3) for name, w in zip(NAMES, ranker, strict=True)},
        "confidence": {**told_once, "bias": round(bias, 3), "middle": round(middle - 2, 3)},
    }


def main() -> None:
    """Read, train, write."""
    from rag.index import local_embedder, open_index

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="where the weights are written; without it they are not")
    parser.add_argument("--ablate", action="store_true", help="print what each ingredient gives as well")
    options = parser.parse_args()
    questions = [json.loads(line) for line in options.questions.read_text("utf-8").splitlines() if line.strip()]
    index = open_index(options.index, local_embedder())
    words_only: Index = WordsOnly(index)  # type: ignore[assignment]
    weights = {}
    for name, own in (("with vectors", index), ("words only", words_only)):
        seen, small = cases(questions, own), small_cases(questions, own)
        weights[name] = train(seen, small, vectors=own is index)
        if options.ablate and own is index:
            ablate(seen, small)
    if options.out:
        options.out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
