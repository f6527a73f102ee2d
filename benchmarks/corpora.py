"""The benchmark's articles to corpora of the sizes asked for, by taking more articles, never by copying any.

A corpus smaller than the split has the articles that its questions are about first, so that its scores mean something;
a larger one has the whole split and then the articles of `large.jsonl.gz`, which no question is about.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path


def split_size(bench: Path, split: str) -> int:
    """How many articles a split has."""
    with (bench / split / "corpus.jsonl").open("rb") as lines:
        return sum(1 for _ in lines)


def corpus(bench: Path, split: str, size: int, folder: Path, questions: int | None) -> bool:
    """Write corpus.jsonl and questions.jsonl into the folder; whether all articles the questions need are in it.

    `questions` None: all of them. ValueError when there are fewer articles than asked for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (bench / split / "questions.jsonl").open(encoding="utf-8") as lines:
        asked = list(islice(lines, questions))
    wanted = {article for line in asked for article in json.loads(line)["relevant_ids"]}
    taken: dict[str, str] = {}  # `large` has some of the articles of the split again
    for line in chain(_split(bench / split / "corpus.jsonl", wanted), _large(bench)):
        if len(taken) == size:
            break
        taken.setdefault(json.loads(line)["id"], line)
    if len(taken) < size:
        raise ValueError(f"there are only {len(taken)} articles")
    (folder / "corpus.jsonl").write_text("".join(taken.values()), "utf-8")
    (folder / "questions.jsonl").write_text("".join(asked), "utf-8")
    return size >= len(wanted)


def _split(articles: Path, wanted: set[str]) -> list[str]:
    with articles.open(encoding="utf-8") as lines:
        return sorted(lines, key=lambda line: json.loads(line)["id"] not in wanted)


def _large(bench: Path) -> Iterator[str]:
    with gzip.open(bench / "large.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from lines
