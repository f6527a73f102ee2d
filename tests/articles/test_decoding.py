"""Bytes in, text out with every character in its place, or a refusal with reason and remedy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.articles.decoding import LIMIT, UnreadableError, check_size, decode, storable

NEWS = "Café owner Zoë: “It’s over” — she said nothing more about Zürich."

DECODED = [
    ("UTF-8", NEWS.encode(), NEWS),
    ("UTF-8 with its mark", b"\xef\xbb\xbf" + NEWS.encode(), NEWS),
    ("UTF-16 with its mark", NEWS.encode("utf-16"), NEWS),
    ("UTF-16 without its mark", NEWS.replace("Zoë", "Zoe").encode("utf-16-le"), NEWS.replace("Zoë", "Zoe")),
    ("UTF-16, the other way round", NEWS.encode("utf-16-be"), NEWS),
    ("Windows", NEWS.encode("cp1252"), NEWS),
    (
        "Latin-1",
        "Die Stadt Zürich überlegt es sich, sagte sie.".encode("latin-1"),
        "Die Stadt Zürich überlegt es sich, sagte sie.",
    ),
    (
        "Cyrillic",
        ("Министр сообщил, что переговоры начнутся в четверг. " * 4).encode("cp1251"),
        "Министр сообщил, что переговоры начнутся в четверг. " * 4,
    ),
    ("one damaged character does not spoil the others", NEWS.encode() + b" \xe2\x80 end", NEWS + " \ufffd end"),
    ("line ends stay as they are", b"One said.\r\nTwo said.\rThree.\n", "One said.\r\nTwo said.\rThree.\n"),
    ("a stray NUL keeps its place", b"One\x00said so yesterday.", "One\ufffdsaid so yesterday."),
]


@pytest.mark.parametrize(("why", "raw", "text"), DECODED, ids=[why for why, _, _ in DECODED])
def test_decode(why: str, raw: bytes, text: str) -> None:
    assert decode(raw) == text, why


REFUSED = [
    ("is empty", b""),
    ("holds no words", b" \n\t \n"),
    ("holds no words", b"--- 12 ---"),
    ("binary or damaged", b"\x00\x01\x02\x03\x04\x05\x06abc" * 20),
    ("encoding|binary|words", bytes(range(256)) * 40),
]


@pytest.mark.parametrize(("reason", "raw"), REFUSED)
def test_refuse(reason: str, raw: bytes) -> None:
    with pytest.raises(UnreadableError, match=reason) as caught:
        decode(raw)
    assert caught.value.remedy.endswith(".")


def test_files_longer_than_an_article_are_refused() -> None:
    check_size(LIMIT)
    with pytest.raises(UnreadableError, match="25 MB"):
        check_size(LIMIT + 1)


@given(st.text(alphabet=st.characters(), max_size=50), st.sampled_from(["\ud800", "\0", "\udfff"]))
def test_storable_text_keeps_every_offset(text: str, bad: str) -> None:
    kept = storable(text + bad + text)
    assert len(kept) == 2 * len(text) + 1
    kept.encode()
