"""Files and settings to an index, built or opened: the real parts are chosen here.

What the parts do is theirs; answering is left to `answering`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rag.pipeline.adding import OnSearchable, start_adding, stop_adding
from rag.ports import Embedder, Index, OnProgress
from rag.settings import Settings
from rag.types import Article, IndexReport, Problem


def uploads_dir(settings: Settings) -> Path:
    """Where articles added in the app are kept: every later run of `index` reads them too."""
    return settings.index_dir / "uploads"


def build_index(
    settings: Settings, paths: Sequence[Path], on_progress: OnProgress = lambda _: None, *, vectors: bool = True
) -> IndexReport:
    """Make the index hold exactly what the paths and earlier uploads hold; only what changed is worked on."""
    stop_adding(settings.index_dir)
    uploads = uploads_dir(settings)
    sources = [*paths, uploads] if uploads.is_dir() else list(paths)
    return _build(settings, _read(sources), on_progress, prune=True, vectors=vectors)


def add(
    settings: Settings, paths: Sequence[Path], on_progress: OnProgress, on_more: Callable[[], object]
) -> IndexReport:
    """Index further files next to what is there; `on_more` is called when the background has done the rest."""

    def work(progress: OnProgress, on_searchable: OnSearchable) -> IndexReport:
        report = _build(settings, _read(paths), progress, prune=False, on_searchable=on_searchable)
        on_more()
        return report

    return start_adding(settings.index_dir, work, on_progress)


def _read(paths: Sequence[Path]) -> Iterable[Article | Problem]:
    from rag.articles import read_all

    return read_all(paths)


def _build(
    settings: Settings,
    source: Iterable[Article | Problem],
    on_progress: OnProgress,
    *,
    prune: bool,
    vectors: bool = True,
    on_searchable: OnSearchable = lambda _: None,
) -> IndexReport:
    from rag.index import build, ensure_free
    from rag.statements import join_people, open_extractor

    ensure_free(settings.index_dir)
    return build(
        settings.index_dir,
        source,
        [open_extractor(fast=True), open_extractor(threads=settings.cores)],
        join_people,
        _embedder(settings) if vectors else None,
        prune=prune,
        catalogue_url=settings.catalogue_url,
        chroma_url=settings.chroma_url,
        on_progress=on_progress,
        on_searchable=on_searchable,
    )


def open_published(settings: Settings) -> Index:
    """The newest revision, open for reading; NotIndexedError where nothing was indexed."""
    from rag.index import open_index

    return open_index(
        settings.index_dir,
        _embedder(settings),
        catalogue_url=settings.catalogue_url,
        chroma_url=settings.chroma_url,
    )


def _embedder(settings: Settings) -> Embedder:
    from rag.index import endpoint_embedder, local_embedder

    if settings.embedding_model:
        return endpoint_embedder(settings.embedding_model, settings.base_url, settings.api_key)
    return local_embedder(settings.cores)
