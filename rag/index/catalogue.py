"""Articles, extractions and embeddings to rows that never change, and rows back to nouns.

Every row is named by what it holds, so writing one twice writes it once and a killed run loses at most one batch.
Which rows are published is left to `revisions`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, Row, Table, func, insert, select

from rag.index.records import all_from_json, from_json, to_json
from rag.index.tables import ARTICLES, EMBEDDINGS, EXTRACTIONS, PASSAGES, STATEMENTS
from rag.ports import Vectors
from rag.types import Article, ArticleCard, Extraction, Passage, Statement

_CHUNK = 500  # values in one IN list
_IDS = 64  # ids of passages or statements asked for at once: two IN lists cost their product
_SEPARATE = frozenset({"id", "text"})  # columns of their own


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which extraction of which article counts: article id to extraction number, ordered by article id."""

    entries: dict[str, int]

    @property
    def digest(self) -> str:
        """16 hex digits, the same for the same articles extracted by the same extractors."""
        lines = "\n".join(f"{article} {extraction}" for article, extraction in self.entries.items())
        return blake2b(lines.encode(), digest_size=8).hexdigest()


def extraction_number(article_id: str, extractor: str) -> int:
    """The 63-bit name of what one extractor makes of one article."""
    return int.from_bytes(blake2b(f"{article_id} {extractor}".encode(), digest_size=8).digest()) >> 1


