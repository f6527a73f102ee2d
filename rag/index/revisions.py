"""A manifest and its people to a published revision: one small transaction, after which the old rows are swept.

The highest number is what readers see. A reader holds the file of its revision (`lock.hold`), and as long as it does
so, neither rows nor folders of that revision go. Content rows are left to `catalogue`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, delete, insert, inspect, select
from sqlalchemy.exc import IntegrityError

from rag.errors import IndexBusyError
from rag.index.catalogue import Manifest, chunks
from rag.index.lock import Hold, hold, sweep
from rag.index.records import all_from_json, to_json
from rag.index.tables import ARTICLES, EMBEDDINGS, EXTRACTIONS, MANIFEST, PASSAGES, PEOPLE, REVISIONS, STATEMENTS
from rag.types import Person


@dataclass(frozen=True, slots=True)
class Revision:
    """One published state."""

    number: int
    words: str  # what its keyword arrays are called together
    vectors: str | None  # the generation of its vectors; None: no vectors yet
    embedder: str | None  # None: no vectors yet

    @property
    def name(self) -> str:
        """Changes whenever what can be found changes; the words are named by all that is published."""
        return f"{self.number}-{self.words}"


def exist(engine: Engine) -> bool:
    """Whether the catalogue has its tables."""
    return inspect(engine).has_table(REVISIONS.name)


def current(engine: Engine) -> Revision | None:
    """What readers see now; None before anything was published."""
    with engine.connect() as connection:
        row = connection.execute(select(REVISIONS).order_by(REVISIONS.c.number.desc()).limit(1)).first()
    return Revision(row.number, row.words, row.vectors, row.embedder) if row else None


def hold_current(engine: Engine, index_dir: Path) -> tuple[Revision, Hold] | None:
    """What readers see now, held so that nothing of it is swept; None before anything was published."""
    while revision := current(engine):
        grip = hold(_grip(index_dir, revision.number))
        if grip is None and current(engine) == revision:
            # Published from another machine, or the folder was cleared: nothing sweeps it here, so make a grip.
            _make_grip(index_dir, revision.number)
        elif grip is not None and current(engine) == revision:
            return revision, grip
    return None


def manifest_of(engine: Engine, number: int) -> Manifest:
    """Which articles a revision shows, extracted by whom."""
    query = (
        select(MANIFEST.c.article_id, MANIFEST.c.extraction)
        .where(MANIFEST.c.revision == number)
        .order_by(MANIFEST.c.article_id)
    )
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    return Manifest(dict(sorted((row.article_id, row.extraction) for row in rows)))


def people_of(engine: Engine, number: int) -> list[Person]:
    """The sources of a revision, in the order they were published."""
    query = select(PEOPLE.c.record).where(PEOPLE.c.revision == number).order_by(PEOPLE.c.position)
    with engine.connect() as connection:
        return all_from_json(Person, connection.scalars(query))


def publish(
    engine: Engine,
    index_dir: Path,
    before: Revision | None,
    manifest: Manifest,
    people: Sequence[Person],
    parts: tuple[str, str | None, str | None],
) -> Revision:
    """Make this the revision that readers open next; `parts` are the words, the vectors and the embedder's name.

    IndexBusyError when somebody else published since `before`, which only happens to a catalogue shared by machines.
    """
    revision = Revision((before.number if before else 0) + 1, *parts)
    number = revision.number
    entries = [
        {"revision": number, "article_id": article, "extraction": extraction}
        for article, extraction in manifest.entries.items()
    ]
    sources = [
        {"revision": number, "position": n, "record": f"[{','.join(map(to_json, some))}]"}
        for n, some in enumerate(chunks(people))
    ]
    row = {"number": number, "words": revision.words, "vectors": revision.vectors, "embedder": revision.embedder}
    _make_grip(index_dir, number)
    try:
        with engine.begin() as connection:
            for table, rows in ((MANIFEST, entries), (PEOPLE, sources), (REVISIONS, [row])):
                if rows:
                    connection.execute(insert(table), rows)
    except IntegrityError as error:
        raise IndexBusyError(
            "Another machine published into the same catalogue meanwhile. Run the same command again."
        ) from error
    return revision


def sweep_old(engine: Engine, index_dir: Path) -> list[Revision]:
    """Remove every revision but the last that nobody holds, with the rows that only it used; the ones that stay."""
    with engine.connect() as connection:
        rows = connection.execute(select(REVISIONS).order_by(REVISIONS.c.number)).all()
    revisions = [Revision(row.number, row.words, row.vectors, row.embedder) for row in rows]
    gone = [revision for revision in revisions[:-1] if sweep(_grip(index_dir, revision.number))]
    kept = [revision for revision in revisions if revision not in gone]
    _sweep_rows(engine, [revision.number for revision in gone])
    for path in (index_dir / "revisions").glob("*"):
        if path.name not in {str(revision.number) for revision in kept}:
            sweep(path)
    return kept


def _sweep_rows(engine: Engine, numbers: Sequence[int]) -> None:
    with engine.begin() as connection:
        for table in (MANIFEST, PEOPLE):
            connection.execute(delete(table).where(table.c.revision.in_(numbers)))
        connection.execute(delete(REVISIONS).where(REVISIONS.c.number.in_(numbers)))
        used = select(MANIFEST.c.extraction)
        idle = list(connection.scalars(select(EXTRACTIONS.c.id).where(EXTRACTIONS.c.id.not_in(used))))
        for part in chunks(idle):
            for table in (PASSAGES, STATEMENTS):
                connection.execute(delete(table).where(table.c.extraction.in_(part)))
            connection.execute(delete(EXTRACTIONS).where(EXTRACTIONS.c.id.in_(part)))
        connection.execute(delete(ARTICLES).where(ARTICLES.c.id.not_in(select(MANIFEST.c.article_id))))


def sweep_embeddings(engine: Engine, embedder: str, used: set[str]) -> None:
    """Forget the vectors of other embedders and of texts that no published passage or statement has."""
    with engine.begin() as connection:
        connection.execute(delete(EMBEDDINGS).where(EMBEDDINGS.c.embedder != embedder))
        known = connection.scalars(select(EMBEDDINGS.c.hash).where(EMBEDDINGS.c.embedder == embedder))
        for part in chunks([key for key in known if key not in used]):
            connection.execute(delete(EMBEDDINGS).where(EMBEDDINGS.c.embedder == embedder, EMBEDDINGS.c.hash.in_(part)))


def _grip(index_dir: Path, number: int) -> Path:
    return index_dir / "revisions" / str(number)


def _make_grip(index_dir: Path, number: int) -> None:
    path = _grip(index_dir, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
