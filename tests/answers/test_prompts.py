from __future__ import annotations

from pathlib import Path

import pytest

from rag.answers.prompts import PLACEHOLDERS, load
from rag.errors import PromptError
from rag.settings import ROOT


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_our_prompts_load_and_are_described(name: str) -> None:
    prompt = load(ROOT / "prompts", name)
    values = {one: f"<{one}>" for one in PLACEHOLDERS[name]}
    (_, system), (_, user) = prompt.messages(**values)
    assert all(value in system + user for value in values.values())
    assert f"`{name}.md`" in (ROOT / "prompts" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("be\n---\n$boundary $evidence", "lacks \\$question"),
        ("be\n---\n$boundary $evidence $question $extra", "unknown \\$extra"),
        ("be $boundary $evidence $question", "no line with ---"),
        ("be\n---\n$boundary $evidence $question costs 5 $", "starts no placeholder"),
    ],
)
def test_a_prompt_that_lacks_something_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "answer.md").write_text(text, encoding="utf-8")
    with pytest.raises(PromptError, match=message):
        load(tmp_path, "answer")


def test_a_missing_prompt_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"follow_up\.md"):
        load(tmp_path, "follow_up")
