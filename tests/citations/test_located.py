from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.citations.located import locate, locate_quotation, same_words
from rag.types import Span


@pytest.mark.parametrize(
    ("marked", "words", "reason"),
    [
        ("He said: “[We will]  not go.”", "we WILL", "case folds 1:1"),
        ("a [‘no–limits’  pact] of two", "'no-limits' pact", "quotes, dashes and runs of white space fold"),
        ("a [no\nlimits] pact", "no limits", "a line break is white space"),
        ("therefore [there]", "there", "no part of a longer word"),
        ("the U.S. and [the U.K.]", "the U.K.", "dots are compared, not skipped"),
        ("İstanbul’s [mayor]", "mayor", "a letter that grows when lowered moves no offset"),
    ],
)
def test_where_words_stand(marked: str, words: str, reason: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    assert list(locate(text, words, [Span(0, len(text))])) == [Span(start, end)], reason


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("We will not go.", "we will go", "a word left out"),
        ("We will not go.", "we wont go", "another word"),
        ("It cost 2,000 crowns", "2000 crowns", "figures are compared as written"),
        ("We will not go.", "", "nothing stands nowhere"),
    ],
)
def test_changed_words_stand_nowhere(text: str, words: str, reason: str) -> None:
    assert list(locate_quotation(text, words, [Span(0, len(text))])) == [], reason


def test_only_a_closing_comma_or_full_stop_may_be_missing() -> None:
    text = "“We will go to sea”"
    area = [Span(0, len(text))]
    assert [span.of(text) for span in locate_quotation(text, "we will go,", area)] == ["We will go"]
    assert list(locate_quotation(text, "we will go?", area)) == []


def test_words_outside_the_areas_do_not_count() -> None:
    assert list(locate("one two one two", "one two", [Span(4, 15)])) == [Span(8, 15)]


@given(st.text(), st.data())
def test_what_is_located_says_the_same(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    areas = [Span(0, len(text))] if text else []
    for span in locate(text, text[start:end], areas):
        assert same_words(span.of(text)) == same_words(text[start:end])


@given(
    st.lists(st.sampled_from("harbour quay not ferry will close 12 and sea".split()), min_size=4, max_size=12),
    st.data(),
)
def test_no_quotation_with_a_changed_word_is_found(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    changed = [*words[:at], "lantern", *words[at + 1 :]]
    text = " ".join(words)
    assert list(locate_quotation(text, " ".join(changed), [Span(0, len(text))])) == []
