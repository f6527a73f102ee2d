"""Plain questions, the passages shown for any question, and what is promised of all findings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag.evidence import find
from rag.evidence.features import NAMES
from rag.evidence.likening import held, related
from rag.evidence.ranking import SIGNS, weights
from rag.evidence.searching import NO_VECTORS
from rag.evidence.wanted import Expected, expected
from rag.ports import Index
from rag.types import Question, QuestionKind, Reason
from rag.words import stem


def plain(words: str) -> Question:
    return Question(words, QuestionKind.FACT, words)


def answer(index: Index, words: str) -> list[str]:
    return [span.of(index.article(key).text) for key, span in find(plain(words), index).sentences]


FACTS = [
    ("How many people saw the mayor open the new pier?", "4,000", "how many"),
    ("When did the mayor of Brackwater open the new pier?", "March", "when"),
    ("Who opened the new pier in Brackwater?", "Tove Lindqvist", "who"),
    ("What would the harbour plan cost in crowns?", "90 million", "what"),
]


@pytest.mark.parametrize(("words", "holds", "reason"), FACTS)
@pytest.mark.parametrize("vectors", [True, False])
def test_a_plain_question_gets_the_sentence_that_answers(
    harbour: Index, words: str, holds: str, reason: str, vectors: bool
) -> None:
    harbour.vectors = vectors  # type: ignore[attr-defined]
    told = answer(harbour, words)
    assert told, reason
    assert holds in told[0], reason


@pytest.mark.parametrize(
    "words",
    [
        "Who won the world championship in chess?",
        "What is the price of bitcoin?",
        "How tall is Mount Everest?",
        "???",
        "",
    ],
)
@pytest.mark.parametrize("vectors", [True, False])
def test_silent_when_the_articles_are(harbour: Index, words: str, vectors: bool) -> None:
    harbour.vectors = vectors  # type: ignore[attr-defined]
    found = find(plain(words), harbour)
    assert found.abstain is Reason.NOTHING_FOUND
    assert found.sentences == ()
    assert found.confidence < 0.5


def test_who_somebody_is(harbour: Index) -> None:
    assert "who chairs" in answer(harbour, "Who is Ada Okafor?")[0]
    assert "a fisherman" in answer(harbour, "who is Jonas Lindqvist")[0]
    assert "Mayor" in answer(harbour, "Who is Tove Lindqvist?")[0]
    assert answer(harbour, "Who is Emil Aaltonen?") == []


def test_the_confidence_asked_for_decides(harbour: Index) -> None:
    question = plain("Who opened the new pier in Brackwater?")
    assert find(question, harbour, min_confidence=1.01).abstain is Reason.NOTHING_FOUND
    assert find(plain("Who won at chess?"), harbour, min_confidence=0.0).abstain is None


def test_no_articles(shelf: Index) -> None:
    assert find(plain("Who opened the pier?"), shelf).abstain is Reason.NO_ARTICLES


def test_what_was_searched(harbour: Index) -> None:
    searched = find(plain("Who opened the pier?"), harbour).searched
    assert (searched.articles, searched.statements) == (14, 9)
    assert searched.outlets == ("Brackwater Post", "Sunda Times")
    assert str(searched.since) == "2022-07-01"


def test_without_vectors_words_answer_and_it_is_said(harbour: Index) -> None:
    harbour.vectors = False  # type: ignore[attr-defined]
    for question in (
        plain("Who opened the pier?"),
        Question("", QuestionKind.WHAT_SAID, "What did Okafor say about fish?", "Okafor", "fish"),
    ):
        assert find(question, harbour).notes == (NO_VECTORS,)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    words=st.text(max_size=60)
    | st.sampled_from(["What did Okafor say?", "harbour fish pier", "the the the", "90 million"]),
    kind=st.sampled_from(list(QuestionKind)),
    speaker=st.sampled_from([None, "Okafor", "the chair", "Lindqvist", "x", "1"]),
    topic=st.none() | st.text(max_size=20),
)
def test_any_question_finds_the_same_twice_and_passages_in_order(
    harbour: Index, words: str, kind: QuestionKind, speaker: str | None, topic: str | None
) -> None:
    question = Question(words, kind, words, speaker, topic, topic)
    found = find(question, harbour)
    assert found == find(question, harbour)
    scores = [evidence.score for evidence in found.evidence]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len({evidence.passage.id for evidence in found.evidence}) == len(found.evidence)
    assert all(evidence.found_by for evidence in found.evidence)
    assert 0 <= found.confidence <= 1
    assert bool(found.abstain) != bool(found.statements or found.sentences)
    for key, span in found.sentences:
        assert span.of(harbour.article(key).text).strip()


def test_at_least_ten_passages_where_there_are_as_many(harbour: Index) -> None:
    for question in (plain("harbour"), Question("", QuestionKind.WHAT_SAID, "What did Okafor say?", "Okafor")):
        assert len(find(question, harbour, limit=3).evidence) >= 10


def test_passages_that_repeat_one_come_last(shelf: Index) -> None:
    for number in range(3):
        shelf.add(f"{number}.txt", "The pier of Brackwater opened in March.")  # type: ignore[attr-defined]
    shelf.add("9.txt", "A pier elsewhere closed in May.")  # type: ignore[attr-defined]
    order = [shelf.article(e.passage.article_id).path for e in find(plain("When did the pier open?"), shelf).evidence]
    assert order.index("9.txt") == 1


EXPECTED = [
    ("How many ships came?", Expected.AMOUNT),
    ("What percentage of ships came?", Expected.AMOUNT),
    ("When did the ships come?", Expected.TIME),
    ("In which year did the ships come?", Expected.TIME),
    ("Where did the ships come from?", Expected.PLACE),
    ("Which country did the ships come from?", Expected.PLACE),
    ("Who sent the ships?", Expected.PERSON),
    ("Which company sent the ships?", Expected.NAME),
    ("Has the company sent ships?", Expected.VERDICT),
    ("What did the company send?", Expected.ANYTHING),
]


@pytest.mark.parametrize(("words", "kind"), EXPECTED)
def test_the_kind_of_answer(words: str, kind: Expected) -> None:
    assert expected(words) is kind


RELATED = [
    ("China", "Chinese", True),
    ("Europe", "European", True),
    ("Russia", "Russian", True),
    ("fish", "fishing", True),
    ("invade", "invasion", True),
    ("war", "warn", False),
    ("2022", "2023", False),
    ("trade", "train", False),
    ("pier", "price", False),
]


@pytest.mark.parametrize(("one", "other", "yes"), RELATED)
def test_forms_of_one_word(one: str, other: str, yes: bool) -> None:
    assert related(stem(one), stem(other)) is related(stem(other), stem(one)) is yes
    assert (held(stem(one), {stem(other)}) > 0) is yes


def test_weights_are_there_for_every_feature_and_sign() -> None:
    for vectors in (True, False):
        own = weights(vectors)
        assert (len(own.ranker), len(own.confidence)) == (len(NAMES), len(SIGNS))
        assert any(own.ranker)


def test_the_table_of_common_words_holds_single_stems_only() -> None:
    table = json.loads((Path(__file__).parents[2] / "rag/evidence/common.json").read_text("utf-8"))
    listed = [word for words in table.values() for word in words.split()]
    assert len(listed) == len(set(listed)) > 1000
    assert all(words.split() == sorted(words.split()) for words in table.values()), "no order of any text is kept"
