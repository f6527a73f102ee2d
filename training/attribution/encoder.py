"""Turn token ids and word features into contextual vectors: a plain PyTorch BERT that reads the MiniLM weights.

What is predicted from the vectors is left to `model`.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from rag.statements.tagger_words import LOOKS, MARKS, PLACES

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512


class Layer(nn.Module):
    """One transformer layer, post-norm, as in BERT (Devlin et al., 2019)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, tokens, width); mask: additive, (batch, 1, 1, tokens)."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        # Written out: for so short windows torch's fused attention takes three times as long on the way back.
        looks = torch.matmul(q * (WIDTH // HEADS) ** -0.5, k.transpose(-1, -2)) + mask.to(q.dtype)
        seen = torch.matmul(functional.softmax(looks, dim=-1).to(v.dtype), v)
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.mix(seen)))
        out: Tensor = self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))
        return out


class Encoder(nn.Module):
    """MiniLM with three small feature tables added to its input; they start at zero, so training starts from MiniLM."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.look, self.mark, self.place = (nn.Embedding(n, WIDTH) for n in (LOOKS, MARKS, PLACES))
        for table in (self.look, self.mark, self.place):
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> list[Tensor]:
        """The states after each layer, (batch, tokens, width).

        ids: (batch, tokens); features: (batch, tokens, 3); mask: (batch, tokens), 1 for a token.
        """
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.kind
        look, mark, place = features.unbind(-1)
        out: Tensor = self.dropout(self.norm(x + self.look(look) + self.mark(mark) + self.place(place)))
        additive = (1.0 - mask.to(out.dtype))[:, None, None, :] * -1e4
        states: list[Tensor] = []
        for layer in self.layers:
            out = layer(out, additive)
            states.append(out)
        return states


def read_minilm(encoder: Encoder, path: Path) -> None:
    """Fill `encoder` from the published model.safetensors; every tensor that it needs must be there."""
    kept = load_file(str(path))
    own: dict[str, Tensor] = {
        "word.weight": kept["embeddings.word_embeddings.weight"],
        "position.weight": kept["embeddings.position_embeddings.weight"],
        "kind": kept["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": kept["embeddings.LayerNorm.weight"],
        "norm.bias": kept["embeddings.LayerNorm.bias"],
    }
    parts = {
        "mix": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
        "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for i in range(LAYERS):
        old = f"encoder.layer.{i}."
        for end in ("weight", "bias"):
            triple = [kept[f"{old}attention.self.{name}.{end}"] for name in ("query", "key", "value")]
            own[f"layers.{i}.qkv.{end}"] = torch.cat(triple)
            own |= {f"layers.{i}.{mine}.{end}": kept[f"{old}{theirs}.{end}"] for mine, theirs in parts.items()}
    missing, unexpected = encoder.load_state_dict(own, strict=False)
    if unexpected or set(missing) != {f"{name}.weight" for name in ("look", "mark", "place")}:
        raise ValueError(f"{path} does not hold the MiniLM weights: missing {missing}, unexpected {unexpected}")
