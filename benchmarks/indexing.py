"""Index articles through the real pipeline, and say how long, how much work and how much memory that took.

    python -m benchmarks.indexing articles.jsonl [--articles 500 2200] [--peer PYTHON] [--out points.json]

Each number of articles is indexed from nothing in a process of its own. With `--peer`, an interpreter that has
sentence-transformers embeds the same passages with the same weights right afterwards, and ratios to it are given:
compare those, not seconds, which belong to the machine and its load.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Our figures set against the peer's, whose loading is left out; on a busy machine believe those of the processor.
SHARED = (("embed_s", "embed_s"), ("whole_s", "embed_s"), ("cpu_s", "embed_cpu_s"))
PEER = """
import json, resource, sys, time
began = time.perf_counter()
from sentence_transformers import SentenceTransformer
texts = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
model = SentenceTransformer(sys.argv[2], device="cpu")
model.max_seq_length = int(sys.argv[3])
loaded, cpu = time.perf_counter(), time.process_time()
model.encode(texts, batch_size=32, normalize_embeddings=True)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
times = {"load_s": loaded - began, "embed_s": time.perf_counter() - loaded, "embed_cpu_s": time.process_time() - cpu}
print(json.dumps({**times, "peak_mb": peak}))
"""


def _index(articles: Path, folder: Path) -> dict[str, float]:
    """One run of `index` in this process, which does nothing else."""
    import resource
    from dataclasses import replace

    from rag.pipeline import build_index
    from rag.settings import Settings
    from rag.types import Progress

    began = time.perf_counter()
    reached: dict[str, float] = {}

    def note(progress: Progress) -> None:
        begun = "" if progress.total is not None and progress.done == progress.total else " begun"
        reached.setdefault(progress.stage + begun, time.perf_counter() - began)  # the first time only

    status = build_index(replace(Settings(), index_dir=folder), [articles], note).status
    return {
        **{name: getattr(status, name) for name in ("articles", "statements", "passages", "vectors")},
        "words_s": reached["publishing"],  # searchable by words and speakers
        "tagged_s": reached["vectors begun"],  # who said what, by the tagger too
        "embed_s": reached["vectors"] - reached["vectors begun"],
        "whole_s": time.perf_counter() - began,
        "cpu_s": time.process_time(),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _peer(python: Path, folder: Path, texts: Path) -> dict[str, float]:
    """What sentence-transformers takes for the passages of an index."""
    from rag.index import check_weights, open_index
    from rag.index.embedder import LONGEST
    from rag.index.embedding import passage_text

    index = open_index(folder)
    with texts.open("w", encoding="utf-8") as file:
        for card in index.cards():
            article = index.article(card.id)
            file.writelines(json.dumps(passage_text(article, p)) + "\n" for p in index.passages_of(card.id))
    return _told([str(python), "-c", PEER, str(texts), str(check_weights()), str(LONGEST)])


def _told(command: list[str]) -> dict[str, float]:
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {name: round(value, 3) for name, value in told.items()}


def _measure(source: Path, articles: int | None, peer: Path | None) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as scratch:
        part, folder = Path(scratch) / "articles.jsonl", Path(scratch) / "index"
        with source.open(encoding="utf-8") as file, part.open("w", encoding="utf-8") as out:
            out.writelines(islice(file, articles))
        ours = _told([sys.executable, "-m", "benchmarks.indexing", str(part), "--one", str(folder)])
        theirs = _peer(peer, folder, Path(scratch) / "texts.jsonl") if peer else None
    shares = {f"{ours_} / {peer_}": round(ours[ours_] / theirs[peer_], 3) for ours_, peer_ in SHARED} if theirs else {}
    return {"ours": ours, "sentence-transformers": theirs, "ratios": shares, "load": round(os.getloadavg()[0], 1)}


def main() -> None:
    """Parse the command line, measure, print a line of JSON for each number of articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="a JSONL file, an article a line")
    parser.add_argument("--articles", type=int, nargs="+", default=[None], help="how many of them; default: all")
    parser.add_argument("--peer", type=Path, help="an interpreter with sentence-transformers; default: no comparison")
    parser.add_argument("--out", type=Path, help="where to write the points as JSON")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(_index(given.source, given.one)))
        return
    points = []
    for articles in given.articles:
        points.append(_measure(given.source.resolve(), articles, given.peer))
        print(json.dumps(points[-1]), flush=True)
    if given.out:
        given.out.write_text(json.dumps(points, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
