"""Articles go in, statements with speakers and passages come out, with the rules alone and with a tagger."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

import pytest

from rag.statements import open_extractor
from rag.statements.extractor import StatementExtractor
from rag.statements.meaning import Reading
from rag.statements.people import resolve
from rag.types import Article, Attribution, Block, BlockKind, Extraction, Manner, Span
from tests.statements.marked import read

TEXT = """Roe calls rain a ‘driving force’
By Bob Low
“It rained,” said Ann Roe, mayor of Tor.
According to the agency Torpress, Roe said that it would pour.
Low told us to say that “this is an advertisement for rain coats.”"""


def article(text: str = TEXT) -> Article:
    kinds = [BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.BODY, BlockKind.BODY, BlockKind.FURNITURE]
    blocks, at = [], 0
    for line, kind in zip(text.split("\n"), kinds, strict=True):
        blocks.append(Block(Span(at, at + len(line)), kind))
        at += len(line) + 1
    return Article(id="a1", path="a1.txt", text=text, blocks=tuple(blocks))


class Parrot:
    """A tagger that says what it was told."""

    def __init__(self, rows: list[Attribution]) -> None:
        self.rows = rows

    def read(self, text: str) -> Reading:
        return Reading(self.rows)


def said(found: Extraction, text: str) -> list[tuple[str | None, str]]:
    return [(s.speaker, s.content[0].of(text)) for s in found.statements]


def test_rules_alone_read_headline_and_body_only() -> None:
    (found,) = open_extractor(fast=True).extract([article()])
    assert said(found, TEXT) == [
        ("Ann Roe", "rain a ‘driving force’"),
        ("Ann Roe", "“It rained,”"),
        ("Torpress", "Roe said that it would pour"),
        ("Ann Roe", "that it would pour"),
    ]
    assert found.statements[-1].via == ("Torpress",)
    assert len({s.id for s in found.statements}) == 4
    assert [p.statement_ids for p in found.passages] == [tuple(s.id for s in found.statements)]


def test_the_tagger_adds_what_is_said_without_marks() -> None:
    marked, rows = read("[1 Roe] {1 has little hope for} <1 a dry summer in Tor>.")
    (found,) = StatementExtractor(resolve, Parrot(rows).read).extract([marked])
    assert [s.content[0].of(marked.text) for s in found.statements] == ["a dry summer in Tor"]


def test_the_tagger_is_not_heard_in_furniture() -> None:
    own = article()
    start = TEXT.index("“this is an")
    row = Attribution((Span(start, len(TEXT)),), None, Span(start - 9, start - 6), 0.9, "tagger")
    (found,) = StatementExtractor(resolve, Parrot([row]).read).extract([own])
    assert all(s.content[0].start < start for s in found.statements)


def test_part_of_a_statement_by_the_same_speaker_is_not_told_twice() -> None:
    own = Article(id="a1", path="a1.txt", text="Ann Roe said she hopes that it rains.")
    (found,) = open_extractor(fast=True).extract([own])
    assert said(found, own.text) == [("Ann Roe", "she hopes that it rains")]


def test_an_article_in_which_nobody_speaks() -> None:
    own = Article(id="a1", path="a1.txt", text="It rained.")
    (found,) = open_extractor(fast=True).extract([own])
    assert found.statements == ()
    assert [p.span for p in found.passages] == [Span(0, 10)]


def test_names_tell_extractors_apart() -> None:
    assert StatementExtractor(resolve).name != StatementExtractor(resolve, Parrot([]).read).name


@pytest.mark.shared
@pytest.mark.parametrize("fast", [True, False])
def test_both_articles_give_singleton_all_his_words(shared_corpus: Path, fast: bool) -> None:
    texts = {
        n: (shared_corpus / n).read_bytes().decode() for n in ("000_f2a83ffc38f2a711.txt", "002_cbbb794ccdc50b82.txt")
    }
    wanted = {("000", p) for p in (1699, 1873, 2463, 2723, 2872, 3097)} | {("002", 1833), ("002", 2108)}
    articles = [Article(id=name[:3], path=name, text=text) for name, text in texts.items()]
    found = open_extractor(fast=fast, threads=1).extract(articles)
    own = {
        (s.article_id, c.start)
        for e in found
        for s in e.statements
        if s.speaker == "Craig Singleton"
        for c in s.content
    }
    assert own == wanted


def test_captions_and_headings_inside_the_body_say_nothing() -> None:
    lines = [
        ("Roe calls rain a ‘driving force’", BlockKind.HEADLINE),
        ("Ann Roe said that it rained all day.", BlockKind.BODY),
        ("Ann Roe said it would rain again", BlockKind.HEADLINE),
        ("Ann Roe said that the dam was dry.", BlockKind.CAPTION),
        ("Ann Roe said that the river rose.", BlockKind.BODY),
    ]
    text = "\n".join(line for line, _ in lines)
    blocks = tuple(Block(Span(text.index(line), text.index(line) + len(line)), kind) for line, kind in lines)
    own = Article(id="a1", path="a1.txt", text=text, blocks=blocks)
    (found,) = open_extractor(fast=True).extract([own])
    told = ["rain a ‘driving force’", "that it rained all day", "that the river rose"]
    assert [s.content[0].of(text) for s in found.statements] == told


def test_statements_know_their_manner() -> None:
    text = "Ann Roe said that it rained. Ann Roe believes that it will pour. Ann Roe never said that it snowed."
    (found,) = open_extractor(fast=True).extract([Article(id="a1", path="a1.txt", text=text)])
    told = {s.content[0].of(text): s.manner for s in found.statements}
    assert told["that it rained"] is Manner.SPEECH
    assert told["that it will pour"] is Manner.ATTITUDE
    assert told.get("that it snowed", Manner.ACT) is Manner.ACT


def test_an_article_says_the_same_whatever_stands_beside_it() -> None:
    parts = [
        "Ann Roe, mayor of Tor, said that the river had risen by two metres in a week.",
        "“Nobody slept,” Bob Low told the radio, adding that the farms were cut off and cattle had drowned.",
        "The council believes that the dam will hold, but engineers warned against relying on it for long.",
    ]
    long = Article(id="a1", path="a1.txt", text="\n".join(f"On day {n}, {part}" for n in range(12) for part in parts))
    short = Article(id="a2", path="a2.txt", text=parts[1])
    extractor = open_extractor(threads=1)
    (alone,) = extractor.extract([long])
    assert len(alone.statements) > 20  # several windows, and statements in all of them
    assert alone.statements[-1].content[0].start > len(long.text) * 0.9
    assert list(extractor.extract([short, long]))[1] == alone


def test_text_wrapped_at_a_margin_says_the_same() -> None:
    paragraphs = [
        "The river rose again this week, the mayor of the town, Ann Roe, said on Friday, and it would rise further.",
        "“Nobody slept on the farms, and nobody will sleep until the rain has stopped,” Roe said in a statement. "
        "Bob Low of the council thinks that the dam will hold.",
    ]
    plain = "\n\n".join(paragraphs)
    extractor = open_extractor(fast=True)
    for width in (31, 44, 60, 79):
        wrapped = "\n\n".join(fill(p, width, break_on_hyphens=False) for p in paragraphs)
        blocks = tuple(
            Block(Span(start, start + len(part)), BlockKind.BODY)
            for part in wrapped.split("\n\n")
            for start in [wrapped.index(part)]
        )
        (one,) = extractor.extract([Article(id="a1", path="a1.txt", text=plain)])
        (other,) = extractor.extract([Article(id="a1", path="a1.txt", text=wrapped, blocks=blocks)])
        assert one.statements == other.statements  # every character keeps its place
        assert len(one.statements) >= 2
