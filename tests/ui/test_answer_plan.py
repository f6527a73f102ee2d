from __future__ import annotations

import json
from typing import Any

import pytest

from rag.contract import Json
from rag.types import Reason
from rag.ui.answer_plan import arrival, exchange
from rag.ui.checked import checked_line
from rag.ui.kept import keep
from rag.ui.nodes import find, text_of
from tests.ui.newsroom import FakePipeline

PIPELINE = FakePipeline(None)


def kept(question: str) -> Json:
    row: Json = json.loads(json.dumps(keep(PIPELINE.ask(question), PIPELINE.index)))
    return row


def drawn(question: str, **changes: Any) -> Any:
    return exchange({"question": question, "answer": kept(question) | changes}, 0)[0]


def acts(node: Any, class_: str) -> list[Any]:
    return [json.loads(found[1]["data-act"]) for found in find(node, class_) if "data-act" in found[1]]


def test_each_sentence_has_its_chip_and_each_chip_its_passage() -> None:
    node = drawn("what did Quill say?")
    sentences = [text_of(s) for s in find(node, "sentence")]
    assert sentences[0] == "Ada Quill said “We will not open a building that leaks”.1"
    assert acts(node, "chip") == [["cite", 0, n] for n in range(1, 6)]
    cards = [json.loads(chip[1]["data-card"]) for chip in find(node, "chip")]
    assert cards[0]["text"] == "We will not open a building that leaks"
    assert cards[0]["before"] == "“"
    assert cards[0]["after"].startswith(",” harbour master Ada Quill told reporters on the quay. She said")
    assert cards[0]["after"].endswith("two inspections 🛟."), "one sentence on, and no further than the paragraph"
    assert cards[1]["before"].startswith("“We will not open"), "and one back"
    assert find(node, "chip")[0][1]["aria-label"] == (
        "Source 1: Ada Quill, open New ferry terminal for Port Elwick delayed again"
    )


def test_sources_are_listed_by_first_citation_and_the_rest_is_told_apart() -> None:
    node = drawn("what did Quill say?")
    assert [text_of(n) for n in find(node, "numbers")] == ["1–3", "4, 5"]
    assert acts(find(node, "sources")[0], "card") == [["cite", 0, 1], ["cite", 0, 4]]
    assert "Also read, not used (3)" in text_of(node)


def test_what_was_left_out_is_counted_and_shown() -> None:
    node = drawn("what did Quill say?")
    assert "5 of 6 sentences supported · 2 of 3 quotations verbatim · 3 articles searched" in text_of(node)
    assert "Quill praised the “moon”." in text_of(find(node, "dropped")[0])
    assert text_of(find(node, "note")[0]).startswith("Vectors are not ready yet")


def test_what_the_gate_counted_is_told_once() -> None:
    notes = ["4 of 5 sentences supported, 3 of 3 quotations verbatim.", "The endpoint is slow today."]
    node = drawn("what did Quill say?", notes=notes, model="small-model")
    assert "4 of 5 sentences supported · 3 of 3 quotations verbatim · 3 articles" in text_of(find(node, "checked")[0])
    assert "written by small-model" in text_of(find(node, "checked")[0])
    assert [text_of(note) for note in find(node, "note")] == notes[1:]


def test_a_very_long_answer_is_folded() -> None:
    answer = kept("what did Quill say?")
    answer["answer"] *= 10
    node = exchange({"question": "q", "answer": answer}, 0)[0]
    assert "Show 10 more sentences" in text_of(node)
    assert len(find(node, "sentence")) == 40
    assert ["rest", 0] in acts(node, "action")
    whole = exchange({"question": "q", "answer": answer}, 0, whole=True)[0]
    assert len(find(whole, "sentence")) == 50
    assert "more sentences" not in text_of(whole)


def test_an_opening_of_outlet_and_day_becomes_a_line_of_its_own() -> None:
    answer = kept("what did Quill say?")
    answer["answer"][0]["text"] = "The Elwick Courier, 3 March 2031 — Ada Quill said so — twice."
    node = exchange({"question": "q", "answer": answer}, 0)[0]
    assert [text_of(n) for n in find(node, "label-line")] == ["The Elwick Courier, 3 March 2031 — "]


def test_a_dash_inside_a_sentence_is_no_opening() -> None:
    answer = kept("what did Quill say?")
    answer["answer"][0]["text"] = "Quill said it leaks — badly."
    assert not find(exchange({"question": "q", "answer": answer}, 0)[0], "label-line")


