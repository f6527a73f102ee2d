"""Paragraphs in, the repeated ones out."""

from __future__ import annotations

from rag.articles.repeats import repeated
from rag.types import Span

LONG = "The harbour of Oldport reopened on Thursday, nine days after a storm tore away the northern pier."


def test_the_later_of_two_equal_paragraphs_is_the_repetition() -> None:
    assert repeated([(0, LONG), (200, LONG)]) == {200: Span(200, 200 + len(LONG))}


def test_one_small_word_more_is_still_the_same() -> None:
    assert list(repeated([(0, LONG), (200, LONG.replace("a storm", "a big storm"))])) == [200]


def test_figures_names_and_negations_tell_paragraphs_apart() -> None:
    for other in (
        LONG.replace("nine", "11"),
        LONG.replace("Oldport", "Newport"),
        LONG.replace("reopened", "never reopened"),
    ):
        assert not repeated([(0, LONG), (200, other)])


def test_of_a_cut_off_sentence_and_its_whole_the_cut_off_one_goes() -> None:
    cut = "The boats came home. The harbour of Oldport reopened on Thursday."
    assert repeated([(10, cut), (100, LONG)]) == {10: Span(10 + cut.index("The harbour"), 10 + len(cut))}


def test_short_lines_and_far_away_beginnings_are_left_alone() -> None:
    assert not repeated([(0, "“No,” she said."), (20, "“No,” she said.")])
    assert not repeated([(0, "The harbour of Oldport reopened on Thursday."), (50, "A."), (60, "B."), (70, LONG)])
