from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.citations.drafts import draft_sentences

ROWS = [
    ("One. Two.", ["One.", "Two."], "sentences"),
    ("“One. Two.” Reyes said. Three.", ["“One. Two.” Reyes said.", "Three."], "a quotation is never cut"),
    ("“We left.” Reyes said.", ["“We left.” Reyes said."], "its attribution stays with it"),
    ("“We left.” — Ana Reyes", ["“We left.” — Ana Reyes"], "so does a name behind a dash"),
    ("“We left.” Reyes said on the quay that it was late.", None, "but no longer sentence does"),
    ("# Head\n\n- one\n- two\n\nthree\nfour", ["Head", "one", "two", "three four"], "Markdown's lines"),
    ("> Reyes said **“we left”** [1](http://a.example).", None, "marks of emphasis and addresses are not read"),
    ("```\ncode “x”\n```\nText.", ["Text."], "code is not read"),
]


@pytest.mark.parametrize(("draft", "texts", "reason"), ROWS)
def test_sentences_of_a_draft(draft: str, texts: list[str] | None, reason: str) -> None:
    found = list(draft_sentences(draft))
    if texts is not None:
        assert [sentence.text for sentence in found] == texts, reason
    for sentence in found:
        assert "http" not in sentence.text
        assert "*" not in sentence.text


@given(st.text(alphabet='ab .!\n“”"*_`#->[]()1'))
def test_characters_stay_where_they_were(draft: str) -> None:
    for sentence in draft_sentences(draft):
        original = draft[sentence.start : sentence.start + len(sentence.text)]
        assert len(original) == len(sentence.text) == len(sentence.masked)
        assert all(a == b or b == " " for a, b in zip(original, sentence.text, strict=True))
