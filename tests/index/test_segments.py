"""Segments follow from the articles alone, keep their order, and change where an article comes or goes."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from rag.index import segments
from rag.index.catalogue import Manifest
from rag.index.segments import segments_of

ids = st.sets(st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}"), max_size=60)


@given(ids, st.integers(1, 9))
def test_every_article_is_in_one_segment_in_order_and_none_is_empty_or_too_large(found: set[str], most: int) -> None:
    with patch.object(segments, "MOST", most):
        parts = segments_of(Manifest(dict.fromkeys(sorted(found), 1)))
    assert [id_ for part in parts for id_ in part.entries] == sorted(found)
    assert all(0 < len(part.entries) <= most for part in parts)


@given(ids, st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}"), st.integers(1, 9))
def test_one_more_article_touches_only_the_segment_it_falls_into(found: set[str], more: str, most: int) -> None:
    with patch.object(segments, "MOST", most):
        before = {part.digest: part for part in segments_of(Manifest(dict.fromkeys(sorted(found - {more}), 1)))}
        after = {part.digest: part for part in segments_of(Manifest(dict.fromkeys(sorted(found | {more}), 1)))}
    gone = [part for digest, part in before.items() if digest not in after]
    new = {id_ for digest, part in after.items() if digest not in before for id_ in part.entries}
    assert len(gone) <= 1
    assert new == {more, *(id_ for part in gone for id_ in part.entries)}
