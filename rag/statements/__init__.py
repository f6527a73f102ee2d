"""Articles come in; what was said in them, by whom, and passages that cut no statement in two go out."""

from __future__ import annotations

from rag.ports import Extractor
from rag.statements.joining import join_people

__all__ = ["join_people", "open_extractor"]


def open_extractor(fast: bool = False, threads: int = 0) -> Extractor:
    """The extractor of this room; `fast` or missing weights: rules alone; `threads` 0: every core."""
    import os

    from rag.statements.parallel import ParallelExtractor

    cores = threads or os.cpu_count() or 1
    alone = _extractor(fast, cores)
    return ParallelExtractor(alone, fast=fast, processes=cores) if cores > 1 else alone


def _extractor(fast: bool, threads: int) -> Extractor:
    from rag.statements.extractor import StatementExtractor
    from rag.statements.people import resolve

    if fast:
        return StatementExtractor(resolve)
    from hashlib import sha256

    from rag.errors import WeightsError
    from rag.statements.meaning import Meaning
    from rag.statements.tagger import WEIGHTS, Tagger

    try:
        tagger, meaning = Tagger.open(threads=threads), Meaning.open(WEIGHTS / "meaning.npz")
    except WeightsError:
        return StatementExtractor(resolve)
    learned = sha256(b"".join((WEIGHTS / name).read_bytes() for name in ("tagger.onnx", "tagger.npz"))).hexdigest()[:8]
    return StatementExtractor(resolve, tagger.read, f"tagger-{learned}", meaning)
