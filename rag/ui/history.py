"""Conversations to files and back: one JSON file each, replaced as a whole, so that a reload finds it all.

What an exchange holds is `rag.ui.kept`'s business; files that cannot be read are passed over, not repaired.
"""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from rag.contract import Json
from rag.types import Turn

_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(slots=True)
class Conversation:
    """Questions with what came of each: `{"question"}` and one of `answer`, `error`, or neither while it is asked."""

    id: str = field(default_factory=lambda: secrets.token_hex(6))
    exchanges: list[Json] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The first question."""
        return str(self.exchanges[0]["question"]) if self.exchanges else "New conversation"

    def turns(self) -> list[Turn]:
        """What was asked and answered so far, as a follow-up needs it."""
        return [
            Turn(row["question"], " ".join(s["text"] for s in row["answer"]["answer"]))
            for row in self.exchanges
            if row.get("answer")
        ]


class History:
    """The conversations in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, conversation_id: str) -> Conversation | None:
        """A conversation; None when there is none by that id that can be read."""
        if not _ID.fullmatch(conversation_id):
            return None
        try:
            row = json.loads((self.folder / f"{conversation_id}.json").read_text(encoding="utf-8"))
            exchanges = [exchange for exchange in row["exchanges"] if isinstance(exchange["question"], str)]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return Conversation(conversation_id, exchanges)

    def save(self, conversation: Conversation) -> None:
        """Write beside and swap, so that a reader never meets half a file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        row = {"title": conversation.title, "exchanges": conversation.exchanges}
        part = self.folder / f"{conversation.id}.{secrets.token_hex(4)}.part"
        try:
            part.write_text(json.dumps(row), encoding="ascii")
            part.replace(self.folder / f"{conversation.id}.json")
        finally:
            part.unlink(missing_ok=True)

    def forget(self, conversation_id: str) -> None:
        """Delete a conversation for good."""
        if _ID.fullmatch(conversation_id):
            (self.folder / f"{conversation_id}.json").unlink(missing_ok=True)

    def recent(self, limit: int = 30) -> list[tuple[str, str]]:
        """Ids and titles, newest first."""
        files = [path for path in self.folder.glob("*.json") if _ID.fullmatch(path.stem)]
        dated = [(path.stat().st_mtime_ns, path.stem) for path in files if path.is_file()]
        titled = [(id_, _title(self.folder, id_, changed)) for changed, id_ in sorted(dated, reverse=True)[:limit]]
        return [(id_, title) for id_, title in titled if title is not None]


@lru_cache(maxsize=256)
def _title(folder: Path, conversation_id: str, changed: int) -> str | None:
    """Read once for every time the file `changed`: the list is drawn at every click."""
    found = History(folder).load(conversation_id)
    return found.title if found else None
