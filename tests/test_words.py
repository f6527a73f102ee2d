"""Folding keeps lengths, sentences end where they do, and a clause that denies is told from one that names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.words import fold, phrase_spans, same_polarity, sentences, stem, words


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.one_of(st.sampled_from("`'’“\"—- \t\n\x1fAÉZ"), st.characters())))
def test_a_text_folds_as_its_characters_do(text: str) -> None:
    assert fold(text) == "".join(map(fold, text)) == fold(text + "’")[:-1]


@given(st.text())
def test_words_and_sentences_slice_back(text: str) -> None:
    assert all(word.span.of(text) == word.text for word in words(text))
    spans = sentences(text)
    assert all(span.of(text).strip() == span.of(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        ("[The U.S. envoy left.] [He said no more.]", "an abbreviation before a small letter"),
        ("[Mr. Roe met Dr. Low.] [They agreed.]", "titles"),
        ("[Trade grew 2.5 percent.] [Exports led.]", "a figure"),
        ("[“It will hold.”] [Nobody doubted it.]", "a mark behind the stop"),
        ("[J. R. Low spoke.] [Ann Roe listened.]", "initials"),
        ("[Harbour opens]\n[The pier is new.]", "a line is an end"),
        ("[“Will it hold?” she asked.] [It held.]", "a question inside a sentence"),
    ],
)
def test_sentences_end_where_they_do(marked: str, reason: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    wanted = [part.split("]")[0] for part in marked.split("[")[1:]]
    assert [span.of(text) for span in sentences(text)] == wanted, reason


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("Xi’s “no  limits” pact", "No limits", ["no  limits"]),
        ("The Pier and the pierced hull", "pier", ["Pier"]),
        ("nothing here", "", []),
    ],
)
def test_a_phrase_is_found_in_any_glyphs_at_word_borders(text: str, phrase: str, found: list[str]) -> None:
    assert [span.of(text) for span in phrase_spans(text, phrase)] == found


@pytest.mark.parametrize(
    ("asked", "source", "same", "reason"),
    [
        ("the quay is safe", "The quay is not safe.", False, "a plain denial"),
        ("the quay is not safe", "The quay is safe.", False, "the other way round"),
        ("they refused to talk", "They never refused to talk.", False, "a denial of a denial"),
        (
            "the pact has clear limits",
            "The ‘no-limits’ pact has clear limits.",
            True,
            "a compound names, it denies nothing",
        ),
        ("the quay is safe", "The quay is safe, but the pier is not.", True, "another clause denies something else"),
        ("the weather", "Nobody came.", True, "no word shared: nothing can be told"),
    ],
)
def test_a_question_and_its_source_say_the_same(asked: str, source: str, same: bool, reason: str) -> None:
    assert same_polarity(asked, source) is same, reason


def test_stems_leave_a_possessive_out() -> None:
    assert stem("Russia’s") == stem("Russia") == "russia"
