"""Paragraphs that name their speaker in front or behind, and labels that look like speakers."""

from __future__ import annotations

import pytest

from rag.statements.rules import attributions

SCENE = "LOW: It rained all day.\nROE: It did not.\nLOW: It did rain.\nROE: Not here."


def heard(text: str) -> list[tuple[str | None, str, str]]:
    return [(a.source.of(text) if a.source else None, a.content[0].of(text), a.rule) for a in attributions(text)]


def test_turns_of_a_transcript() -> None:
    assert heard(SCENE) == [
        ("LOW", "It rained all day.", "transcript"),
        ("ROE", "It did not.", "transcript"),
        ("LOW", "It did rain.", "transcript"),
        ("ROE", "Not here.", "transcript"),
    ]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Ann Roe spoke.\nROE (on tape): It rained.", ("ROE", "It rained.", "transcript"), "an aside after the name"),
        (
            "“It rained all day.” — Ann Roe, mayor of Tor",
            ("Ann Roe, mayor of Tor", "“It rained all day.”", "signed"),
            "title",
        ),
        ("• “It rained all day.” - Ann Roe", ("Ann Roe", "“It rained all day.”", "signed"), "a bullet and a hyphen"),
        (
            "It rained all day in Tor. — Ann Roe (@annroe) May 3, 2016",
            ("Ann Roe", "It rained all day in Tor.", "tweet"),
            "an embedded tweet",
        ),
    ],
)
def test_one_paragraph(text: str, expected: tuple[str, str, str], reason: str) -> None:
    assert expected in heard(text), reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("WINNER: The rain of Tor, a film", "a label"),
        ("NOTE: It rained.", "a label with a sentence"),
        ("“Rain Song” — Ann Roe", "a title without a stop inside its marks"),
    ],
)
def test_labels_are_no_speakers(text: str, reason: str) -> None:
    assert heard(text) == [], reason
