from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.types import Article, Block, BlockKind, Span
from rag.ui.kept import fingerprint
from rag.ui.nodes import find, text_of
from rag.ui.reader_plan import Place, article_body, fits
from tests.ui.newsroom import newsroom, spans


def article(text: str, blocks: tuple[Block, ...] = ()) -> Article:
    return Article("a" * 16, "a.txt", text, blocks)


def marks(text: str, places: list[Place], at: int | None, class_: str) -> list[str]:
    return [text_of(node) for node in find(article_body(article(text), places, at), class_)]


@pytest.mark.parametrize(
    ("marked", "at", "active", "other", "reason"),
    [
        ("Quill said ⟦it leaks⟧ and ⟦stays shut⟧.", 0, ["it leaks"], ["stays shut"], "the open place stands out"),
        ("Quill said ⟦it leaks⟧ and ⟦stays shut⟧.", 1, ["stays shut"], ["it leaks"], "and so does the next"),
        ("Quill said ⟦it leaks⟧.", None, [], ["it leaks"], "an article opened at no place"),
        ("⟦One line\n\ntwo lines⟧ end.", 0, ["One line", "two lines"], [], "a place over two blocks"),
        ("🛟🛟 ⟦leaks⟧", 0, ["leaks"], [], "characters beyond the basic plane count once"),
    ],
)
def test_places_are_marked(marked: str, at: int | None, active: list[str], other: list[str], reason: str) -> None:
    text, found = spans(marked)
    places = [Place("a.txt", (span,), str(n)) for n, span in enumerate(found, 1)]
    assert marks(text, places, at, "active") == active, reason
    assert marks(text, places, at, "other") == other, reason


def test_overlapping_places_keep_the_open_one_whole() -> None:
    text = "the roof had failed two inspections"
    places = [Place("a.txt", (Span(0, 20),), "1"), Place("a.txt", (Span(9, 35),), "2")]
    assert "".join(marks(text, places, 1, "active")) == text[9:35]
    assert "".join(marks(text, places, 0, "active")) == text[:20]


def test_a_quotation_in_two_parts_is_one_place() -> None:
    text, found = spans("“⟦It leaks⟧,” Quill said, “⟦and badly⟧.”")
    assert marks(text, [Place("a.txt", tuple(found), "1")], 0, "active") == ["It leaks", "and badly"]


def test_the_words_that_attribute_are_underlined() -> None:
    text, (said, cue) = spans("“⟦It leaks⟧,” ⟦Quill said⟧.")
    assert marks(text, [Place("a.txt", (said,), "1", cue)], 0, "cue") == ["Quill said"]


def test_a_number_stands_in_the_margin_once() -> None:
    text, found = spans("⟦one\n\ntwo⟧ and ⟦three⟧")
    body = article_body(article(text), [Place("a.txt", (span,), str(n)) for n, span in enumerate(found, 1)], 0)
    assert [node[1].get("data-n") for node in find(body, "active") + find(body, "other")] == ["1", None, "2"]


def test_every_character_of_an_article_is_in_its_tree() -> None:
    for one in newsroom().articles.values():
        assert text_of(article_body(one, [], None)) == one.text


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=4))
def test_any_text_with_any_places_keeps_every_character(text: str, pairs: list[tuple[int, int]]) -> None:
    places = [Place("a.txt", (Span(start, start + length),), "1") for start, length in pairs]
    good = [place for place in places if fits(place, article(text))]
    body = article_body(article(text), good, 0 if good else None)
    assert text_of(body) == text
    if good:
        inside = "".join(text_of(node) for node in find(body, "active"))
        assert "".join(inside.split()) == "".join(good[0].spans[0].of(text).split())


@pytest.mark.parametrize(
    ("place", "expected", "reason"),
    [
        (Place("a.txt", (Span(0, 3),), print=fingerprint("the roof")), True, "the text it was taken from"),
        (Place("a.txt", (Span(0, 3),), print=fingerprint("the roofs")), False, "the text has changed"),
        (Place("a.txt", (Span(0, 3),)), True, "a link that does not say which text"),
        (Place("a.txt", (Span(5, 90),)), False, "outside the text"),
    ],
)
def test_a_place_is_marked_only_in_its_own_text(place: Place, expected: bool, reason: str) -> None:
    assert fits(place, article("the roof")) is expected, reason


def test_furniture_is_shown_as_furniture() -> None:
    body = article_body(article("Body.\nRead More", (Block(Span(6, 15), BlockKind.FURNITURE),)), [], None)
    assert [text_of(node) for node in find(body, "furniture")] == ["Read More"]
