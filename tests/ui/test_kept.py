from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from rag.types import Citation, Known, Origin, Question, QuestionKind, Reason, Span
from rag.ui.cards import also
from rag.ui.kept import elsewhere, keep, title
from tests.ui.newsroom import FakePipeline, article, newsroom

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
