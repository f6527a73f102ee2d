"""What is known of an article, told with how it is known and with the words that carry it."""

from __future__ import annotations

import pytest

from rag.answers import ExtractiveWriter
from rag.answers.particulars import told
from rag.citations import verify
from rag.types import Article, Block, BlockKind, Findings, Known, Origin, Particular, Question, QuestionKind, Span
from tests.citations.newsroom import Newsroom

TEXT = "Ferry returns to Brackwater\nBy Ines Calder\nThe ferry came back on Tuesday. Nobody waved."
HEADLINE, BYLINE = Span(0, 27), Span(28, 42)
ARTICLE = Article(
    "ferry",
    "ferry.txt",
    TEXT,
    blocks=(
        Block(HEADLINE, BlockKind.HEADLINE),
        Block(BYLINE, BlockKind.BYLINE),
        Block(Span(43, len(TEXT)), BlockKind.BODY),
    ),
    headline=Known("Ferry returns to Brackwater", Origin.STATED, HEADLINE),
    outlet=Known("The “Brackwater” Post", Origin.METADATA),
    author=Known("Ines Calder", Origin.STATED, Span(31, 42)),
    published=Known("2024-03-05", Origin.FRONT_MATTER),
)
PLACE = "Ferry returns to Brackwater"
TOLD = [
    (
        Particular.AUTHOR,
        f"Written by Ines Calder, as the article itself states: {PLACE} (The Brackwater Post, 5 March 2024).",
        "By Ines Calder",
    ),
    (
        Particular.PUBLISHED,
        f"Published on 5 March 2024, by the data at the head of the file: {PLACE} (The Brackwater Post).",
        PLACE,
    ),
    (
        Particular.OUTLET,
        f"Published by The Brackwater Post, by the data that came with the article: {PLACE} (5 March 2024).",
        PLACE,
    ),
    (Particular.HEADLINE, f"The headline: {PLACE} (The Brackwater Post, 5 March 2024).", PLACE),
]


@pytest.mark.parametrize(("particular", "text", "cited"), TOLD)
def test_told_with_how_it_is_known(particular: Particular, text: str, cited: str) -> None:
    found = told(ARTICLE, particular)
    assert found is not None
    assert (found[0], found[1].of(TEXT)) == (text, cited)


def test_what_is_unknown_is_not_told() -> None:
    assert told(Article("x", "x.txt", "Words."), Particular.AUTHOR) is None


def test_without_a_headline_the_first_sentence_is_cited() -> None:
    found = told(Article("x", "x.txt", "It rained. It stopped.", published=Known("2024-03", Origin.METADATA)), ASKED)
    assert found is not None
    assert found[0] == "Published in March 2024, by the data that came with the article: x.txt."
    assert found[1].of("It rained. It stopped.") == "It rained."


ASKED = Particular.PUBLISHED


def test_the_answer_is_verified_and_cited() -> None:
    room = Newsroom((ARTICLE, []))
    question = Question("?", QuestionKind.FACT, "Who wrote the article about the ferry?")
    findings = Findings(question, (), particulars=(("ferry", Particular.AUTHOR), ("ferry", Particular.OUTLET)))
    done = verify(ExtractiveWriter().write(findings, room), findings, room)
    assert [c.quote for c in done.citations] == ["By Ines Calder", PLACE]
    assert (len(done.sentences), done.dropped) == (2, ())
