"""People of the last revision take in those of new articles until everybody is joined again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from rag.index import build, open_index
from rag.index.dump import dump
from rag.index.meanwhile import with_new
from rag.index.place import Place
from rag.types import IndexReport, Person, Role, Statement
from tests.index.parts import Marks, article, join_by_name

MAYOR, CLERK = Role("a", "the mayor"), Role("b", "a clerk")
ADA = Person("ada", "Ada", ("Ms Ada",), (MAYOR, CLERK), ("a:1", "b:1", "a:9"), ("the mayor",))
BO = Person("bo", "Bo", (), (), ("b:7",))

CASES: list[tuple[set[str], list[Person], list[Person], str]] = [
    ({"a", "b"}, [], [ADA, BO], "nothing new"),
    ({"a"}, [], [Person("ada", "Ada", ("Ms Ada",), (MAYOR,), ("a:1", "a:9"), ("the mayor",))], "what left is gone"),
    (
        {"b"},
        [Person("ada", "Ada", ("Aunt Ada",), (Role("c", "a pilot"),), ("c:2",), ("the pilot",))],
        [
            Person(
                "ada",
                "Ada",
                ("Ms Ada", "Aunt Ada"),
                (CLERK, Role("c", "a pilot")),
                ("b:1", "c:2"),
                ("the mayor", "the pilot"),
            ),
            BO,
        ],
        "the same person says more",
    ),
    ({"a", "b"}, [Person("cy", "Cy", (), (), ("c:1",))], [ADA, BO, Person("cy", "Cy", (), (), ("c:1",))], "one more"),
]


@pytest.mark.parametrize(("unchanged", "new", "expected", "reason"), CASES)
def test_with_new(unchanged: set[str], new: list[Person], expected: list[Person], reason: str) -> None:
    assert with_new([ADA, BO], unchanged, new) == expected, reason


def test_few_new_articles_are_searched_by_speaker_before_everybody_is_joined_again(tmp_path: Path) -> None:
    joined: list[int] = []

    def join(statements: Iterable[Statement]) -> Sequence[Person]:
        rows = list(statements)
        joined.append(len(rows))
        return join_by_name(rows)

    corpus = [article(f"{n}.txt", f'The ferry {n} is late. "Bus {n} will run," Bo said.') for n in range(20)]
    more = article("new.txt", 'A pier opens. "It is new," Ada said. "It is long," Bo said.')
    seen: list[dict[str, int]] = []

    def look(_: IndexReport) -> None:
        index = open_index(tmp_path / "grown")
        seen.append({person.name: len(person.statement_ids) for person in index.people()})
        index.close()

    passes = [Marks("quick"), Marks("slow")]
    build(tmp_path / "grown", corpus, passes, join)
    joined.clear()
    build(tmp_path / "grown", [more], passes, join, prune=False, on_searchable=look)
    assert seen == [{"Bo": 21, "Ada": 1}]
    assert joined == [2, 22], "those of the new article, then all"
    build(tmp_path / "fresh", [*corpus, more], passes, join)
    assert list(dump(Place(tmp_path / "grown"))) == list(dump(Place(tmp_path / "fresh")))


def test_everybody_is_joined_again_when_articles_only_left(tmp_path: Path) -> None:
    def join(statements: Iterable[Statement]) -> Sequence[Person]:
        rows = list(statements)
        return [replace(person, descriptions=(f"one of {len(rows)}",)) for person in join_by_name(rows)]

    corpus = [article(f"{n}.txt", f'The ferry {n} is late. "Bus {n} will run," Bo said.') for n in range(20)]
    passes = [Marks("quick"), Marks("slow")]
    build(tmp_path, corpus, passes, join)
    build(tmp_path, corpus[1:], passes, join)
    assert [person.descriptions for person in open_index(tmp_path).people()] == [("one of 19",)]
