"""The sample articles to docs/screenshot.png: `.venv/bin/python docs/screenshot.py` (needs chromium)."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.ui.conftest import ARGUMENTS, CHROMIUM, served  # noqa: E402

with TemporaryDirectory() as folder, sync_playwright() as playwright:
    log = Path(folder) / "log"
    with served(ROOT / "app.py", {"RAG_INDEX": f"{folder}/index", "RAG_CORPUS": str(ROOT / "corpus")}, log) as address:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page.goto(address)
        page.locator(".suggestion").first.click(timeout=120_000)
        page.get_by_test_id("stSidebar").locator(".bar-of").wait_for(state="detached", timeout=120_000)
        page.locator(".sentence", has_text="key challenge").locator("button.chip").first.click()
        page.locator("mark.active").first.wait_for()
        page.mouse.move(720, 890)
        page.wait_for_load_state("networkidle")
        page.wait_for_function("getComputedStyle(document.querySelector('.stMain')).opacity === '1'")
        page.screenshot(path=ROOT / "docs/screenshot.png")
        browser.close()
