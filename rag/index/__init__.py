"""Articles, statements and passages come in, a durable, searchable index goes out (the only room that knows chromadb).

`build` writes one, `open_index` reads what was published, `check` looks for damage; the parts are loaded when called.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rag.index.reader import Reader
    from rag.ports import Embedder, Extractor, OnProgress
    from rag.types import Article, IndexReport, Person, Problem, Statement


def build(
    index_dir: Path,
    source: Iterable[Article | Problem],
    extractors: Sequence[Extractor],
    join_people: Callable[[Iterable[Statement]], Sequence[Person]],
    embedder: Embedder | None = None,
    *,
    prune: bool = True,
    catalogue_url: str | None = None,
    chroma_url: str | None = None,
    on_progress: OnProgress = lambda _: None,
    on_searchable: Callable[[IndexReport], None] = lambda _: None,
) -> IndexReport:
    """Bring the index up to date with the source; `writer.build` says what is promised and what is raised."""
    from rag.index.place import Parts, Place
    from rag.index.writer import build as write

    place = Place(index_dir, catalogue_url, chroma_url)
    parts = Parts(extractors, join_people, embedder)
    return write(place, source, parts, prune=prune, on_progress=on_progress, on_searchable=on_searchable)


def ensure_free(index_dir: Path) -> None:
    """IndexBusyError when another process writes this index: asked before anything slow is loaded."""
    from rag.index.lock import only_writer

    with only_writer(index_dir):
        return


def open_index(
    index_dir: Path,
    embedder: Embedder | None = None,
    *,
    catalogue_url: str | None = None,
    chroma_url: str | None = None,
) -> Reader:
    """The published revision, open for reading; NotIndexedError when there is none."""
    from rag.index.place import Place
    from rag.index.reader import open_index as read

    return read(Place(index_dir, catalogue_url, chroma_url), embedder)


def published_revision(index_dir: Path, *, catalogue_url: str | None = None) -> str | None:
    """The name of what `open_index` would open now, None for nothing: cheap enough to ask before every answer."""
    from rag.index.place import Place
    from rag.index.reader import published_revision as ask

    return ask(Place(index_dir, catalogue_url))


def check(index_dir: Path, *, catalogue_url: str | None = None, chroma_url: str | None = None) -> list[str]:
    """Everything that is wrong with an index, each with what to do about it; empty when it is sound."""
    from rag.index.health import findings
    from rag.index.place import Place

    return findings(Place(index_dir, catalogue_url, chroma_url))


def endpoint_embedder(
    model: str, base_url: str | None = None, api_key: str | None = None, timeout_s: float = 60
) -> Embedder:
    """The embeddings of an OpenAI-compatible endpoint, which is not asked yet."""
    from rag.index.endpoint import EndpointEmbedder

    return EndpointEmbedder(model, base_url, api_key, timeout_s)


def check_weights() -> Path:
    """Where the weights of the local embedder lie, hashed and found right; WeightsError with the remedy otherwise."""
    from rag.index.embedder import weights_folder

    return weights_folder()


def local_embedder(threads: int = 0) -> Embedder:
    """MiniLM from the weights on this machine, not loaded yet."""
    from rag.index.embedder import MiniLM

    return MiniLM(threads)
