"""Lines of JSON in, articles out, and one Problem a bad line."""

from __future__ import annotations

import json
from pathlib import Path

from rag.articles.finding import File
from rag.articles.rows import read_rows
from rag.types import Article, Problem


def read(path: Path, raw: bytes) -> list[Article | Problem]:
    path.write_bytes(raw)
    return list(read_rows(File(path, path.parent)))


def test_a_row_becomes_an_article_with_exactly_its_text(tmp_path: Path) -> None:
    row = {
        "id": 7,
        "title": "Harbour",
        "text": " One.\r\n\nTwo “said”. ",
        "date": "2024-05-16",
        "source": "The Gazette",
        "url": "https://example.org/7",
        "author": ["Ann", "Bo"],
        "attributions": [1, 2],
    }
    (article,) = read(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + json.dumps(row).encode() + b"\r\n\r\n")
    assert isinstance(article, Article)
    assert (article.path, article.text, article.url) == ("7", row["text"], row["url"])
    assert [
        known.value for known in (article.headline, article.published, article.outlet, article.author) if known
    ] == ["Harbour", "2024-05-16", "The Gazette", "Ann, Bo"]


def test_every_bad_line_is_named_and_the_others_go_in(tmp_path: Path) -> None:
    raw = b'{"id":"a","text":"One."}\nnot json\n\n[1]\n{"id":"b"}\n{"text":"x"}\n{"id":"c","text":" "}\n\xff\xfe\n'
    raw += b'{"id":"d","text":"Two."}'
    read_back = read(tmp_path / "a.jsonl", raw)
    assert [thing.path for thing in read_back] == [
        "a",
        "a.jsonl:2",
        "a.jsonl:4",
        "a.jsonl:5",
        "a.jsonl:6",
        "a.jsonl:7",
        "a.jsonl:8",
        "d",
    ]
    assert all(problem.reason and problem.remedy for problem in read_back if isinstance(problem, Problem))


def test_lone_surrogates_keep_their_place(tmp_path: Path) -> None:
    (article,) = read(tmp_path / "a.jsonl", b'{"id":"a","text":"One \\ud800 and \\u0000 said."}')
    assert isinstance(article, Article)
    assert article.text == "One \ufffd and \ufffd said."


def test_a_file_of_bad_lines_is_not_reported_without_end(tmp_path: Path) -> None:
    problems = read(tmp_path / "a.jsonl", b"[" * 5000 + b"\n" + b"bad\n" * 500)
    assert len(problems) == 51
    assert isinstance(problems[-1], Problem)
    assert problems[-1].reason.startswith("451 more")
