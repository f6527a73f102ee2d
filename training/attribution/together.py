"""Teach one encoder two things: who said what, and what a stretch of text means, so that one reading gives both.

It starts between a trained tagger and the sentence encoder that both came from (weights interpolated as in Wortsman et
al., CVPR 2022), learns vectors from the sentence encoder and tags from that tagger on plain articles, and tags from
annotated articles as before (knowledge distillation, Hinton et al., 2015).
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from training.attribution.corpus import Labelled
from training.attribution.encoder import Encoder, read_minilm
from training.attribution.meaning import Meant, Window
from training.attribution.model import DEPTH, Extractor
from training.attribution.train import Plan, average, batches, loss_of, parameter_groups, rate_at

TOGETHER = Plan(rate=2e-4, decay=0.9, average=0.998, dropout=0.0, steps=2000, short=0.3)
AGAIN = replace(TOGETHER, rate=1.2e-4, warmup=0.03, average=0.995, steps=450)
"""How to go on from a model that was trained together before."""
TOWARDS, BACK = 0.3, 0.2
"""How far from the tagger to the sentence encoder the training starts; how far from a model back to the tagger."""
ALIKE = 5.0
"""Weight of the likenesses between the stretches of a batch."""
_TILE = 32  # tokens: a processor multiplies tiles of that size, and what is left over slowly
HEADLINES = 0.3
"""Weight of the tags of headlines against those of the text."""
SIDES = 0.2
"""Weight of the link scorer's projections against that of the tags."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Windows padded to the longest; `place` (tokens,) tells where each token without the special ones lies, flat."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    word_mask: Tensor
    place: Tensor


@dataclass(frozen=True, slots=True)
class Group:
    """A few articles: their windows, their headlines, and n stretches with the teacher's vectors."""

    body: Stack
    headlines: Stack
    parts: Tensor  # (k, 3): stretch, first token, token after the last, counted through `body.place`
    titled: Tensor  # (n, 3): stretch, and the tokens of its headline in `headlines.place`
    is_passage: Tensor  # (n,)
    vectors: Tensor  # (n, 384)


def stacked(windows: Sequence[Window]) -> Stack:
    """Windows of several articles side by side."""
    longest = -max(len(w.ids) for w in windows) // _TILE * -_TILE

    def pad(rows: list[Tensor]) -> Tensor:
        padded = pad_sequence(rows, batch_first=True)
        return functional.pad(padded, (0, 0) * (padded.ndim - 2) + (0, longest - padded.shape[1]))

    inner = [np.arange(1, len(w.ids) - 1) + row * longest for row, w in enumerate(windows)]
    return Stack(
        ids=pad([torch.from_numpy(w.ids) for w in windows]),
        features=pad([torch.from_numpy(w.features) for w in windows]),
        mask=pad([torch.ones(len(w.ids)) for w in windows]),
        first=pad([torch.from_numpy(w.first) for w in windows]),
        word_mask=pad([torch.ones(len(w.first), dtype=torch.bool) for w in windows]),
        place=torch.from_numpy(np.concatenate(inner)),
    )


def grouped(articles: Sequence[Meant]) -> Group:
    """Articles to one batch; every one must have a headline and at least one stretch."""
    parts, titled, tokens, title_tokens, stretches = [], [], 0, 0, 0
    for article in articles:
        assert article.headline is not None  # noqa: S101  told above
        parts.append(np.add(article.parts, [stretches, tokens, tokens]))
        length = len(article.headline.ids) - 2
        own = np.arange(stretches, stretches + len(article.vectors))
        titled.append(np.stack([own, *np.broadcast_to([[title_tokens], [title_tokens + length]], (2, len(own)))], 1))
        tokens += sum(len(w.ids) - 2 for w in article.windows)
        title_tokens += length
        stretches += len(own)
    return Group(
        body=stacked([w for article in articles for w in article.windows]),
        headlines=stacked([article.headline for article in articles if article.headline]),
        parts=torch.from_numpy(np.concatenate(parts)),
        titled=torch.from_numpy(np.concatenate(titled)),
        is_passage=torch.from_numpy(np.concatenate([article.is_passage for article in articles])),
        vectors=torch.from_numpy(np.concatenate([article.vectors for article in articles])).float(),
    )


def groups(articles: Sequence[Meant], tokens: int, rng: random.Random) -> Iterator[Group]:
    """Articles without end, in a new order every time round, about so many tokens together."""
    usable = [a for a in articles if a.headline is not None and len(a.vectors) and len(a.windows)]
    while True:
        rng.shuffle(usable)
        some: list[Meant] = []
        for article in usable:
            some.append(article)
            if sum(len(a.windows) for a in some) * 256 >= tokens:
                yield grouped(some)
                some = []


def means(states: Tensor, place: Tensor, parts: Tensor, many: int) -> Tensor:
    """Mean states (many, DEPTH * WIDTH) of stretches, each the tokens of its parts; states: (batch, tokens, ...)."""
    sums = functional.pad(states.flatten(0, 1)[place].float().cumsum(0), (0, 0, 1, 0))
    own = sums[parts[:, 2]] - sums[parts[:, 1]]
    total = own.new_zeros(many, own.shape[1]).index_add(0, parts[:, 0], own)
    lengths = own.new_zeros(many).index_add(0, parts[:, 0], (parts[:, 2] - parts[:, 1]).to(own.dtype))
    return total / lengths.clamp(min=1)[:, None]


