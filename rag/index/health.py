"""A published revision to its figures and what is wrong with it; what to do about it is in each message."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
from sqlalchemy import Engine

from rag.errors import DamagedIndexError, VectorsUnavailableError
from rag.index import postings, revisions
from rag.index.catalogue import Catalogue, Manifest
from rag.index.collected import Ids
from rag.index.place import Place
from rag.index.revisions import Revision
from rag.index.segments import segments_of, words_path
from rag.index.tables import open_engine
from rag.index.vectors import Generation
from rag.types import IndexStatus


def status_of(catalogue: Catalogue, place: Place, revision: Revision, manifest: Manifest | None = None) -> IndexStatus:
    """Counts, and problems that can be seen without reading everything."""
    manifest = manifest or revisions.manifest_of(catalogue.engine, revision.number)
    passages, statements = catalogue.counts(manifest)
    problems: list[str] = []
    published: list[Ids] = [np.empty(0, np.bytes_)]
    for segment in segments_of(manifest):
        try:
            published.append(postings.load(words_path(place.index_dir, segment)).ids)
        except DamagedIndexError as error:
            problems.append(str(error))
    vectors, lost = _vectors(place, revision, np.concatenate(published))
    return IndexStatus(
        revision=revision.name,
        articles=len(manifest.entries),
        statements=statements,
        passages=passages,
        vectors=vectors,
        embedder=revision.embedder,
        problems=(*problems, *lost),
    )


def _vectors(place: Place, revision: Revision, published: Ids) -> tuple[int, list[str]]:
    """How many of the published passages have a vector, and what is wrong with the rest."""
    if revision.vectors is None or revision.embedder is None:
        return 0, []
    parent = place.index_dir / "vectors"
    try:
        with closing(Generation(parent, revision.vectors, revision.embedder, place.chroma_url)) as generation:
            same = np.array_equal(published, generation.ids)
            held = len(published) if same else len(np.intersect1d(published, generation.ids))
            return held, _without_chroma(generation, parent)
    except VectorsUnavailableError as error:
        return 0, [str(error)]


def _without_chroma(generation: Generation, parent: Path) -> list[str]:
    try:
        return [] if generation.has_chroma() else [f"Chroma's part of {parent} is missing: index again"]
    except VectorsUnavailableError as error:
        return [str(error)]


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
