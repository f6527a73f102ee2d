"""Lines of pages in, paragraphs out."""

from __future__ import annotations

from rag.articles.pdf_lines import Line, reflowed


def page(*lines: str) -> list[Line]:
    return [Line(words) for words in lines]


def test_wider_gaps_and_larger_type_end_a_paragraph() -> None:
    lines = [
        Line("Harbour reopens", 700, 20),
        Line("The harbour of Oldport reopened on Thursday, the office", 670, 12),
        Line("said, and the boats came home from Newport.", 656, 12),
        Line("The cranes are running, and the pier will be rebuilt in", 630, 12),
        Line("the autumn.", 616, 12),
    ]
    assert reflowed([lines]).split("\n\n") == [
        "Harbour reopens",
        "The harbour of Oldport reopened on Thursday, the office said, and the boats came home from Newport.",
        "The cranes are running, and the pier will be rebuilt in the autumn.",
    ]


def test_running_heads_and_page_numbers_do_not_cut_a_sentence() -> None:
    pages = [
        page(
            "The Gazette, 16 May",
            "The harbour of Oldport reopened on Thursday, which",
            "was expected, after nine days of work at night by",
            "1",
        ),
        page(
            "The Gazette, 16 May",
            "two hundred people who had come from the towns of",
            "the whole coast of the north of the country to help",
            "2",
        ),
        page("The Gazette, 16 May", "with the repairs, the harbour office said on Friday.", "3"),
    ]
    assert reflowed(pages) == (
        "The harbour of Oldport reopened on Thursday, which was expected, after nine days of work at night by two "
        "hundred people who had come from the towns of the whole coast of the north of the country to help with the "
        "repairs, the harbour office said on Friday."
    )


def test_divided_words_are_joined_and_real_hyphens_stay() -> None:
    lines = [
        Line("Nobody had expected a well-known man to say that the har-", 700, 12),
        Line("bour, which is a place of many known and of some well-", 686, 12),
        Line("known dangers, would reopen so soon this year at all.", 672, 12),
    ]
    assert reflowed([lines]) == (
        "Nobody had expected a well-known man to say that the harbour, which is a place of many known and of some "
        "well-known dangers, would reopen so soon this year at all."
    )


def test_ligatures_are_spelled_out() -> None:
    assert reflowed([page("The o\ufb03ce said the \ufb01re was out.")]) == "The office said the fire was out."
