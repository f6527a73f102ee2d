"""A file to its articles, or to a Problem that says why there is none and what its owner can do.

Nothing that a file holds raises: each format's reader refuses with `UnreadableError`, and here that becomes a Problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rag.articles import decoding, markdown, pdf, web, word
from rag.articles.facts import Metadata, assemble
from rag.articles.finding import File, find, foreign
from rag.articles.rows import read_rows
from rag.types import Article, Problem


def read(file: File) -> Iterator[Article | Problem]:
    """The articles of one file: one, or one a row for .jsonl."""
    try:
        if file.kind == "jsonl":
            yield from read_rows(file)
        elif file.kind is None:
            yield foreign(file)
        else:
            yield _article(file)
    except decoding.UnreadableError as error:
        yield Problem(file.name, error.reason, error.remedy)
    except OSError as error:
        yield Problem(file.name, f"cannot be read: {error.strerror or error}", "Check the file and who may read it.")


def read_all(paths: Sequence[Path]) -> Iterator[Article | Problem]:
    """Every article under the paths; of two with the same path (rows may share an id) the first goes in."""
    found = find(paths)
    yield from found.problems
    taken: set[str] = set()
    for file in found.files:
        for article in read(file):
            if isinstance(article, Article):
                if article.path in taken:
                    yield Problem(
                        f"{file.name}: {article.path}", "has an id already taken", "Give every article its own."
                    )
                    continue
                taken.add(article.path)
            yield article


def _article(file: File) -> Article:
    decoding.check_size(file.path.stat().st_size)
    raw = file.path.read_bytes()
    text, metadata = _text(raw, file.kind)
    decoding.check_text(text)
    return assemble(file.name, text, metadata, marked=file.kind == "md")


def _text(raw: bytes, kind: str | None) -> tuple[str, Metadata]:
    match kind:
        case "md":
            return markdown.split(decoding.decode(raw))
        case "html":
            return web.extract(raw)
        case "pdf":
            return pdf.extract(raw)
        case "docx":
            return word.extract(raw)
        case _:
            return decoding.decode(raw), Metadata()
