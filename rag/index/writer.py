"""Articles to a published index: read, extracted, searchable by words at once, and by meaning when the vectors are in.

Every step leaves rows or folders named by what they hold, so a run that was killed is gone on with by the same command.
What the steps write is left to `catalogue`, `revisions`, `keywords` and `vectors`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from uuid import uuid4

import numpy as np
from sqlalchemy import Engine

from rag.errors import DamagedIndexError, EndpointError, VectorsUnavailableError, WeightsError
from rag.index import keywords, postings, revisions, vectors
from rag.index.catalogue import Catalogue, Manifest, chunks
from rag.index.collected import forget_others
from rag.index.contents import postings_of, statements_in
from rag.index.embedding import embed, generation_name, hashes_of, texts_of
from rag.index.folders import keep_only
from rag.index.health import status_of
from rag.index.lock import only_writer
from rag.index.meanwhile import with_new
from rag.index.place import Parts, Place
from rag.index.records import uncollected
from rag.index.revisions import Revision
from rag.index.segments import segments_of, words_path
from rag.index.tables import SCHEMA, open_engine
from rag.index.terms import Numbering
from rag.ports import Embedder, Extractor, OnProgress
from rag.types import Article, Extraction, IndexReport, Person, Problem, Progress

_READ = 100  # articles stored in one transaction
_FEW = 0.1  # of all articles: so many new ones join the people that are known, until everybody is joined
_EXTRACT = 64  # extractions stored in one transaction


def build(
    place: Place,
    source: Iterable[Article | Problem],
    parts: Parts,
    *,
    prune: bool = True,
    on_progress: OnProgress = lambda _: None,
    on_searchable: Callable[[IndexReport], None] = lambda _: None,
) -> IndexReport:
    """Bring the index up to date with the source and say what that took.

    With `prune` the source is the whole corpus and what is not in it leaves; without, it is added to what is there, and
    an article of the same path is replaced. IndexBusyError at once when another process writes; DamagedIndexError when
    the catalogue cannot be used. Vectors that cannot be made are a problem in the report: the rest is published.
    `on_searchable` gets a report when everything can be found by words and speakers, before the slow part begins.
    """
    with only_writer(place.index_dir):
        engine = open_engine(place.index_dir, place.catalogue_url)
        try:
            SCHEMA.create_all(engine)
            return _Run(place, engine, parts, on_progress).build(source, prune, on_searchable)
        finally:
            engine.dispose()


class _Run:
    """One indexing run, which holds the lock."""

    def __init__(self, place: Place, engine: Engine, parts: Parts, on_progress: OnProgress) -> None:
        self.place = place
        self.engine = engine
        self.catalogue = Catalogue(engine)
        self.parts = parts
        self.on_progress = on_progress
        self.problems: list[Problem] = []

    def build(
        self, source: Iterable[Article | Problem], prune: bool, on_searchable: Callable[[IndexReport], None]
    ) -> IndexReport:
        before = revisions.current(self.engine)
        old = revisions.manifest_of(self.engine, before.number) if before else Manifest({})
        old_paths = {card.path: card.id for card in self.catalogue.cards(old)}
        read = self._read(source)
        paths = read if prune else old_paths | read
        article_ids = sorted(set(paths.values()))
        revision = self._pass(before, article_ids, 0)
        on_searchable(self._report(old_paths, paths, revision))
        for n in range(1, len(self.parts.extractors)):
            revision = self._pass(revision, article_ids, n)
        revision = self._vectors(revision)
        self._sweep()
        return self._report(old_paths, paths, revision)

    def _report(self, before: dict[str, str], now: dict[str, str], revision: Revision) -> IndexReport:
        return IndexReport(
            added=len(now.keys() - before.keys()),
            changed=sum(before.get(path, id_) != id_ for path, id_ in now.items()),
            removed=len(before.keys() - now.keys()),
            unchanged=sum(before.get(path) == id_ for path, id_ in now.items()),
            problems=tuple(self.problems),
            status=status_of(self.catalogue, self.place, revision),
        )

    def _read(self, source: Iterable[Article | Problem]) -> dict[str, str]:
        """Store what is new; path to article id, one article a path."""
        paths: dict[str, str] = {}
        batch: list[Article] = []
        for done, item in enumerate(source, 1):
            if isinstance(item, Problem):
                self.problems.append(item)
            elif paths.setdefault(item.path, item.id) != item.id:
                self.problems.append(
                    Problem(item.path, "another article of this run has the same name", "Give it a name of its own.")
                )
            else:
                batch.append(item)
            if len(batch) >= _READ:
                self.catalogue.add_articles(batch)
                batch = []
            self.on_progress(Progress("reading", done))
        self.catalogue.add_articles(batch)
        self.on_progress(Progress("reading", len(paths), len(paths)))
        return paths

    def _pass(self, before: Revision | None, article_ids: list[str], n: int) -> Revision:
        """Extract what neither this extractor nor a later one has seen, and publish when that changes anything."""
        names = [extractor.name for extractor in self.parts.extractors]
        known = self.catalogue.extracted(article_ids, names[n:])
        self._extract([id_ for id_ in article_ids if id_ not in known], self.parts.extractors[n])
        manifest = Manifest(dict(sorted(self.catalogue.extracted(article_ids, names).items())))
        if len(manifest.entries) != len(article_ids):
            raise ValueError(f"{names[n]} gave no extraction of some articles")
        self.on_progress(Progress("publishing", 0, 1))
        words = self._words(manifest)
        if before and before.words == words and manifest == revisions.manifest_of(self.engine, before.number):
            self.on_progress(Progress("publishing", 1, 1))
            return before
        later = names[n + 1 :]
        more_comes = bool(later) and len(self.catalogue.extracted(article_ids, later)) < len(article_ids)
        people = self._people(before, manifest, more_comes)
        vectors = (before.vectors, before.embedder) if before else (None, None)
        revision = revisions.publish(self.engine, self.place.index_dir, before, manifest, people, (words, *vectors))
        self.on_progress(Progress("publishing", 1, 1))
        return revision

    def _people(self, before: Revision | None, manifest: Manifest, more_comes: bool) -> Sequence[Person]:
        """Everybody joined; or, where another pass will do that and few articles are new, what will do until then."""
        if before and more_comes:
            old = revisions.manifest_of(self.engine, before.number).entries
            new = {id_: number for id_, number in manifest.entries.items() if old.get(id_) != number}
            if len(new) <= _FEW * len(manifest.entries):
                joined = self.parts.join_people(statements_in(self.catalogue, Manifest(new)))
                people = revisions.people_of(self.engine, before.number)
                return with_new(people, manifest.entries.keys() - new.keys(), joined)
        with uncollected():
            return self.parts.join_people(statements_in(self.catalogue, manifest))

    def _extract(self, article_ids: list[str], extractor: Extractor) -> None:
        articles = (article for ids in chunks(article_ids, _EXTRACT) for article in self.catalogue.articles(ids))
        found, done = extractor.extract(articles), 0
        self.on_progress(Progress("statements", 0, len(article_ids)))
        while batch := list(islice(found, _EXTRACT)):
            self._keep_vectors(batch, extractor)  # first: what is stored is not extracted again, should this be killed
            self.catalogue.add_extractions(batch, extractor.name)
            done += len(batch)
            self.on_progress(Progress("statements", done, len(article_ids)))

    def _keep_vectors(self, batch: Sequence[Extraction], extractor: Extractor) -> None:
        """Store what the extractor brought, when it is what the embedder would give."""
        embedder = self.parts.embedder
        if embedder is None or embedder.name != extractor.space:
            return
        articles = self.catalogue.articles([extraction.article_id for extraction in batch])
        hashes, rows = [], []
        for extraction, article in zip(batch, articles, strict=True):
            if extraction.vectors is not None:
                texts = texts_of(article, extraction.passages, extraction.statements)
                hashes += hashes_of(article, texts, in_context=True)
                rows.append(extraction.vectors)
        if rows:
            self.catalogue.add_embeddings(embedder.name, hashes, np.concatenate(rows))

    def _words(self, manifest: Manifest) -> str:
        """What the keyword arrays of the manifest are called; all of them are there and whole afterwards."""
        numbering = Numbering()
        for segment in segments_of(manifest):
            path = words_path(self.place.index_dir, segment)
            try:
                postings.load(path)
            except DamagedIndexError:
                postings.write(postings_of(self.catalogue, segment, numbering), path)
        return f"{manifest.digest}-{keywords.FINGERPRINT}"

    def _vectors(self, before: Revision) -> Revision:
        """Embed what has no vector yet and publish a generation of them; what goes wrong is told in the report."""
        if self.parts.embedder is None:
            return before
        try:
            return self._new_vectors(before, self.parts.embedder)
        except (VectorsUnavailableError, DamagedIndexError, WeightsError, EndpointError) as error:
            self.problems.append(Problem("vectors", str(error), "Run the same command again when that is mended."))
            return before

    def _new_vectors(self, before: Revision, embedder: Embedder) -> Revision:
        manifest = revisions.manifest_of(self.engine, before.number)
        parent, url = self.place.index_dir / "vectors", self.place.chroma_url
        name = generation_name(manifest, embedder)
        if name == before.vectors and vectors.is_whole(parent, name, embedder.name, url):
            self._sweep_embeddings(parent, name, embedder)
            return before
        in_context = self.parts.in_context
        segments = embed(self.catalogue, parent, manifest, embedder, self.on_progress, in_context=in_context)
        plan = vectors.Plan(name, embedder.name, tuple(segments))
        vectors.write(parent, plan, self._owner(), before.vectors, url)
        self._sweep_embeddings(parent, name, embedder)
        people = revisions.people_of(self.engine, before.number)
        parts = (before.words, name, embedder.name)
        return revisions.publish(self.engine, self.place.index_dir, before, manifest, people, parts)

    def _sweep_embeddings(self, parent: Path, generation: str, embedder: Embedder) -> None:
        """Forget the vectors of texts that left, or that a killed run made, when there are any."""
        used = vectors.texts_in(parent, generation)
        if self.catalogue.embeddings_held() > len(used):
            revisions.sweep_embeddings(self.engine, embedder.name, used)

    def _owner(self) -> str:
        """What tells this index from others on one Chroma server."""
        path = self.place.index_dir / "owner"
        if not path.exists():
            path.write_text(uuid4().hex[:8], "ascii")
        return path.read_text("ascii")

    def _sweep(self) -> None:
        kept = revisions.sweep_old(self.engine, self.place.index_dir)
        manifests = [revisions.manifest_of(self.engine, revision.number) for revision in kept]
        words = {words_path(self.place.index_dir, part).name for each in manifests for part in segments_of(each)}
        keep_only(self.place.index_dir / "words", words)
        parent, generations = self.place.index_dir / "vectors", {r.vectors for r in kept if r.vectors}
        vectors.sweep(parent, generations)
        if self.place.chroma_url:
            try:
                named = [vectors.chroma_of(parent, name) for name in generations]
                forget_others(self._owner(), named, self.place.chroma_url)
            except VectorsUnavailableError as error:
                self.problems.append(Problem("vectors", str(error), "Old vectors go with the next run."))
