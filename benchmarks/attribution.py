"""Turn articles in the PolNeAR layout (JSONL) into statements JSONL, and print how fast and how large the tagger is.

Scoring the statements against the annotations is left to the scorer that comes with the data.

    python -m benchmarks.attribution dev.jsonl --out statements.jsonl [--embedder FOLDER]
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path
from typing import Any

from rag.statements.tagger import WEIGHTS, Tagger
from rag.types import Attribution, Span

PASSAGE = 800
"""Characters of a passage of about 174 tokens, as the index embeds them."""


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _row(article: str, found: Attribution) -> dict[str, Any]:
    return {
        "article": article,
        "mention": _pair(found.source),
        "cue": _pair(found.cue),
        "content": [[s.start, s.end] for s in found.content],
        "score": round(found.score, 4),
    }


def _resident() -> float:
    """Peak resident memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _embedding_seconds(texts: list[str], folder: Path) -> float:
    """How long sentence-transformers takes to embed the same texts in passages; needs that package."""
    from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found,unused-ignore]

    model = SentenceTransformer(str(folder), device="cpu")
    passages = [text[at : at + PASSAGE] for text in texts for at in range(0, len(text), PASSAGE)]
    model.encode(passages[:8])
    began = time.perf_counter()
    model.encode(passages)
    return time.perf_counter() - began


def main() -> None:
    """Parse the command line, tag, write, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--embedder", type=Path, help="a sentence-transformers folder, to compare with embedding")
    chosen = parser.parse_args()
    with chosen.articles.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    texts = [row["text"] for row in rows]
    began = time.perf_counter()
    tagger = Tagger.open(chosen.weights, threads=chosen.threads)
    opened = time.perf_counter()
    found = tagger.tag(texts)
    seconds = time.perf_counter() - opened
    with chosen.out.open("w", encoding="utf-8") as out:
        for row, attributions in zip(rows, found, strict=True):
            out.writelines(json.dumps(_row(row["id"], a)) + "\n" for a in attributions)
    characters = sum(map(len, texts))
    print(
        f"{len(texts)} articles, {characters} characters, {sum(map(len, found))} attributions: opened in "
        f"{opened - began:.2f} s, tagged in {seconds:.2f} s: {len(texts) / seconds:.1f} articles/s, "
        f"{characters / seconds:.0f} characters/s, peak {_resident():.0f} MB"
    )
    if chosen.embedder:
        print(f"sentence-transformers embeds the same texts in {_embedding_seconds(texts, chosen.embedder):.2f} s")


if __name__ == "__main__":
    main()
