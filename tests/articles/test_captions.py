"""Single lines in, caption or not out."""

from __future__ import annotations

import pytest

from rag.articles.captions import is_bare_credit, is_caption

CASES = [
    ("Cranes at work in Oldport. Ann Lens/Getty Images", True, "agency after a slash"),
    ("The pier on Tuesday. Ann Lens / AFP via Getty Images", True, "two agencies"),
    ("The pier on Tuesday (AP Photo/Ann Lens)", True, "in brackets"),
    ("The pier on Tuesday. (Image credit: Ann Lens)", True, "says so"),
    ("Photo: the northern pier", True, "says so at its start"),
    ("FILE - The pier before the storm", True, "archive"),
    ("The photo showed the pier, she said.", False, "a sentence about a photo"),
    ("The office published the figures (via its website).", False, "no agency in the brackets"),
    ("She works for Reuters.", False, "an agency in a sentence"),
    ("He spoke to the Associated Press (AP) on Monday. " * 9 + "Ann Lens/AP", False, "far too long"),
]


@pytest.mark.parametrize(("line", "caption", "why"), CASES)
def test_caption(line: str, caption: bool, why: str) -> None:
    assert is_caption(line) is caption, why


@pytest.mark.parametrize(
    ("line", "bare"),
    [("archival", True), ("picture", True), ("AFP", True), ("File photo", True), ("A picture of Oldport", False)],
)
def test_bare_credit(line: str, bare: bool) -> None:
    assert is_bare_credit(line) is bare
