"""Turn word vectors into tags and links: a linear-chain CRF over 13 tags, and a scorer of every word against every cue.

Decoding without torch is left to `rag.statements.tagger_decode`; the optimiser to `train`.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from rag.statements.tagger_decode import TAGS
from training.attribution.encoder import WIDTH, Encoder

LINK = 128
REACH = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)
"""Upper edges of the distance buckets (in words) between a word and a cue, on either side."""
FORBIDDEN = -1e4
DEPTH = 2
"""How many of the uppermost layers a vector is made from."""


def allowed(before: str, after: str) -> bool:
    """Whether one tag may follow another: B or I runs on in its role to I or E; O, E and S end."""
    if before[0] in "BI":
        return after[0] in "IE" and after[1:] == before[1:]
    return after[0] in "OBS"


class Crf(nn.Module):
    """Linear-chain conditional random field (Lafferty et al., 2001) with impossible transitions switched off."""

    wall: Tensor
    first: Tensor
    last: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.starts = nn.Parameter(torch.zeros(len(TAGS)))
        wall = [[0.0 if allowed(a, b) else FORBIDDEN for b in TAGS] for a in TAGS]
        self.register_buffer("wall", torch.tensor(wall))
        self.register_buffer("first", torch.tensor([0.0 if t[0] in "OBS" else FORBIDDEN for t in TAGS]))
        self.register_buffer("last", torch.tensor([0.0 if t[0] in "OES" else FORBIDDEN for t in TAGS]))

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood summed over the batch. scores: (batch, words, tags); tags, mask: (batch, words)."""
        moves = self.moves + self.wall
        alpha = scores[:, 0] + self.starts + self.first
        for t in range(1, scores.shape[1]):
            after = torch.logsumexp(alpha[:, :, None] + moves, dim=1) + scores[:, t]
            alpha = torch.where(mask[:, t, None], after, alpha)
        total = torch.logsumexp(alpha + self.last, dim=1)
        gold = scores.gather(2, tags[:, :, None])[:, :, 0]
        steps = moves[tags[:, :-1], tags[:, 1:]]
        path = (gold * mask).sum(1) + (steps * mask[:, 1:]).sum(1) + self.starts[tags[:, 0]]
        return (total - path).sum()


def distance_bucket(words: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """Signed distance of words from the cue [start, end): 0 inside, 1.. before, then as many after."""
    before = (start - words).clamp(min=0)
    after = (words - end + 1).clamp(min=0)
    edges = torch.tensor(REACH, device=words.device)
    side = len(REACH) + 1
    return torch.where(
        before > 0,
        1 + torch.bucketize(before, edges),
        torch.where(after > 0, 1 + side + torch.bucketize(after, edges), torch.zeros_like(before)),
    )


class Meaning(nn.Module):
    """The mean states of a stretch of text to the vector that a sentence encoder would give for its words."""

    def __init__(self) -> None:
        super().__init__()
        self.passage, self.statement = (nn.Linear(DEPTH * WIDTH, WIDTH) for _ in range(2))
        self.headline = nn.Linear(DEPTH * WIDTH, WIDTH, bias=False)
        with torch.no_grad():  # begins as the sentence encoder does it: the mean of the uppermost layer
            for part in (self.passage, self.statement):
                part.weight.copy_(torch.eye(WIDTH, DEPTH * WIDTH).roll((DEPTH - 1) * WIDTH, 1))
                part.bias.zero_()
            self.headline.weight.zero_()

    def forward(self, means: Tensor, headlines: Tensor, is_passage: Tensor) -> Tensor:
        """Unit vectors (n, WIDTH) of n stretches; means, headlines: (n, DEPTH * WIDTH); is_passage: (n,)."""
        passages = self.passage(means) + self.headline(headlines)
        return functional.normalize(torch.where(is_passage[:, None], passages, self.statement(means)), dim=-1)


class Extractor(nn.Module):
    """Encoder, tag scores, the two projections of the link scorer, and the vectors of stretches of text."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.dropout = nn.Dropout(dropout)
        self.tag = nn.Linear(WIDTH, len(TAGS))
        self.word_side = nn.Linear(WIDTH, LINK)
        self.cue_side = nn.Linear(WIDTH, LINK)
        self.reach = nn.Embedding(1 + 2 * (len(REACH) + 1), LINK)
        nn.init.normal_(self.reach.weight, std=0.02)
        self.link = nn.Linear(LINK, 3)
        self.crf = Crf()
        self.meaning = Meaning()

    def words(self, ids: Tensor, features: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Tag scores, word projections and cue projections of each word: (batch, words, 13 | LINK | LINK)."""
        return self.of_words(self.encoder(ids, features, mask)[-1], first)

    def of_words(self, states: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The same from the states of the uppermost layer."""
        x = self.dropout(states.gather(1, first[:, :, None].expand(-1, -1, WIDTH)))
        return self.tag(x), self.word_side(x), self.cue_side(x)

    def links(self, word_side: Tensor, cue_side: Tensor, row: Tensor, cues: Tensor) -> Tensor:
        """Scores of none, source, content for every word of each cue's window: (cues, words, 3).

        row: the window (batch index) of each cue; cues: (cues, 2) word range in that window.
        """
        at = torch.arange(word_side.shape[1], device=row.device)[None, :]
        inside = ((at >= cues[:, :1]) & (at < cues[:, 1:])).to(cue_side.dtype)
        query = torch.bmm(inside[:, None, :], cue_side[row])[:, 0] / inside.sum(1, keepdim=True).clamp(min=1)
        reach = self.reach(distance_bucket(at, cues[:, :1], cues[:, 1:]))
        scores: Tensor = self.link(functional.relu(word_side[row] + query[:, None, :] + reach))
        return scores
