"""Settings and an index to findings: what is installed, configured, reachable and healthy.

Each says what to do where something is not; nothing is mended here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

from rag.errors import OnTheRecordError
from rag.pipeline import open_published
from rag.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor looked at; `remedy` is empty where nothing is wrong."""

    part: str
    ok: bool
    found: str
    remedy: str = ""


def diagnose(settings: Settings, *, weights_only: bool = False) -> list[Finding]:
    """What is installed, configured, reachable and healthy, each with what to do where it is not."""
    from rag.index import check_weights

    weights = _examined("embedding weights", lambda: str(check_weights()), "Run: make install")
    if weights_only:
        return [weights]
    installed = Finding("installed", True, ", ".join(f"{name} {version(name)}" for name in _PACKAGES))
    return [installed, weights, *_about_index(settings), _about_model(settings)]


_PACKAGES = ("langchain", "chromadb", "openai", "streamlit", "onnxruntime")


def _about_index(settings: Settings) -> Iterator[Finding]:
    from rag.index import check

    remedy = "Run: python -m rag index"
    try:
        status = open_published(settings).status()
    except OnTheRecordError as error:
        yield Finding("index", False, str(error), remedy)
        return
    counts = f"{status.articles} articles, {status.statements} statements, {status.passages} passages"
    yield Finding("index", True, f"{counts} in {settings.index_dir}")
    yield Finding("vectors", True, f"{status.vectors} by {status.embedder}" if status.embedder else "none")
    damage = check(settings.index_dir, catalogue_url=settings.catalogue_url, chroma_url=settings.chroma_url)
    for problem in dict.fromkeys((*status.problems, *damage)):
        yield Finding("index", False, problem, remedy)


def _about_model(settings: Settings) -> Finding:
    if not settings.model:
        return Finding("language model", True, "none configured: answers are in the articles' own words")
    from rag.answers import offered

    def look() -> str:
        there = settings.model in offered(settings)
        where = settings.base_url or "the default endpoint"
        return f"{settings.model} at {where}" + ("" if there else ", which does not list it")

    return _examined("language model", look, "Check OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL")


def _examined(part: str, look: Callable[[], str], remedy: str) -> Finding:
    try:
        return Finding(part, True, look())
    except OnTheRecordError as error:
        return Finding(part, False, str(error), remedy)
