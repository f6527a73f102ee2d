"""The words of one question to what they ask for: the first way of asking that fits, else a plain question.

Earlier turns are `rag.questions.followups`' business, days and outlets `rag.questions.filters`'.
"""

from __future__ import annotations

from collections.abc import Callable

from rag.questions import what, whether, who
from rag.questions.reading import Reading
from rag.types import QuestionKind

_READERS: tuple[Callable[[str], Reading | None], ...] = (
    who.whose_words,
    who.who,
    whether.when,
    whether.whether,
    what.position,
    what.what_said,
    what.how_said,
    what.everything,
    what.according,
    what.quotes_by,
    what.name_on,
)


def read(text: str, asked_plainly: bool = False) -> Reading:
    """One question without its mark; `asked_plainly` is for what stood behind "tell me"."""
    for reader in _READERS:
        if reading := reader(text):
            return reading
    return (what.indirect(text) if asked_plainly else None) or Reading(QuestionKind.FACT)
