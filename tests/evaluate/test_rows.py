"""Question rows are read as they are written, and a bad one is named by file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.errors import InputError
from rag.evaluate.rows import Place, gold_row, history, read_rows
from rag.types import Span, Turn

ROW = {
    "id": "q1",
    "type": "speaker",
    "question": "What did the mayor say?",
    "speaker": "Ann Roe",
    "answerable": True,
    "gold": [{"article": "a.txt", "spans": [[3, 9], [12, 20]]}],
    "ignore": [{"article": "a.txt", "spans": [[9, 12]]}],
}


def test_a_split_statement_is_two_places() -> None:
    row = gold_row(ROW)
    assert row.gold == (Place("a.txt", Span(3, 9)), Place("a.txt", Span(12, 20)))
    assert row.ignore == (Place("a.txt", Span(9, 12)),)


def test_an_unanswerable_row_is_of_the_silent_kind() -> None:
    assert gold_row({**ROW, "answerable": False, "gold": []}).kind == "none"


def test_an_assistants_message_answers_the_question_before_it() -> None:
    messages = [
        {"role": "user", "content": "Who spoke?"},
        {"role": "assistant", "content": "The mayor."},
        {"role": "user", "content": "About what?"},
    ]
    assert history(messages) == (Turn("Who spoke?", "The mayor."), Turn("About what?"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "broken JSON"),
        ('{"id": "q"}', "no question"),
        (json.dumps({**ROW, "gold": [{"article": "a", "spans": [[5, 5]]}]}), "an empty span"),
    ],
)
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(ROW) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"questions\.jsonl:2"):
        read_rows(path)


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_rows(tmp_path / "none.jsonl")
