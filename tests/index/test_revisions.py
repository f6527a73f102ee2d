"""A revision appears at once and as a whole, and goes when nobody holds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from rag.errors import IndexBusyError
from rag.index.catalogue import Catalogue, Manifest, extraction_number
from rag.index.revisions import current, hold_current, manifest_of, people_of, publish, sweep_old
from rag.index.tables import SCHEMA, open_engine
from rag.types import Person, Role
from tests.index.parts import Marks, article

ADA = Person("ada", "Ada", (), (), ("a:1",))
PARTS = ("words", None, None)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = open_engine(tmp_path, None)
    SCHEMA.create_all(made)
    yield made
    made.dispose()


def test_what_is_published_is_what_is_read(engine: Engine, tmp_path: Path) -> None:
    assert current(engine) is None
    assert hold_current(engine, tmp_path) is None
    first = publish(engine, tmp_path, None, Manifest({"a": 1}), [ADA], ("w1", None, None))
    second = publish(engine, tmp_path, first, Manifest({"b": 2}), [], ("w1", "v1", "letters"))
    assert current(engine) == second
    assert (manifest_of(engine, first.number).entries, people_of(engine, first.number)) == ({"a": 1}, [ADA])
    assert (manifest_of(engine, second.number).entries, people_of(engine, second.number)) == ({"b": 2}, [])
    assert first.name != second.name, "vectors can be found now"


def test_of_two_who_publish_after_the_same_revision_one_is_refused(engine: Engine, tmp_path: Path) -> None:
    first = publish(engine, tmp_path, None, Manifest({"a": 1}), [], PARTS)
    second = publish(engine, tmp_path, first, Manifest({"b": 2}), [], PARTS)
    with pytest.raises(IndexBusyError, match="same command again"):
        publish(engine, tmp_path, first, Manifest({"c": 3}), [ADA], PARTS)
    assert current(engine) == second
    assert manifest_of(engine, second.number).entries == {"b": 2}, "nothing of the third is mixed in"


def test_rows_go_with_the_last_revision_that_needs_them(engine: Engine, tmp_path: Path) -> None:
    catalogue = Catalogue(engine)
    old, kept = article("old.txt", "Old news."), article("kept.txt", "Kept news.")
    catalogue.add_articles([old, kept])
    catalogue.add_extractions(list(Marks().extract([old, kept])), "marks 1")
    entries = {each.id: extraction_number(each.id, "marks 1") for each in (old, kept)}
    first = publish(engine, tmp_path, None, Manifest(entries), [ADA], ("w1", None, None))
    held = hold_current(engine, tmp_path)
    assert held is not None
    assert held[0] == first
    second = publish(engine, tmp_path, first, Manifest({kept.id: entries[kept.id]}), [], ("w2", None, None))

    assert sweep_old(engine, tmp_path) == [first, second]
    assert catalogue.articles([old.id]) == [old], "held"

    held[1].release()
    assert sweep_old(engine, tmp_path) == [second]
    assert manifest_of(engine, first.number).entries == {}
    assert people_of(engine, first.number) == []
    assert catalogue.extracted([old.id, kept.id], ["marks 1"]) == {kept.id: entries[kept.id]}
    with pytest.raises(KeyError):
        catalogue.articles([old.id])
    assert catalogue.articles([kept.id]) == [kept]


def test_a_revision_whose_file_was_cleared_away_can_still_be_held(engine: Engine, tmp_path: Path) -> None:
    first = publish(engine, tmp_path, None, Manifest({"a": 1}), [], PARTS)
    (tmp_path / "revisions" / "1").unlink()
    held = hold_current(engine, tmp_path)
    assert held is not None
    assert held[0] == first


def test_many_people_keep_their_order(engine: Engine, tmp_path: Path) -> None:
    people = [Person(f"p{n}", f"Ada {n}", (), (Role("a", f"the {n}th"),), (f"a:{n}",)) for n in range(1_234)]
    first = publish(engine, tmp_path, None, Manifest({"a": 1}), people, PARTS)
    assert people_of(engine, first.number) == people
