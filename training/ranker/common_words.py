"""Articles to how common their common words are: the table that steadies rarity over few articles.

`python -m training.ranker.common_words ARTICLES.jsonl[.gz] --out rag/evidence/common.json` counts in how many passages
of about 900 characters a stem stands and keeps those that stand in four of a thousand or more, by level:
2 ** -(level / 2). Figures of that kind are all that is kept of the articles.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rag.words import sentences, stems

PASSAGE = 900  # characters
COMMON = 0.004  # of all passages


def passages(path: Path, limit: int) -> Iterator[str]:
    """Stretches of whole sentences of the first articles of a JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line, _ in zip(lines, range(limit), strict=False):
            text = json.loads(line)["text"]
            start = end = 0
            for span in sentences(text):
                if span.end - start > PASSAGE and end > start:
                    yield text[start:end]
                    start = span.start
                end = span.end
            if end > start:
                yield text[start:end]


def common(path: Path, limit: int) -> dict[str, str]:
    """Level to the stems of that level, common ones first."""
    counts: Counter[str] = Counter()
    total = 0
    for passage in passages(path, limit):
        total += 1
        counts.update(set(stems(passage)))
    levels: dict[int, list[str]] = {}
    for word, count in counts.items():
        if count / total >= COMMON and not word[0].isdigit():
            levels.setdefault(round(-2 * math.log2(count / total)), []).append(word)
    return {str(level): " ".join(sorted(levels[level])) for level in sorted(levels)}


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=4000, help="articles counted")
    options = parser.parse_args()
    table = common(options.articles, options.limit)
    options.out.write_text(json.dumps(table, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(sum(len(words.split()) for words in table.values()), "stems")


if __name__ == "__main__":
    main()
