"""Passages and statements to one generation of vectors on disk, and a vector to the passages and statements like it.

A generation is a folder: passage ids and their matrix, keys of statements and theirs, and Chroma's files. Up to
`EXACT` passages the memory-mapped matrix is compared as a whole, which is exact and needs no chromadb; beyond that, and
on a Chroma server, Chroma searches. Texts to vectors is left to the embedder, which of them to keep to the catalogue.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.errors import VectorsUnavailableError
from rag.index.chroma import DATABASE, Collection
from rag.index.folders import mapped, written_whole
from rag.index.keywords import best
from rag.ports import Vectors
from rag.types import Hit, Statement

FORMAT = "vectors 1"  # changes whenever the files do
HEAD = "vectors.json"
EXACT = 200_000  # passages compared one by one; beyond, Chroma's graph is faster
_ROWS = 2_000  # rows written at once

Fetch = Callable[[Sequence[int]], Vectors]  # rows to their vectors


@dataclass(frozen=True, slots=True)
class Plan:
    """What a generation is to hold."""

    name: str
    owner: str  # which index it is of, where several share a Chroma server
    embedder: str
    dimensions: int
    passage_ids: Sequence[str]
    statement_keys: NDArray[np.uint64]  # ascending
    texts: int  # how many different texts these are


def statement_key(statement: Statement) -> int:
    """64 bits that stand for the words of a statement: its article, which is a hash of the text, and its spans."""
    spans = ",".join(f"{span.start}-{span.end}" for span in statement.content)
    return int.from_bytes(blake2b(f"{statement.article_id}:{spans}".encode(), digest_size=8).digest())


def write(parent: Path, plan: Plan, passages: Fetch, statements: Fetch, url: str | None) -> None:
    """Build a generation aside, check it as a whole and put it into `parent/plan.name`.

    VectorsUnavailableError when what was written does not read back.
    """
    with written_whole(parent / plan.name) as aside:
        np.save(aside / "ids.npy", np.array([id_.encode() for id_ in plan.passage_ids], np.bytes_))
        np.save(aside / "keys.npy", plan.statement_keys)
        _fill(aside / "statements.npy", len(plan.statement_keys), plan.dimensions, np.float16, statements)
        if url is None:
            _fill(aside / "passages.npy", len(plan.passage_ids), plan.dimensions, np.float32, passages)
        head = {
            "format": FORMAT,
            "embedder": plan.embedder,
            "owner": plan.owner,
            "texts": plan.texts,
            "server": url is not None,
        }
        sizes = {path.name: path.stat().st_size for path in sorted(aside.iterdir())}
        (aside / HEAD).write_text(json.dumps({**head, "server": url is not None, "files": sizes}), "utf-8")
        with closing(Collection(plan.owner, plan.name, aside / "chroma", url)) as collection:
            parts = list(_in_parts(len(plan.passage_ids)))
            collection.fill((plan.passage_ids[part.start : part.stop], passages(part)) for part in parts)
            if (held := collection.count()) != len(plan.passage_ids):
                raise _unavailable(parent / plan.name, f"Chroma kept {held} of {len(plan.passage_ids)}")
            for part in parts[:1]:
                _ask_back(collection, plan.passage_ids[part.start], passages(part[:1])[0])


def _ask_back(collection: Collection, id_: str, vector: Vectors) -> None:
    found = collection.nearest(vector, 10)
    if not found or (found[0][1] < 0.99 and id_ not in dict(found)):  # the same text may stand in several articles
        raise _unavailable(Path(collection.name), "a vector just written is not found")


def _in_parts(rows: int) -> Iterator[range]:
    return (range(at, min(at + _ROWS, rows)) for at in range(0, rows, _ROWS))


def is_whole(folder: Path, embedder: str, url: str | None) -> bool:
    """Whether a generation is there with all its parts and can be searched."""
    try:
        with closing(Generation(folder, embedder, url)) as generation:
            return not generation.damaged and generation.has_chroma()
    except VectorsUnavailableError:
        return False


def texts_in(folder: Path) -> int:
    """How many different texts a whole generation was made from."""
    return int(json.loads((folder / HEAD).read_text("utf-8"))["texts"])


def _fill(path: Path, rows: int, dimensions: int, kind: type[Any], fetch: Fetch) -> None:
    # Written, not mapped: on a full disk a write fails, where a mapped page would end the process.
    with path.open("wb") as file:
        head = {"descr": np.lib.format.dtype_to_descr(np.dtype(kind)), "fortran_order": False}
        np.lib.format.write_array_header_1_0(file, {**head, "shape": (rows, dimensions)})
        for part in _in_parts(rows):
            file.write(fetch(part).astype(kind).tobytes())


class Generation:
    """One published generation, open for reading; each file is mapped when it is first needed."""

    def __init__(self, folder: Path, embedder: str, url: str | None) -> None:
        """VectorsUnavailableError when the folder is not a whole generation of that embedder."""
        self.folder = folder
        try:
            head = json.loads((folder / HEAD).read_text("utf-8"))
            if (head["format"], head["embedder"]) != (FORMAT, embedder):
                raise ValueError(f"it holds {head['format']!r} of {head['embedder']!r}, not of {embedder!r}")
            self._damaged = [name for name, size in head["files"].items() if _size(folder / name) != size]
            self._on_server, owner = head["server"], head["owner"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _unavailable(folder, error) from error
        if self._on_server and not url:
            raise _unavailable(folder, "they are on a Chroma server; set RAG_CHROMA_URL to its address")
        self._collection = Collection(owner, folder.name, folder / "chroma", url if self._on_server else None)

    @property
    def damaged(self) -> list[str]:
        """Files that are missing or not as long as they were written."""
        return self._damaged

    @cached_property
    def ids(self) -> NDArray[np.bytes_]:
        """(P,) passage ids, in the order of the keyword arrays they were built beside."""
        return np.asarray(self._mapped("ids"))

    @cached_property
    def _keys(self) -> NDArray[np.uint64]:
        return np.asarray(self._mapped("keys"))

    def search(self, vector: Vectors, limit: int, among: NDArray[np.bool_] | None = None) -> list[Hit]:
        """Passages by cosine, best first; `among` (P,) narrows the search, None: all."""
        if not self._on_server and len(self.ids) <= EXACT and "passages.npy" not in self._damaged:
            scores = self._mapped_passages @ vector
            # Shifted above 0, where `best` begins: a cosine may be negative.
            rows = best(scores + 2 if among is None else np.where(among, scores + 2, 0), limit)
            return [Hit(self.ids[row].decode(), float(scores[row])) for row in rows]
        names = None if among is None else [id_.decode() for id_ in self.ids[among]]
        return [Hit(id_, score) for id_, score in self._collection.nearest(vector, limit, names)]

    def likeness(self, vector: Vectors, keys: Sequence[int]) -> list[float | None]:
        """Cosine with each statement; None for one that this generation has no vector of."""
        wanted = np.array(keys, np.uint64)
        rows = np.minimum(np.searchsorted(self._keys, wanted), max(len(self._keys) - 1, 0))
        if not len(self._keys):
            return [None] * len(keys)
        scores = np.asarray(self._statements[rows], np.float32) @ vector
        return [float(s) if held else None for s, held in zip(scores, self._keys[rows] == wanted, strict=True)]

    def in_chroma(self) -> int:
        """Vectors in Chroma; VectorsUnavailableError when it does not answer."""
        return self._collection.count()

    def close(self) -> None:
        """Let go of Chroma."""
        self._collection.close()

    def has_chroma(self) -> bool:
        """Whether Chroma's part is there; a folder's is not opened for that."""
        if self._on_server:
            return self.in_chroma() == len(self.ids)
        return (self.folder / "chroma" / DATABASE).is_file()

    @cached_property
    def _mapped_passages(self) -> Vectors:
        return np.asarray(self._mapped("passages"))

    @cached_property
    def _statements(self) -> NDArray[np.float16]:
        return np.asarray(self._mapped("statements"))

    def _mapped(self, name: str) -> Any:
        if f"{name}.npy" in self._damaged:
            raise _unavailable(self.folder, f"{name}.npy is missing or cut short")
        try:
            return mapped(self.folder / f"{name}.npy")
        except (OSError, ValueError) as error:
            raise _unavailable(self.folder, error) from error


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1


def _unavailable(folder: Path, cause: object) -> VectorsUnavailableError:
    return VectorsUnavailableError(
        f"The vectors in {folder} cannot be used: {cause}. "
        "Words and speakers are still searched; run `index` again to build the vectors anew."
    )
