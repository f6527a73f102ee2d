"""A manifest to segments of a few hundred articles, each a manifest of its own, in the order of article ids.

Which articles share a segment follows from their ids alone: the same articles make the same segments whatever came
first, and one more article changes one of them. What is made of a segment is kept in a file named by what it holds, so
nothing is ever changed in place, nothing merged, and nothing marked as deleted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

from rag.index.catalogue import Manifest
from rag.index.keywords import FINGERPRINT

MOST = 512  # articles in a segment
_BITS = 64  # of an article's id, which is 16 hex digits of a hash


def segments_of(manifest: Manifest) -> list[Manifest]:
    """The segments, none empty: halved by the next bit of the ids as long as they are too many."""
    parts = _halved(sorted(manifest.entries), _BITS)
    return [Manifest({id_: manifest.entries[id_] for id_ in part}) for part in parts]


def _halved(ids: Sequence[str], bits: int) -> Iterator[Sequence[str]]:
    if len(ids) <= MOST or not bits:
        yield from [ids] if ids else []
        return
    middle = bisect_left(ids, True, key=lambda id_: bool(int(id_, 16) >> (bits - 1) & 1))
    yield from _halved(ids[:middle], bits - 1)
    yield from _halved(ids[middle:], bits - 1)


def words_path(index_dir: Path, segment: Manifest) -> Path:
    """Where the keyword arrays of a segment are."""
    return index_dir / "words" / f"{segment.digest}-{FINGERPRINT}"
