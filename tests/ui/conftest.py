"""A real browser on the page: chromium from the system, a server on loopback, nothing else reachable."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium; skipped by name where it is missing, except in CI, where that is a failure."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{CHROMIUM} is missing, and the browser tests must run in CI")
        pytest.skip(f"{CHROMIUM} is missing: the browser tests need it (on Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@contextmanager
def served(script: Path, environment: dict[str, str], log: Path, *arguments: str) -> Iterator[str]:
    """A script of the page on a free port of this machine; the address to open."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), "--", *arguments]
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=out, stderr=out)
        try:
            _await_health(f"http://127.0.0.1:{port}", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _await_health(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    pytest.fail(f"the page did not come up:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    """The page over the newsroom made by hand."""
    folder = tmp_path_factory.mktemp("stage")
    with served(ROOT / "tests/ui/stage.py", {"RAG_INDEX": str(folder)}, folder / "log") as address:
        yield address


def _is_failure(message: Any) -> bool:
    """An error on the console, but for Streamlit's own look for a server below the page's path."""
    return message.type == "error" and "_stcore" not in message.location.get("url", "")


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Any]]:
    """Opens pages with a context of their own, and notes every request and every error they make."""
    contexts = []

    def open_(address: str, **options: Any) -> Any:
        context = browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | options))
        contexts.append(context)
        page: Any = context.new_page()
        page.set_default_timeout(15_000)
        page.requested = []
        page.failed = []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("pageerror", lambda error: page.failed.append(str(error)))
        page.on("console", lambda message: page.failed.append(message.text) if _is_failure(message) else None)
        page.goto(address)
        page.get_by_role("heading", level=1).first.wait_for(state="attached")
        return page

    yield open_
    for context in contexts:
        context.close()
