"""Where an index lives and what it is built with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.ports import Embedder, Extractor
from rag.types import Person, Statement


@dataclass(frozen=True, slots=True)
class Place:
    """Where an index lives."""

    index_dir: Path
    catalogue_url: str | None = None  # None: SQLite in the folder
    chroma_url: str | None = None  # None: Chroma in the folder


@dataclass(frozen=True, slots=True)
class Parts:
    """What an index is built with."""

    extractors: Sequence[
        Extractor
    ]  # at least one; what a later one makes of an article replaces what earlier ones made
    join_people: Callable[[Iterable[Statement]], Sequence[Person]]
    embedder: Embedder | None = None  # None: no vectors are made, those that are there stay

    @property
    def in_context(self) -> bool:
        """Whether vectors come with the extractions, each of a text where it stands, and not of the text alone."""
        return self.embedder is not None and any(e.space == self.embedder.name for e in self.extractors)
