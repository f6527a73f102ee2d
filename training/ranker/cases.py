"""Questions with known answers over an index to cases: the features of each candidate and which of them answer.

What the cases teach is left to `training.ranker.fitting`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rag.errors import VectorsUnavailableError
from rag.evidence import ranking
from rag.evidence.features import Candidate, best_sentence, rows
from rag.evidence.library import Library
from rag.evidence.searching import candidates
from rag.evidence.wanted import want
from rag.ports import Index
from rag.types import Hit
from training.ranker.few import Drawer, Few

Floats = NDArray[np.float64]
FOLDS = 10


@dataclass(frozen=True)
class Case:
    """One question: a row of features a candidate, which of them answer, and how long each is."""

    id: str
    answerable: bool
    table: Floats
    right: NDArray[np.bool_]
    lengths: tuple[int, ...]
    found: tuple[Candidate, ...]
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
    return Case(str(row["id"]), answerable, table, np.array(right), lengths, tuple(near), sentences, library.passages)


def _norm(text: str) -> str:
    """Words and figures only, the way the benchmark spells its answers: "1,000" is "1000", "7.8%" "7p8 percent"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    plain = re.sub(r"(?<=\d)\.(?=\d)", "p", re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain))
    return re.sub(r"[^a-z0-9]+", " ", plain.replace("%", " percent ").replace("&", " and ")).strip()
