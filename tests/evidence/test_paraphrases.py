"""Words said in other words: told when one person surely is meant, and nobody rather than the wrong one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from rag.evidence import find
from rag.evidence.paraphrases import OTHERWISE
from rag.ports import Index
from rag.types import Question, QuestionKind, Reason, Statement
from tests.evidence.conftest import Shelf

Told = Callable[[Index, Sequence[Statement]], list[str]]


def _who(quote: str, verb: str = "said") -> Question:
    words = f"Who {verb} that {quote}?"
    return Question(words, QuestionKind.WHO_SAID, words, quote=quote)


@pytest.fixture
def ferry(shelf: Shelf) -> Shelf:
    """Three people on one ferry."""
    shelf.add(
        "ferry.txt",
        "“{Ada Okafor:The new ferry will make the islands richer},” said Ada Okafor.\n\n"
        "“{Jonas Vik:The old ferry harms the seals of the bay},” Jonas Vik warned.\n\n"
        "“{Tove Lind:Anglers harm the whales more than an old ferry does},” said Tove Lind.",
    )
    return shelf


SAID = [
    (_who("the new ferry makes all islands richer"), "Ada Okafor", "nobody else says anything like it"),
    (_who("the new ferry makes all islands poorer"), None, "the contrary is no answer"),
    (_who("the old ferry harms the whales of the bay"), None, "two people say something like it"),
    (_who("seals of the bay are harmed by the ferry"), "Jonas Vik", "one of two is clearly nearer"),
    (_who("bread is dear this winter"), None, "nobody says anything like it"),
]


@pytest.mark.parametrize(("question", "speaker", "reason"), SAID)
def test_the_right_one_or_nobody(ferry: Index, question: Question, speaker: str | None, reason: str) -> None:
    found = find(question, ferry)
    if speaker is None:
        assert found.abstain is Reason.NOTHING_FOUND, reason
    else:
        assert {s.speaker for s in found.statements} == {speaker}, reason
        assert OTHERWISE in found.notes


def test_very_words_need_no_note(ferry: Index) -> None:
    assert OTHERWISE not in find(_who("the new ferry will make the islands richer"), ferry).notes


def test_two_who_say_the_same_are_both_told(ferry: Index, shelf: Shelf) -> None:
    shelf.add("more.txt", "“{Britta Holm:The new ferry will make our islands much richer},” said Britta Holm.")
    found = find(_who("a ferry that is new makes islands richer"), ferry)
    assert {s.speaker for s in found.statements} == {"Ada Okafor", "Britta Holm"}


def test_who_says_less_of_it_is_told_too_when_it_is_surely_the_same(ferry: Index, shelf: Shelf) -> None:
    shelf.add("more.txt", "“{Britta Holm:A new ferry will make islands richer},” said Britta Holm.")
    found = find(_who("a new ferry makes the small islands richer"), ferry)
    assert {s.speaker for s in found.statements} == {"Ada Okafor", "Britta Holm"}


def test_who_passes_it_on_is_no_rival(shelf: Shelf) -> None:
    shelf.add(
        "passed.txt", "“{Ada Okafor>Radio Sunda:The tide mill will be closed for good},” Ada Okafor told Radio Sunda."
    )
    found = find(_who("the mill of the tides will close for good"), shelf)
    assert [s.speaker for s in found.statements] == ["Ada Okafor"]


def test_two_who_lack_the_same_word_are_no_answer(shelf: Shelf) -> None:
    said = {
        "Ada Okafor": "The island bakery should open early in May, once flour is cheap and ovens mended",
        "Jonas Vik": "Why should it open at all, the island bakery, when loaves come by boat and nobody queues",
    }
    for number, (name, words) in enumerate(said.items()):
        shelf.add(f"{number}.txt", f"“{{{name}:{words}}},” said {name}.")
    assert find(_who("the island bakery should open on Sundays"), shelf).abstain is Reason.NOTHING_FOUND
