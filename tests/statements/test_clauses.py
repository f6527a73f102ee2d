"""A paragraph goes in, sentences of tokens with whole quotations come out."""

from __future__ import annotations

import pytest

from rag.statements.clauses import Sentence, sentences_of
from rag.statements.marks import quotations
from rag.types import Span
from rag.words import fold


def read(text: str) -> list[Sentence]:
    line = Span(0, len(text))
    return sentences_of(text, fold(text), line, quotations(text, [line])[0], 0)


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("“It rained. It poured.” Nobody came.", 2, "a full stop inside a quotation ends nothing"),
        ("“Did it rain?” Roe asked.", 1, "who asked belongs to the question"),
        ("“It rained.” Roe said nothing more about it.", 2, "a sentence with words of its own stands alone"),
        ("Mr. Roe of St. Tor said so. He wept.", 2, "an abbreviation ends nothing"),
        ("It rained. It poured.", 0, "nothing is reported"),
    ],
)
def test_sentences(text: str, expected: int, reason: str) -> None:
    assert len(read(text)) == expected, reason


def test_a_long_quotation_is_one_token_and_a_short_one_is_words() -> None:
    (sentence,) = read("Roe called a “special place” what “others would have called a swamp of the worst kind”")
    assert [t.low for t in sentence.tokens] == ["roe", "called", "a", "special", "place", "what", '"']
    assert [t.marked for t in sentence.tokens].count(True) == 2


def test_a_sentence_knows_when_it_is_only_a_quotation() -> None:
    first, second = read("“It rained here all day.” Then it stopped.")
    assert first.only_quote
    assert not second.only_quote
    assert first.first
    assert second.last
