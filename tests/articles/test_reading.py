"""Files in, articles or Problems out, and never an exception, whatever the bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag.articles import File, read, read_all
from rag.types import Article, BlockKind, Known, Origin, Problem
from tests.articles.marked import check_cover
from tests.articles.test_pdf import LINES, written
from tests.articles.test_web import PARAGRAPHS, page
from tests.articles.test_word import saved

SEEDS = {
    "txt": b"By Ann Writer\n\xe2\x80\x9cIt is over,\xe2\x80\x9d she said.\n",
    "md": b"---\ntitle: Harbour\ndate: 2024-05-16\n---\n\nIt reopened.\n",
    "html": page(PARAGRAPHS),
    "pdf": written(LINES),
    "docx": saved("It reopened, the office said.")[1],
    "jsonl": b'{"id": "a", "text": "It reopened.", "date": "2024-05-16"}\n',
}


def test_one_bad_file_is_one_problem_and_the_rest_go_in(tmp_path: Path) -> None:
    for kind, raw in SEEDS.items():
        (tmp_path / f"a.{kind}").write_bytes(raw)
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 nonsense")
    (tmp_path / "bad.docx").write_bytes(b"PK nonsense")
    things = list(read_all([tmp_path, tmp_path / "missing"]))
    articles = {thing.path: thing for thing in things if isinstance(thing, Article)}
    assert sorted(articles) == ["a", "a.docx", "a.html", "a.md", "a.pdf", "a.txt"]
    assert {Path(thing.path).name for thing in things if isinstance(thing, Problem)} == {
        "bad.txt",
        "bad.pdf",
        "bad.docx",
        "missing",
    }
    assert articles["a.md"].headline == Known("Harbour", Origin.FRONT_MATTER)
    assert articles["a.md"].text == "It reopened."
    assert articles["a.txt"].text.encode() == SEEDS["txt"]
    assert articles["a.txt"].published is None, "a time stamp is not a date"


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    for kind, raw in SEEDS.items():
        (tmp_path / f"a.{kind}").write_bytes(raw)
    assert list(read_all([tmp_path])) == list(read_all([tmp_path]))


def test_of_two_articles_with_one_path_the_first_goes_in(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(SEEDS["jsonl"] * 2)
    first, second = read_all([tmp_path])
    assert isinstance(first, Article)
    assert isinstance(second, Problem)


@pytest.mark.parametrize("kind", sorted(SEEDS))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_bytes_are_read_or_refused(kind: str, tmp_path: Path, data: st.DataObject) -> None:
    seed = SEEDS[kind]
    place = data.draw(st.integers(0, len(seed)))
    junk = data.draw(st.binary(max_size=60))
    raw = data.draw(
        st.sampled_from(
            [junk, seed[:place] + junk, seed[:place] + junk + seed[place:], seed[:place] + junk + seed[place + 5 :]]
        )
    )
    path = tmp_path / f"a.{kind}"
    path.write_bytes(raw)
    for thing in read(File(path, tmp_path)):
        if isinstance(thing, Problem):
            assert thing.path.startswith("a.")
            assert thing.reason
            assert thing.remedy
        else:
            thing.text.encode()
            check_cover(thing.text, thing.blocks)


@pytest.mark.shared
def test_the_articles_the_project_was_asked_for(shared_corpus: Path) -> None:
    articles = [thing for thing in read_all([shared_corpus]) if isinstance(thing, Article)]
    assert len(articles) == 5
    for article in articles:
        raw = (shared_corpus / article.path).read_bytes()
        assert article.text.encode() == raw
        check_cover(article.text, article.blocks)
    kinds = [{block.kind for block in article.blocks} for article in articles]
    assert [bool(article.headline) for article in articles] == [True, False, False, True, True]
    assert articles[0].author
    assert articles[0].author.span
    assert articles[0].author.span.start == articles[0].text.index("By ") + 3
    assert all(BlockKind.FURNITURE in found for found in kinds)
    assert BlockKind.CAPTION in kinds[4]
    assert not any(article.published or article.outlet for article in articles)
