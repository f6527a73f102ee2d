"""The catalogue's tables, the same on SQLite and PostgreSQL, and the engine that speaks to them.

Rows of articles, extractions, passages, statements and embeddings are named by what they hold and never change; only a
new revision says which of them count. What is written when is left to `catalogue` and `revisions`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError

from rag.errors import DamagedIndexError, InputError

SCHEMA = MetaData()

ARTICLES = Table(
    "articles",
    SCHEMA,
    Column("id", String(64), primary_key=True),
    Column("card", Text, nullable=False),  # JSON: what lists and filters need
    Column("record", Text, nullable=False),  # JSON: the rest of the article without its text
    Column("text", LargeBinary, nullable=False),  # UTF-8, so that no database's idea of a text touches it
)
EXTRACTIONS = Table(
    "extractions",
    SCHEMA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # a hash of the next two
    Column("article_id", String(64), nullable=False, index=True),
    Column("extractor", Text, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("passages", Integer, nullable=False),
)


def _parts(name: str) -> Table:
    return Table(
        name,
        SCHEMA,
        Column("extraction", BigInteger, primary_key=True, autoincrement=False),
        Column("id", String(128), primary_key=True),
        Column("position", Integer, nullable=False),
        Column("record", Text, nullable=False),
        sqlite_with_rowid=False,
    )


PASSAGES = _parts("passages")
STATEMENTS = _parts("statements")
REVISIONS = Table(
    "revisions",  # the highest number is the published one
    SCHEMA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("words", String(64), nullable=False),  # what all keyword arrays together are called
    Column("vectors", String(64)),  # the generation of the vectors, NULL: none yet
    Column("embedder", Text),
)
MANIFEST = Table(
    "manifest",
    SCHEMA,
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("article_id", String(64), primary_key=True),
    Column("extraction", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
PEOPLE = Table(
    "people",
    SCHEMA,
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),  # JSON: some hundred people, which are read together
)
EMBEDDINGS = Table(
    "embeddings",  # so that no text is embedded twice by the same model
    SCHEMA,
    Column("embedder", String(200), primary_key=True),
    Column("hash", String(32), primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float16, little endian
    sqlite_with_rowid=False,
)


def sqlite_path(index_dir: Path) -> Path:
    """Where the catalogue is when no URL says otherwise."""
    return index_dir / "catalogue.sqlite"


def open_engine(index_dir: Path, url: str | None) -> Engine:
    """An engine on the catalogue; InputError when the URL is none or its driver is not installed."""
    try:
        address = make_url(url or f"sqlite:///{sqlite_path(index_dir).resolve()}")
        engine = create_engine(address)
    except (ArgumentError, NoSuchModuleError) as error:
        raise InputError(f"RAG_CATALOGUE_URL cannot be used: {error}. Leave it unset for SQLite.") from error
    except ModuleNotFoundError as error:
        raise InputError(f"RAG_CATALOGUE_URL needs a driver: pip install {error.name}, or leave it unset.") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    where = address.render_as_string(hide_password=True)
    event.listen(engine, "handle_error", lambda context: _said_clearly(context, where))
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _said_clearly(context: ExceptionContext, where: str) -> DamagedIndexError | None:
    """What is raised instead of what the database says, whoever was reading or writing; None: what it says."""
    if isinstance(context.sqlalchemy_exception, IntegrityError):  # told by who writes
        return None
    cause = str(context.original_exception).splitlines()[0]
    return DamagedIndexError(
        f"The catalogue {where} cannot be used: {cause}. If the disk is full or the database is down, mend that and "
        "run the same command again; if the file is damaged, remove it and index again."
    )
