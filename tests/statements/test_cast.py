from __future__ import annotations

import pytest

from rag.statements.cast import Cast
from rag.statements.mentions import mentions_in


def cast_of(text: str) -> tuple[Cast, dict[str, str | None]]:
    """The cast, and for each written mention whose it is (the last one of a spelling wins)."""
    mentions = mentions_in(text)
    cast = Cast(text, mentions)
    return cast, {m.span.of(text): (owner.name if (owner := cast.of(m)) else None) for m in mentions}


ROWS = [
    ("Low spoke. Later Tom Low, 52, left.", "Low", "Tom Low", "a surname before its full name"),
    ("Tom R. Low spoke. Tom Low left.", "Tom Low", "Tom R. Low", "the fullest name"),
    ("Bob Quill spoke. Robert Quill left.", "Bob Quill", "Robert Quill", "a short form of the given name"),
    ("Xi Jinping spoke. Mr. Xi left.", "Mr. Xi", "Xi Jinping", "the family name stands first"),
    ("Li Zhanshu spoke. Lee left.", "Lee", "Li Zhanshu", "another spelling of the one surname"),
    ("Olena Zelenska spoke. Zelenskaya left.", "Zelenskaya", "Zelenskaya", "no spelling of it"),
    ("Ann Roe and her son Tom Roe came. Mr. Roe left.", "Mr. Roe", "Tom Roe", "the title decides"),
    ("Ann Roe spoke. Roe left. Tom Roe came. Roe sang.", "Roe", "Ann Roe", "called so before the other came in"),
    ("Ann Roe spoke. Roe left. \n Tom Roe came.", "Roe", "Ann Roe", "the other is not yet introduced"),
    ("Ann Roe met Tom Roe.\nRoe left.", "Roe", None, "two in one breath"),
    ("Jane Roe spoke. President Roe left.", "President Roe", "Roe", "nobody calls Jane president"),
    ("Jim Jordan, a judge, spoke. Jordan left.", "Jordan", "Jim Jordan", "a country's name that is a surname here"),
    ("Melanie Roe spoke. Melanie left.", "Melanie", "Melanie Roe", "called by the given name"),
    ("TOM LOW: Yes. Tom Low left.", "TOM LOW", "Tom Low", "a transcript's capitals"),
]


@pytest.mark.parametrize(("text", "written", "name", "why"), ROWS)
def test_whose_mention(text: str, written: str, name: str | None, why: str) -> None:
    assert cast_of(text)[1][written] == name, why


@pytest.mark.parametrize(
    ("text", "name", "person", "gender"),
    [
        ("Ann Roe spoke.", "Ann Roe", True, "f"),
        ("Mr. Quill spoke.", "Quill", True, "m"),
        ("Thandi Quill, a judge, said she knew.", "Thandi Quill", True, "f"),  # by description and pronoun
        ("He read Hidden Harbour twice.", "Hidden Harbour", False, ""),  # two capitals make no person
        ("Alderbrook University said it knew.", "Alderbrook University", False, ""),
        ("We met Quill, who knew.", "Quill", True, ""),
        ("The Queen spoke.", "Queen", False, ""),
    ],
)
def test_who_is_a_person(text: str, name: str, person: bool, gender: str) -> None:
    member = next(m for m in cast_of(text)[0].members if m.name == name)
    assert (member.person, member.gender) == (person, gender)
