"""A .jsonl file to articles, one a line, read as a stream; a bad line is one Problem that names file and line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from rag.articles.decoding import LIMIT, UnreadableError, check_text, storable
from rag.articles.facts import Metadata, assemble
from rag.articles.finding import File
from rag.types import Article, Problem

_FIX = 'Write one JSON object a line, with at least "id" and "text".'
_LISTED = 50  # bad lines of one file that are reported one by one


def read_rows(file: File) -> Iterator[Article | Problem]:
    """The articles of a .jsonl file; each row's "id" becomes the article's path, its "text" is kept as it is."""
    bad = 0
    with file.path.open("rb") as stream:
        for number, line in _lines(stream):
            try:
                yield _article(line)
            except UnreadableError as error:
                bad += 1
                if bad <= _LISTED:
                    yield Problem(f"{file.name}:{number}", error.reason, error.remedy)
    if bad > _LISTED:
        yield Problem(file.name, f"{bad - _LISTED} more lines could not be read", _FIX)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers, blank ones left out; of a line that is too long, enough to be refused."""
    number = 0
    while line := stream.readline(LIMIT + 2):
        number += 1
        if len(line) > LIMIT:
            while line[-1:] != b"\n" and (rest := stream.readline(LIMIT)):
                line = line[:LIMIT] + rest[-1:]
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line


def _article(line: bytes) -> Article:
    if len(line.rstrip()) > LIMIT:
        raise UnreadableError(f"is a line of more than {LIMIT / 1e6:.0f} MB", "Split it into several articles.")
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError("is not UTF-8", "Save the file as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"is not JSON: {str(error)[:120]}", _FIX) from error
    if not isinstance(row, dict):
        raise UnreadableError("is not a JSON object", _FIX)
    key, text = row.get("id"), row.get("text")
    if isinstance(key, bool) or not isinstance(key, str | int) or not str(key).strip():
        raise UnreadableError('has no "id"', _FIX)
    if not isinstance(text, str):
        raise UnreadableError('has no "text"', _FIX)
    text = storable(text)
    check_text(text)
    return assemble(storable(str(key).strip())[:500], text, Metadata.of(row))
