"""A PDF to the text of its pages and its metadata, through pypdf.

Nothing is recognised in pictures. When a PDF was made says nothing about when its article was published, so no date is
taken from its metadata. How lines become paragraphs is left to `pdf_lines`.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from typing import TYPE_CHECKING

from rag.articles.decoding import UnreadableError, storable
from rag.articles.facts import Metadata
from rag.articles.pdf_lines import Line, reflowed

if TYPE_CHECKING:
    from pypdf import PageObject

_PAGES = 500
_NO_TITLE = re.compile(
    r"(?i)untitled.*|microsoft \w+ - .*|(?:document|slide|page)\s*\d*|.*\.(?:docx?|pdf|indd|qxp|rtf|txt|html?)|\W*"
)


def extract(raw: bytes) -> tuple[str, Metadata]:
    """The text and metadata of a PDF; UnreadableError for one that is locked, damaged or only pictures."""
    from pypdf.errors import PyPdfError

    try:
        pages, title, author = _read(raw)
    except (PyPdfError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError,
            OSError, RecursionError, TypeError, ValueError, struct.error, zlib.error) as error:  # fmt: skip
        raise UnreadableError("is a damaged PDF", "Open it in a PDF viewer and save it again, or as .txt.") from error
    text = reflowed(pages)
    if not text:
        raise UnreadableError(
            "is a PDF of pictures without text", "Run OCR on it (ocrmypdf, for one) and add the result."
        )
    headline = None if not title or _NO_TITLE.fullmatch(title.strip()) else title
    return storable(text), Metadata.of({"title": headline, "author": author})


def _read(raw: bytes) -> tuple[list[list[Line]], str | None, str | None]:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is told in a Problem
    reader = PdfReader(io.BytesIO(raw), strict=False)
    if reader.is_encrypted:
        try:
            unlocked = bool(reader.decrypt(""))
        except (DependencyError, NotImplementedError):
            unlocked = False
        if not unlocked:
            raise UnreadableError("is a PDF locked with a password", "Save a copy without the password.")
    if len(reader.pages) > _PAGES:
        raise UnreadableError(
            f"is a PDF of {len(reader.pages)} pages, more than {_PAGES}", "Give its articles one by one."
        )
    pages = [_lines(page) for page in reader.pages]
    about = reader.metadata
    return pages, (about.title if about else None), (about.author if about else None)


def _lines(page: PageObject) -> list[Line]:
    """The lines of a page in the order they were written, which keeps columns apart, with their height and size."""
    pieces: list[tuple[str, float, float]] = []

    def note(words: str, user: list[float], matrix: list[float], font: object, size: float) -> None:
        height = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
        pieces.append((words, height, size * abs(matrix[3] * user[3])))

    page.extract_text(visitor_text=note)
    lines: list[Line] = []
    words, height, size = "", 0.0, 0.0
    for piece, at, scale in [*pieces, ("\n", 0.0, 0.0)]:
        for i, part in enumerate(piece.split("\n")):
            if i and words.strip():
                lines.append(Line(" ".join(words.split()), height, size))
            if i:
                words = ""
            if part.strip() and not words.strip():
                height, size = at, scale
            words += part
    return lines
