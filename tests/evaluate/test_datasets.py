"""Checkouts of public data sets, laid out as they are published but with words of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.errors import InputError
from rag.evaluate.datasets import load_dataset
from rag.evaluate.spans import span_scores
from rag.types import Attribution, Mode, Span, Statement

TEXT = "Harbour works begin.\n\nAnn Marie Roe said the pier is safe. “It will hold,” she added. Roe denied a delay."


def _polnear(folder: Path) -> Path:
    (folder / "data/dev/text").mkdir(parents=True)
    (folder / "data/dev/attributions").mkdir()
    (folder / "data/dev/text/gazette_harbour.txt").write_bytes(TEXT.encode())

    def row(key: str, role: str, words: str) -> str:
        start = TEXT.index(words)
        return f"{key}\t{role} {start} {start + len(words)}\t{words}"

    lines = [
        row("T1", "Source", "Ann Marie Roe"),
        row("T2", "Cue", "said"),
        row("T3", "Content", "the pier is safe"),
        "E1\tAttribution:T9 Content:T3 Cue:T2 Source:T1",
        row("T4", "Source", "she"),
        row("T5", "Cue", "added"),
        row("T6", "Content", "“It will hold,”"),
        "E2\tAttribution:T9 Content:T6 Cue:T5 Source:T4",
        f"T7\tSource {TEXT.rindex('Roe')} {TEXT.rindex('Roe') + 3}\tRoe",
        row("T8", "Content", "a delay"),
        "E3\tAttribution:T9 Content:T8 Source:T7",
        "E4\tAttribution:T9 Cue:T2",
    ]
    (folder / "data/dev/attributions/gazette_harbour_x1.ann").write_text("\n".join(lines), encoding="utf-8")
    (folder / "data/metadata.tsv").write_text(
        "filename\tpublisher\tpublication_date\tauthor\ttitle\n"
        "gazette_harbour\tgazette\t2024-02-01\tA. Desk\tHarbour\n",
        encoding="utf-8",
    )
    return folder


def test_polnear_annotations_become_attributions_and_speaker_questions(tmp_path: Path) -> None:
    data = load_dataset("polnear", _polnear(tmp_path))
    assert data.articles[0]["date"] == "2024-02-01"
    contents = [a.content[0].of(TEXT) for a in data.attributions["gazette_harbour"]]
    assert contents == ["the pier is safe", "“It will hold,”", "a delay"], "an event without content is left out"
    (row,) = data.rows
    assert row.question == "What did Ann Marie Roe say?"
    assert [p.span.of(TEXT) for p in row.gold] == ["the pier is safe", "a delay"]
    assert [p.span.of(TEXT) for p in row.ignore] == ["“It will hold,”"], "a pronoun may be anybody"


def test_realtimeqa_rows_need_their_answer_in_an_article_found_for_them(tmp_path: Path) -> None:
    week = tmp_path / "past/2023"
    week.mkdir(parents=True)
    choices = ["Lisbon", "Porto"]
    questions = [
        {"question_id": "w_0", "question_sentence": "Which city opened a pier?", "choices": choices, "answer": ["0"]},
        {"question_id": "w_1", "question_sentence": "Which city closed one?", "choices": choices, "answer": ["1"]},
    ]
    found = {"url": "u1", "title": "Pier", "text": "A pier opened in Lisbon.", "publish_date": "2023/02/01"}
    searched = {"question_id": "w_0", "search_result": [found]}
    (week / "20230203_qa.jsonl").write_text("\n".join(json.dumps(q) for q in questions), encoding="utf-8")
    (week / "20230203_gcs.jsonl").write_text(json.dumps(searched), encoding="utf-8")
    data = load_dataset("realtimeqa", tmp_path)
    assert data.articles[0]["date"] == "2023-02-01"
    assert [(row.kind, row.answerable) for row in data.rows] == [("fact", True), ("none", False)]
    assert data.rows[0].gold[0].span.of("A pier opened in Lisbon.") == "Lisbon"


@pytest.mark.parametrize("name", ["polnear", "realtimeqa"])
def test_a_folder_that_is_no_checkout_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="checkout"):
        load_dataset(name, tmp_path)


def test_span_scores_compare_words_and_not_punctuation() -> None:
    text = "“It will hold,” Roe said."
    gold = {"a": (Attribution((Span(0, 15),), Span(16, 19), Span(20, 24)),)}
    ours = Statement("a:1", "a", Mode.DIRECT, (Span(1, 13),), cue=Span(20, 25), mention=Span(0, 3))
    assert span_scores({"a": text}, gold, {"a": (ours,)}) == {"source F1": 0.0, "cue F1": 1.0, "content F1": 1.0}
