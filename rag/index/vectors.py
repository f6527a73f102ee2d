"""Passages and statements to one generation of vectors on disk, and a vector to the passages and statements like it.

A generation is a list of segments, each a file of passage ids with their matrix and keys of statements with theirs, and
a Chroma collection. Up to `EXACT` passages the memory-mapped matrices are compared as a whole, which is exact and needs
no chromadb; beyond that, and where a Chroma server is set up, Chroma searches. Texts to vectors is left to the
embedder, which of them to keep to the catalogue.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.errors import VectorsUnavailableError
from rag.index.collected import Collected, Ids, collect, unavailable
from rag.index.folders import keep_only, read_arrays, write_arrays, written_whole
from rag.index.keywords import best
from rag.ports import Vectors
from rag.types import Hit, Statement

FORMAT = "vectors 2"  # changes whenever the files do
EXACT = 200_000  # passages compared one by one; beyond, Chroma's graph is faster

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Segment:
    """The vectors of one segment's P passages and S statements, made of T different texts."""

    ids: Ids  # (P,) passage ids, in the order of the keyword arrays
    passages: Vectors  # (P, dimensions)
    keys: NDArray[np.uint64]  # (S,) ascending
    statements: NDArray[np.float16]  # (S, dimensions)
    hashes: Ids  # (T,)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a generation is to hold."""

    name: str
    embedder: str
    segments: tuple[str, ...]


def statement_key(statement: Statement) -> int:
    """64 bits that stand for the words of a statement: its article, which is a hash of the text, and its spans."""
    spans = ",".join(f"{span.start}-{span.end}" for span in statement.content)
    return int.from_bytes(blake2b(f"{statement.article_id}:{spans}".encode(), digest_size=8).digest())


def write_segment(path: Path, embedder: str, segment: Segment) -> None:
    """Put the vectors into a file that is there as a whole or not at all."""
    arrays = {name: getattr(segment, name) for name in Segment.__slots__}
    write_arrays(path, {"format": FORMAT, "embedder": embedder}, arrays)


def is_whole_segment(path: Path, embedder: str) -> bool:
    """Whether a segment is there and can be searched."""
    try:
        _load(path, embedder)
    except VectorsUnavailableError:
        return False
    return True


def write(parent: Path, plan: Plan, owner: str, before: str | None, url: str | None) -> None:
    """Put a generation of segments that are there into `parent`, with the collection of `before` or one of its own.

    `owner` tells apart the indexes on one Chroma server.
    """
    segments = [_load(parent / name, plan.embedder) for name in plan.segments]
    chroma = _still_good(parent, before, _joined([segment.ids for segment in segments]), url)
    if chroma is None:
        chroma = f"chroma-{plan.name}"
        collect(parent / chroma, owner, [(segment.ids, segment.passages) for segment in segments], url)
    with written_whole(_head_path(parent, plan.name)) as aside:
        aside.write_text(json.dumps({"format": FORMAT, **asdict(plan), "chroma": chroma}), "utf-8")


def _still_good(parent: Path, before: str | None, ids: Ids, url: str | None) -> str | None:
    """The collection of an earlier generation when it serves these passages too; None: one must be made."""
    try:
        name: str = _head(parent, before or "none")["chroma"]
        with closing(Collected(parent / name, url)) as collected:
            return name if collected.serves(ids) else None
    except VectorsUnavailableError:
        return None


def is_whole(parent: Path, name: str, embedder: str, url: str | None) -> bool:
    """Whether a generation is there with all its parts and can be searched."""
    try:
        with closing(Generation(parent, name, embedder, url)) as generation:
            return generation.has_chroma()
    except VectorsUnavailableError:
        return False


def texts_in(parent: Path, name: str) -> set[str]:
    """The hashes of the different texts that a whole generation was made from."""
    embedder = _head(parent, name)["embedder"]
    hashes = [_load(path, embedder).hashes for path in segments_in(parent, name)]
    return {key.decode() for key in _joined(hashes).tolist()}


def segments_in(parent: Path, name: str) -> list[Path]:
    """The files of a generation's segments, in order; VectorsUnavailableError when there is no such generation."""
    return [parent / segment for segment in _head(parent, name)["segments"]]


def sweep(parent: Path, names: set[str]) -> None:
    """Remove everything but these generations and what they are made of."""
    kept: set[str] = set()
    for name in names:
        kept.add(_head_path(parent, name).name)
        try:
            head = _head(parent, name)
        except VectorsUnavailableError:
            continue
        kept |= {head["chroma"], *head["segments"]}
    keep_only(parent, kept)


