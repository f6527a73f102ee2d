"""PDFs in, text out; the PDFs are written here by hand, so that no picture of one is needed."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from rag.articles.decoding import UnreadableError
from rag.articles.pdf import extract

LINES = [
    "The harbour of Oldport reopened on Thursday, nine days",
    "after a storm, the office said.",
    "",
    "Ships had been sent to Newport, according to the council.",
]


def written(lines: list[str], title: str = "Harbour reopens") -> bytes:
    """A PDF of one page with these lines at 14 points' distance; an empty line leaves a gap."""
    shown = "".join(f"1 0 0 1 50 {700 - 14 * i} Tm ({line}) Tj\n" for i, line in enumerate(lines) if line)
    stream = f"BT /F1 12 Tf\n{shown}ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Title(%s)/Author(Ann Writer)/CreationDate(D:20240516)>>" % title.encode("latin-1"),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 7\n0000000000 65535 f \n%strailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )
    return out + end


def test_paragraphs_and_metadata_without_a_date() -> None:
    text, metadata = extract(written(LINES))
    assert text.split("\n\n") == [f"{LINES[0]} {LINES[1]}", LINES[3]]
    assert (metadata.headline, metadata.author, metadata.published) == ("Harbour reopens", "Ann Writer", None)


def test_the_name_of_a_file_is_no_headline() -> None:
    assert extract(written(LINES, "Microsoft Word - draft2.docx"))[1].headline is None


def test_a_pdf_without_text_asks_for_ocr() -> None:
    with pytest.raises(UnreadableError, match="OCR"):
        extract(written([]))


def test_a_locked_pdf_says_so() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(written(LINES))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(UnreadableError, match="password"):
        extract(locked.getvalue())


@pytest.mark.parametrize("kept", [9, 200, -30])
def test_a_damaged_pdf_is_refused(kept: int) -> None:
    with pytest.raises(UnreadableError, match="PDF"):
        extract(written(LINES)[:kept])