def test_a_refusal_has_no_chip_and_says_what_was_searched() -> None:
    node = drawn("how high is the lighthouse?")
    card = find(node, "refusal")[0]
    assert not find(node, "chip")
    assert "The articles do not say" in text_of(card)
    assert "3 articles searched, 3 March 2031 to 5 March 2031" in text_of(card)
    assert acts(card, "card") == [["near", 0, 0], ["near", 0, 1], ["near", 0, 2]]


@pytest.mark.parametrize(
    ("reason", "people", "words", "asks"),
    [
        (Reason.UNKNOWN_SPEAKER, [], "The name Roe stands nowhere in the articles.", []),
        (Reason.SPEAKER_SILENT, ["Ann Roe"], "name Roe but report nothing said by Roe", []),
        (Reason.SILENT_ON_TOPIC, ["Ann Roe"], "none about fish", ["What did Ann Roe say?"]),
        (
            Reason.AMBIGUOUS_SPEAKER,
            ["Ann Roe", "Bo Roe"],
            "Who do you mean?",
            ["What did Ann Roe say about fish?", "What did Bo Roe say about fish?"],
        ),
        (Reason.NO_ARTICLES, [], "Add some on the page", []),
    ],
)
def test_each_silence_is_its_own(reason: Reason, people: list[str], words: str, asks: list[str]) -> None:
    changes = {"reason": reason.value, "people": people, "asked": {"speaker": "Roe", "topic": "fish"}}
    node = drawn("how high is the lighthouse?", **changes)
    assert words in text_of(node)
    assert acts(node, "suggestion") == [["ask", question] for question in asks]


@pytest.mark.parametrize(
    ("kept_to", "words", "reason"),
    [
        (("2029-01-01", "2029-12-31", None), "outside what was asked for (1 January 2029 to 31 December 2029)", "days"),
        (("2029-01-01", None, None), "outside what was asked for (since 1 January 2029)", "an open end"),
        ((None, None, "Quayside Weekly"), "outside what was asked for (Quayside Weekly)", "an outlet"),
        (
            (None, "2029-01-01", "Quayside Weekly"),
            "outside what was asked for (until 1 January 2029, Quayside Weekly)",
            "both",
        ),
    ],
)
def test_a_refusal_that_all_articles_would_answer_asks_them(
    kept_to: tuple[str | None, ...], words: str, reason: str
) -> None:
    asked = {"speaker": "Quill", "topic": None, "wider": "What did Quill say?"}
    asked |= dict(zip(("since", "until", "outlet"), kept_to, strict=True))
    node = drawn("how high is the lighthouse?", asked=asked)
    assert words in text_of(node), reason
    assert acts(node, "suggestion") == [["ask", "What did Quill say?"]]
    assert "Search all articles: What did Quill say?" in text_of(node)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"question": "q"}, "interrupted before it was answered"),
        ({"question": "q", "stopped": True}, "stopped this question before anything was confirmed"),
        ({"question": "q", "error": "The index cannot be read."}, "The index cannot be read."),
    ],
)
def test_a_question_without_an_answer_can_be_asked_again(row: Json, words: str) -> None:
    node = exchange(row, 3)[0]
    assert words in text_of(node)
    assert acts(node, "action") == [["again", 3]]


def test_a_number_without_its_citation_cannot_be_pressed() -> None:
    node = drawn("what did Quill say?", citations=[])
    assert not find(node, "quote")
    assert {tag for tag, *_ in find(node, "chip")} == {"span"}
    assert not acts(node, "chip")


def test_a_sentence_without_a_source_is_told_apart() -> None:
    answer = kept("what did Quill say?")
    answer["answer"].append({"text": "The sea is wide.", "citations": [], "verdict": "unsupported"})
    node = exchange({"question": "q", "answer": answer}, 0)[0]
    assert [text_of(n) for n in find(node, "unsourced")] == ["The sea is wide.no source"]
    assert checked_line(answer).startswith("5 of 7 sentences supported")


def test_what_was_understood_is_shown_only_when_it_differs() -> None:
    assert "Understood as: What did Ada Quill say?" in text_of(
        drawn("and Quill?", understood="What did Ada Quill say?")
    )
    assert "Understood as" not in text_of(drawn("what did Quill say?"))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what did Quill say?", "Answered in 5 sentences from 2 articles."),
        ("how high is it?", "The articles do not say."),
    ],
)
def test_an_arrival_is_told(question: str, words: str) -> None:
    assert arrival(kept(question)) == words
