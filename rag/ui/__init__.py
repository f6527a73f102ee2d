"""A reader's questions and clicks come in, pages go out: the only room that knows streamlit."""

from __future__ import annotations

from rag.ui.policy import OwnOriginOnly

__all__ = ["OwnOriginOnly", "draw"]


def draw() -> None:
    """One run of the page."""
    from rag.ui.frame import draw as draw_frame

    draw_frame()
