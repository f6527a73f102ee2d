"""The program as it is run, from a folder of articles and no index: first indexing, an answer, an upload, a reload."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rag.pipeline import build_index
from rag.settings import Settings
from tests.ui.conftest import ROOT, served
from tests.ui.newsroom import COUNCIL, HARBOUR, spans
from tests.ui.test_browser import ask, chip, foreign, highlighted

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FISH = """Herring return to the Elwick sound

“The herring are back, and so are the boats,” said fisher Ines Marlow on Thursday.
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("program")
    (folder / "corpus").mkdir()
    for name, marked in (("terminal", HARBOUR), ("council", COUNCIL)):
        (folder / "corpus" / f"{name}.txt").write_text(spans(marked)[0], encoding="utf-8")
    environment = {"RAG_INDEX": str(folder / "index"), "RAG_CORPUS": str(folder / "corpus")}
    with served(ROOT / "app.py", environment, folder / "log") as address:
        yield address


def test_from_nothing_to_a_highlighted_passage(program: str, window: Callable[..., Any], tmp_path: Path) -> None:
    page = window(program)
    page.get_by_role("heading", name="Who said what").wait_for(timeout=60_000)
    page.get_by_role("button", name="what did Quill say?").click()
    page.locator(".sentence", has_text="a building that leaks").locator("button.chip").click()
    words = highlighted(page, "We will not open")
    assert words.strip("“”,.") == "We will not open a building that leaks"
    kept = page.locator(".exchange").inner_text()
    page.wait_for_url("**c=**&doc=**")
    page.reload()
    page.locator("mark.active").first.wait_for()
    assert page.locator(".exchange").inner_text() == kept
    assert page.failed == []
    assert foreign(page, program) == []


def test_every_response_carries_the_policy(program: str) -> None:
    for path in ("/", "/articles", "/_stcore/health"):
        with urllib.request.urlopen(program + path) as response:  # noqa: S310
            assert "default-src 'self'" in response.headers["content-security-policy"]
            assert "connect-src 'self'" in response.headers["content-security-policy"]
            assert response.headers["x-content-type-options"] == "nosniff"


def test_an_uploaded_article_answers(program: str, window: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "herring.txt").write_text(FISH, encoding="utf-8")
    page = window(f"{program}/add")
    page.locator("input[type=file]").set_input_files(tmp_path / "herring.txt")
    page.get_by_text("herring.txt").first.wait_for()
    page.get_by_role("button", name="Add to the index").click()
    page.get_by_text("1 article added").wait_for(timeout=60_000)
    page.get_by_role("link", name="Ask").click()
    page.get_by_role("heading", name="Who said what").wait_for()
    ask(page, "what did Marlow say?")
    chip(page, 1).click()
    assert "The herring are back, and so are the boats" in highlighted(page, "“The herring are back")


def test_what_is_indexed_is_open_while_the_folder_is_read_anew(
    browser: Browser, window: Callable[..., Any], tmp_path: Path
) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "terminal.txt").write_text(spans(HARBOUR)[0], encoding="utf-8")
    (corpus / "council.txt").write_text(spans(COUNCIL)[0], encoding="utf-8")
    build_index(replace(Settings(), index_dir=index), [corpus])
    (corpus / "herring.txt").write_text(FISH, encoding="utf-8")
    (corpus / "council.txt").unlink()
    environment = {"RAG_INDEX": str(index), "RAG_CORPUS": str(corpus)}
    with served(ROOT / "app.py", environment, tmp_path / "log", "--index") as address:
        page = window(address)
        page.get_by_role("heading", name="Who said what").wait_for()
        page.get_by_role("link", name="Articles", exact=True).click()
        page.get_by_role("button", name="Herring return").wait_for(timeout=60_000)
        assert page.get_by_role("button", name="Council asks").count() == 0
        assert page.failed == []
