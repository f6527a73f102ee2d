"""A published revision to the `Index` port: rows by id from the catalogue, hits from the mapped arrays.

One revision is held from opening to closing, so a reader never sees half of two. Everything is read when it is asked
for; chromadb and the embedder are not touched before a vector search needs them. Safe for several threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from rag.errors import (
    DamagedIndexError,
    EndpointError,
    NoSuchArticleError,
    NotIndexedError,
    VectorsUnavailableError,
    WeightsError,
)
from rag.index import keywords, postings, revisions
from rag.index.catalogue import Catalogue, Manifest
from rag.index.contents import postings_of
from rag.index.embedding import statement_text
from rag.index.health import status_of
from rag.index.kept import Kept
from rag.index.lock import Hold
from rag.index.place import Place
from rag.index.postings import Postings
from rag.index.segments import segments_of, words_path
from rag.index.tables import open_engine, sqlite_path
from rag.index.vectors import Generation, statement_key
from rag.ports import Embedder, Vectors
from rag.types import Article, ArticleCard, Hit, IndexStatus, Passage, Person, Statement
from rag.words import phrase_spans

_SUGGESTIONS = 3
_TOGETHER = 1024  # articles whose texts or statements are read together, and kept


def open_index(place: Place, embedder: Embedder | None = None) -> Reader:
    """The revision that is published now; NotIndexedError when there is none, DamagedIndexError when it cannot be read.

    `embedder` None, or one other than the vectors were built with, leaves word and statement search.
    """
    remedy = f"Index some articles first: python -m rag index PATH --index {place.index_dir}"
    if place.catalogue_url is None and not sqlite_path(place.index_dir).is_file():
        raise NotIndexedError(f"There is no index in {place.index_dir}. {remedy}")
    engine = open_engine(place.index_dir, place.catalogue_url)
    held = revisions.hold_current(engine, place.index_dir) if revisions.exist(engine) else None
    if held is None:
        engine.dispose()
        raise NotIndexedError(f"The index in {place.index_dir} holds nothing yet. {remedy}")
    return Reader(place, engine, held, embedder)


def published_revision(place: Place) -> str | None:
    """The name of what `open_index` would open now; None for nothing."""
    if place.catalogue_url is None and not sqlite_path(place.index_dir).is_file():
        return None
    engine = open_engine(place.index_dir, place.catalogue_url)
    try:
        revision = revisions.current(engine) if revisions.exist(engine) else None
        return revision.name if revision else None
    finally:
        engine.dispose()


class Reader:
    """One revision of an index, open for reading."""

    def __init__(
        self, place: Place, engine: Engine, held: tuple[revisions.Revision, Hold], embedder: Embedder | None
    ) -> None:
        """Use `open_index`."""
        self._place = place
        self._engine = engine
        self._revision, self._grip = held
        self._embedder = embedder
        self._catalogue = catalogue = Catalogue(engine)
        self._manifest = revisions.manifest_of(engine, self._revision.number)
        # The caches know the catalogue, not this reader: a reader nobody uses any more lets its revision go at once.
        self._articles = Kept(lambda ids: {article.id: article for article in catalogue.articles(ids)}, _TOGETHER)
        self._passages = Kept(catalogue.passages_of, _TOGETHER)
        self._statements = Kept(catalogue.statements_of, _TOGETHER)
        self._vector = lru_cache(64)(lambda text: _embedded(embedder, [text])[0])

    def close(self) -> None:
        """Let the revision go; the reader is of no use afterwards."""
        if "_generation" in self.__dict__:
            self._generation.close()
        self._grip.release()
        self._engine.dispose()

    # ---- what there is

    @property
    def revision(self) -> str:
        """Changes whenever what can be found changes."""
        return self._revision.name

    def status(self) -> IndexStatus:
        """Counts and known problems."""
        return status_of(self._catalogue, self._place, self._revision, self._manifest)

    def cards(self) -> Sequence[ArticleCard]:
        """Every article without its text, ordered by date (unknown last) and path."""
        return self._cards

    def article(self, key: str) -> Article:
        """By id or by path; NoSuchArticleError names near misses."""
        if key in self._manifest.entries:
            return self._articles.one(key)
        if key in self._paths:
            return self._articles.one(self._paths[key])
        near = get_close_matches(key, self._paths, _SUGGESTIONS, 0.5)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise NoSuchArticleError(f"No article is called {key!r}.{hint}")

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """In the order of the ids."""
        articles = dict.fromkeys(id_.rpartition("/")[0] for id_ in ids)
        found = self._catalogue.passages([(self._extraction(id_.rpartition("/")[0]), id_) for id_ in ids])
        if len(articles) <= _TOGETHER:
            self._articles.many(articles)  # whoever wants the passages will want the words in them
        return found

    def passages_of(self, article_id: str) -> Sequence[Passage]:
        """Ordered by position."""
        return self._passages.one(self._extraction(article_id))

    def statements(self, ids: Sequence[str]) -> list[Statement]:
        """In the order of the ids."""
        wanted = [(self._extraction(id_.rpartition(":")[0]), id_) for id_ in ids]
        if len(extractions := {number for number, _ in wanted}) > _TOGETHER:
            return self._catalogue.statements(wanted)
        # All of these articles' at once: whoever weighs what somebody said looks at what stands around it.
        self._articles.many(id_.rpartition(":")[0] for id_ in ids)
        found = {statement.id: statement for own in self._statements.many(extractions).values() for statement in own}
        return [found[id_] for id_ in ids]

    def statements_of(self, article_id: str) -> Sequence[Statement]:
        """Ordered by position."""
        return self._statements.one(self._extraction(article_id))

    def people(self) -> Sequence[Person]:
        """Every source with at least one statement, most statements first."""
        return self._people

    def between(self, since: date | None, until: date | None, outlet: str | None = None) -> frozenset[str]:
        """Ids of articles published in these days (inclusive; None: open) by this outlet (None: any).

        A date known only to the month or year counts when all of it lies in between.
        """
        return frozenset(card.id for card in self._cards if _published_in(card, since, until) and _is_of(card, outlet))

    # ---- what is found

    def naming(self, words: Sequence[str], limit: int = 20) -> Sequence[str]:
        """Ids of articles in whose text these words stand next to each other, folded."""
        return self._keywords.naming(words, limit, self._texts)

    def search_words(
        self, words: Sequence[str], limit: int, *, article_ids: frozenset[str] | None = None
    ) -> Sequence[Hit]:
        """Passages by BM25 over stemmed words, best first."""
        return self._keywords.search(words, limit, article_ids)

    def rarity(self, words: Sequence[str]) -> list[float]:
        """Inverse document frequency of each word over passages."""
        return self._keywords.rarity(words)

    def search_vectors(self, text: str, limit: int, *, article_ids: frozenset[str] | None = None) -> Sequence[Hit]:
        """Passages by cosine, best first; VectorsUnavailableError when there are none to search."""
        generation = self._generation
        return generation.search(self._vector(text), limit, self._among(generation, article_ids))

    def likeness(self, text: str, statement_ids: Sequence[str]) -> list[float]:
        """Cosine of the text with each statement's content; VectorsUnavailableError when there are no vectors."""
        statements = self.statements(statement_ids)
        vector = self._vector(text)
        scores = self._generation.likeness(vector, [statement_key(statement) for statement in statements])
        new = [n for n, score in enumerate(scores) if score is None]  # published since the vectors were made
        if new:
            texts = [statement_text(self._articles.one(statements[n].article_id), statements[n]) for n in new]
            for n, row in zip(new, _embedded(self._embedder, texts), strict=True):
                scores[n] = float(row @ vector)
        return [score for score in scores if score is not None]

    def compare(self, text: str, others: Sequence[str]) -> list[float]:
        """Cosine of the text with each of the others; VectorsUnavailableError when there is no embedder."""
        vector = self._vector(text)
        return [float(row @ vector) for row in _embedded(self._embedder, others)] if others else []

    # ---- what is kept open

    @cached_property
    def _cards(self) -> tuple[ArticleCard, ...]:
        return tuple(self._catalogue.cards(self._manifest))

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {card.path: card.id for card in self._cards}

    @cached_property
    def _people(self) -> tuple[Person, ...]:
        found = revisions.people_of(self._engine, self._revision.number)
        return tuple(sorted(found, key=lambda person: (-len(person.statement_ids), person.name, person.key)))

    @cached_property
    def _keywords(self) -> keywords.Keywords:
        return keywords.Keywords([self._postings(segment) for segment in segments_of(self._manifest)])

    def _postings(self, segment: Manifest) -> Postings:
        try:
            return postings.load(words_path(self._place.index_dir, segment))
        except DamagedIndexError:  # the catalogue is the truth: slower to open, but everything is found
            return postings_of(self._catalogue, segment)

    @cached_property
    def _generation(self) -> Generation:
        if self._revision.vectors is None or self._revision.embedder is None:
            raise VectorsUnavailableError("Vectors are not built yet; words and speakers are searched.")
        if self._open_embedder().name != self._revision.embedder:
            raise VectorsUnavailableError(
                f"The vectors were built with {self._revision.embedder}, questions are read with "
                f"{self._open_embedder().name}: run `index` again. Words and speakers are searched."
            )
        parent = self._place.index_dir / "vectors"
        return Generation(parent, self._revision.vectors, self._revision.embedder, self._place.chroma_url)

    @cached_property
    def _rows(self) -> NDArray[np.int64]:
        """For each row of the vectors its row in the keyword arrays, -1 when it is no longer published."""
        ids, published = self._generation.ids, self._keywords.ids
        if np.array_equal(ids, published):
            return np.arange(len(ids))
        rows = {id_: row for row, id_ in enumerate(published.tolist())}
        return np.array([rows.get(id_, -1) for id_ in ids.tolist()], np.int64)

    def _among(self, generation: Generation, article_ids: frozenset[str] | None) -> NDArray[np.bool_] | None:
        rows = self._rows
        if article_ids is None:
            return None if (rows >= 0).all() else rows >= 0
        mask = np.append(self._keywords.mask(article_ids), False)
        return np.asarray(mask[rows])

    def _texts(self, ids: list[str]) -> list[str]:
        articles = self._articles.many(ids)
        return [articles[id_].text for id_ in ids]

    def _extraction(self, article_id: str) -> int:
        try:
            return self._manifest.entries[article_id]
        except KeyError:
            raise NoSuchArticleError(f"No article has the id {article_id!r} in this index.") from None

    def _open_embedder(self) -> Embedder:
        return _given(self._embedder)


def _given(embedder: Embedder | None) -> Embedder:
    if embedder is None:
        raise VectorsUnavailableError("No embedder is set up; words and speakers are searched.")
    return embedder


def _embedded(embedder: Embedder | None, texts: Sequence[str]) -> Vectors:
    try:
        return _given(embedder).embed(texts)
    except (WeightsError, EndpointError) as error:
        raise VectorsUnavailableError(f"{error} Words and speakers are still searched.") from error


def _published_in(card: ArticleCard, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    known = card.published
    # Compared as far as the date is known: "2024-02" lies after 2024-01-31 and before 2024-03-01, so between the two.
    return known is not None and not (
        (since and since > date.min and known <= (since - timedelta(1)).isoformat()[: len(known)])
        or (until and until < date.max and known >= (until + timedelta(1)).isoformat()[: len(known)])
    )


def _is_of(card: ArticleCard, outlet: str | None) -> bool:
    if outlet is None:
        return True
    return card.outlet is not None and next(phrase_spans(card.outlet, outlet), None) is not None
