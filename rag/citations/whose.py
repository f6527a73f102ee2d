"""A sentence and a place in it to whom the sentence gives the words there; and whether two names are one source's."""

from __future__ import annotations

from rag import names


def same_speaker(asserted: str | None, found: str | None) -> bool:
    """Whether the article's speaker can be the one asserted; asserting nobody contradicts nobody."""
    if asserted is None:
        return True
    return found is not None and names.compatible(asserted, found)
