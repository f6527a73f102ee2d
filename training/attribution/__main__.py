"""Turn a command line into a trained checkpoint and, from it, the files that the package ships.

The work is left to `train`, `together` and `export`.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.attribution.corpus import read_articles
from training.attribution.export import export, read_checkpoints
from training.attribution.meaning import read_meant
from training.attribution.together import AGAIN, TOGETHER, between, nearer, train_together
from training.attribution.train import Plan, begin, train


def main() -> None:
    """Parse the command line; train unless only an export is asked for, then export."""
    parser = argparse.ArgumentParser(prog="python -m training.attribution", description=__doc__)
    parser.add_argument("--minilm", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--train", type=Path, help="annotated articles, JSONL; without it only the export is done")
    parser.add_argument("--checkpoint", type=Path, default=Path("attribution.pt"))
    parser.add_argument("--average", type=Path, nargs="*", default=[], help="checkpoints to average in when exporting")
    parser.add_argument("--out", type=Path, default=Path("rag/statements/weights"), help="folder of the shipped files")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--rate", type=float, default=Plan().rate, help="top learning rate of the uppermost layer")
    parser.add_argument("--start", type=Path, help="go on from this checkpoint instead of from MiniLM")
    parser.add_argument("--plain", type=Path, nargs="*", help="plain articles: learn the vectors of passages too")
    parser.add_argument(
        "--tagger", type=Path, nargs="*", help="with --plain: the checkpoints to average and go on from"
    )
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--limit", type=int, help="only so many articles, for a trial")
    chosen = parser.parse_args()
    torch.set_flush_denormal(True)  # the averages of rarely seen words fade into numbers that a CPU is slow at
    torch.set_num_threads(os.cpu_count() or 1)
    words = chosen.minilm / "tokenizer.json"
    if chosen.train:
        tokenizer = Tokenizer.from_file(str(words))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        articles = read_articles(chosen.train)[: chosen.limit]
        torch.manual_seed(chosen.seed)
        weights = chosen.minilm / "model.safetensors"
        if chosen.plain:
            plain = list(read_meant(chosen.plain, tokenizer))
            tagger = read_checkpoints(chosen.tagger)
            plan = replace(AGAIN if chosen.start else TOGETHER, seed=chosen.seed)
            again = nearer(read_checkpoints([chosen.start]), tagger) if chosen.start else between(tagger, weights)
            train_together((plain, articles), tokenizer, (tagger, again), plan, chosen.checkpoint)
        else:
            plan = Plan(epochs=chosen.epochs, seed=chosen.seed, rate=chosen.rate)
            train(articles, tokenizer, begin(weights, chosen.start, plan), plan, chosen.checkpoint)
    export([chosen.checkpoint, *chosen.average], words, chosen.out)


if __name__ == "__main__":
    main()
