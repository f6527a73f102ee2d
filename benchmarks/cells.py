"""One cell of the benchmark, something measured at one size, and where it is kept, so that a cut-off run goes on."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

OURS = "On the Record"
SAME = "sentence-transformers"  # embedding our passages, to compare indexing with
# Peers that take the vectors of another: its time, work and memory are theirs too.
VECTORS_OF = {"langchain_ensemble": "langchain_chroma", "txtai_hybrid": "langchain_chroma"}
DENSE = {"langchain_chroma", "llamaindex_vector", "haystack_dense", *VECTORS_OF}


@dataclass(frozen=True, slots=True)
class Cell:
    """What was measured; figures by name, those that do not apply are not there."""

    name: str
    articles: int
    began: str  # local time, "2026-11-22 23:59"
    commit: str
    load: float  # of the machine, before it began
    took_s: float = 0.0
    figures: dict[str, float] = field(default_factory=dict)
    error: str | None = None  # None: it went well

    def kept(self, folder: Path) -> None:
        """Write it, whole or not at all."""
        path = place(folder, self.name, self.articles)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".part").write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")
        path.with_suffix(".part").replace(path)


def place(folder: Path, name: str, articles: int) -> Path:
    """Where a cell is kept."""
    return folder / str(articles) / f"{name.replace(' ', '_')}.json"


def read_cells(folder: Path) -> list[Cell]:
    """All that was measured so far, by size and name."""
    found = [Cell(**json.loads(path.read_text("utf-8"))) for path in folder.glob("*/*.json")]
    return sorted(found, key=lambda cell: (cell.articles, cell.name))


def with_vectors(cells: list[Cell]) -> list[Cell]:
    """The cells, those of peers that took another's vectors with what these cost."""
    known = {(cell.name, cell.articles): cell.figures for cell in cells}
    for cell in cells:
        theirs = known.get((VECTORS_OF.get(cell.name, ""), cell.articles))
        if theirs and cell.figures:
            for name in ("words_s", "whole_s", "cpu_s"):
                cell.figures[name] += theirs[name]
            cell.figures["peak_indexing"] = max(cell.figures["peak_indexing"], theirs["peak_indexing"])
    return cells
