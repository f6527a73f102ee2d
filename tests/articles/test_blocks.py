"""Articles in, labelled blocks out; what is expected is marked inside the articles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.articles.blocks import label
from tests.articles.marked import check_cover, labels, unmarked

LONG = (
    "The harbour of Oldport reopened on Thursday, nine days after a storm tore away the northern pier of the town, "
    "the port office said."
)
MORE = (
    "Repairs will go on until the autumn, according to the town council, which has set aside four million crowns for "
    "a stronger wall."
)

CASES = [
    (
        "a headline, a byline, a credit",
        f"[h:Harbour reopens after storm]\n[b:By Ann Writer]\n{LONG}\n[f:Agencies contributed to this report.]",
    ),
    (
        "a long summary without full stop before a byline",
        "[h:Oldport told its neighbours in Monday’s meeting that it was keen to open the harbour before May]\n"
        f"[b:By Ann Writer and Bo Scribe]\n{LONG}",
    ),
    ("no headline: the first line is a sentence", f"{LONG}\n{MORE}"),
    ("headings between paragraphs", f"{LONG}\n[h:What happens next?]\n{MORE}\n[h:A “second” wall]\nYesterday {LONG}"),
    ("a short quotation is no heading", f"{LONG}\n“The cranes are running again and so are we”\n{MORE}"),
    ("a list is not made of headings", f"{LONG}\nRope and chain\nTimber\nNails and screws\n{MORE[:90]}"),
    (
        "age notice over two lines, glued to the first paragraph",
        f"[f:This article is more than\n3 years old]{LONG}\n{MORE}",
    ),
    ("dateline of an agency", f"[d:OLDPORT (AP) —] {LONG}"),
    ("dateline with state", f"[d:OLDPORT, Mont. –] {LONG}"),
    ("dateline on its own line", f"[d:New Oldport CNN —]\n\n{LONG}"),
    ("a hyphenated word in capitals is no dateline", f"ALL-TIME records fell. {LONG}"),
    ("a speaker in capitals is no dateline", f"HOLM: {LONG}"),
    (
        "day of publication under the headline",
        f"[h:Harbour reopens]\n[b:Published May 16, 2024 at 9:12 a.m. ET]\n{LONG}",
    ),
    ("a sentence that starts with By", f"By Thursday, Oldport had opened its harbour.\n{LONG}\n{MORE}"),
    (
        "names alone are a byline when an outlet follows",
        f"[b:Ann Writer and Bo Scribe]\n\n[b:The Associated Press]\n\n{LONG}",
    ),
    (
        "captions with a credit",
        f"{LONG}\n[c:Cranes at work on Tuesday. Ann Lens/Getty Images]\n{MORE}\n[c:(Image credit: Ann Lens)]",
    ),
    (
        "a caption that lost its credit to the next lines",
        f"{LONG}\n\n  [c:• The pier... a repair despite the difficulties.]\n\n"
        f"    [c:archival]\n\n[c:picture]\n\n{MORE}",
    ),
    ("brackets at the end of a paragraph are no credit", f"{LONG[:-1]} (via its website).\n{MORE}"),
    (
        "page furniture",
        f"[f:view original post]\n{LONG}\n[f:Advertisement]\n{MORE}\n"
        "[f:Read More (...)]\n[f:Newer articles]\n[f:Comments 2]",
    ),
    (
        "more page furniture",
        f"{LONG}\n[f:More to Read]\n[f:Share this article]\n[f:Subscribe to our newsletter]\n"
        "[f:Follow our latest news via Google news]\n[f:© 2024 The Gazette]\n[f:***]",
    ),
    (
        "a link between paragraphs",
        f"{LONG}\n[f:More:Oldport council approves a new wall for the harbour]\n"
        f"[f:Storm season ahead:What the coast can expect this year]\n{MORE}",
    ),
    (
        "speech is never furniture",
        f"{LONG}\nFollow the money on Facebook, she said.\nSign up in time, the council told residents.\n{MORE}",
    ),
    ("a credit glued to the last paragraph", f"{LONG} [f:The Daily Courier contributed to this report.]"),
    ("a paragraph repeated", f"{LONG}\n{MORE}\n[f:{LONG}]"),
    ("a paragraph nearly repeated", f"{LONG}\n{MORE}\n[f:{LONG.replace('tore', 'ripped')}]"),
    ("another figure is another paragraph", f"{LONG}\n{MORE}\n{LONG.replace('nine', '12')}"),
    ("another name is another paragraph", f"{LONG}\n{MORE}\n{LONG.replace('Oldport', 'Newport')}"),
    ("a negation is another paragraph", f"{MORE}\n{MORE.replace('will go on', 'will not go on')}"),
    ("a cut-off sentence before its full version", f"{LONG} [f:Repairs will go on until the autumn.]\n{MORE}"),
    ("short lines may repeat", f"{LONG}\n“No,” she said.\n{MORE}\n“No,” she said."),
    ("Windows line ends", f"[h:Harbour reopens after storm]\r\n[b:By Ann Writer]\r\n\r\n{LONG}\r\n"),
    ("labels of a database", f"[f:ABSTRACT.]\n\n{MORE}\n\n[f:FULL TEXT.]\n\n{LONG}"),
]


@pytest.mark.parametrize(("why", "marked"), CASES, ids=[why for why, _ in CASES])
def test_blocks(why: str, marked: str) -> None:
    text, expected = unmarked(marked)
    assert labels(text) == expected, why


def test_headline_and_author_of_the_metadata_are_found_in_the_text() -> None:
    text, expected = unmarked(f"[h:Storm;\nHarbour reopens.]\n\n[b:Ann Writer]\n\n{LONG}")
    found = labels(text, "Storm; Harbour reopens", "Ann Writer")
    assert [kind for kind, _ in found] == ["headline", "headline", "byline"]
    assert "\n".join(words for _, words in found[:2]) == expected[0][1]


def test_lines_of_fixed_width_are_one_block_a_paragraph() -> None:
    wrapped = (
        "The harbour of Oldport reopened on Thursday, nine days after\na storm tore away the northern pier of the\n"
        "town, the port office said in a statement that it\nsent to the papers.\n\n"
    )
    assert len(label(wrapped * 3)) == 3


def test_markdown_headings_are_headlines_without_a_long_paragraph_below() -> None:
    text = "# Harbour\n\nIt reopened.\n\n## Next\n\nA wall."
    assert [block.kind.value for block in label(text, marked=True)] == ["headline", "body", "headline", "body"]


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_covered(text: str) -> None:
    check_cover(text, label(text))


_LINES = st.sampled_from(
    [
        LONG,
        MORE,
        "Comments 2",
        "By Ann Writer",
        "Harbour reopens",
        "archival",
        "• A pier",
        "OLDPORT (AP) — It said so.",
        "This article is more than",
        "2 years oldIt said so.",
        "",
        "  ",
        "Repairs will go on until the autumn.",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(_LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\u2028", " "])), max_size=14))
def test_any_article_is_covered(lines: list[tuple[str, str]]) -> None:
    text = "".join(line + end for line, end in lines)
    check_cover(text, label(text, "Harbour reopens", "Ann Writer"))
