"""A reporter's afternoon in a real browser: hovering, copying, looking, adding articles and asking meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.test_browser import CLIPBOARD, DARK, FIRST, FOURTH, PHONE, ask, chip, highlighted, violations

pytestmark = pytest.mark.browser
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
REFERENCE = (
    "(Ada Quill, The Elwick Courier, “New ferry terminal for Port Elwick delayed again”, 3 March 2031, "
    "characters 181–219)"
)


def clipboard(page: Any) -> str:
    return str(page.evaluate("() => navigator.clipboard.readText()"))


def test_a_quotation_is_copied_from_its_card_and_from_the_article(stage: str, window: Callable[..., Any]) -> None:
    page = window(stage, permissions=CLIPBOARD, **LAPTOP)
    ask(page)
    chip(page, 1).hover()
    page.get_by_role("tooltip").filter(has_text="Ada Quill · The Elwick Courier · 3 March 2031").wait_for()
    page.locator(".hovercard").get_by_role("button", name="Copy quote").click()
    page.locator(".hovercard").get_by_role("button", name="Copied").wait_for()
    assert clipboard(page) == f"“{FIRST}” {REFERENCE}"
    page.locator(".hovercard").get_by_role("button", name="Open").click()
    assert highlighted(page, FIRST) == FIRST
    page.get_by_role("button", name="Next place").click()
    highlighted(page, "the roof had failed")
    page.get_by_role("dialog").get_by_role("button", name="Copy quote").click()
    page.get_by_role("dialog").get_by_role("button", name="Copied").wait_for()
    assert clipboard(page).startswith("“the roof had failed two inspections” (Ada Quill, ")
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    page.wait_for_function("() => document.activeElement.getAttribute('aria-label')?.startsWith('Source 1:')")
    assert page.failed == []


@pytest.mark.parametrize("options", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_tools_of_the_reader_stand_in_one_line(
    stage: str, window: Callable[..., Any], options: dict[str, Any]
) -> None:
    page = window(stage, reduced_motion="reduce", **options)
    ask(page)
    chip(page, 1).click()
    highlighted(page, FIRST)
    reader = page.get_by_role("dialog")
    tools = [tool.bounding_box() for tool in reader.locator("header > *").all()]
    middles = [tool["y"] + tool["height"] / 2 for tool in tools]
    assert max(middles) - min(middles) < 2, "nothing falls to a second line"
    box = reader.bounding_box()
    assert max(tool["x"] + tool["width"] for tool in tools) <= box["x"] + box["width"]
    assert page.locator("mark.arrived").first.evaluate("mark => getComputedStyle(mark).animationName") == "none"


def test_a_picture_tells_what_was_said_when_and_opens_it(stage: str, window: Callable[..., Any]) -> None:
    page = window(stage, **DARK)
    ask(page)
    picture = page.locator(".timeline")
    assert picture.locator("li .voice").all_inner_texts() == ["The Elwick Courier", "Quayside Weekly"]
    first, second = (dot.bounding_box()["x"] for dot in picture.locator(".dot").all())
    assert first < second, "later is further right"
    page.get_by_role("button", name="Save as JSON").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert highlighted(page, FOURTH) == FOURTH
    assert violations(page) == []
    page.goto(f"{stage}/people")
    page.locator(".bar-of").first.wait_for()
    assert violations(page) == []


def test_articles_are_added_while_questions_are_asked(stage: str, window: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "slow.txt").write_bytes(b"slow")
    page = window(f"{stage}/add")
    page.locator("input[type=file]").set_input_files(tmp_path / "slow.txt")
    page.get_by_text("slow.txt").first.wait_for()
    page.get_by_role("button", name="Add to the index").click()
    page.get_by_text("You can go on asking meanwhile").wait_for()
    page.get_by_role("link", name="Ask", exact=True).click()
    page.get_by_text("Reading articles").first.wait_for()
    ask(page)
    chip(page, 1).click()
    highlighted(page, FIRST)
    page.get_by_role("link", name="Add articles").click()
    page.get_by_text("1 article added").wait_for()
    page.get_by_text("Reading articles").first.wait_for(state="detached")
    assert page.failed == []


def test_words_run_in_the_direction_of_their_script(stage: str, window: Callable[..., Any]) -> None:
    page = window(stage)
    ask(page, "ماذا قال Quill 🛟؟")
    directions = "nodes => nodes.map(node => getComputedStyle(node).direction)"
    assert page.locator(".question").evaluate_all(directions) == ["rtl"]
    assert set(page.locator(".sentence").evaluate_all(directions)) == {"ltr"}
