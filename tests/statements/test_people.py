from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.statements.people import join_people, resolve
from rag.statements.rules import attributions
from rag.types import Article, Attribution, Mode, Span
from tests.statements.marked import read

ROWS = [
    # (text, speaker of the last attribution, how it was resolved, why)
    ("[1 Ann Roe], a judge, {1 said} <1 it rained>.", "Ann Roe", "name", "the full name"),
    ("Ann Roe came. [1 Ms. Roe] {1 said} <1 it rained>.", "Ann Roe", "surname", "the fullest name of the article"),
    ("[1 Roe] {1 said} <1 it rained>. So Ann Roe went home.", "Ann Roe", "surname", "also when it comes later"),
    ("Ann Roe met Tom Roe.\n[1 Roe] {1 said} <1 it rained>.", None, None, "two can be meant"),
    ("[1 Trade spokesman Tom Low] {1 said} <1 it rained>.", "Tom Low", "name", "the name ends the phrase"),
    ("A lawyer came. [1 Channel Nine] {1 said} <1 it rained>.", "Channel Nine", "name", "a medium is a source"),
    ("[1 The Kremlin] {1 said} <1 it rained>.", "Kremlin", "name", "without its article"),
    ("[1 Analysts] {1 said} <1 it rained>.", "Analysts", "name", "a group as worded"),
    ("Roe came. [1 Roe’s aides] {1 said} <1 it rained>.", "Roe’s aides", "name", "not Roe"),
    ("Mayor Ann Roe came. [1 The mayor] {1 said} <1 it rained>.", "Ann Roe", "role", "one mayor"),
    ("Mayor Ann Roe met Mayor Tom Low. [1 The mayor] {1 said} <1 it rained>.", None, None, "two mayors"),
    ("[1 The ferryman] {1 said} <1 it rained>.", "The ferryman", "name", "the article gives no other name"),
    ("Tom Low came. [1 His wife] {1 said} <1 it rained>.", None, None, "unnamed, and not he"),
    ("<1 “It rained.”>", None, None, "no source at all"),
    ("[1 The visit] {1 showed} <1 that it rained>.", None, "thing", "an event says nothing"),
    ("[1 A closer look at Roe’s tour] {1 shows} <1 that it rained>.", None, "thing", "nor does a look at one"),
    ("[1 The report] {1 said} <1 it rained>.", "The report", "name", "what is written does"),
    ("[1 Neither man] {1 said} <1 it rained>.", None, None, "nobody said it"),
    ("Norway is dry. [1 The nation] {1 said} <1 it rained>.", "Norway", "role", "the country before it"),
    ("Norway and Chile are dry. [1 The nation] {1 said} <1 it rained>.", "The nation", "name", "one of two"),
    ("[1 Norwegian state television, NRK,] {1 said} <1 it rained>.", "NRK", "name", "the name in apposition"),
    ("Tom Low came. After [1 the call Low] {1 said} <1 it rained>.", "Tom Low", "surname", "not the call"),
    ("[1 Ann Roe] {1 said}: <1 “It rained.”> <2 “It will again.”>", "Ann Roe", "continuation", "the next of a line"),
    ("[1 Ann Roe] {1 said} <1 “it rained.”> Tom Low laughed. <2 “It will again.”>", None, None, "another came between"),
    ("[1 Ann Roe] {1 said}: <1 “It rained>\n<2 “It will again.”>", "Ann Roe", "continuation", "a quotation left open"),
    ("[1 Ann Roe] {1 said}: <1 “It rained.”>\n<2 “It will again.”>", None, None, "a closed one carries nothing on"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "speaker", "how", "why"), ROWS)
def test_speaker(marked: str, speaker: str | None, how: str | None, why: str) -> None:
    article, attributions = read(marked)
    last = resolve(article, attributions)[-1]
    assert (last.speaker, last.resolved_from) == (speaker, how), why


def test_two_surnames_are_two_candidates() -> None:
    article, attributions = read("Ann Roe met Tom Roe.\n[1 Roe] {1 said} <1 it rained>.")
    (statement,) = resolve(article, attributions)
    assert set(statement.candidates) == {"Ann Roe", "Tom Roe"}


def test_several_named_at_once() -> None:
    article, attributions = read("Ann Roe came. [1 Ms. Roe and Tom Low] {1 said} <1 it rained>.")
    (statement,) = resolve(article, attributions)
    assert (statement.speaker, statement.candidates) == ("Ann Roe and Tom Low", ("Ann Roe", "Tom Low"))


def test_the_two_are_named_when_just_two_can_be_meant() -> None:
    story = "Peruvian President Ana Roe met Chilean President Tom Low. {0}[1 The two leaders] {{1 said}} <1 it rained>."
    (two,) = resolve(*read(story.format("")))
    (three,) = resolve(*read(story.format("President Bob Hart of Bolivia came. ")))
    assert (two.speaker, two.resolved_from) == ("Ana Roe and Tom Low", "role")
    assert (three.speaker, three.candidates) == (None, ("Ana Roe", "Tom Low", "Bob Hart"))


