"""Text goes in, words with features and windows come out."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from tokenizers import Tokenizer

from rag.statements.tagger import WEIGHTS
from rag.statements.tagger_words import look_of, windows_of, words_of


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said: “No.”", ["He", "said", ":", "“", "No", ".", "”"]),
        ("Café 😀 opens", ["Café", "😀", "opens"]),  # accents and signs outside the plane move no offset
        ("İstanbul’s", ["İstanbul", "’", "s"]),  # a letter that grows when lowered
        ("one\ud800 two", ["one", "two"]),  # half a character, from a broken decoder
        ("", []),
        (" \n\t ", []),
    ],
)
def test_words_are_cut_from_the_text_itself(text: str, expected: list[str], tokenizer: Tokenizer) -> None:
    words = words_of(text, tokenizer)
    assert [text[start:end].rstrip("\ud800") for start, end in words.spans] == expected
    assert len(words.features) == len(words.ids)


@pytest.mark.parametrize(
    ("word", "look"), [("said", 1), ("Xi", 2), ("A", 2), ("CNN", 3), ("McCain", 4), ("2016", 5), ("“", 6)]
)
def test_looks(word: str, look: int) -> None:
    assert look_of(word) == look


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("“No”, he", [1, 7, 9, 0, 0]),
        ('"No", he', [3, 7, 10, 0, 0]),  # straight marks open and close by turns
        ("''No'' he", [3, 10, 7, 10, 3, 0]),  # two apostrophes for a double mark
        ("“No\n\nhe", [1, 7, 0]),  # a mark never closed costs one paragraph, not the article
    ],
)
def test_quotation_state(text: str, marks: list[int], tokenizer: Tokenizer) -> None:
    words = words_of(text, tokenizer)
    assert words.features[words.first, 1].tolist() == marks


@pytest.mark.parametrize(
    ("text", "budget", "expected"),
    [
        ("one two\n\nthree four", 4, [(0, 4)]),
        ("one two\n\nthree four", 3, [(0, 2), (2, 4)]),  # at the paragraph, not at the third word
        ("one. Two three four", 4, [(0, 2), (2, 5)]),  # a long paragraph at the sentence
        ("one two three four five", 2, [(0, 2), (2, 4), (4, 5)]),  # anywhere when there is nothing better
    ],
)
def test_windows(text: str, budget: int, expected: list[tuple[int, int]], tokenizer: Tokenizer) -> None:
    assert list(windows_of(words_of(text, tokenizer), budget)) == expected


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("By Ana Brito\nThe harbour stays open.\nIt always did.", [0, 3, 8]),
        (
            "The harbour stays open until\nthe spring, said the mayor.\n\nIt always\ndid.",
            [0, 12],
        ),  # wrapped at the margin
        ("The harbour stays.\r\n\r\nIt did.", [0, 4]),
    ],
)
def test_paragraphs(text: str, starts: list[int], tokenizer: Tokenizer) -> None:
    assert words_of(text, tokenizer).breaks.tolist() == starts


def test_windows_cover_every_word_once(tokenizer: Tokenizer) -> None:
    words = words_of("He said no. " * 200 + "\n\n" + "word " * 700 + "x" * 5000, tokenizer)
    windows = list(windows_of(words))
    assert windows[0][0] == 0
    assert windows[-1][1] == len(words.first)
    assert all(left[1] == right[0] for left, right in itertools.pairwise(windows))
    edge = np.append(words.first, len(words.ids))
    assert all(edge[end] - edge[start] <= 254 for start, end in windows)
