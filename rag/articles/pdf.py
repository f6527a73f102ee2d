"""A PDF to the text of its pages and its metadata, through pypdf.

Lines are joined into paragraphs, words divided at line ends are put together, and page numbers and running heads are
left out, since they would cut sentences in two. Nothing is recognised in pictures. When a PDF was made says nothing
about when its article was published, so no date is taken from its metadata.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections import Counter

from rag.articles.decoding import UnreadableError, storable
from rag.articles.facts import Metadata

_PAGES = 500
_NO_TITLE = re.compile(r"(?i)untitled.*|microsoft \w+ - .*|(?:document|slide|page)\s*\d*|.*\.(?:docx?|pdf|indd|qxp|rtf|txt|html?)|\W*")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)


def extract(raw: bytes) -> tuple[str, Metadata]:
    """The text and metadata of a PDF; UnreadableError for one that is locked, damaged or only pictures."""
    from pypdf.errors import PyPdfError

    try:
        pages, title, author = _read(raw)
    except (PyPdfError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError,
            OSError, RecursionError, TypeError, ValueError, struct.error, zlib.error) as error:  # fmt: skip
        raise UnreadableError("is a damaged PDF", "Open it in a PDF viewer and save it again, or as .txt.") from error
    text = _reflowed(pages)
    if not text:
        raise UnreadableError("is a PDF of pictures without text", "Run OCR on it (ocrmypdf, for one) and add the result.")
    headline = None if not title or _NO_TITLE.fullmatch(title.strip()) else title
    return storable(text), Metadata.of({"title": headline, "author": author})


def _read(raw: bytes) -> tuple[list[str], str | None, str | None]:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    reader = PdfReader(io.BytesIO(raw), strict=False)
    if reader.is_encrypted:
        try:
            unlocked = bool(reader.decrypt(""))
        except (DependencyError, NotImplementedError):
            unlocked = False
        if not unlocked:
            raise UnreadableError("is a PDF locked with a password", "Save a copy without the password.")
    if len(reader.pages) > _PAGES:
        raise UnreadableError(f"is a PDF of {len(reader.pages)} pages, more than {_PAGES}", "Give the articles one by one.")
    pages = [page.extract_text() for page in reader.pages]
    about = reader.metadata
    return pages, (about.title if about else None), (about.author if about else None)


def _reflowed(pages: list[str]) -> str:
    """Paragraphs parted by blank lines; a paragraph may run on over a page's end."""
    lines = [line for page in _without_running_heads(pages) for line in page]
    whole = "\n".join(lines)
    usual = sorted(len(line) for line in lines if line)[int(len([line for line in lines if line]) * 0.8)] if any(lines) else 0
    paragraphs: list[str] = []
    ended = True
    for line in lines:
        if not line:
            ended = ended or bool(re.search(r"[.!?:][”\"’')\]]*$", paragraphs[-1] if paragraphs else "."))
            continue
        if ended or not paragraphs:
            paragraphs.append(line)
        else:
            paragraphs[-1] = _joined(paragraphs[-1], line, whole)
        full_stop = bool(re.search(r"[.!?][”\"’')\]]*$", line))
        ended = len(line) < usual * 0.6 or (full_stop and len(line) < usual * 0.85)
    return "\n\n".join(paragraphs)


def _joined(above: str, line: str, whole: str) -> str:
    """One line on to the next; a hyphen at the line's end stays if the article writes the word with one elsewhere."""
    divided = re.search(r"([^\W\d_]+)([-\u00ad\u2010])$", above)
    if not divided or not line[:1].islower():
        return f"{above} {line}"
    rest = re.match(r"[^\W\d_]+", line)
    written = f"{divided[1]}-{rest.group() if rest else ''}"
    keep = divided[2] != "\u00ad" and re.search(rf"\b{re.escape(written)}\b", whole)
    return (above if keep else above[: divided.start(2)]) + line


def _without_running_heads(pages: list[str]) -> list[list[str]]:
    split = [[" ".join(line.split()) for line in page.split("\n")] for page in pages]
    ends = Counter(_shape(line) for page in split for line in {*_edges(page)})
    running = {shape for shape, times in ends.items() if times >= 3 and times * 2 > len(pages)}
    return [
        [line for i, line in enumerate(page) if not (_is_edge(page, i) and (_shape(line) in running or _PAGE_NUMBER.fullmatch(line)))]
        for page in split
    ]  # fmt: skip


def _edges(page: list[str]) -> list[str]:
    full = [line for line in page if line]
    return full[:1] + full[-1:]


def _is_edge(page: list[str], i: int) -> bool:
    return bool(page[i]) and (not any(page[:i]) or not any(page[i + 1 :]))


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)