class Catalogue:
    """The content rows of one catalogue, written in batches of one transaction each."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    # ---- writing

    def add_articles(self, articles: Sequence[Article]) -> None:
        """Store articles that are not stored yet."""
        with self.engine.begin() as connection:
            known = _known(connection, ARTICLES, [article.id for article in articles])
            rows = [
                {
                    "id": article.id,
                    "card": _card_json(article),
                    "record": to_json(article, _SEPARATE),
                    "text": article.text.encode("utf-8", "surrogatepass"),
                }
                for article in {article.id: article for article in articles}.values()
                if article.id not in known
            ]
            _insert(connection, ARTICLES, rows)

    def add_extractions(self, extractions: Sequence[Extraction], extractor: str) -> None:
        """Store what an extractor made of some articles; an extraction that is stored already stays as it is."""
        with self.engine.begin() as connection:
            numbers = {extraction_number(e.article_id, extractor): e for e in extractions}
            for number in _known(connection, EXTRACTIONS, list(numbers)):
                del numbers[number]
            head, passages, statements = [], [], []
            for number, made in numbers.items():
                own_passages, own_statements = _parts(number, made.passages), _parts(number, made.statements)
                passages += own_passages
                statements += own_statements
                head.append(
                    {
                        "id": number,
                        "article_id": made.article_id,
                        "extractor": extractor,
                        "statements": len(own_statements),
                        "passages": len(own_passages),
                    }
                )
            for table, rows in ((EXTRACTIONS, head), (PASSAGES, passages), (STATEMENTS, statements)):
                _insert(connection, table, rows)

    def add_embeddings(self, embedder: str, hashes: Sequence[str], vectors: Vectors) -> None:
        """Store vectors (rounded to float16) of texts known by their hashes; those stored already stay."""
        with self.engine.begin() as connection:
            known = self._hashes(connection, embedder, hashes)
            first = dict(zip(reversed(hashes), vectors[::-1], strict=True))  # of the same text twice, the first stands
            rows = [
                {"embedder": embedder, "hash": key, "vector": row.astype("<f2").tobytes()}
                for key, row in first.items()
                if key not in known
            ]
            _insert(connection, EMBEDDINGS, rows)

    # ---- reading

    def extracted(self, article_ids: Iterable[str], extractors: Sequence[str]) -> dict[str, int]:
        """Article id to its extraction by the last of the extractors that has one."""
        wanted = {extraction_number(article, extractor): article for extractor in extractors for article in article_ids}
        with self.engine.connect() as connection:
            known = _known(connection, EXTRACTIONS, list(wanted))
        return {article: number for number, article in wanted.items() if number in known}

    def articles(self, ids: Sequence[str]) -> list[Article]:
        """In the order of the ids; KeyError for one that is not stored."""
        columns = (ARTICLES.c.id, ARTICLES.c.record, ARTICLES.c.text)
        rows = {row.id: row for row in self._rows(select(*columns), ARTICLES.c.id, ids)}
        return [_article(rows[id_]) for id_ in ids]

    def cards(self, manifest: Manifest) -> list[ArticleCard]:
        """Every published article without its text, by date (unknown last) and path."""
        counts = {
            row.id: row.statements
            for row in self._rows(
                select(EXTRACTIONS.c.id, EXTRACTIONS.c.statements), EXTRACTIONS.c.id, list(manifest.entries.values())
            )
        }
        rows = self._rows(select(ARTICLES.c.id, ARTICLES.c.card), ARTICLES.c.id, list(manifest.entries))
        cards = [_card(row, counts[manifest.entries[row.id]]) for row in rows]
        return sorted(cards, key=lambda card: (card.published is None, card.published, card.path, card.id))

    def counts(self, manifest: Manifest) -> tuple[int, int]:
        """How many passages and statements the manifest holds."""
        numbers = list(manifest.entries.values())
        query = select(EXTRACTIONS.c.passages, EXTRACTIONS.c.statements)
        rows = list(self._rows(query, EXTRACTIONS.c.id, numbers))
        return sum(row.passages for row in rows), sum(row.statements for row in rows)

    def passages_of(self, extractions: Sequence[int]) -> dict[int, list[Passage]]:
        """All passages of some extractions, ordered by position."""
        return self._parts_of(PASSAGES, Passage, extractions)

    def statements_of(self, extractions: Sequence[int]) -> dict[int, list[Statement]]:
        """All statements of some extractions, ordered by position."""
        return self._parts_of(STATEMENTS, Statement, extractions)

    def passages(self, wanted: Sequence[tuple[int, str]]) -> list[Passage]:
        """Passages by extraction and id, in that order; KeyError for one that is not stored."""
        return self._parts_by_id(PASSAGES, Passage, wanted)

    def statements(self, wanted: Sequence[tuple[int, str]]) -> list[Statement]:
        """Statements by extraction and id, in that order; KeyError for one that is not stored."""
        return self._parts_by_id(STATEMENTS, Statement, wanted)

    def embedded(self, embedder: str, hashes: Sequence[str]) -> set[str]:
        """Which of these texts have a vector already."""
        with self.engine.connect() as connection:
            return self._hashes(connection, embedder, hashes)

    def embeddings(self, embedder: str, hashes: Sequence[str], dimensions: int) -> Vectors:
        """Vectors in the order of the hashes; KeyError for a text that was never embedded."""
        columns = select(EMBEDDINGS.c.hash, EMBEDDINGS.c.vector).where(EMBEDDINGS.c.embedder == embedder)
        rows = {row.hash: row.vector for row in self._rows(columns, EMBEDDINGS.c.hash, hashes)}
        joined = b"".join(rows[key] for key in hashes)
        return np.frombuffer(joined, "<f2").reshape(len(hashes), dimensions).astype(np.float32)

    def embeddings_held(self) -> int:
        """How many texts have a vector, of whatever embedder."""
        with self.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(EMBEDDINGS)) or 0

    def _hashes(self, connection: Connection, embedder: str, hashes: Sequence[str]) -> set[str]:
        query = select(EMBEDDINGS.c.hash).where(EMBEDDINGS.c.embedder == embedder)
        return {key for part in chunks(hashes) for key in connection.scalars(query.where(EMBEDDINGS.c.hash.in_(part)))}

    def _rows(self, query: Any, column: Any, values: Sequence[Any]) -> Iterator[Row[Any]]:
        with self.engine.connect() as connection:
            for part in chunks(values):
                yield from connection.execute(query.where(column.in_(part)))

    def _parts_of(self, table: Table, kind: type[Any], extractions: Sequence[int]) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = {number: [] for number in extractions}
        query = select(table.c.extraction, table.c.record).order_by(table.c.extraction, table.c.position)
        rows = list(self._rows(query, table.c.extraction, extractions))
        for row, part in zip(rows, all_from_json(kind, (row.record for row in rows)), strict=True):
            found[row.extraction].append(part)
        return found

    def _parts_by_id(self, table: Table, kind: type[Any], wanted: Sequence[tuple[int, str]]) -> list[Any]:
        rows: list[Row[Any]] = []
        query = select(table.c.extraction, table.c.id, table.c.record)
        with self.engine.connect() as connection:
            for part in chunks(sorted(set(wanted)), _IDS):
                numbers, ids = zip(*part, strict=True)
                asked = query.where(table.c.extraction.in_(sorted(set(numbers))), table.c.id.in_(sorted(set(ids))))
                rows += connection.execute(asked)
        parts = zip(rows, all_from_json(kind, (row.record for row in rows)), strict=True)
        found = {(row.extraction, row.id): part for row, part in parts}
        return [found[key] for key in wanted]


def chunks(values: Sequence[Any], size: int = _CHUNK) -> Iterator[Sequence[Any]]:
    """The values in order, at most `size` at a time."""
    return (values[at : at + size] for at in range(0, len(values), size))


def _known(connection: Connection, table: Table, ids: Collection[Any]) -> set[Any]:
    column = table.c.id
    return {id_ for part in chunks(list(ids)) for id_ in connection.scalars(select(column).where(column.in_(part)))}


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _parts(extraction: int, parts: Sequence[Passage | Statement]) -> list[dict[str, Any]]:
    # An id names one place of one article; should an extractor give a place twice, the first stands.
    unique = {part.id: part for part in reversed(parts)}
    kept = [part for part in parts if unique[part.id] is part]
    kept.sort(key=lambda part: (part.span, part.id))
    return [
        {"extraction": extraction, "id": part.id, "position": n, "record": to_json(part)} for n, part in enumerate(kept)
    ]


def _card_json(article: Article) -> str:
    known = (article.headline, article.outlet, article.author, article.published)
    return json.dumps([article.path, *(fact and fact.value for fact in known), len(article.text)])


def _card(row: Row[Any], statements: int) -> ArticleCard:
    path, headline, outlet, author, published, characters = json.loads(row.card)
    return ArticleCard(row.id, path, headline, outlet, author, published, characters, statements)


def _article(row: Row[Any]) -> Article:
    return from_json(Article, row.record, id=row.id, text=row.text.decode("utf-8", "surrogatepass"))
