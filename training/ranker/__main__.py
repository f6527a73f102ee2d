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
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.errors import VectorsUnavailableError
from rag.evidence import ranking
from rag.evidence.features import NAMES, best_sentence, rows
from rag.evidence.library import Library
from rag.evidence.searching import candidates
from rag.evidence.wanted import want
from rag.ports import Index
from rag.types import Hit
from training.ranker.few import Drawer, Few

Floats = NDArray[np.float64]
FOLDS, STEPS, RATE = 10, 3_000, 0.05
RANKER_DECAY, CHANCE_DECAY = 0.06, 0.01


@dataclass(frozen=True)
class Case:
    """One question: a row of features a candidate, which of them answer, and how long each is."""

    id: str
    answerable: bool
    table: Floats
    right: NDArray[np.bool_]
    lengths: tuple[int, ...]
    sentences: tuple[float, ...]  # the best of each candidate
    passages: int
    small: bool = False

    @property
    def fold(self) -> int:
        """The fold of its week: questions of a week ask about the same articles."""
        return date.fromisoformat(self.id.split("-")[1].split("_")[0]).toordinal() // 7 % FOLDS


class WordsOnly:
    """An index whose vectors are away."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __getattr__(self, name: str) -> object:
        return getattr(self._index, name)

    def search_vectors(self, text: str, limit: int, *, article_ids: frozenset[str] | None = None) -> Sequence[Hit]:
        """Refuses, as an index without vectors does."""
        raise VectorsUnavailableError("left out for training")


def cases(questions: Sequence[dict[str, object]], index: Index) -> list[Case]:
    """Every question searched and its candidates described."""
    library = Library(index)
    return [case(row, library) for row in questions]


def small_cases(questions: Sequence[dict[str, object]], index: Index) -> list[Case]:
    """Every question over four collections of 5 to 50 articles: about its subject and not, with its answer and not."""
    library = Library(index)
    drawn = Drawer(library)
    found = []
    for row in questions:
        for near in (True, False):
            for kept in (True, False) if row["answerable"] else (False,):
                own = Library(Few(index, drawn.articles(row, near=near, kept=kept)))  # type: ignore[arg-type]
                found.append(replace(case({**row, "answerable": kept}, own), small=True))
    return found


def case(row: dict[str, object], library: Library) -> Case:
    """One question searched and its candidates described."""
    by_id = {card.id: card.path for card in library.cards.values()}
    wanted = want(str(row["question"]), library)
    near, _ = candidates(str(row["question"]), wanted, library, ranking.LOOKED_AT, None)
    relevant, answer = row.get("relevant_ids") or (), str(row["answer_norm"])
    texts = [c.passage.span.of(library.article(c.passage.article_id).text) for c in near]
    right = [
        by_id[c.passage.article_id] in relevant and f" {answer} " in f" {_norm(text)} "  # type: ignore[operator]
        for c, text in zip(near, texts, strict=True)
    ]
    table = rows(near, wanted, library).astype(float)
    sentences = tuple(best_sentence(library.read(c.passage), wanted) for c in near)
    answerable, lengths = bool(row["answerable"]), tuple(map(len, texts))
    return Case(str(row["id"]), answerable, table, np.array(right), lengths, sentences, library.passages)


def _norm(text: str) -> str:
    """Words and figures only, the way the benchmark spells its answers: "1,000" is "1000", "7.8%" "7p8 percent"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    plain = re.sub(r"(?<=\d)\.(?=\d)", "p", re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain))
    return re.sub(r"[^a-z0-9]+", " ", plain.replace("%", " percent ").replace("&", " and ")).strip()


def fit_ranker(seen: Sequence[Case], used: Sequence[int]) -> Floats:
    """Weights by listwise softmax: the chance that a right passage is drawn first, as high as it goes."""
    lists = [case for case in seen if case.answerable and case.right.any()]
    everything = np.vstack([case.table[:, used] for case in lists])
    middle, spread = everything.mean(0), everything.std(0) + 1e-9
    data = [((case.table[:, used] - middle) / spread, case.right) for case in lists]

    def slope(weights: Floats) -> Floats:
        total = np.zeros(len(used))
        for table, right in data:
            scores = table @ weights
            chance = np.exp(scores - scores.max())
            total += table.T @ (chance * right / (chance @ right) - chance / chance.sum())
        return -total / len(data) + 2 * RANKER_DECAY * weights

    weights = np.zeros(len(NAMES))
    weights[list(used)] = _descend(slope, len(used)) / spread
    return weights


def fit_chance(
    told: Floats, answerable: NDArray[np.bool_], counts: Floats, used: Sequence[int]
) -> tuple[Floats, float]:
    """Weights and bias of a logistic regression in which a question counts what `counts` says."""
    own = told[:, used]
    middle, spread = own.mean(0), own.std(0) + 1e-9
    table = np.hstack([(own - middle) / spread, np.ones((len(own), 1))])
    decay = np.full(len(used) + 1, 2 * CHANCE_DECAY)
    decay[-1] = 0

    def slope(weights: Floats) -> Floats:
        return table.T @ (counts * (1 / (1 + np.exp(-table @ weights)) - answerable)) / counts.sum() + decay * weights

    found = _descend(slope, len(used) + 1)
    weights = np.zeros(told.shape[1])
    weights[list(used)] = found[:-1] / spread
    return weights, float(found[-1] - (found[:-1] * middle / spread).sum())


