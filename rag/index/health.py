"""A published revision to its figures and what is wrong with it; what to do about it is in each message."""

from __future__ import annotations

from contextlib import closing

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from rag.errors import DamagedIndexError, VectorsUnavailableError
from rag.index import keywords, revisions
from rag.index.catalogue import Catalogue, Manifest
from rag.index.place import Place
from rag.index.revisions import Revision
from rag.index.tables import open_engine
from rag.index.vectors import Generation
from rag.types import IndexStatus


def status_of(catalogue: Catalogue, place: Place, revision: Revision, manifest: Manifest | None = None) -> IndexStatus:
    """Counts, and problems that can be seen without reading everything."""
    manifest = manifest or revisions.manifest_of(catalogue.engine, revision.number)
    passages, statements = catalogue.counts(manifest)
    problems: list[str] = []
    published: NDArray[np.bytes_] = np.empty(0, np.bytes_)
    try:
        published = keywords.load(place.index_dir / "words" / revision.words).ids
    except DamagedIndexError as error:
        problems.append(str(error))
    vectors, lost = _vectors(place, revision, published)
    return IndexStatus(
        revision=revision.name,
        articles=len(manifest.entries),
        statements=statements,
        passages=passages,
        vectors=vectors,
        embedder=revision.embedder,
        problems=(*problems, *lost),
    )


def _vectors(place: Place, revision: Revision, published: NDArray[np.bytes_]) -> tuple[int, list[str]]:
    """How many of the published passages have a vector, and what is wrong with the rest."""
    if revision.vectors is None or revision.embedder is None:
        return 0, []
    folder = place.index_dir / "vectors" / revision.vectors
    try:
        with closing(Generation(folder, revision.embedder, place.chroma_url)) as generation:
            same = np.array_equal(published, generation.ids)
            held = len(published) if same else len(np.intersect1d(published, generation.ids))
            lost = [f"{folder / name} is missing or cut short: index again" for name in generation.damaged]
            if not generation.has_chroma():
                lost.append(f"Chroma's part of {folder} is missing: index again")
            return held, lost
    except VectorsUnavailableError as error:
        return 0, [str(error)]


def findings(place: Place) -> list[str]:
    """Everything that is wrong with an index, each with what to do; NotIndexedError when there is none."""
    engine = open_engine(place.index_dir, place.catalogue_url)
    try:
        revision = revisions.current(engine) if revisions.exist(engine) else None
        if revision is None:
            return [f"{place.index_dir} holds no index yet: run `index`"]
        return [
            *_database(engine),
            *_rows(engine, revision),
            *status_of(Catalogue(engine), place, revision).problems,
        ]
    finally:
        engine.dispose()


def _database(engine: Engine) -> list[str]:
    if engine.dialect.name != "sqlite":
        return []  # a server looks after its own files
    with engine.connect() as connection:
        answers = [str(answer) for answer in connection.exec_driver_sql("PRAGMA integrity_check")]
    return [] if answers == ["('ok',)"] else [f"The catalogue is damaged ({answers[0]}): remove it and index again"]


def _rows(engine: Engine, revision: Revision) -> list[str]:
    """Whether every published article and extraction is there with as many passages and statements as it says."""
    manifest = revisions.manifest_of(engine, revision.number)
    catalogue = Catalogue(engine)
    wrong: list[str] = []
    try:
        catalogue.articles(list(manifest.entries))
    except KeyError as error:
        wrong.append(f"The article {error} is published but missing: remove the index and index again")
    numbers = list(manifest.entries.values())
    held = (
        sum(map(len, catalogue.passages_of(numbers).values())),
        sum(map(len, catalogue.statements_of(numbers).values())),
    )
    if held != (said := catalogue.counts(manifest)):
        wrong.append(f"The catalogue holds {held} passages and statements of {said}: remove the index and index again")
    return wrong
