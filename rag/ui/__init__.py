"""A reader's questions and clicks come in, pages go out: the only room that knows streamlit."""

from __future__ import annotations

from rag.ui.policy import OwnOriginOnly
from rag.ui.take import routes

__all__ = ["OwnOriginOnly", "draw", "routes", "warm_up"]


def warm_up(*, index: bool = False) -> None:
    """Load what the first visitor would wait for, beside the server's own start; with `index`, read the folder anew."""
    from threading import Thread

    Thread(target=_warm, args=(index,), daemon=True).start()


def _warm(index: bool) -> None:
    from rag.settings import Settings
    from rag.ui import opening

    settings = Settings.from_environment()
    if index:  # first, so that the first visitor is told of it
        opening.bring_up_to_date(settings)
    from rag.ui import frame  # noqa: F401  (imported so that the first run need not)

    opening.warm(settings)


def draw() -> None:
    """One run of the page."""
    from rag.ui.frame import draw as draw_frame

    draw_frame()
