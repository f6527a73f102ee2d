"""Rows are written once, come back in order, and never change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rag.index.catalogue import Catalogue, Manifest, extraction_number
from rag.index.tables import SCHEMA, open_engine
from rag.types import Extraction, Passage, Span
from tests.index.parts import Marks, article

FERRY = article("ferry.txt", 'The ferry is late. "Buses will run," Bo said.', "Late ferry")
BRIDGE = article("bridge.txt", 'The bridge is old. "We will mend it," Ada said.')


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    engine = open_engine(tmp_path, None)
    SCHEMA.create_all(engine)
    yield Catalogue(engine)
    engine.dispose()


def test_what_is_stored_stays_as_it_is_however_often_it_is_stored(catalogue: Catalogue) -> None:
    catalogue.add_articles([FERRY, BRIDGE, FERRY])
    catalogue.add_articles([FERRY])
    assert catalogue.articles([BRIDGE.id, FERRY.id, BRIDGE.id]) == [BRIDGE, FERRY, BRIDGE]
    with pytest.raises(KeyError):
        catalogue.articles(["never stored"])
    made = list(Marks().extract([FERRY]))
    catalogue.add_extractions(made, "marks 1")
    catalogue.add_extractions([replace(made[0], statements=(), passages=())], "marks 1")
    number = extraction_number(FERRY.id, "marks 1")
    assert catalogue.statements_of([number])[number] == list(made[0].statements)
    assert catalogue.counts(Manifest({FERRY.id: number})) == (2, 1)


def test_the_last_extractor_that_has_seen_an_article_counts(catalogue: Catalogue) -> None:
    for name, articles in (("quick", [FERRY, BRIDGE]), ("slow", [BRIDGE])):
        catalogue.add_extractions(list(Marks().extract(articles)), name)
    ids = [FERRY.id, BRIDGE.id, "never seen"]
    assert catalogue.extracted(ids, ["quick", "slow"]) == {
        FERRY.id: extraction_number(FERRY.id, "quick"),
        BRIDGE.id: extraction_number(BRIDGE.id, "slow"),
    }
    assert catalogue.extracted(ids, ["unknown"]) == {}


def test_an_extractor_that_gives_one_place_twice_gives_it_once(catalogue: Catalogue) -> None:
    twice = tuple(Passage("a/0-5", "a", Span(0, 5), (mark,)) for mark in ("first", "second"))
    catalogue.add_extractions([Extraction("a", (), (Passage("a/6-9", "a", Span(6, 9)), *twice))], "marks 1")
    number = extraction_number("a", "marks 1")
    assert [(p.id, p.statement_ids) for p in catalogue.passages_of([number])[number]] == [
        ("a/0-5", ("first",)),
        ("a/6-9", ()),
    ]


def test_hundreds_of_ids_at_once(catalogue: Catalogue) -> None:
    passages = tuple(Passage(f"a/{n}-{n + 1}", "a", Span(n, n + 1)) for n in range(1200))
    catalogue.add_extractions([Extraction("a", (), passages)], "marks 1")
    number = extraction_number("a", "marks 1")
    wanted = [(number, passage.id) for passage in reversed(passages)]
    assert catalogue.passages(wanted) == list(reversed(passages))


def test_embeddings_are_kept_by_text_and_embedder(catalogue: Catalogue) -> None:
    vectors = np.array([[0.6, 0.8], [1, 0]], np.float32)
    catalogue.add_embeddings("one", ["h1", "h2"], vectors)
    catalogue.add_embeddings("one", ["h2", "h3"], -vectors)
    assert catalogue.embedded("one", ["h1", "h3", "h4"]) == {"h1", "h3"}
    assert catalogue.embedded("two", ["h1"]) == set()
    kept = catalogue.embeddings("one", ["h3", "h2", "h1"], 2)
    assert kept == pytest.approx(np.array([[-1, 0], [1, 0], [0.6, 0.8]]), abs=1e-3), "the first h2 stands"
    assert catalogue.embeddings_held() == 3
    with pytest.raises(KeyError):
        catalogue.embeddings("one", ["h4"], 2)


def test_a_manifest_is_named_by_what_it_holds() -> None:
    assert Manifest({"a": 1, "b": 2}).digest == Manifest({"a": 1, "b": 2}).digest
    assert len({Manifest(entries).digest for entries in ({}, {"a": 1}, {"a": 2}, {"b": 1}, {"a": 1, "b": 2})}) == 5
