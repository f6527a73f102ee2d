"""What everybody says on a topic: by its words, by the sentence they stand in, and never by one word of two."""

from __future__ import annotations

import pytest

from rag.evidence import find
from rag.types import Question, QuestionKind
from tests.evidence.conftest import Shelf


@pytest.fixture
def lighthouse(shelf: Shelf) -> Shelf:
    """What four people say around a lighthouse."""
    shelf.add(
        "light.txt",
        "“{Ada Okafor:The lighthouse must be painted again},” said Ada Okafor.\n\n"
        "Of the lighthouse Vik said {Jonas Vik:nobody knows}.\n\n"
        "Tove Lind, who lives far from the lighthouse with two cats, a goat and her sister in a house full of clocks"
        " and barometers, said"
        " {Tove Lind:the price of bread and the taxes of the council annoyed every family in town}.\n\n"
        "“{Britta Holm:The price of stamps has doubled within one year of rain, wind, floods and strikes},”"
        " said Britta Holm.",
    )
    return shelf


ASKED = [
    ("lighthouse", {"Ada Okafor", "Jonas Vik"}, "in the words said, or in a sentence that is about it"),
    ("bread", {"Tove Lind"}, "one word"),
    ("the price of stamps", {"Britta Holm"}, "both words, not one of them"),
    ("the price of copper", set(), "one common word of two is not the topic"),
]


@pytest.mark.parametrize(("topic", "speakers", "reason"), ASKED)
def test_who_spoke_about_it(lighthouse: Shelf, topic: str, speakers: set[str], reason: str) -> None:
    words = f"Who spoke about {topic}?"
    found = find(Question(words, QuestionKind.WHO_SPOKE, words, topic=topic), lighthouse)
    assert {s.speaker for s in found.statements} == speakers, reason


NEAR = [
    ("America", {"that the U.S. buys more fish"}, "a country under another name"),
    ("the United States", {"that the U.S. buys more fish"}, "and under its long one"),
    ("Chinese nets", {"nets from Beijing last for years"}, "a capital for its country"),
    ("the strike", {"the boats a disgrace"}, "in the sentence before, of somebody who says little"),
    ("orchids", set(), "nowhere near"),
]


@pytest.mark.parametrize(("topic", "told", "reason"), NEAR)
def test_what_one_speaker_said_near_the_topic(shelf: Shelf, topic: str, told: set[str], reason: str) -> None:
    shelf.add(
        "fish.txt",
        "Ada Okafor said {Ada Okafor:that the U.S. buys more fish} every winter.\n\n"
        "“{Ada Okafor:nets from Beijing last for years},” said Ada Okafor.\n\n"
        "Nobody at the quay would speak of the strike. Ada Okafor called {Ada Okafor:the boats a disgrace}.",
    )
    words = f"What did Ada Okafor say about {topic}?"
    found = find(Question(words, QuestionKind.WHAT_SAID, words, "Ada Okafor", topic), shelf)
    assert {" ".join(p.of(shelf.article(s.article_id).text) for p in s.content) for s in found.statements} == told, (
        reason
    )
