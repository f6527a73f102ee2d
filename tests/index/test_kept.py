"""What was read is not read again while it is kept, and the least recently used goes first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from rag.index.kept import Kept


def kept(most: int) -> tuple[Kept[int, str], list[list[int]]]:
    asked: list[list[int]] = []

    def read(keys: list[int]) -> dict[int, str]:
        asked.append(keys)
        return {key: str(key) for key in keys if key >= 0}

    return Kept(read, most), asked


def test_only_what_is_not_kept_is_read_and_all_of_it_together() -> None:
    values, asked = kept(9)
    assert values.one(1) == "1"
    assert values.many([3, 1, 2, 3]) == {3: "3", 1: "1", 2: "2"}
    assert values.many([]) == {}
    assert asked == [[1], [3, 2]]


def test_the_least_recently_used_goes_first_and_too_many_at_once_are_all_given() -> None:
    values, asked = kept(2)
    values.one(1)
    values.one(2)
    values.one(1)
    values.one(3)
    values.many([1, 3])
    assert asked == [[1], [2], [3]], "2 went, 1 was used since"
    assert values.many([4, 5, 6]) == {4: "4", 5: "5", 6: "6"}


def test_a_key_that_has_no_value_is_told() -> None:
    with pytest.raises(KeyError):
        kept(2)[0].one(-1)


def test_many_threads_share_it() -> None:
    values, _ = kept(10)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda n: values.one(n % 15), range(600))) == [str(n % 15) for n in range(600)]