class Generation:
    """One published generation, open for reading; each file is read as it is needed."""

    def __init__(self, parent: Path, name: str, embedder: str, url: str | None) -> None:
        """VectorsUnavailableError when it is not a whole generation of that embedder."""
        head = _head(parent, name)
        if head["embedder"] != embedder:
            raise unavailable(parent / name, f"they are of {head['embedder']!r}, not of {embedder!r}")
        self._segments = [_load(parent / segment, embedder) for segment in head["segments"]]
        self._chroma = parent / head["chroma"]
        self._url = url

    @cached_property
    def ids(self) -> Ids:
        """(P,) passage ids, in the order of the keyword arrays they were built beside."""
        return _joined([segment.ids for segment in self._segments])

    def search(self, vector: Vectors, limit: int, among: Mask | None = None) -> list[Hit]:
        """Passages by cosine, best first; `among` (P,) narrows the search, None: all."""
        if self._url is None and len(self.ids) <= EXACT:
            return self._compared(vector, limit, among)
        held = self._held
        lacking = ~held if among is None else among & ~held
        narrowed = len(self._collected.ids) > held.sum() or among is not None
        wanted = self.ids[held if among is None else among & held] if narrowed else None
        names = None if wanted is None else [id_.decode() for id_ in wanted.tolist()]
        found = [Hit(id_, score) for id_, score in self._collected.nearest(vector, limit, names)]
        found += self._compared(vector, limit, lacking) if lacking.any() else []
        return sorted(found, key=lambda hit: (-hit.score, hit.id))[:limit]

    def likeness(self, vector: Vectors, keys: Sequence[int]) -> list[float | None]:
        """Cosine with each statement; None for one that this generation has no vector of."""
        wanted = np.array(keys, np.uint64)
        scores: list[float | None] = [None] * len(keys)
        for segment in self._segments if len(keys) else ():
            rows = np.minimum(np.searchsorted(segment.keys, wanted), max(len(segment.keys) - 1, 0))
            for n in np.flatnonzero(segment.keys[rows] == wanted) if len(segment.keys) else ():
                scores[n] = float(np.asarray(segment.statements[rows[n]], np.float32) @ vector)
        return scores

    def has_chroma(self) -> bool:
        """Whether Chroma's part is there; VectorsUnavailableError when it cannot be asked."""
        return self._collected.is_whole()

    def close(self) -> None:
        """Let go of Chroma."""
        if "_collected" in self.__dict__:
            self._collected.close()

    def _compared(self, vector: Vectors, limit: int, among: Mask | None) -> list[Hit]:
        """Every passage compared one by one."""
        scores = _joined([_cosines(segment.passages, vector) for segment in self._segments], np.float32)
        # Shifted above 0, where `best` begins: a cosine may be negative.
        rows = best(scores + 2 if among is None else np.where(among, scores + 2, 0).astype(np.float32), limit)
        return [Hit(self.ids[row].decode(), float(scores[row])) for row in rows]

    @cached_property
    def _collected(self) -> Collected:
        return Collected(self._chroma, self._url)

    @cached_property
    def _held(self) -> Mask:
        return self._collected.holds(self.ids)


def _cosines(matrix: Vectors, vector: Vectors) -> Vectors:
    """Row by row on one core, so that a score never depends on how many rows there are.

    The threads of numpy's matrix product wait for each other: on a busy machine a hundred times longer than this takes.
    """
    return np.asarray(np.einsum("ij,j->i", matrix, vector), np.float32)


def chroma_of(parent: Path, name: str) -> Path:
    """The folder of a generation's collection; VectorsUnavailableError when there is no such generation."""
    return parent / str(_head(parent, name)["chroma"])


def _head_path(parent: Path, name: str) -> Path:
    return parent / f"{name}.json"


def _head(parent: Path, name: str) -> dict[str, Any]:
    path = _head_path(parent, name)
    try:
        head: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if head["format"] != FORMAT or not {"embedder", "segments", "chroma"} <= head.keys():
            raise ValueError(f"it is of the format {head['format']!r}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise unavailable(path, error) from error
    return head


def _load(path: Path, embedder: str) -> Segment:
    try:
        head, arrays = read_arrays(path)
        if (head["format"], head["embedder"]) != (FORMAT, embedder):
            raise ValueError(f"it holds {head['format']!r} of {head['embedder']!r}, not of {embedder!r}")
        return Segment(**arrays)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise unavailable(path, error) from error


def _joined(parts: Sequence[NDArray[Any]], kind: Any = np.bytes_) -> NDArray[Any]:
    return np.concatenate([np.empty(0, kind), *parts])
