"""Which sentence is told for a plain question, and that its nearest misses are met with silence."""

from __future__ import annotations

import pytest

from rag.evidence import find
from rag.ports import Index
from rag.types import Article, Question, QuestionKind, Reason
from tests.evidence.conftest import Shelf

TREATY = (
    "The prime ministers of Norway and Iceland met in Bergen on Thursday, for the first time since the herring dispute"
    " began.\n\n"
    "Norway’s ambassador to Iceland, Jonas Lindqvist, said {Jonas Lindqvist:the talks had gone well}. They lasted four"
    " hours.\n\n"
    "Last month a Norwegian patrol boarded six Icelandic trawlers north of the Faroe bank. Iceland withdrew its"
    " envoy in March because the crews were held for a week.\n\n"
    "Foreign minister Ada Okafor visited Reykjavik in June. Her trip also included the harbour city of Akureyri. The"
    " ministry, in Oslo, has 240 lawyers on the case.\n\n"
    "Norwegian canneries bought 90,000 tonnes of herring last year. The bay is closed to trawlers from Denmark."
)
ANSWERED = [
    ("Where did the prime ministers meet?", "in Bergen", "a place"),
    ("How long did the talks last?", "four hours", "a length, in the sentence after"),
    ("When did Ada Okafor visit Reykjavik?", "in June", "a month"),
    (
        "Which city besides Reykjavik did the trip of Okafor include?",
        "Akureyri",
        "what is left out is not asked",
    ),
    ("Who is Norway's ambassador to Iceland?", "Jonas Lindqvist", "a person"),
    ("Why did Iceland withdraw its envoy?", "because the crews", "a reason"),
    ("How many trawlers did the Norwegian patrol board?", "six", "a figure in words"),
    ("How much herring did Norwegian canneries buy?", "90,000 tonnes", "buy and bought are one verb"),
]
UNANSWERED = [
    ("When did Ada Okafor visit Copenhagen?", "the right person, another city"),
    ("Who is Iceland's ambassador to Norway?", "the two countries have changed places"),
    ("Why did Denmark withdraw its envoy?", "another country did"),
    ("How old is Jonas Lindqvist?", "the right person, a detail that is not given"),
    ("How many tonnes of cod did Polish canneries buy?", "another country and another fish"),
    ("How long did the visit of Ada Okafor last?", "a visit, but no length of it"),
]

LIGHTHOUSE = (
    "Ines Marrow, the former harbour pilot of Brackwater, gave the tower back its lamp in May. Before she retired she"
    " had steered ferries.\n\n"
    "The storm tore the roof off the fish hall of Skarvik in October. The council of Skarvik paid for tents and a"
    " second ice house. The tower is looked after by the Brackwater-based Pilots’ Guild.\n\n"
    "The fumes are killing about 40 seals per day in Skarvik. Mayor Tove Lindqvist visited Halmstrand in April, her"
    " first overseas journey since the epidemic. Her schedule also included the mill town of Ulvdal."
)
REWORDED = [
    ("What job did Ines Marrow use to have?", "former harbour pilot", "used to is former"),
    ("How many seals are dying in Skarvik every day?", "about 40 seals", "every day is per day"),
    ("When did Tove Lindqvist go to Halmstrand?", "in April", "going somewhere is visiting it"),
    ("What was the first trip abroad of Tove Lindqvist?", "first overseas", "abroad is overseas"),
    ("Where is the Pilots' Guild based?", "Brackwater-based", "the place stands before the word"),
    ("What did Skarvik do after the storm tore off the roof?", "tents", "what followed, in the sentence behind"),
]
REWORDED_MISSES = [
    ("When did Tove Lindqvist go to Brackwater?", "she visited another town"),
    ("What job did Tove Lindqvist use to have?", "of her nothing is told of earlier"),
    ("How many otters are dying in Ulvdal every day?", "another place"),
    ("Where is the Ferrymen's Union based?", "nobody speaks of it"),
    ("Where is the council of Skarvik based?", "a place is named, but not beside it"),
]


@pytest.fixture
def lighthouse(shelf: Shelf) -> Index:
    shelf.add("lighthouse.txt", LIGHTHOUSE, headline="News of the coast", day="2024-07-01")
    for number in range(5):
        shelf.add(f"fair{number}.txt", f"Village number {number} held its fair on a dry day, with bread and a raffle.")
    return shelf


@pytest.mark.parametrize(("words", "holds", "reason"), REWORDED)
def test_other_words_for_the_same(lighthouse: Index, words: str, holds: str, reason: str) -> None:
    told, silent = ask(words, lighthouse)
    assert silent is None, reason
    assert any(holds in sentence for sentence in told[:2]), reason


@pytest.mark.parametrize(("words", "reason"), REWORDED_MISSES)
def test_other_words_for_something_else(lighthouse: Index, words: str, reason: str) -> None:
    assert ask(words, lighthouse) == ([], Reason.NOTHING_FOUND), reason


@pytest.fixture
def treaty(shelf: Shelf) -> Index:
    shelf.add("treaty.txt", TREATY, headline="Norway and Iceland talk about herring", day="2024-07-01")
    for number in range(5):
        shelf.add(f"fair{number}.txt", f"Village number {number} held its fair on a dry day, with bread and a raffle.")
    return shelf


def ask(words: str, index: Index) -> tuple[list[str], Reason | None]:
    found = find(Question(words, QuestionKind.FACT, words), index)
    return [span.of(index.article(key).text) for key, span in found.sentences], found.abstain


@pytest.mark.parametrize(("words", "holds", "reason"), ANSWERED)
def test_the_sentence_that_answers(treaty: Index, words: str, holds: str, reason: str) -> None:
    told, silent = ask(words, treaty)
    assert silent is None, reason
    assert any(holds in sentence for sentence in told[:2]), reason


@pytest.mark.parametrize(("words", "reason"), UNANSWERED)
def test_a_near_miss_is_no_answer(treaty: Index, words: str, reason: str) -> None:
    assert ask(words, treaty) == ([], Reason.NOTHING_FOUND), reason


def test_a_pronoun_brings_the_sentence_before(treaty: Index) -> None:
    told, _ = ask("How long did the talks last?", treaty)
    assert told[0].startswith("Norway’s ambassador")
    assert told[1] == "They lasted four hours."


def test_a_heading_is_not_told_where_a_sentence_is(shelf: Shelf) -> None:
    text = "Brackwater opens a pier\n\nThe new pier of Brackwater was opened by the mayor, Tove Lindqvist, in March."
    made: Article = shelf.add("pier.txt", text, headline="Brackwater opens a pier")
    told, _ = ask("Who opened the new pier of Brackwater?", shelf)
    assert told == ["The new pier of Brackwater was opened by the mayor, Tove Lindqvist, in March."]
    assert made.text == text
