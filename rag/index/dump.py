"""A published index to lines of text, equal for equal content: how tests and people compare two indexes."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from sqlalchemy import Engine, func, select

from rag.index import revisions, vectors
from rag.index.catalogue import Catalogue
from rag.index.contents import whole_articles_in
from rag.index.place import Place
from rag.index.records import to_json
from rag.index.segments import segments_of, words_path
from rag.index.tables import SCHEMA, open_engine


def dump(place: Place) -> Iterator[str]:
    """Articles with all that was made of them, people, how many rows each table has, and a hash of each array file.

    Nothing that differs between two runs over the same articles is in it: no revision number, none of Chroma's files.
    """
    engine = open_engine(place.index_dir, place.catalogue_url)
    try:
        revision = revisions.current(engine)
        if revision is None:
            return
        manifest = revisions.manifest_of(engine, revision.number)
        for article, passages, statements in whole_articles_in(Catalogue(engine), manifest):
            yield f"{manifest.entries[article.id]} {to_json(article)}"
            yield from map(to_json, (*passages, *statements))
        yield from map(to_json, revisions.people_of(engine, revision.number))
        yield from _sizes(engine)
        yield f"words {revision.words} vectors {revision.vectors} {revision.embedder}"
        paths = [words_path(place.index_dir, segment) for segment in segments_of(manifest)]
        if revision.vectors:
            paths += vectors.segments_in(place.index_dir / "vectors", revision.vectors)
        for path in paths:
            yield f"{path.name} {blake2b(path.read_bytes(), digest_size=8).hexdigest()}"
    finally:
        engine.dispose()


def _sizes(engine: Engine) -> Iterator[str]:
    with engine.connect() as connection:
        for table in SCHEMA.sorted_tables:
            yield f"{table.name} {connection.scalar(select(func.count()).select_from(table))}"
