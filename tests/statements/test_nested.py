"""Reported speech inside quotations: named third persons only."""

from __future__ import annotations

import pytest

from rag.statements.rules import attributions


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("“Ann Roe stressed that it rained,” the agency reported.", ["Ann Roe"], "a chain"),
        (
            "“Ann Roe stressed that Tor has said that it rained,” the agency said.",
            ["Ann Roe"],
            "the outermost report alone",
        ),
        ("“I said that it rained,” Roe said.", [], "the speaker's own words"),
        ("“He said that it rained,” Roe said.", [], "who he is, only the speaker knows"),
        ("“Everybody said that it rained,” Roe said.", [], "nobody in particular"),
    ],
)
def test_reports_inside_quotations(text: str, expected: list[str], reason: str) -> None:
    nested = [a for a in attributions(text) if a.rule == "nested"]
    assert [a.source.of(text) for a in nested if a.source] == expected, reason
