from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, cast

import pytest

from rag.types import Citation, Known, Mode, Origin, Question, QuestionKind, Reason, Span, Statement
from rag.ui.cards import also
from rag.ui.kept import called, elsewhere, keep, title
from rag.ui.nodes import find
from rag.ui.sentence_plan import sentence_node
from tests.ui.newsroom import FakePipeline, article, newsroom, spans

WORDS = "the reports had been sent in March"


def spread(*copies: tuple[str, str | None]) -> tuple[Any, Citation]:
    """A citation, and an index where other articles have its words."""
    index = newsroom()
    cited = index.article("harbour/council.txt")
    for path, outlet in copies:
        copy = article(path, f"Copied here\n\nA spokesman: “{WORDS.replace(' ', '  ')}”.", outlet, None)
        index.articles[copy.id] = copy
    start = cited.text.find(WORDS)
    return index, Citation(cited.id, Span(start, start + len(WORDS)), WORDS)


@pytest.mark.parametrize(
    ("copies", "expected", "reason"),
    [
        ([], [], "nowhere else"),
        ([("a.txt", "The Courier"), ("b.txt", "The Post")], ["The Courier", "The Post"], "two outlets"),
        ([("a.txt", "The Courier"), ("b.txt", "The Courier")], ["The Courier"], "an outlet counts once"),
        ([("a.txt", "Quayside Weekly")], [], "the outlet that is cited"),
        ([("a.txt", None)], ["Copied here"], "an unknown outlet by its headline"),
    ],
)
def test_who_else_has_the_very_words(copies: list[tuple[str, str | None]], expected: list[str], reason: str) -> None:
    index, citation = spread(*copies)
    assert elsewhere(citation, index) == expected, reason


def test_a_few_words_are_nobodys_copy() -> None:
    index, citation = spread(("a.txt", "The Courier"))
    short = Span(citation.span.start, citation.span.start + len("the reports had"))
    assert elsewhere(replace(citation, span=short, quote="the reports had"), index) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{}], None),
        ([{"also": ["The Post"]}, {"also": ["The Post"]}], "same words in 1 other source: The Post"),
        ([{"also": ["A", "B", "C", "D"]}], "same words in 4 other sources: A, B, C …"),
    ],
)
def test_copies_are_told_in_a_few_words(rows: list[dict[str, Any]], expected: str | None) -> None:
    assert also(rows) == expected


def test_an_article_without_a_headline_is_called_by_its_first_words() -> None:
    one = newsroom().article("harbour/council.txt")
    assert title(one) == "Council asks who pays for the roof"
    assert title(replace(one, headline=None)).startswith("Members of the Elwick council questioned the port")
    bare = replace(one, headline=None, blocks=(), text="Words of\nan article")
    assert title(bare) == "Words of an article"
    assert title(replace(bare, text=" \n")) == "harbour/council.txt"
    assert title(replace(bare, headline=Known("The roof", Origin.METADATA))) == "The roof"


@pytest.mark.parametrize(
    ("marked", "speaker", "expected", "reason"),
    [
        ("It leaks, ⟦she⟧ said.", "Ada Quill", "she", "a pronoun"),
        ("It leaks, ⟦the harbour master⟧ said.", "Ada Quill", "the harbour master", "a role"),
        ("It leaks, ⟦harbour master Quill⟧ said.", "Ada Quill", None, "the name is there to be seen"),
        ("It leaks, ⟦QUILL⟧ said.", "Ada Quill", None, "in any case"),
        ("It leaks, ⟦she⟧ said.", None, None, "nobody was made out"),
    ],
)
def test_what_the_article_says_instead_of_a_name(
    marked: str, speaker: str | None, expected: str | None, reason: str
) -> None:
    text, [mention] = spans(marked)
    statement = Statement("a:0", "a", Mode.INDIRECT, (Span(0, 8),), mention=mention, speaker=speaker)
    assert called(statement, article("a.txt", text, None, None)) == expected, reason


def test_a_card_tells_what_stands_instead_of_the_name() -> None:
    pipeline = FakePipeline(None)
    row = keep(pipeline.ask("what did Quill say?"), cast("Any", pipeline.index))
    row["citations"][0]["called"] = "she"
    [chip] = find(sentence_node(row["answer"][0], row, 0), "chip")
    origin = json.loads(chip[1]["data-card"])["origin"]
    assert origin == "Ada Quill, “she” in the article · The Elwick Courier · 3 March 2031"


def test_a_name_that_stands_nowhere_is_kept_with_those_it_may_mean() -> None:
    pipeline = FakePipeline(None)
    question = Question("what did Quil say?", QuestionKind.WHAT_SAID, "what did Quil say?", speaker="Quil")
    answer = replace(pipeline.ask("nobody"), question=question, abstained=Reason.UNKNOWN_SPEAKER)
    assert keep(answer, cast("Any", pipeline.index))["similar"] == ["Ada Quill"]
    silent = replace(answer, abstained=Reason.SPEAKER_SILENT)
    assert keep(silent, cast("Any", pipeline.index))["similar"] == []


def test_other_articles_are_searched_only_for_an_answer_that_is_whole() -> None:
    pipeline = FakePipeline(None)
    answer = pipeline.ask("what did Quill say?")
    for compare in (True, False):
        citations = keep(answer, cast("Any", pipeline.index), compare=compare)["citations"]
        assert all(("also" in citation) is compare for citation in citations)
