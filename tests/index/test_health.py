"""A sound index has no findings; each kind of damage has one that says what to do, and indexing again mends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete

from rag.index import build, check, open_index
from rag.index.dump import dump
from rag.index.place import Place
from rag.index.tables import ARTICLES, STATEMENTS, open_engine
from rag.types import IndexReport
from tests.index.parts import Letters, Marks, article, join_by_name

CORPUS = [article(f"{n}.txt", f'The ferry {n} is late. "Bus {n} will run," Bo said.') for n in range(3)]


def run(folder: Path) -> IndexReport:
    return build(folder, CORPUS, [Marks()], join_by_name, Letters())


def without(pattern: str) -> Callable[[Path], None]:
    def remove(folder: Path) -> None:
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return remove


def shorter(pattern: str) -> Callable[[Path], None]:
    def cut(folder: Path) -> None:
        for path in folder.glob(pattern):
            path.write_bytes(path.read_bytes()[:-3])

    return cut


DAMAGE = [
    (without("words/*"), "keyword arrays", "the keyword folder is gone"),
    (shorter("words/*"), "keyword arrays", "a file of keyword arrays is cut short"),
    (without("vectors/*"), "vectors", "the vector folder is gone"),
    (without("vectors/*.json"), "vectors", "what the vectors consist of is gone"),
    (shorter("vectors/" + "?" * 16), "not as long as it was written", "the matrices of a segment are cut short"),
    (without("vectors/chroma-*"), "Chroma", "Chroma's folder is gone"),
    (without("vectors/chroma-*/held"), "Chroma", "what Chroma holds is not known"),
    (without("vectors/chroma-*/chroma.sqlite3"), "Chroma", "Chroma's database is gone, which opens as an empty one"),
]


@pytest.mark.parametrize(("damage", "told", "reason"), DAMAGE)
def test_damage_is_told_and_mended_by_indexing_again(
    tmp_path: Path, damage: Callable[[Path], None], told: str, reason: str
) -> None:
    run(tmp_path)
    assert check(tmp_path) == []
    before = list(dump(Place(tmp_path)))
    damage(tmp_path)
    findings = check(tmp_path)
    assert any(told in finding for finding in findings), reason
    assert all("index" in finding and "again" in finding for finding in findings)
    assert open_index(tmp_path).search_words(["ferry"], 3), "words are found all the same"
    assert run(tmp_path).status.problems == ()
    assert check(tmp_path) == []
    assert list(dump(Place(tmp_path))) == before


def test_rows_that_are_missing_are_told(tmp_path: Path) -> None:
    run(tmp_path)
    engine = open_engine(tmp_path, None)
    with engine.begin() as connection:
        connection.execute(delete(STATEMENTS).where(STATEMENTS.c.position == 0))
    assert any("3 passages" not in finding and "catalogue holds" in finding for finding in check(tmp_path))
    with engine.begin() as connection:
        connection.execute(delete(ARTICLES).where(ARTICLES.c.id == CORPUS[0].id))
    assert any(CORPUS[0].id in finding for finding in check(tmp_path))
    engine.dispose()


def test_nothing_to_check(tmp_path: Path) -> None:
    assert "holds no index yet" in check(tmp_path)[0]
