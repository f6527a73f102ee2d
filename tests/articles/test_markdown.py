"""Markdown in, text and front matter out."""

from __future__ import annotations

import pytest

from rag.articles.markdown import split
from rag.types import Origin

CASES = [
    ("plain", "---\ntitle: Harbour\ndate: 2024-05-16\n---\n\nIt reopened.\n", "It reopened.", "Harbour", "2024-05-16"),
    (
        "a colon in the headline",
        "---\ntitle: Talks: day two\ndate: 2024-05-16\n---\nIt reopened.",
        "It reopened.",
        "Talks: day two",
        "2024-05-16",
    ),
    ("no such day", "---\ntitle: Harbour\ndate: 2024-02-30\n---\nText", "Text", "Harbour", "2024-02-30"),
    (
        "Windows line ends stay in the text",
        "---\r\nheadline: Harbour\r\n---\r\nOne.\r\nTwo.",
        "One.\r\nTwo.",
        "Harbour",
        None,
    ),
    ("no front matter", "# Harbour\n\nIt reopened.\n", "# Harbour\n\nIt reopened.\n", None, None),
    ("a rule is no front matter", "---\nIt reopened.\n---\nMore.", "---\nIt reopened.\n---\nMore.", None, None),
    ("never closed", "---\ntitle: Harbour\nIt reopened.", "---\ntitle: Harbour\nIt reopened.", None, None),
    ("nested beyond reason", "---\ntitle: Harbour\nx: " + "[" * 3000 + "\n---\nText", "Text", "Harbour", None),
    (
        "orders to the reader",
        "---\ntitle: Harbour\nx: !!python/object/apply:os.system [ls]\n---\nText",
        "Text",
        "Harbour",
        None,
    ),
]


@pytest.mark.parametrize(("why", "raw", "text", "headline", "day"), CASES, ids=[case[0] for case in CASES])
def test_split(why: str, raw: str, text: str, headline: str | None, day: str | None) -> None:
    found, metadata = split(raw)
    assert (found, metadata.headline, metadata.published) == (text, headline, day), why
    if headline:
        assert metadata.origin is Origin.FRONT_MATTER
