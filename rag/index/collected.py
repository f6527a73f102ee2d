"""A Chroma collection beside a list of what it holds: made once, and good for generation after generation.

It is made anew when more than `STALE` of the passages came or went; until then whoever searches compares what it lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.errors import VectorsUnavailableError
from rag.index.chroma import DATABASE, Collection
from rag.index.folders import read_arrays, write_arrays, written_whole
from rag.ports import Vectors

STALE = 0.1  # of the passages may come or go before the collection is made anew
_HELD = "held"  # the file beside Chroma's own

Ids = NDArray[np.bytes_]


class Collected:
    """The collection in one folder, or on the server that the folder stands for."""

    def __init__(self, folder: Path, url: str | None) -> None:
        """VectorsUnavailableError when there is none."""
        try:
            head, arrays = read_arrays(folder / _HELD)
            self.ids: Ids = arrays["ids"]  # ascending
            self._on_server, owner = head["server"], head["owner"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise unavailable(folder, f"Chroma's part is missing ({error})") from error
        if self._on_server != (url is not None):
            raise unavailable(folder, "they are on a Chroma server; set RAG_CHROMA_URL" if url is None else "not there")
        self._folder = folder
        self._collection = Collection(owner, folder.name, folder, url)

    def holds(self, ids: Ids) -> NDArray[np.bool_]:
        """Which of these passages the collection can find."""
        return np.isin(ids, self.ids)

    def nearest(self, vector: Vectors, limit: int, among: Sequence[str] | None) -> list[tuple[str, float]]:
        """Ids with their cosine, best first; `among` narrows the search, None: all it holds."""
        return self._collection.nearest(vector, limit, among)

    def is_whole(self) -> bool:
        """Whether Chroma's part is there; a folder's is not opened for that."""
        if self._on_server:
            return self._collection.count() == len(self.ids)
        return (self._folder / DATABASE).is_file()

    def serves(self, ids: Ids) -> bool:
        """Whether nearly all that it holds is among these passages, and nearly all of these in it."""
        return self.is_whole() and len(np.setxor1d(self.ids, ids)) <= STALE * len(ids)

    def close(self) -> None:
        """Let go of Chroma."""
        self._collection.close()


def collect(folder: Path, owner: str, rows: Sequence[tuple[Ids, Vectors]], url: str | None) -> None:
    """Make the collection of these rows; VectorsUnavailableError when what was written does not read back."""
    ids = np.sort(np.concatenate([np.empty(0, np.bytes_), *(own for own, _ in rows)]))
    with written_whole(folder) as aside:
        aside.mkdir()
        with closing(Collection(owner, folder.name, aside, url)) as collection:
            collection.fill(([id_.decode() for id_ in own.tolist()], vectors) for own, vectors in rows)
            if (held := collection.count()) != len(ids):
                raise unavailable(folder, f"Chroma kept {held} of {len(ids)}")
            for own, vectors in [row for row in rows if len(row[0])][:1]:
                found = collection.nearest(vectors[0], 10)
                # The same text may stand in several articles.
                if not found or (found[0][1] < 0.99 and own[0].decode() not in dict(found)):
                    raise unavailable(folder, "a vector just written is not found")
        write_arrays(aside / _HELD, {"owner": owner, "server": url is not None}, {"ids": ids})


def forget_others(owner: str, folders: Iterable[Path], url: str) -> None:
    """Delete this owner's collections on a server that no folder stands for."""
    with closing(Collection(owner, "", Path(), url)) as collection:
        collection.forget_others({folder.name for folder in folders})


def unavailable(path: Path, cause: object) -> VectorsUnavailableError:
    """What is raised when vectors cannot be used, with what to do."""
    return VectorsUnavailableError(
        f"The vectors in {path} cannot be used: {cause}. "
        "Words and speakers are still searched; run `index` again to build the vectors anew."
    )
