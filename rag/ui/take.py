"""A kept answer to a file of its own, asked for by address: nothing is sent before somebody wants it."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from rag.contract import Json
from rag.settings import Settings
from rag.ui.export import as_json, markdown, table
from rag.ui.history import History
from rag.ui.webpage import webpage

KINDS: dict[str, tuple[str, Callable[[Json], str]]] = {
    "md": ("text/markdown", markdown),
    "html": ("text/html", webpage),
    "csv": ("text/csv", table),
    "json": ("application/json", as_json),
}


def address(conversation_id: str, turn: int, kind: str) -> str:
    """Where an answer can be taken from.

    >>> address("0123456789ab", 0, "md")
    '/take/0123456789ab/0/answer.md'
    """
    return f"/take/{conversation_id}/{turn}/answer.{kind}"


def routes() -> list[Route]:
    """What the server answers besides the page."""
    return [Route("/take/{conversation}/{turn:int}/answer.{kind}", taken)]


def taken(request: Request) -> Response:
    """The file; 404 for a conversation, an answer or a format that is not there."""
    asked = request.path_params
    folder = Settings.from_environment().index_dir / "conversations"
    conversation = History(folder).load(asked["conversation"])
    exchanges = conversation.exchanges if conversation else []
    row = exchanges[asked["turn"]] if asked["turn"] < len(exchanges) else {}
    if asked["kind"] not in KINDS or not row.get("answer"):
        return PlainTextResponse("There is no such answer.", 404)
    media_type, written = KINDS[asked["kind"]]
    return Response(written(row), media_type=f"{media_type}; charset=utf-8", headers=_FILE)


_FILE = {"content-disposition": "attachment", "cache-control": "no-store"}
