"""A manifest to the articles, passages and statements it publishes, a few hundred articles at a time."""

from __future__ import annotations

from collections.abc import Iterator

from rag.index import postings
from rag.index.catalogue import Catalogue, Manifest, chunks
from rag.index.postings import Postings
from rag.index.terms import Numbering
from rag.types import Article, Passage, Statement

_AT_ONCE = 200


def articles_in(catalogue: Catalogue, manifest: Manifest) -> Iterator[tuple[Article, list[Passage]]]:
    """Every article with its passages, ordered by article id and position."""
    for ids in chunks(list(manifest.entries), _AT_ONCE):
        passages = catalogue.passages_of([manifest.entries[id_] for id_ in ids])
        for article in catalogue.articles(ids):
            yield article, passages[manifest.entries[article.id]]


def statements_in(catalogue: Catalogue, manifest: Manifest) -> Iterator[Statement]:
    """Every statement, ordered by article id and position."""
    for numbers in chunks(list(manifest.entries.values()), _AT_ONCE):
        statements = catalogue.statements_of(numbers)
        for number in numbers:
            yield from statements[number]


def whole_articles_in(
    catalogue: Catalogue, manifest: Manifest
) -> Iterator[tuple[Article, list[Passage], list[Statement]]]:
    """Every article with its passages and statements, ordered by article id and position."""
    for ids in chunks(list(manifest.entries), _AT_ONCE):
        part = Manifest({id_: manifest.entries[id_] for id_ in ids})
        statements = catalogue.statements_of(list(part.entries.values()))
        for article, passages in articles_in(catalogue, part):
            yield article, passages, statements[manifest.entries[article.id]]


def postings_of(catalogue: Catalogue, segment: Manifest, numbering: Numbering | None = None) -> Postings:
    """The keyword arrays of a segment, made from the catalogue alone."""
    return postings.build(
        (
            postings.Source(article.id, article.text, article.headline.value if article.headline else "", passages)
            for article, passages in articles_in(catalogue, segment)
        ),
        numbering,
    )
