"""Nouns survive the catalogue whatever is in them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rag.index.records import all_from_json, from_json, to_json
from rag.types import Article, Block, BlockKind, Known, Mode, Origin, Passage, Person, Role, Span, Statement

spans = st.tuples(st.integers(0, 999), st.integers(1, 99)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
texts = st.text(st.characters(exclude_categories=()))  # half characters and NUL too
optional_spans = st.none() | spans
facts = st.none() | st.builds(Known, texts, st.sampled_from(Origin), optional_spans)
blocks = st.lists(st.builds(Block, spans, st.sampled_from(BlockKind)), max_size=3).map(tuple)
names = st.lists(texts, max_size=3).map(tuple)
statements = st.builds(
    Statement,
    texts,
    texts,
    st.sampled_from(Mode),
    st.lists(spans, min_size=1, max_size=3).map(tuple),
    cue=optional_spans,
    mention=optional_spans,
    speaker=st.none() | texts,
    role=st.none() | texts,
    said_on=st.none() | st.dates(),
    score=st.floats(0, 1),
    via=names,
    candidates=names,
    resolved_from=st.none() | texts,
)
articles = st.builds(Article, texts, texts, texts, blocks, facts, facts, facts, facts, st.none() | texts)


@given(statements)
def test_a_statement_comes_back_as_it_was(statement: Statement) -> None:
    line = to_json(statement)
    assert line.isascii()
    assert "\n" not in line
    assert from_json(Statement, line) == statement


@given(articles)
def test_an_article_comes_back_as_it_was(article: Article) -> None:
    line = to_json(article, frozenset({"id", "text"}))
    assert from_json(Article, line, id=article.id, text=article.text) == article


def test_defaults_are_left_out_and_unknown_fields_of_a_later_version_are_passed_over() -> None:
    passage = Passage("a/0-5", "a", Span(0, 5))
    assert to_json(passage) == '{"id":"a/0-5","article_id":"a","span":[0,5]}'
    assert from_json(Passage, '{"id":"a/0-5","article_id":"a","span":[0,5],"mood":"new"}') == passage


def test_nested_nouns_and_dates() -> None:
    person = Person("ada", "Ada Lake", ("Lake",), (Role("a", "mayor"),), ("a:1",))
    assert from_json(Person, to_json(person)) == person
    statement = Statement("a:1", "a", Mode.MIXED, (Span(1, 2),), said_on=date(2024, 2, 29))
    assert '"said_on":"2024-02-29"' in to_json(statement)


@given(st.lists(statements, max_size=4))
def test_many_read_together_are_those_read_one_by_one(several: list[Statement]) -> None:
    lines = [to_json(statement) for statement in several]
    assert all_from_json(Statement, lines) == several
    assert all_from_json(Statement, [f"[{','.join(lines)}]", *lines]) == several * 2
