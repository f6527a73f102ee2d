"""Statements told the way a question says, and what goes with an occasion that is named once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from rag.evidence.framing import framed
from rag.evidence.library import library_of
from rag.ports import Index
from rag.types import Question, QuestionKind, Statement

Told = Callable[[Index, Sequence[Statement]], list[str]]
REPORT = (
    "“{Ada Okafor:The quay holds},” Ada Okafor said on Northern Radio. “{Ada Okafor:It always did},” Okafor added.\n\n"
    "The mayor opened a fair.\n\n"
    "Okafor told the council {Ada Okafor:that fish are rare}."
)
FRAMES = [
    ("What did Okafor say?", ["The quay holds", "It always did", "that fish are rare"], "nothing frames"),
    ("What did Okafor tell the council?", ["that fish are rare"], "whom it was told"),
    ("What did Okafor say on the radio?", ["The quay holds", "It always did"], "the sentence after goes on"),
    ("What did Okafor say in Brackwater?", ["The quay holds", "It always did", "that fish are rare"], "nowhere told"),
]


@pytest.mark.parametrize(("words", "expected", "reason"), FRAMES)
def test_how_it_was_told(shelf: Index, words_of: Told, words: str, expected: list[str], reason: str) -> None:
    shelf.add("a.txt", REPORT)  # type: ignore[attr-defined]
    own = list(shelf.statements([s.id for s in shelf.statements_of(f"{0:016x}")]))
    question = Question(words, QuestionKind.WHAT_SAID, words, "Okafor")
    assert words_of(shelf, framed(question, own, library_of(shelf))) == expected, reason


def test_an_article_that_begins_with_an_event_is_about_it(shelf: Index, words_of: Told) -> None:
    shelf.add(  # type: ignore[attr-defined]
        "a.txt",
        "“{Ada Okafor:The quay holds},” Ada Okafor said at the harbour summit in Sunda.\n\n"
        "The mayor was late.\n\nFish are rare, {Ada Okafor:and will stay so}, Okafor said.",
    )
    shelf.add("b.txt", "“{Ada Okafor:The tide turns},” Ada Okafor said.")  # type: ignore[attr-defined]
    own = [s for a in range(2) for s in shelf.statements_of(f"{a:016x}")]
    words = "What did Okafor say at the summit in Sunda?"
    question = Question(words, QuestionKind.WHAT_SAID, words, "Okafor")
    assert words_of(shelf, framed(question, own, library_of(shelf))) == ["The quay holds", "and will stay so"]
