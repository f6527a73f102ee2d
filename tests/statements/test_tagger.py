"""News goes in, attributions come out: the shipped weights on sentences of our own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rag.errors import WeightsError
from rag.statements.tagger import Tagger, _with_marks
from rag.types import Attribution, Span

MARK = re.compile(r"<(/?)([scq])>")


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.open(threads=1)


def unmarked(marked: str) -> tuple[str, dict[str, list[str]]]:
    """The text without its marks, and the marked words by role: s for source, c for cue, q for content."""
    words: dict[str, list[str]] = {"s": [], "c": [], "q": []}
    for role in words:
        words[role] = [MARK.sub("", m) for m in re.findall(f"<{role}>(.*?)</{role}>", marked, re.DOTALL)]
    return MARK.sub("", marked), words


def found(text: str, rows: list[Attribution]) -> dict[str, list[str]]:
    trim = " ,.“”\"'‘’"
    return {
        "s": [r.source.of(text).strip(trim) for r in rows if r.source],
        "c": [r.cue.of(text).strip(trim) for r in rows if r.cue],
        "q": [c.of(text).strip(trim) for r in rows for c in r.content],
    }


@pytest.mark.parametrize(
    ("marked", "why"),
    [
        ("<q>“The harbour will stay open,”</q> <s>Mayor Ana Brito</s> <c>said</c> on Monday.", "quote, source, cue"),
        ("<s>Brito</s> <c>said</c> <q>the harbour would stay open until spring</q>.", "indirect"),
        ("<q>“We will stay,”</q> <s>she</s> <c>said</c>. <q>“We always have.”</q>", "a quotation in two pieces"),
        ("<s>The ministry</s> <c>denied</c> <q>that any money was paid</q>.", "an organisation denies"),
        ('<q>"The harbour will stay open,"</q> <s>Brito</s> <c>said</c>.', "straight marks"),
        ("<c>According to</c> <s>the police</s>, <q>two men were arrested on Friday</q>.", "according to"),
    ],
)
def test_attributions_in_a_sentence(marked: str, why: str, tagger: Tagger) -> None:
    text, expected = unmarked(marked)
    trim = " ,.“”\"'‘’"
    rows = tagger.tag([text])[0]
    assert found(text, rows) == {role: [w.strip(trim) for w in words] for role, words in expected.items()}, why
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("“No.” he said", (0, 4), "“No.”"),
        ("“No.” he said", (1, 5), "“No.”"),
        ('"No." he said', (0, 4), '"No."'),
        ("he called it “a war” of words", (13, 29), "“a war” of words"),  # the marks are both inside
        ("“We lost” and “won”", (0, 18), "“We lost” and “won”"),
        ("he wants peace”", (3, 14), "wants peace"),  # no partner inside
    ],
)
def test_quotation_marks_stay_in_pairs(text: str, span: tuple[int, int], expected: str) -> None:
    assert _with_marks(Span(*span), text).of(text) == expected


@pytest.mark.parametrize("text", ["", " \n", "The train leaves at nine.", "“", "\ud800", "a" * 3000, "\n" * 500])
def test_nothing_is_said(text: str, tagger: Tagger) -> None:
    assert tagger.tag([text]) == [[]]


def test_texts_are_answered_in_their_order_and_do_not_touch_each_other(tagger: Tagger) -> None:
    one = "“The harbour will stay open,” Mayor Ana Brito said on Monday."
    two = "The ministry denied that any money was paid.\n\n" * 40
    together = tagger.tag([two, "", one])
    assert together[1] == []
    assert found(one, together[2]) == found(one, tagger.tag([one])[0])
    assert all(row.content[0].end <= len(two) for row in together[0])
    assert len(together[0]) > 20


def test_rows_are_ordered_and_scored(tagger: Tagger) -> None:
    rows = tagger.tag(["Brito said the harbour was open. Lima denied that it was. “No,” he added."])[0]
    assert [r.content for r in rows] == sorted(r.content for r in rows)
    assert all(0 < r.score <= 1 and r.rule == "tagger" for r in rows)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"tagger\.onnx"):
        Tagger.open(tmp_path)