def _descend(slope, size: int) -> Floats:  # type: ignore[no-untyped-def]
    """Gradient descent with moments (Adam; Kingma and Ba, 2015), from zero, until it stands still."""
    weights, first, second = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        down = slope(weights)
        first, second = 0.9 * first + 0.1 * down, 0.999 * second + 0.001 * down**2
        weights = weights - RATE * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
        if np.abs(down).max() < 1e-5:
            break
    return weights


def signs(case: Case, weights: Floats) -> list[float]:
    """What the chance is told from, when the case is ranked by these weights."""
    table, own = case.table.astype(np.float32), weights.astype(np.float32)
    scores = table @ own
    order = np.argsort(-scores, kind="stable").tolist()
    sentences = [case.sentences[i] for i in order[: ranking.FIRST]]
    told = ranking.signs(table, scores, order, sentences, case.passages, weights.tolist())
    return [told[name] for name in ranking.SIGNS]


def figures(seen: Sequence[Case], folds: Sequence[Floats]) -> str:
    """Hits, reciprocal rank and hits within 4,000 characters of the held-out folds, with standard errors."""
    told: dict[str, list[float]] = {"H@1": [], "MRR@10": [], "H@4": [], "H@4k": []}
    for case in (c for c in seen if c.answerable):
        order = np.argsort(-(case.table @ folds[case.fold]), kind="stable")[:10]
        right = case.right[order]
        read = np.cumsum([case.lengths[i] for i in order]) <= 4_000
        told["H@1"].append(right[0])
        told["MRR@10"].append(1 / (right.argmax() + 1) if right.any() else 0)
        told["H@4"].append(right[:4].any())
        told["H@4k"].append((right & read).any())
    return "  ".join(f"{k} {np.mean(v):.3f} ±{np.std(v) / len(v) ** 0.5:.3f}" for k, v in told.items())


def train(seen: Sequence[Case], small: Sequence[Case], *, vectors: bool) -> dict[str, dict[str, float]]:
    """The weights of all cases, of the chance from small collections too; the held-out figures are printed."""
    used = [i for i, name in enumerate(NAMES) if vectors or not name.startswith("cosine")]
    told_by = [i for i, name in enumerate(ranking.SIGNS) if vectors or not name.startswith("cosine")]
    folds = [fit_ranker([c for c in seen if c.fold != k], used) for k in range(FOLDS)]
    print("with vectors" if vectors else "words only", figures(seen, folds))
    searched = [case for case in (*seen, *small) if len(case.table)]
    told = np.array([signs(case, folds[case.fold]) for case in searched])
    answerable, few = np.array([case.answerable for case in searched]), np.array([case.small for case in searched])
    fold_of = np.array([case.fold for case in searched])
    counts = even(answerable, few)
    chance = np.zeros(len(searched))
    for k in range(FOLDS):
        weights, bias = fit_chance(told[fold_of != k], answerable[fold_of != k], counts[fold_of != k], told_by)
        chance[fold_of == k] = 1 / (1 + np.exp(-(told[fold_of == k] @ weights + bias)))
    for name, own in (("all articles", ~few), ("5 to 50 articles", few)):
        print(f"  {name}: {silences(chance[own], answerable[own])}")
    weights, bias = fit_chance(told, answerable, counts, told_by)
    ranker = fit_ranker(seen, used)
    middle = float(np.median(told[~few, ranking.SIGNS.index("score")]))
    told_once = {name: round(float(w), 3) for name, w in zip(ranking.SIGNS, weights, strict=True)}
    return {
        "ranker": {name: round(float(w), 3) for name, w in zip(NAMES, ranker, strict=True)},
        "confidence": {**told_once, "bias": round(bias, 3), "middle": round(middle - 2, 3)},
    }


def even(answerable: NDArray[np.bool_], few: NDArray[np.bool_]) -> Floats:
    """What each question counts so that answerable and not, and large and small collections, count the same."""
    counts = np.zeros(len(few))
    for own in (few & answerable, few & ~answerable, ~few & answerable, ~few & ~answerable):
        counts[own] = 1 / max(1, own.sum())
    return counts


def silences(chance: Floats, answerable: NDArray[np.bool_]) -> str:
    """How well the chance parts the questions, and how many of each kind it leaves unanswered."""
    auroc = (chance[answerable][:, None] > chance[~answerable]).mean()
    silent = (chance[~answerable] < 0.5).mean(), (chance[answerable] < 0.5).mean()
    return f"AUROC {auroc:.3f}  silent below one half: unanswerable {silent[0]:.3f}, answerable {silent[1]:.3f}"


def main() -> None:
    """Read, train, write."""
    from rag.index import local_embedder, open_index

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    questions = [json.loads(line) for line in options.questions.read_text("utf-8").splitlines() if line.strip()]
    index = open_index(options.index, local_embedder())
    words_only: Index = WordsOnly(index)  # type: ignore[assignment]
    weights = {
        "with vectors": train(cases(questions, index), small_cases(questions, index), vectors=True),
        "words only": train(cases(questions, words_only), small_cases(questions, words_only), vectors=False),
    }
    options.out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
