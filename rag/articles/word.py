"""A Word document (.docx) to its text and core properties.

Paragraphs are parted by blank lines. Tracked changes read as accepted, hidden text and footnotes are left out. When a
document was saved says nothing about when its article was published, so no date is taken from its properties.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from rag.articles.decoding import UnreadableError, storable
from rag.articles.facts import Metadata

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files, and of encrypted new ones
_UNPACKED = 200_000_000  # bytes; more is a trap and not an article
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText"})
_NO_AUTHOR = re.compile(
    r"(?i)python-docx|user|admin(?:istrator)?|unknown|author|microsoft office user|windows user|owner"
)


def extract(raw: bytes) -> tuple[str, Metadata]:
    """The text and metadata of a .docx; UnreadableError for one that is locked, of the old format or damaged."""
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    if raw.startswith(_COMPOUND):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            raise UnreadableError("is a Word document locked with a password", "Save a copy without the password.")
        raise UnreadableError("is a Word document of the old .doc format", "Save it as .docx or .txt.")
    try:
        text, title, author = _read(raw)
    except (OpcError, LxmlError, zipfile.BadZipFile, zlib.error, ArithmeticError, AttributeError, EOFError, LookupError,
            NotImplementedError, OSError, RecursionError, RuntimeError, TypeError, ValueError) as error:  # fmt: skip
        raise UnreadableError("is a damaged Word document", "Open it in Word and save it again, or as .txt.") from error
    if not text:
        raise UnreadableError("is a Word document without text", "Put the article's text into it or remove it.")
    return storable(text), Metadata.of({"title": title, "author": None if _NO_AUTHOR.fullmatch(author) else author})


def _read(raw: bytes) -> tuple[str, str, str]:
    import docx

    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > _UNPACKED:
            raise UnreadableError("unpacks to far more than an article", "Save it as .txt.")
    document = docx.Document(io.BytesIO(raw))
    paragraphs = (paragraph.strip() for paragraph in _paragraphs(document.element.body))
    about = document.core_properties
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph), about.title, about.author


def _paragraphs(body: Any) -> Iterator[str]:
    """The words of each w:p in order; those of a text box come as paragraphs of their own."""
    for paragraph in body.iter(f"{_W}p"):
        if not any(above.tag in _SKIPPED for above in paragraph.iterancestors()):
            yield "".join(_words(paragraph))


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == f"{_W}p" or _is_hidden(child):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        else:
            yield from _words(child)


def _is_hidden(run: Any) -> bool:
    if run.tag != f"{_W}r":
        return False
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "true") not in ("0", "false", "off")