def meaning_loss(model: Extractor, group: Group, states: list[Tensor], title: list[Tensor]) -> Tensor:
    """How far the stretches' vectors are from the teacher's, and their likenesses to each other from what they are."""
    many = len(group.vectors)
    own = means(torch.cat(states[-DEPTH:], -1), group.body.place, group.parts, many)
    headlines = means(torch.cat(title[-DEPTH:], -1), group.headlines.place, group.titled, many)
    found = model.meaning(own, headlines, group.is_passage)
    wanted = functional.normalize(group.vectors, dim=-1)
    far = 1 - (found * wanted).sum(-1)
    weight = torch.where(group.is_passage, 2.0, 1.0)
    alike = (found @ wanted.T - wanted @ wanted.T).square().mean()
    return (far * weight).sum() / weight.sum() + ALIKE * alike


def tags_loss(model: Extractor, teacher: Extractor, body: Stack, states: list[Tensor]) -> Tensor:
    """How far tag scores and link projections are from the teacher's."""
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        seen = teacher.words(body.ids, body.features, body.mask, body.first)
        wanted = [part.float()[body.word_mask] for part in seen]
    with torch.autocast("cpu", torch.bfloat16):
        found = [part.float()[body.word_mask] for part in model.of_words(states[-1], body.first)]
    chances = [functional.log_softmax(scores, dim=-1) for scores in (found[0], wanted[0])]
    tags = functional.kl_div(chances[0], chances[1], reduction="batchmean", log_target=True)
    sides = sum(functional.mse_loss(f, w) / w.var() for f, w in zip(found[1:], wanted[1:], strict=True))
    return tags + SIDES * sides


def between(tagger: Extractor, minilm: Path) -> Extractor:
    """A copy of the tagger whose encoder lies a part of the way towards the sentence encoder."""
    model = deepcopy(tagger)
    other = Encoder()
    read_minilm(other, minilm)
    far = other.state_dict()
    near = model.encoder.state_dict()
    zero = {"look.weight", "mark.weight", "place.weight"}  # the sentence encoder has none of these
    model.encoder.load_state_dict({k: v if k in zero else torch.lerp(v, far[k], TOWARDS) for k, v in near.items()})
    return model


def nearer(model: Extractor, tagger: Extractor) -> Extractor:
    """A copy of a model trained together a part of the way back to the tagger, but for what makes vectors."""
    near = model.state_dict()
    far = {k: near[k] if k.startswith("meaning.") else v for k, v in tagger.state_dict().items()}
    moved = deepcopy(model)
    moved.load_state_dict({k: torch.lerp(v, far[k], BACK) for k, v in near.items()})
    return moved


def train_together(
    articles: tuple[Sequence[Meant], list[Labelled]],
    tokenizer: Tokenizer,
    models: tuple[Extractor, Extractor],
    plan: Plan,
    out: Path,
) -> Extractor:
    """Train on plain articles and, every third step, on annotated ones; `out` receives the averaged model now and then.

    models: the tagger that teaches, and what to start from.
    """
    rng = random.Random(plan.seed)
    (plain_articles, labelled), (teacher, model) = articles, models
    averaged = deepcopy(model)
    teacher.eval()
    model.train()
    model.encoder.word.weight.requires_grad_(False)
    optimiser = torch.optim.AdamW(parameter_groups(model, plan), fused=True, betas=(0.9, 0.98))
    plain = groups(plain_articles, plan.tokens_a_batch, rng)
    annotated = (batch for _ in count() for batch in batches(labelled, tokenizer, plan, rng))
    told: dict[str, Tensor] = {}
    began = time.monotonic()
    for step in range(plan.steps):
        for group in optimiser.param_groups:
            group["lr"] = group["top"] * rate_at(step, plan.steps, plan.warmup)
        if step % 3 == 2:
            losses = dict(zip(("tags", "links"), loss_of(model, next(annotated), plan.word_dropout), strict=True))
        else:
            losses = _taught(model, teacher, next(plain))
        told |= {name: loss.detach() for name, loss in losses.items()}
        torch.autograd.backward(list(losses.values()))
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        average(averaged, model, min(plan.average, (1 + step) / (10 + step)))
        if step % 30 == 29:
            seen = "  ".join(f"{name} {value.item():.4f}" for name, value in told.items())
            print(f"{(time.monotonic() - began) / 60:5.1f} min  {step + 1}/{plan.steps}  {seen}", flush=True)
        if step % 250 == 249 or step + 1 == plan.steps:
            torch.save(averaged.state_dict(), out)
    return averaged


def _taught(model: Extractor, teacher: Extractor, group: Group) -> dict[str, Tensor]:
    """What is lost on a few plain articles, against either teacher.

    Tags are taught on headlines too: else an encoder forgets how to tag what is short.
    """
    with torch.autocast("cpu", torch.bfloat16):
        states, title = (
            model.encoder(stack.ids, stack.features, stack.mask) for stack in (group.body, group.headlines)
        )
    return {
        "vectors": meaning_loss(model, group, states, title),
        "taught": tags_loss(model, teacher, group.body, states),
        "headlines": HEADLINES * tags_loss(model, teacher, group.headlines, title),
    }
