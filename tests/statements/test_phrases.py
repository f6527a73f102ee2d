from __future__ import annotations

import pytest

from rag.statements.mentions import mentions_in
from rag.statements.phrases import Source, phrase_of
from rag.types import Span

ROWS = [
    # (source, kind, the words that stand for it, the names in it)
    ("She", Source.PRONOUN, "she", []),
    ("Sen. Ann Roe (D-Ohio), a doctor,", Source.NAME, "Sen. Ann Roe", ["Ann Roe"]),
    ("Hillside campaign spokesman Tom Low", Source.NAME, "Hillside campaign spokesman Tom Low", ["Tom Low"]),
    ("Roe’s campaign manager Tom Low", Source.NAME, "Roe’s campaign manager Tom Low", ["Tom Low"]),
    ("A lawyer for the paper, Ann Roe,", Source.NAME, "Ann Roe", ["Ann Roe"]),  # the name stands behind a comma
    ("Roe's attorney, Tom Low,", Source.NAME, "Tom Low", ["Tom Low"]),
    ("Ann Roe and Tom Low", Source.NAMES, "Ann Roe and Tom Low", ["Ann Roe", "Tom Low"]),
    ("Sens. Ann Roe (D-Ohio) and Tom Low (R-Iowa)", Source.NAMES, None, ["Ann Roe", "Tom Low"]),
    ("Ann Roe, a judge at the Court of Trade and Labour", Source.NAME, "Ann Roe", ["Ann Roe"]),  # one person, no list
    ("Ann Roe, a judge, and Tom Low", Source.NAMES, None, ["Ann Roe", "Tom Low"]),
    ("Tom Low, the founder of paper and steel firm Quillco", Source.NAME, "Tom Low", ["Tom Low"]),
    ("The Globe and Anvil", Source.GROUP, "The Globe and Anvil", None),  # one paper
    ("Quillco President and CEO Tom Low", Source.NAME, None, ["Tom Low"]),  # two offices of one man
    ("Tom Low, president and CEO of Quillco Steel", Source.NAME, "Tom Low", ["Tom Low"]),
    ("former secretary of state Ann Roe", Source.NAME, None, ["Ann Roe"]),
    ("Green leader and former envoy Ann Roe", Source.NAME, None, ["Ann Roe"]),
    ("the review Sand & Tide", Source.GROUP, "the review Sand & Tide", None),
    ("Ann Roe or Tom Low", Source.GROUP, "Ann Roe or Tom Low", None),  # one of them, and nobody knows which
    ("Roe’s aides", Source.GROUP, "Roe’s aides", None),  # not Roe
    ("advisers to Mr. Roe", Source.GROUP, "advisers to Mr. Roe", None),
    ("two officials of the ministry", Source.GROUP, "two officials of the ministry", None),
    ("a spokesman", Source.GROUP, "a spokesman", None),
    ("the senator", Source.ROLE, "the senator", None),
    ("the head of Ukraine", Source.ROLE, "the head of Ukraine", None),
    ("her husband", Source.ROLE, "her husband", None),
    ("the report", Source.THING, "the report", None),
    ("the visit", Source.EVENT, None, None),
    ("talks between the two", Source.EVENT, None, None),
    ("none of them", Source.NOBODY, None, None),
    ("the senators", Source.GROUP, "the senators", None),  # several, and which is not said
    ("the state broadcaster, NRK,", Source.NAME, None, ["NRK"]),
    ("a study, paid for by NRK,", Source.GROUP, None, None),  # not NRK
    ("a spokesman, NRK,", Source.GROUP, None, None),  # somebody of NRK
    ("The Quill campaign", Source.THING, "The Quill campaign", None),
    ("Mining Bureau spokesman Tom Low", Source.NAME, "Mining Bureau spokesman Tom Low", ["Tom Low"]),
    ("Bureau of Mines spokesman Tom Low", Source.NAME, None, ["Tom Low"]),
]


@pytest.mark.parametrize(("source", "kind", "words", "names"), ROWS)
def test_phrase(source: str, kind: Source, words: str | None, names: list[str] | None) -> None:
    text = f"On the day, {source} said so."
    start = text.index(source)
    phrase = phrase_of(text, Span(start, start + len(source)), mentions_in(text))
    assert phrase.kind is kind
    if words:
        assert words in (phrase.head, phrase.whole)
    if names is not None:
        assert [m.name.text for m in phrase.names] == names
