"""Articles go in, passages come out: everything but furniture, nothing cut in two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rag.statements.passages import LEAST, MOST, passages_of
from rag.types import Article, Block, BlockKind, Mode, Span, Statement


def article(*paragraphs: tuple[str, BlockKind]) -> Article:
    text, blocks = "", []
    for words, kind in paragraphs:
        blocks.append(Block(Span(len(text), len(text) + len(words)), kind))
        text += words + "\n\n"
    return Article(id="a1", path="a1.txt", text=text, blocks=tuple(blocks))


def statement(own: Article, words: str) -> Statement:
    at = own.text.index(words)
    return Statement(f"a1:{at}", "a1", Mode.DIRECT, (Span(at, at + len(words)),))


LONG = "Rain fell on the town all day long and into the night. " * 9


def test_furniture_is_left_out_and_ends_a_passage() -> None:
    own = article(("Rain", BlockKind.HEADLINE), ("Share this", BlockKind.FURNITURE), ("It rained.", BlockKind.BODY))
    assert [p.span.of(own.text) for p in passages_of(own, [])] == ["Rain", "It rained."]


def test_paragraphs_are_gathered_to_about_a_thousand_characters() -> None:
    own = article(*[(LONG.strip(), BlockKind.BODY)] * 6)
    found = passages_of(own, [])
    assert all(len(p.span) <= MOST for p in found)
    assert all(len(p.span) >= LEAST for p in found[:-1])
    assert found[0].id == f"a1/0-{found[0].span.end}"


def test_a_long_quotation_is_never_cut() -> None:
    quotation = "“" + LONG * 4 + "It stopped.”"
    own = article((LONG + quotation + " Roe said.", BlockKind.BODY))
    said = statement(own, quotation)
    found = passages_of(own, [said])
    assert sum(p.span.covers(said.content[0]) for p in found) == 1
    assert [p.statement_ids for p in found if p.statement_ids] == [(said.id,)]


def test_a_statement_over_two_paragraphs_is_never_cut() -> None:
    own = article((LONG + "It rained.", BlockKind.BODY), (LONG + "It poured.", BlockKind.BODY))
    start, end = own.text.index("It rained."), own.text.index("It poured.") + 10
    said = Statement("a1:1", "a1", Mode.INDIRECT, (Span(start, start + 10), Span(end - 10, end)))
    assert any(p.span.covers(Span(start, end)) for p in passages_of(own, [said]))


@given(st.lists(st.text(alphabet='ab .“”"\n', max_size=400), max_size=8))
def test_every_character_that_is_no_space_is_in_exactly_one_passage(pieces: list[str]) -> None:
    own = Article(id="a1", path="a1.txt", text="\n\n".join(pieces))
    found = passages_of(own, [])
    covered = [i for p in found for i in range(p.span.start, p.span.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(own.text) if not c.isspace()} <= set(covered)
