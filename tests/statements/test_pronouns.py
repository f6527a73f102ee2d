from __future__ import annotations

import pytest

from rag.statements.people import resolve
from tests.statements.marked import read

ROWS = [
    ("[1 Ann Roe] {1 said} <1 it rained>. [2 She] {2 added} <2 that it would>.", "Ann Roe", "the last speaker goes on"),
    ("Ann Roe met Tom Low. <1 “It rained,”> [1 he] {1 said}.", "Tom Low", "by gender"),
    ("Ann Roe met Tom Low. <1 “It rained,”> [1 she] {1 said}.", "Ann Roe", "by gender"),
    ("Bob Hart met Tom Low. <1 “It rained,”> [1 he] {1 said}.", "Bob Hart", "the subject of the sentence before"),
    ("Bob Hart and Tom Low came. It was late. The bus had gone. The rain fell. The lights went out. The dog slept. "
     "<1 “It rained,”> [1 he] {1 said}.", None, "too far from either"),
    ("[1 Tom Low] {1 said} <1 “Bob Hart left.”> <2 “It rained,”> [2 he] {2 said}.", "Tom Low", "quoted names"),
    ("[1 Tom Low] {1 said} <1 that [2 he] {2 believed} <2 in rain>>.", "Tom Low", "he said that he believed"),
    ("[1 Ann Roe] {1 said} <1 that [2 he] {2 believed} <2 in rain>>. Tom Low left.", None, "nobody named yet"),
    ("Bob Hart spoke. <1 “It rained,”> [1 he] {1 told} Tom Low.", "Bob Hart", "not the one he told"),
    ("Thandi Quill, a judge, came in. <1 “It rained,”> [1 she] {1 said}.", "Thandi Quill", "gender unknown"),
    ("<1 “It rained,”> [1 he] {1 said}. Tom Low left.", None, "nobody before it"),
    ("Bob Hart left. [1 Tom Low] {1 said} <1 it rained>. <2 Hart must know by now, [2 he] {2 said}, that it rains>.",
     "Tom Low", "whom his own words name is not he"),
    ("[1 Tom Low] {1 said} <1 Bob Hart would go>. <2 With the rain, [2 he] {2 said}, that could be late>.", "Tom Low",
     "whom another's words name is not meant"),
    ("Bob Hart left early.\n<1 Hart likes the rain, [1 he] {1 said}>.", None, "nobody else has spoken: no guess"),
    ("Bob Hart and Tom Low left. [1 He] {1 said} <1 it rained>. <2 “So,” [2 he] {2 said}.>", None,
     "who spoke just before is not known either"),
    ("Bob Hart spoke. <1 “It rained,”> [1 he] {1 said}.\nHart and Tom Low left.", "Bob Hart",
     "the next paragraph is none of whom he told"),
    ("[1 Low campaign spokesman Bob Hart] {1 said} <1 it rained>. The Low camp is dry. <2 “So,”> [2 he] {2 said}.",
     "Bob Hart", "a campaign is not whose name it bears"),
    ("[1 Ann Roe] {1 said} <1 it rained>. <3 <2 The roof leaks>, {2 according to} [2 Roe], [3 she] {3 added}>.",
     "Ann Roe", "the source inside her words is herself"),
    ("Abe Poe blamed Sens. Tom Low and Bob Hart. [1 He] {1 said} <1 it rained>.", "Abe Poe", "a title ends none"),
    ("[1 Ann Roe], [2 who] {2 said} <2 it rained>, left. <1 “So,”> {1 said}.", "Ann Roe", "who is the name before it"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "speaker", "why"), ROWS)
def test_pronoun(marked: str, speaker: str | None, why: str) -> None:
    article, attributions = read(marked)
    pronoun = attributions[-1].source
    found = [s for s in resolve(article, attributions) if s.mention == pronoun]
    assert [s.speaker for s in found] == [speaker], why
    assert found[0].resolved_from == ("pronoun" if speaker else None)


@pytest.mark.parametrize(
    ("marked", "speaker", "why"),
    [
        ("[1 Analysts] {1 said} <1 it rained>. [2 They] {2 added} <2 that it would>.", "Analysts", "a group goes on"),
        ("[1 Ann Roe] {1 said} <1 it rained>. [2 They] {2 added} <2 that it would>.", None, "one woman is not they"),
        ("[1 Norway] {1 said} <1 it rained>. [2 It] {2 added} <2 that it would>.", "Norway", "a country goes on"),
        ("[1 Norway] {1 said} <1 it rained>. Chile agreed. [2 It] {2 added} <2 that it would>.", None, "or the other"),
        (
            "[1 Norway’s allies] {1 said} <1 it rained>. [2 They] {2 added} <2 that it would>.",
            "Norway’s allies",
            "many",
        ),
        (
            "[1 Channel Nine News] {1 said} <1 it rained>. [2 It] {2 added} <2 that it would>.",
            "Channel Nine News",
            "it",
        ),
        ("[1 Ann Roe] {1 said} <1 “[2 I] {2 think} <2 it rains>”>.", "Ann Roe", "I is who is quoted"),
        ("[1 I] {1 think} <1 it rains>.", None, "I outside marks is nobody named"),
    ],
)
def test_other_pronouns(marked: str, speaker: str | None, why: str) -> None:
    article, attributions = read(marked)
    assert {s.mention: s.speaker for s in resolve(article, attributions)}[attributions[-1].source] == speaker, why


def test_two_who_fit_stay_candidates() -> None:
    article, attributions = read("The talks went on. So did Bob Hart and Tom Low. <1 “It rained,”> [1 he] {1 said}.")
    (statement,) = resolve(article, attributions)
    assert statement.speaker is None or statement.candidates == ()
    if statement.speaker is None:
        assert set(statement.candidates) == {"Bob Hart", "Tom Low"}


def test_they_are_the_two_who_spoke() -> None:
    article, attributions = read(
        "[1 Ann Roe and Tom Low] {1 see} <1 rain>, and [2 they] {2 believe} <2 that it stays>."
    )
    both = resolve(article, attributions)
    assert [s.speaker for s in both] == ["Ann Roe and Tom Low"] * 2
    assert [s.candidates for s in both] == [("Ann Roe", "Tom Low")] * 2


def test_we_and_what_goes_on_keep_the_two() -> None:
    article, attributions = read("[1 Ann Roe and Tom Low] {1 said}: <1 “It rained.”> <2 “It will again.”>")
    assert resolve(article, attributions)[-1].candidates == ("Ann Roe", "Tom Low")
