"""One reading of an article gives the vectors that the sentence encoder would give, near enough to find by them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rag.articles import read_all
from rag.index import local_embedder
from rag.index.embedding import texts_of
from rag.statements import open_extractor
from rag.statements.meaning import Meaning, States
from rag.statements.tagger_words import Words
from rag.types import Article, Known, Mode, Origin, Passage, Span, Statement

OWN = Path(__file__).parents[2] / "corpus"
WORDS = Words(  # "ab c de": the first word has two tokens
    ids=np.array([1, 2, 3, 4]),
    features=np.zeros((4, 3), np.int64),
    first=np.array([0, 2, 3]),
    spans=np.array([[0, 2], [3, 4], [5, 7]]),
    breaks=np.array([], np.int64),
    sentences=np.array([0]),
)
STATES = States(WORDS, np.array([[1, 0], [3, 0], [5, 6], [0, 8]], np.float32))


@pytest.mark.parametrize(
    ("spans", "expected", "why"),
    [
        ([(0, 2)], [2, 0], "both tokens of a word"),
        ([(1, 4)], [3, 2], "a word that is touched counts as a whole"),
        ([(0, 2), (5, 7)], [4 / 3, 8 / 3], "parts are weighed by their tokens"),
        ([(2, 3)], [0, 0], "between words there is nothing"),
    ],
)
def test_the_mean_state_of_a_stretch(spans: list[tuple[int, int]], expected: list[float], why: str) -> None:
    assert STATES.mean([Span(*span) for span in spans]) == pytest.approx(expected), why


def test_a_passage_stands_under_its_headline_and_a_statement_does_not() -> None:
    turn = np.array([[0, 1], [1, 0]], np.float32)
    meaning = Meaning("letters", np.eye(2, dtype=np.float32), np.array([0, 1]), turn, turn, np.array([0, 0]))
    title = States(WORDS, np.array([[0, 8]] * 4, np.float32))
    passage = Passage("a/0-2", "a", Span(0, 2))
    said = Statement("a:0", "a", Mode.DIRECT, (Span(0, 2),))
    under, quoted = meaning.vectors(STATES, title, [passage], [said])
    assert under == pytest.approx(np.array([10, 1]) / np.sqrt(101))
    assert quoted == pytest.approx([0, 1])
    assert meaning.vectors(STATES, None, [passage], [])[0] == pytest.approx(np.array([2, 1]) / np.sqrt(5))


def test_what_is_read_lies_where_the_sentence_encoder_puts_it() -> None:
    articles = [found for found in read_all([OWN]) if isinstance(found, Article)][:8]
    extractor, embedder = open_extractor(threads=1), local_embedder(1)
    assert extractor.space == embedder.name
    read, wanted, passages = [], [], []
    for article, found in zip(articles, extractor.extract(articles), strict=True):
        assert found.vectors is not None
        read.append(found.vectors)
        wanted.append(embedder.embed(texts_of(article, found.passages, found.statements)))
        passages += [True] * len(found.passages) + [False] * len(found.statements)
    cosines = np.concatenate(read) @ np.concatenate(wanted).T
    nearest = cosines.argmax(axis=1) == np.arange(len(cosines))
    is_passage = np.array(passages)
    assert np.diag(cosines)[is_passage].mean() > 0.8
    assert np.diag(cosines)[~is_passage].mean() > 0.8
    assert nearest.mean() > 0.9, "each is nearest to its own words"


def test_a_headline_moves_the_passages_and_nothing_else() -> None:
    article = next(found for found in read_all([OWN]) if isinstance(found, Article))
    other = replace(article, headline=Known("Harbour closed after storm", Origin.METADATA))
    (first,), (second,) = (list(open_extractor(threads=1).extract([each])) for each in (article, other))
    assert first.vectors is not None
    assert second.vectors is not None
    moved = np.abs(first.vectors - second.vectors).max(axis=1) > 1e-3
    assert moved.tolist() == [True] * len(first.passages) + [False] * len(first.statements)


def test_an_article_without_words_has_no_vectors() -> None:
    (found,) = open_extractor(threads=1).extract([Article(id="a1", path="a1.txt", text=" \n ")])
    assert found.vectors is None
    assert not found.passages
