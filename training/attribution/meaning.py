"""Turn plain articles into windows and the stretches of them whose vectors are to be learned: passages and statements.

The teacher is the sentence encoder that reads questions (all-MiniLM-L6-v2): each stretch is embedded by it alone. What
is learned from that is left to `together`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from rag.articles import read_all
from rag.index import local_embedder
from rag.index.embedding import texts_of
from rag.statements import open_extractor
from rag.statements.tagger_words import CLS, SEP, Ints, Words, windows_of, words_of
from rag.types import Article, Extraction

Floats = npt.NDArray[np.float16]
_AT_ONCE = 256  # articles whose stretches the teacher embeds together


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens (with the two special ones), features, and the first token of each word."""

    ids: Ints
    features: Ints
    first: Ints


@dataclass(frozen=True, slots=True)
class Meant:
    """One article as windows, its headline as one more, and n stretches of the tokens of all its windows.

    `parts` (k, 3): stretch, first token, token after the last, counted through the article without special tokens.
    """

    windows: tuple[Window, ...]
    headline: Window | None
    parts: Ints
    is_passage: npt.NDArray[np.bool_]
    vectors: Floats  # (n, 384), what the teacher gives


def read_meant(paths: Sequence[Path], tokenizer: Tokenizer, limit: int | None = None) -> Iterator[Meant]:
    """The articles under the paths, passages and statements found by rule."""
    articles = (found for found in read_all(paths) if isinstance(found, Article))
    teacher, extractor = local_embedder(), open_extractor(fast=True)
    rest = islice(articles, limit)
    while some := list(islice(rest, _AT_ONCE)):
        pairs = list(zip(some, extractor.extract(some), strict=True))
        texts = [text for article, found in pairs for text in texts_of(article, found.passages, found.statements)]
        vectors = teacher.embed(texts).astype(np.float16)
        at = 0
        for article, found in pairs:
            count = len(found.passages) + len(found.statements)
            yield _meant(article, found, vectors[at : at + count], tokenizer)
            at += count


def _meant(article: Article, found: Extraction, vectors: Floats, tokenizer: Tokenizer) -> Meant:
    words = words_of(article.text, tokenizer)
    stretches = [(p.span,) for p in found.passages] + [s.content for s in found.statements]
    parts = [(n, *tokens) for n, spans in enumerate(stretches) for tokens in words.tokens_of(spans)]
    title = words_of(article.headline.value, tokenizer) if article.headline else None
    return Meant(
        windows=tuple(_window(words, start, end) for start, end in windows_of(words)),
        headline=_window(title, *next(windows_of(title))) if title and len(title.first) else None,
        parts=np.array(parts, np.int64).reshape(-1, 3),
        is_passage=np.arange(len(stretches)) < len(found.passages),
        vectors=vectors,
    )


def _window(words: Words, start: int, end: int) -> Window:
    edge = np.append(words.first, len(words.ids))
    tokens = slice(int(edge[start]), int(edge[end]))
    return Window(
        ids=np.concatenate([[CLS], words.ids[tokens], [SEP]]),
        features=np.pad(words.features[tokens], ((1, 1), (0, 0))),
        first=words.first[start:end] - edge[start] + 1,
    )
