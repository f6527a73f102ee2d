from __future__ import annotations

import pytest

from rag.citations.quotations import outside, quotations
from rag.citations.whose import heads, means, source_of, sources


@pytest.mark.parametrize(
    ("text", "phrases", "reason"),
    [
        ("Ana Reyes said “a b”.", ["Ana Reyes"], "subject and verb"),
        ("“A b,” said Ana Reyes, the harbour master.", ["Ana Reyes"], "verb first, an aside after it"),
        ("“A b,” Reyes said.", ["Reyes"], "the attribution follows"),
        ("According to Reyes, “a b”.", ["Reyes"], "according to"),
        ("According to Ms. Reyes the quay is “a b”.", ["Ms. Reyes"], "no comma after the name"),
        (
            "On Friday, Ana Reyes of the port said “a b”.",
            ["Ana Reyes of the port"],
            "what opens the sentence is no source",
        ),
        ("Reyes said “a”, while Brandt said “b”.", ["Reyes", "Brandt"], "two sources, each with its own"),
        ("“A,” said Reyes, and “b,” said Brandt.", ["Reyes", "Brandt"], "two that follow"),
        ("Reyes said “a” and “b”.", ["Reyes", "Reyes"], "one source, two quotations"),
        ("“A b,” he said, adding that “c d”.", ["he", "he"], "a participle has the subject before it"),
        ("REYES: “A b.”", ["REYES"], "a transcript"),
        ("As Reyes put it, “a b”.", ["Reyes"], "put it"),
        ("A spokesman for the Reyes office said “a b”.", ["A spokesman for the Reyes office"], "a description"),
        ("“A b.” — Ana Reyes, harbour master", ["Ana Reyes"], "signed"),
        ("“A b” (Ana Reyes).", ["Ana Reyes"], "in parentheses"),
        ("The “a b” partnership grows.", [None], "nobody"),
    ],
)
def test_whom_a_sentence_names(text: str, phrases: list[str | None], reason: str) -> None:
    quoted = quotations(text)
    masked = outside(text, quoted)
    found = [source_of(sources(masked), masked, quotation.span) for quotation in quoted]
    assert [source.phrase if source else None for source in found] == phrases, reason


def test_a_denied_source() -> None:
    (source,) = sources("Reyes never said so much.")
    assert (source.phrase, source.denied) == ("Reyes", True)


@pytest.mark.parametrize(
    ("phrase", "names", "reason"),
    [
        ("Ana Reyes of the Port Office", ("Ana Reyes",), "the office stands behind a preposition"),
        ("Reyes aide Ben Osei", ("Ben Osei",), "the last name is the one who speaks"),
        ("the Reyes campaign", (), "a name that only describes"),
        ("a friend of Reyes", (), "a friend is not Reyes"),
        ("Reyes’s friend", (), "nor is whose friend it is"),
        ("Ana Reyes, Calder’s adviser", ("Ana Reyes",), "an aside names somebody else"),
    ],
)
def test_the_name_that_speaks(phrase: str, names: tuple[str, ...], reason: str) -> None:
    assert heads(phrase) == names, reason


def test_who_is_meant() -> None:
    assert means("Mr. Brandt", "Tomas Brandt")
    assert means("the harbour master", "Ana Reyes", "the harbour master of Port Vell")
    assert not means("Brandt", "Ana Reyes")
    assert not means("he", "Tomas Brandt", "he")
    assert not means("Brandt’s lawyer", "Tomas Brandt")
