"""Word documents in, text out."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml

from rag.articles.decoding import UnreadableError
from rag.articles.word import extract

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(*paragraphs: str, title: str = "", author: str = "python-docx") -> tuple[docx.document.Document, bytes]:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    document.core_properties.title, document.core_properties.author = title, author
    return document, as_bytes(document)


def as_bytes(document: docx.document.Document) -> bytes:
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def test_paragraphs_and_properties_without_a_date() -> None:
    _, raw = saved("Harbour reopens", "", "It reopened,\nthe office said.", title="Harbour", author="Ann Writer")
    text, metadata = extract(raw)
    assert text == "Harbour reopens\n\nIt reopened,\nthe office said."
    assert (metadata.headline, metadata.author, metadata.published) == ("Harbour", "Ann Writer", None)


def test_the_program_that_saved_it_is_no_author() -> None:
    assert extract(saved("It reopened.")[1])[1].author is None


def test_tracked_changes_read_as_accepted_and_hidden_words_are_left_out() -> None:
    document, _ = saved("It ")
    paragraph = document.paragraphs[0]
    for xml in (
        f"<w:ins {_NS}><w:r><w:t>re</w:t></w:r></w:ins>",
        f"<w:del {_NS}><w:r><w:delText>never </w:delText></w:r></w:del>",
        f"<w:r {_NS}><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>",
        f"<w:r {_NS}><w:t>opened.</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "Boats: forty"
    assert extract(as_bytes(document))[0] == "It reopened.\n\nBoats: forty"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (OLE, "old .doc format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04 nonsense", "damaged"),
        (b"plain text", "damaged"),
        (saved()[1], "without text"),
    ],
)
def test_each_refusal_has_its_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as caught:
        extract(raw)
    assert caught.value.remedy
