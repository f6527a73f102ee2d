"""The gold rows stand on the sample articles: every span is whole words, and the words it is said to be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rag.articles import read_all
from rag.settings import ROOT
from rag.types import Article

Row = dict[str, Any]
GOLD = Path(__file__).with_name("questions.jsonl")
ROWS: list[Row] = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").split("\n") if line]
TYPES = {"speaker", "topic", "who", "fact", "none", "follow"}


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    read = list(read_all([ROOT / "corpus"]))
    return {article.path: article for article in read if isinstance(article, Article)}


def test_sample_articles_have_headline_outlet_and_day(articles: dict[str, Article]) -> None:
    assert len(articles) == 5
    for article in articles.values():
        assert article.headline
        assert article.outlet
        assert article.published_on


def test_ids_are_unique_and_types_known() -> None:
    assert len(ROWS) >= 40
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert {row["type"] for row in ROWS} == TYPES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_row_says_what_a_right_answer_is(row: Row) -> None:
    assert row["question"].strip()
    assert row["answerable"] == bool(row["gold"]) == (row["type"] != "none")
    assert bool(row.get("history")) == (row["type"] == "follow")
    if row["type"] in {"speaker", "topic", "who", "follow"}:
        assert row["speaker"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_spans_are_whole_words_of_the_article(row: Row, articles: dict[str, Article]) -> None:
    for gold in row["gold"] + row["ignore"]:
        text = articles[gold["article"]].text
        assert [text[start:end] for start, end in gold["spans"]] == gold["words"]
        for start, end in gold["spans"]:
            assert text[start:end].split()
            assert not (start and text[start - 1].isalnum() and text[start].isalnum())
            assert not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_words_an_answer_must_hold_stand_in_its_gold(row: Row) -> None:
    for must in row["must"]:
        assert any(must in words for gold in row["gold"] for words in gold["words"])
