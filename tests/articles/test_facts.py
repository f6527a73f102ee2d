"""Text and metadata in, an article out whose facts say how they are known."""

from __future__ import annotations

from datetime import date

import pytest

from rag.articles.facts import Metadata, assemble
from rag.types import Known, Origin

BODY = (
    "The harbour of Oldport reopened on Thursday, nine days after a storm tore away the northern pier, the office said."
)


def test_metadata_goes_before_the_text() -> None:
    metadata = Metadata.of(
        {"Title": "Harbour reopens", "source": "The Gazette", "byline": "By Ann Writer", "date": date(2024, 5, 16)}
    )
    article = assemble("a.txt", f"Another line\nBy Bo Scribe\n{BODY}", metadata)
    assert article.headline == Known("Harbour reopens", Origin.METADATA)
    assert article.outlet == Known("The Gazette", Origin.METADATA)
    assert article.author == Known("Ann Writer", Origin.METADATA)
    assert article.published_on == date(2024, 5, 16)


def test_what_the_text_states_is_known_with_its_place() -> None:
    byline = "By Ann Writer and Bo Scribe, The Associated Press | May 16, 2024"
    text = f"Harbour reopens after storm\n{byline}\nOLDPORT (AP) — {BODY}"
    article = assemble("a.txt", text, Metadata())
    for known, words in (
        (article.headline, "Harbour reopens after storm"),
        (article.author, "Ann Writer and Bo Scribe"),
        (article.published, "May 16, 2024"),
        (article.outlet, "AP"),
    ):
        assert known
        assert known.origin is Origin.STATED
        assert known.span
        assert known.span.of(text) == words
    assert article.published_on == date(2024, 5, 16)


def test_what_nothing_states_is_unknown() -> None:
    article = assemble("a.txt", f"{BODY}\nThe pier dates from May 16, 1924.\nUpdated May 17, 2024", Metadata())
    assert (article.headline, article.outlet, article.author, article.published) == (None, None, None, None)


def test_a_day_known_to_the_month_is_no_day() -> None:
    article = assemble("a", BODY, Metadata.of({"date": "2024-05"}))
    assert article.published == Known("2024-05", Origin.METADATA)
    assert article.published_on is None


def test_names_over_an_outlet_are_the_author() -> None:
    author = assemble("a", f"Ann Writer and Bo Scribe\n\nThe Associated Press\n\n{BODY}", Metadata()).author
    assert author
    assert author.value == "Ann Writer and Bo Scribe"


def test_a_byline_inside_is_about_a_part() -> None:
    assert (
        assemble("a", f"{BODY}\nLucky Them\nBy Ann Writer\n{BODY} Again.\n{BODY} And again.", Metadata()).author is None
    )


def test_an_outlet_after_a_name_is_no_author() -> None:
    author = assemble("a", f"By Ann Writer, USA TODAY Sports\n{BODY}", Metadata()).author
    assert author
    assert author.value == "Ann Writer"


def test_a_heading_below_a_paragraph_is_not_the_headline() -> None:
    assert assemble("a", f"{BODY}\nWhat happens next\n{BODY} Again.", Metadata()).headline is None


@pytest.mark.parametrize(
    ("url", "kept"),
    [("https://example.org/a", True), ("javascript:alert(1)", False), ("/a", False), ("http://a b", False)],
)
def test_only_web_addresses_are_kept(url: str, kept: bool) -> None:
    assert assemble("a", BODY, Metadata.of({"url": url})).url == (url if kept else None)


def test_id_changes_with_path_text_and_metadata_only() -> None:
    first = assemble("a", BODY, Metadata.of({"title": "T"}))
    assert first.id == assemble("a", BODY, Metadata.of({"headline": " T "})).id
    assert (
        len(
            {
                first.id,
                assemble("b", BODY, Metadata.of({"title": "T"})).id,
                assemble("a", BODY + "!", Metadata.of({"title": "T"})).id,
                assemble("a", BODY, Metadata.of({"title": "U"})).id,
            }
        )
        == 4
    )
    assert len(first.id) == 16


def test_strange_metadata_values_are_put_in_words_or_left_out() -> None:
    metadata = Metadata.of(
        {"title": ["A", {"name": "B"}], "author": [{"name": "Ann"}, "Bo"], "date": 2024, "outlet": True, "url": {}}
    )
    assert (metadata.headline, metadata.author, metadata.published, metadata.outlet, metadata.url) == (
        "A, B",
        "Ann, Bo",
        "2024",
        None,
        None,
    )
