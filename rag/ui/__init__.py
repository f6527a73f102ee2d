"""A reader's questions and clicks come in, pages go out: the only room that knows streamlit."""

from __future__ import annotations

from rag.ui.policy import OwnOriginOnly
from rag.ui.take import routes

__all__ = ["OwnOriginOnly", "draw", "routes", "warm_up"]


def warm_up() -> None:
    """Load what the first visitor would wait for, beside the server's own start."""
    from threading import Thread

    Thread(target=_warm, daemon=True).start()


def _warm() -> None:
    from rag.settings import Settings
    from rag.ui import frame, opening  # noqa: F401  (the frame is imported so that the first run need not)

    opening.warm(Settings.from_environment())


def draw() -> None:
    """One run of the page."""
    from rag.ui.frame import draw as draw_frame

    draw_frame()
