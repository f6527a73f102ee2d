from __future__ import annotations

from typing import Any, cast

import pytest

from rag.types import Article, Mode, Span, Statement
from rag.ui.suggestions import suggestions
from tests.ui.newsroom import FakeIndex, newsroom


def index_of(heard: dict[str, list[int]], articles: int) -> Any:
    """Each person with one statement in each of the articles named; several in one article where it is repeated."""
    index = FakeIndex()
    for i in range(articles):
        index.articles[f"a{i}"] = Article(f"a{i}", f"{i}.txt", "word " * 40)
        index.said[f"a{i}"] = []
    for name, where in heard.items():
        for i in where:
            at = 5 * len(index.said[f"a{i}"])
            statement = Statement(
                f"a{i}:{len(index.said[f'a{i}'])}", f"a{i}", Mode.DIRECT, (Span(at, at + 4),), speaker=name
            )
            index.said[f"a{i}"].append(statement)
    return index


@pytest.mark.parametrize(
    ("heard", "articles", "first", "reason"),
    [
        (
            {"Mary Hill": [0, 0, 0, 1, 2, 3], "Peter Lane": [0, 1]},
            4,
            "what did Lane say?",
            "who is in every article is what they are about",
        ),
        (
            {"Mary Hill": [0, 0, 0], "Peter Lane": [0, 1]},
            4,
            "what did Lane say?",
            "several articles before many statements",
        ),
        ({"Mary Hill": [0, 0], "Peter Lane": [1]}, 4, "what did Hill say?", "nobody in several: most statements"),
        ({"Mary Hill": [0, 1, 1], "John Hill": [0, 1]}, 4, "what did Mary Hill say?", "two people with one surname"),
    ],
)
def test_the_first_question(
    heard: dict[str, list[int]], articles: int, first: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.ui.newsroom.ROLES", dict.fromkeys(heard, "witness"))
    assert suggestions(index_of(heard, articles))[0] == first, reason


def test_a_quotation_is_asked_for() -> None:
    assert suggestions(cast("Any", newsroom())) == [
        "what did Quill say?",
        "What did Peter Teal say?",
        "What did Martin Finch say?",
        "Who said “Nobody told this council about a second inspection”?",
    ]


def test_no_people_no_suggestions() -> None:
    assert suggestions(cast("Any", FakeIndex())) == []
