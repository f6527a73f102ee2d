"""A prompt file and what fills its placeholders to the messages that are sent to a model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Template

from rag.errors import PromptError

PLACEHOLDERS = {
    "answer": frozenset({"boundary", "evidence", "question"}),
    "follow_up": frozenset({"boundary", "history", "question"}),
}
_PARTS = "\n---\n"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt with its placeholders checked: what the model is told to be, and what it is sent."""

    system: Template
    user: Template

    def messages(self, **values: str) -> list[tuple[str, str]]:
        """Pairs of role and text, ready for a chat model."""
        return [("system", self.system.substitute(values)), ("user", self.user.substitute(values))]


def load(directory: Path, name: str) -> Prompt:
    """The prompt of that name; PromptError says which file lacks what."""
    path = directory / f"{name}.md"
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"The prompt {path} cannot be read ({type(error).__name__}): put the file back.") from error
    system, parted, user = text.partition(_PARTS)
    if not parted:
        raise PromptError(f"The prompt {path} has no line with --- alone between its two parts: put it back.")
    whole = Template(text)
    if not whole.is_valid():
        raise PromptError(f"The prompt {path} has a $ that starts no placeholder: write $$ for a dollar sign.")
    found = set(whole.get_identifiers())
    for problem, names in (("lacks", PLACEHOLDERS[name] - found), ("has the unknown", found - PLACEHOLDERS[name])):
        if names:
            listed = ", ".join(f"${one}" for one in sorted(names))
            raise PromptError(f"The prompt {path} {problem} {listed}: see {directory / 'README.md'}.")
    return Prompt(Template(system.strip()), Template(user.strip()))