def test_what_passes_words_on_is_kept() -> None:
    article, attributions = read("[1 Channel Nine] {1 reported} <1 that [2 Ann Roe] {2 said} <2 it rained>>.")
    outer, inner = resolve(article, attributions)
    assert (outer.speaker, outer.via) == ("Channel Nine", ())
    assert (inner.speaker, inner.via) == ("Ann Roe", ("Channel Nine",))


@pytest.mark.parametrize(
    ("marked", "via"),
    [
        ("<1 “It rained,”> [1 Low] {1 was quoted by state media as saying}.", ("state media",)),
        ("<1 “It rained,”> Norna {1 quoted} [1 Low].", ("Norna",)),
        ("<1 “It rained,”> [1 Low] {1 said}.", ()),
    ],
)
def test_quoted_by(marked: str, via: tuple[str, ...]) -> None:
    (statement,) = resolve(*read(marked))
    assert statement.via == via


def test_everything_else_is_carried_over() -> None:
    marked = "[1 Ann Roe], a judge in Alderbrook, {1 said} on Thursday <1 that it was “over”>."
    article, (attribution,) = read(marked, "2024-05-17")
    (statement,) = resolve(article, [attribution])
    assert statement.id == f"a1:{attribution.content[0].start}"
    assert (statement.content, statement.cue, statement.mention) == (
        attribution.content,
        attribution.cue,
        attribution.source,
    )
    assert (statement.role, statement.mode) == ("a judge in Alderbrook", Mode.MIXED)
    assert statement.said_on is not None
    assert statement.said_on.isoformat() == "2024-05-16"


def test_ids_are_unique_where_two_begin_together() -> None:
    article, attributions = read("[1 Roe] {1 said} <1 <2 it rained> twice>.")
    assert len({s.id for s in resolve(article, attributions)}) == 2


def test_nothing_in_nothing_out() -> None:
    assert resolve(Article("a1", "a1.txt", "Ann Roe came."), []) == []


@given(st.text(alphabet='AnRoe MrsHe.,“”"’\n', min_size=3, max_size=120), st.data())
def test_any_attribution_of_any_text_becomes_one_statement(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=3, max_size=4)))
    source, content = Span(cuts[0], cuts[1]), Span(cuts[1], cuts[2])
    attribution = Attribution((content,), source)
    (statement,) = resolve(Article("a1", "a1.txt", text), [attribution])
    assert statement.content == (content,)
    assert statement.speaker is None or statement.speaker.strip()


@pytest.mark.shared
def test_the_people_of_real_articles_go_by_their_fullest_names(shared_corpus: Path) -> None:
    found = []
    for path in sorted(shared_corpus.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        found += resolve(Article(path.stem, path.name, text), attributions(text))
    people = {person.name: person for person in join_people(found)}
    assert {"Craig Singleton", "Vladimir Putin", "Xi Jinping", "Alexey Muraviev", "Hu Xijin", "Li Zhanshu"} <= set(
        people
    )
    assert {"Volodymyr Zelenskyy", "Antony J. Blinken", "Yang Jiechi", "Hal Brands", "Joseph Turrigian"} <= set(people)
    assert {"CCTV", "Tass", "Airfinity", "Analysts", "Sun San"} <= set(people)
    assert not {"Singleton", "Putin", "Mr. Putin", "Xi", "Li", "San", "Blinken"} & set(people)
    assert len({role.text for role in people["Craig Singleton"].roles}) == 2


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("[1 The Norwegian premier, Ann Roe,] {1 said} <1 it rained>.", "The Norwegian premier"),
        ("[1 Ann Roe, who is a judge,] {1 said} <1 it rained>.", "Ann Roe"),
        ("Ann Roe came. [1 She] {1 said} <1 it rained>.", None),
        ("<1 “It rained.”>", None),
    ],
)
def test_what_a_source_is_called(marked: str, words: str | None) -> None:
    (statement,) = resolve(*read(marked))
    assert statement.called == words


def test_a_mention_leaves_out_what_only_ends_before_it() -> None:
    article, attributions = read("Tom Low came. After [1 the call Low] {1 said} <1 it rained>.")
    (statement,) = resolve(article, attributions)
    assert statement.mention is not None
    assert statement.mention.of(article.text) == "Low"


def test_who_quotes_is_who_passes_on() -> None:
    article, attributions = read("[1 State media] {1 quoted} [2 Tom Low] as saying <1 <2 it rained>>.")
    cue = attributions[0].cue
    both = [attributions[0], Attribution(attributions[1].content, attributions[1].source, cue)]
    assert {s.speaker: s.via for s in resolve(article, both)} == {"State media": (), "Tom Low": ("State media",)}
