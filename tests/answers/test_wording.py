from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers.wording import even_marks, finished, known_day, listed, plain, quoted
from rag.citations.quotations import quotations
from rag.types import Known, Origin
from rag.words import fold


@pytest.mark.parametrize(
    ("words", "shown", "reason"),
    [
        ("“One thing,“", "“One thing,“", "a wrong closing mark is the source's own"),
        ('"One thing,"', '"One thing,"', "straight marks stay straight"),
        ("We left.", "“We left.”", "a transcript has no marks of its own"),
        ("“First.\n\n“Second.”", "“First.” “Second.”", "paragraphs that each open"),
        ("“A “b” c”", "“A “b” c”", "a quotation inside"),
        ("“A ‘b’ c", "“A ‘b’ c”", "never closed"),
        ("''Hope,''", "''Hope,''", "two apostrophes for one mark"),
        ("a “b” c", "“a “b” c”", "marks inside only"),
    ],
)
def test_direct_speech_within_marks(words: str, shown: str, reason: str) -> None:
    assert quoted(words) == shown, reason


@given(st.text(alphabet="ab “”\"«'.,\n", min_size=1))
def test_marks_come_in_pairs_and_hold_only_the_sources_words(words: str) -> None:
    shown = quoted(words)
    assert fold(shown).count('"') % 2 == 0
    flat = " ".join(words.split())
    assert all(quotation.words.strip() in flat for quotation in quotations(shown))
    assert fold(even_marks(words)).count('"') % 2 == 0
    assert '"' not in fold(plain(words))


@pytest.mark.parametrize(
    ("value", "shown"), [("2024-03-02", "2 March 2024"), ("2024-03", "March 2024"), ("2024", "2024")]
)
def test_days(value: str, shown: str) -> None:
    assert known_day(Known(value, Origin.METADATA)) == shown
    assert known_day(None) is None


def test_rows_of_names() -> None:
    assert [listed([]), listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"], "or")] == [
        "",
        "A",
        "A and B",
        "A, B or C",
    ]


def test_sentences_end() -> None:
    assert finished("costs rise") == "Costs rise."
    assert finished("he said “yes.”") == "He said “yes.”"
    assert finished("“no,” he said") == "“no,” he said."
