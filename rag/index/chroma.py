"""Vectors to a Chroma collection of their own, and a vector to its nearest ids: the only module that knows chromadb.

A collection is filled once and never changed (`add` only): what is new goes into a new collection. Chroma's metadata
filters are slow, so a search among few rows reads those rows and compares them here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from rag.errors import VectorsUnavailableError
from rag.ports import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

DATABASE = "chroma.sqlite3"  # Chroma's own file in a folder
_ROWS = 5_000  # chromadb takes at most 5,461 rows a call
_ANSWER = 10.0  # seconds that a server may take to answer
_STORE = 120.0  # seconds that it may take to store what it was sent
_REST = 30.0  # seconds that a server is left alone after it did not answer, so that not every question waits for it
_FEW = 2_000  # rows that are read and compared here rather than searched for
_WIDER = 8  # how many times more neighbours are asked for when a filter will drop some

_SILENT: dict[str, float] = {}  # server -> when it was last found silent


class Collection:
    """One set of passage vectors in Chroma, embedded in a folder or on a server by URL."""

    def __init__(self, owner: str, generation: str, folder: Path, url: str | None) -> None:
        """Nothing is opened yet; `owner` tells indexes on one server apart, `url` None means embedded in the folder."""
        self._prefix = f"rag-{owner}-"
        self.name = self._prefix + generation
        self._where = url or str(folder)
        self._folder = folder
        self._url = url
        self._client: Any = None  # None: not opened

    def fill(self, rows: Iterable[tuple[Sequence[str], Vectors]]) -> None:
        """Make the collection from batches of ids and vectors; one of the same name is made anew."""
        with self._said_clearly():
            client = self._opened(filling=True)
            if self.name in self.listed():
                client.delete_collection(self.name)
            self._wait(_STORE)
            space: Any = {"hnsw": {"space": "cosine", "sync_threshold": 20_000, "batch_size": 1_000}}
            collection = client.create_collection(self.name, configuration=space, embedding_function=None)
            for ids, vectors in rows:
                for at in range(0, len(ids), _ROWS):
                    collection.add(ids=list(ids[at : at + _ROWS]), embeddings=vectors[at : at + _ROWS])

    def count(self) -> int:
        """Rows in the collection; VectorsUnavailableError when it is not there."""
        with self._said_clearly():
            return int(self._collection().count())

    def nearest(self, vector: Vectors, limit: int, among: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """Ids with their cosine, best first; `among` narrows the search, None: all."""
        with self._said_clearly():
            collection = self._collection()
            if among is not None and len(among) <= _FEW:
                return _compared(collection, vector, limit, among)
            wanted = limit if among is None else limit * _WIDER
            found = collection.query(
                query_embeddings=[vector], n_results=min(wanted, collection.count() or 1), include=["distances"]
            )
            kept = None if among is None else set(among)
            distances = found["distances"] or [[]]
            pairs = zip(found["ids"][0], distances[0], strict=True)
            return [(id_, 1.0 - float(d)) for id_, d in pairs if kept is None or id_ in kept][:limit]

    def forget_others(self, names: set[str]) -> None:
        """Delete this owner's generations on a server that are not named; a folder's go with the folder."""
        if self._url is None:
            return
        with self._said_clearly():
            for name in self.listed():
                if name.startswith(self._prefix) and name.removeprefix(self._prefix) not in names:
                    self._opened().delete_collection(name)

    def listed(self) -> list[str]:
        """The names of all collections where this one is, whoever's they are."""
        with self._said_clearly():
            return [collection.name for collection in self._opened().list_collections()]

    def close(self) -> None:
        """Let go of the folder's files or the server's connections."""
        if self._client is not None:
            sessions = self._sessions()
            self._client.close()
            for session in sessions:  # which Chroma's own close forgets
                session.close()
            self._client = None

    def _sessions(self) -> list[Any]:
        servers = (self._client._server, self._client._admin_client._server) if self._url else ()
        return [server._session for server in servers]

    def _wait(self, seconds: float) -> None:
        for session in self._sessions():
            session.timeout = seconds

    def _collection(self) -> Any:
        return self._opened().get_collection(self.name, embedding_function=None)

    def _opened(self, filling: bool = False) -> ClientAPI:
        if self._client is None:
            import chromadb
            from chromadb.config import Settings

            quiet = Settings(anonymized_telemetry=False)
            if self._url is None:
                # Chroma would make an empty database where there is none, and find nothing in it ever after.
                if not (self._folder / DATABASE).is_file() and not filling:
                    raise FileNotFoundError(self._folder / DATABASE)
                self._client = chromadb.PersistentClient(str(self._folder), settings=quiet)
            else:
                address = urlsplit(self._url)
                _ask_for_a_sign(self._url)
                self._client = chromadb.HttpClient(
                    host=address.hostname or self._url,
                    port=address.port or (443 if address.scheme == "https" else 8000),
                    ssl=address.scheme == "https",
                    settings=quiet,
                )
                self._wait(_ANSWER)  # Chroma sets no limit: a silent server would hold us for ever
        client: ClientAPI = self._client
        return client

    @contextmanager
    def _said_clearly(self) -> Iterator[None]:
        import httpx
        from chromadb.errors import ChromaError

        if monotonic() < _SILENT.get(self._where, -_REST) + _REST:
            raise self._lost("timed out a moment ago")
        try:
            yield
        except httpx.TimeoutException as error:
            _SILENT[self._where] = monotonic()
            raise self._lost(str(error) or "timed out") from error
        except (ChromaError, httpx.HTTPError, ValueError, OSError) as error:
            raise self._lost(str(error)) from error

    def _lost(self, cause: str) -> VectorsUnavailableError:
        return VectorsUnavailableError(
            f"Chroma at {self._where} does not answer for {self.name}: {cause}. "
            "Words and speakers are still searched; run `index` again to build the vectors anew."
        )


def _ask_for_a_sign(url: str) -> None:
    """httpx.TransportError when the server does not answer what Chroma's client asks as it is made, without a limit."""
    import httpx

    tenant = "tenants/default_tenant"
    with httpx.Client(base_url=f"{url.rstrip('/')}/api/v2/", timeout=_ANSWER) as client:
        for path in ("auth/identity", tenant, f"{tenant}/databases/default_database"):
            client.get(path)


def _compared(collection: Any, vector: Vectors, limit: int, among: Sequence[str]) -> list[tuple[str, float]]:
    if not among:
        return []
    found = collection.get(ids=list(among), include=["embeddings"])
    if not found["ids"]:
        return []
    scores = np.asarray(found["embeddings"], np.float32) @ vector
    pairs = sorted(zip(found["ids"], scores.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))
    return pairs[:limit]
