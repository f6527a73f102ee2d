"""What is wanted to candidate passages: keyword and vector search side by side, fused by rank.

Weighing the candidates is left to `rag.evidence.ranking`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from rag.errors import VectorsUnavailableError
from rag.evidence.features import Candidate
from rag.evidence.library import Library
from rag.evidence.wanted import Wanted
from rag.types import Hit

KEYWORD_DEPTH = 100
VECTOR_DEPTH = 200
NO_VECTORS = "Vectors are not ready: searched by words and speakers only."


def candidates(
    words: str, wanted: Wanted, library: Library, limit: int, article_ids: frozenset[str] | None
) -> tuple[list[Candidate], list[str]]:
    """The passages most worth a closer look, best first by fused rank; and notes on what could not be searched."""
    notes: list[str] = []
    by_words = library.index.search_words(wanted.words, KEYWORD_DEPTH, article_ids=article_ids) if wanted.words else ()
    by_vectors: Sequence[Hit] = ()
    try:
        by_vectors = library.index.search_vectors(words, VECTOR_DEPTH, article_ids=article_ids)
    except VectorsUnavailableError:
        notes.append(NO_VECTORS)
    keyword = {hit.id: (rank, hit.score) for rank, hit in enumerate(by_words)}
    cosine = {hit.id: (rank, hit.score) for rank, hit in enumerate(by_vectors)}
    fused = {key: _fused(key, keyword, cosine) for key in {**keyword, **cosine}}
    chosen = sorted(fused, key=lambda key: (-fused[key], key))[:limit]
    passages = library.index.passages(chosen)
    unseen = (10_000, 0.0), (10_000, math.nan)
    return [
        Candidate(
            p,
            keyword.get(p.id, unseen[0])[1],
            cosine.get(p.id, unseen[1])[1],
            keyword.get(p.id, unseen[0])[0],
            cosine.get(p.id, unseen[1])[0],
        )
        for p in passages
    ], notes


def _fused(key: str, *searches: dict[str, tuple[int, float]]) -> float:
    """Reciprocal rank fusion (Cormack, Clarke and Buettcher, 2009)."""
    return sum(1 / (20 + search[key][0]) for search in searches if key in search)
