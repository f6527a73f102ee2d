"""Turn annotated articles into a trained extractor: even batches, layer-wise learning rates, averaged weights.

Reading and labelling are left to `corpus`, writing the shipped files to `export`.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from training.attribution.augment import dirty
from training.attribution.corpus import Example, Labelled, examples_of
from training.attribution.encoder import LAYERS, read_minilm
from training.attribution.model import Extractor

MASK = 103


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: every number that the result depends on."""

    epochs: int = 6
    short: float = 0.0  # of the articles cut into short windows
    steps: int = 0  # instead of epochs, where two kinds of articles take turns
    seed: int = 13
    rate: float = 3e-4
    head_rate: float = 1e-3
    decay: float = 0.85
    warmup: float = 0.08
    tokens_a_batch: int = 4096
    word_dropout: float = 0.03
    average: float = 0.995
    dropout: float = 0.1


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows; `row` says which window each cue belongs to."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    tags: Tensor
    word_mask: Tensor
    row: Tensor
    cues: Tensor
    links: Tensor


def collate(examples: list[Example]) -> Batch:
    """Pad windows to the longest; links of padded words are -100, which the loss leaves out."""

    def pad(rows: list[npt.NDArray[np.generic]], value: int = 0) -> Tensor:
        return pad_sequence([torch.from_numpy(r) for r in rows], batch_first=True, padding_value=value)

    first = pad([e.first for e in examples])
    words = first.shape[1]
    links = [np.pad(e.links, ((0, 0), (0, words - len(e.tags))), constant_values=-100) for e in examples]
    return Batch(
        ids=pad([e.ids for e in examples]),
        features=pad([e.features for e in examples]),
        mask=pad([np.ones(len(e.ids), np.float32) for e in examples]),
        first=first,
        tags=pad([e.tags for e in examples]),
        word_mask=pad([np.ones(len(e.tags), np.bool_) for e in examples]),
        row=torch.tensor([i for i, e in enumerate(examples) for _ in range(len(e.cues))], dtype=torch.long),
        cues=torch.from_numpy(np.concatenate([e.cues for e in examples])),
        links=torch.from_numpy(np.concatenate(links)),
    )


def batches(articles: list[Labelled], tokenizer: Tokenizer, plan: Plan, rng: random.Random) -> list[Batch]:
    """One epoch: every article dirtied and cut anew, windows of similar length together, batches in random order."""
    examples = [
        example for article in articles for example in examples_of(dirty(article, rng), tokenizer, _budget(plan, rng))
    ]
    examples = [e for e in examples if len(e.tags)]
    examples.sort(key=lambda e: len(e.ids) + rng.random() * 16)
    groups: list[list[Example]] = [[]]
    for example in examples:
        if (len(groups[-1]) + 1) * len(example.ids) > plan.tokens_a_batch and groups[-1]:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    return [collate(group) for group in groups]


def _budget(plan: Plan, rng: random.Random) -> int:
    """Tokens of an article's windows."""
    if plan.short and rng.random() < plan.short:
        return rng.randint(20, 120)
    return rng.randint(120, 254)


def loss_of(model: Extractor, batch: Batch, word_dropout: float) -> tuple[Tensor, Tensor]:
    """Tagging loss a word, linking loss a (cue, word) pair near the cue."""
    lost = (torch.rand(batch.ids.shape) < word_dropout) & (batch.ids > MASK)
    ids = batch.ids.masked_fill(lost, MASK)
    with torch.autocast("cpu", torch.bfloat16):
        scores, word_side, cue_side = model.words(ids, batch.features, batch.mask, batch.first)
    tagging = model.crf.loss(scores.float(), batch.tags, batch.word_mask) / batch.word_mask.sum()
    if not len(batch.row):
        return tagging, tagging.new_zeros(())
    with torch.autocast("cpu", torch.bfloat16):
        links = model.links(word_side, cue_side, batch.row, batch.cues)
    linking = functional.cross_entropy(links.float().flatten(0, 1), batch.links.flatten(), ignore_index=-100)
    return tagging, linking


def parameter_groups(model: Extractor, plan: Plan) -> list[dict[str, object]]:
    """Smaller steps for lower layers; larger ones for what starts from nothing."""
    groups: list[dict[str, object]] = []

    def add(parameters: Iterator[nn.Parameter], rate: float, weight_decay: float = 0.01) -> None:
        groups.append({"params": list(parameters), "lr": rate, "top": rate, "weight_decay": weight_decay})

    encoder = model.encoder
    for i, layer in enumerate(encoder.layers):
        add(layer.parameters(), plan.rate * plan.decay ** (LAYERS - 1 - i))
    low = plan.rate * plan.decay**LAYERS
    add((p for part in (encoder.word, encoder.position, encoder.norm) for p in part.parameters()), low, 0.0)
    add((p for part in (encoder.look, encoder.mark, encoder.place) for p in part.parameters()), plan.head_rate, 0.0)
    heads = (model.tag, model.word_side, model.cue_side, model.reach, model.link)
    add((p for part in heads for p in part.parameters()), plan.head_rate)
    add(model.crf.parameters(), 10 * plan.head_rate, 0.0)
    add(model.meaning.parameters(), plan.head_rate, 0.0)
    return groups


def rate_at(step: int, steps: int, warmup: float) -> float:
    """Linear warm-up, then cosine to a twentieth."""
    rise = max(1, int(steps * warmup))
    if step < rise:
        return (step + 1) / rise
    return 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))


def begin(minilm: Path, start: Path | None, plan: Plan) -> Extractor:
    """MiniLM with new heads or, given an earlier checkpoint, the model that it holds."""
    model = Extractor(plan.dropout)
    if start:
        model.load_state_dict(torch.load(start, weights_only=True))
    else:
        read_minilm(model.encoder, minilm)
    return model


def train(articles: list[Labelled], tokenizer: Tokenizer, model: Extractor, plan: Plan, out: Path) -> Extractor:
    """Train and return the averaged model; `out` receives it after every epoch."""
    rng = random.Random(plan.seed)
    averaged = Extractor(plan.dropout)
    averaged.load_state_dict(model.state_dict())
    optimiser = torch.optim.AdamW(parameter_groups(model, plan), fused=True, betas=(0.9, 0.98))
    step, steps, began = 0, 0, time.monotonic()
    for epoch in range(plan.epochs):
        model.train()
        epoch_batches = batches(articles, tokenizer, plan, rng)
        steps = steps or len(epoch_batches) * plan.epochs
        for batch in epoch_batches:
            for group in optimiser.param_groups:
                group["lr"] = group["top"] * rate_at(min(step, steps), steps, plan.warmup)
            tagging, linking = loss_of(model, batch, plan.word_dropout)
            torch.autograd.backward(tagging + linking)
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            average(averaged, model, min(plan.average, (1 + step) / (10 + step)))
            if step % 20 == 0:
                minutes = (time.monotonic() - began) / 60
                print(f"{minutes:5.1f} min  {step}/{steps}  tags {tagging:.4f}  links {linking:.4f}", flush=True)
        torch.save(averaged.state_dict(), out)
        print(f"epoch {epoch + 1} of {plan.epochs} done", flush=True)
    return averaged


@torch.no_grad()
def average(averaged: nn.Module, model: nn.Module, keep: float) -> None:
    """Exponential moving average of every parameter."""
    mine: list[Tensor] = list(averaged.parameters())
    theirs: list[Tensor] = list(model.parameters())
    torch._foreach_mul_(mine, keep)
    torch._foreach_add_(mine, theirs, alpha=1 - keep)
