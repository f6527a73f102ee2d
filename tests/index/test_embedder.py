"""The hand-written graph computes what BERT is, and texts become vectors that mean something."""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from rag.errors import WeightsError
from rag.index import embedder
from rag.index.embedder import MiniLM, weights_folder
from rag.index.onnx_graph import quantised
from rag.ports import Vectors

TEXTS = [
    "a cat",
    "a kitten",
    "stock market",
    "",
    "The council voted on Tuesday to mend the bridge, the mayor said. " * 8,
    "ferry " * 400,  # longer than the model reads
]


@pytest.fixture(scope="module")
def model() -> MiniLM:
    if find_spec(embedder.PACKAGE) is None:
        pytest.skip("the embedding weights are not installed")
    return MiniLM(threads=1)


@pytest.fixture(scope="module")
def vectors(model: MiniLM) -> Vectors:
    return model.embed(TEXTS)


def test_vectors_are_unit_and_like_texts_are_near(vectors: Vectors) -> None:
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert vectors[0] @ vectors[1] > 0.7 > 0.3 > vectors[0] @ vectors[2]


def test_a_vector_depends_on_its_text_alone(model: MiniLM, vectors: Vectors) -> None:
    """Not on what is embedded beside it, nor on the order, nor on how many are embedded at once: to the last bit."""
    assert np.array_equal(np.concatenate([model.embed([text]) for text in TEXTS]), vectors)
    assert np.array_equal(model.embed(TEXTS[::-1])[::-1], vectors)
    assert np.array_equal(MiniLM(threads=4).embed(TEXTS * 3), np.tile(vectors, (3, 1)))
    assert model.embed([]).shape == (0, 384)


def test_processors_with_and_without_exact_sums_make_the_same_vectors(
    vectors: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedder, "_sums_bytes_exactly", lambda: False)
    assert np.abs(MiniLM(threads=1).embed(TEXTS) - vectors).max() < 1e-5


def test_what_lies_beyond_the_256th_token_is_not_read(model: MiniLM) -> None:
    long = "ferry " * 254
    same = model.embed([long, long + "council bridge"])
    assert np.abs(same[0] - same[1]).max() < 1e-5


def test_the_graph_computes_what_bert_is_in_8_bits(model: MiniLM, vectors: Vectors) -> None:
    """Near the model in full, and nearer still to the model with every dense layer in 8 bits: only rounding is left."""
    weights = _read(weights_folder() / "model.safetensors")
    tokenizer = model.tokenizer
    for text, vector in zip(TEXTS, vectors, strict=True):
        ids = np.array(tokenizer.encode(text or " ").ids)
        assert vector @ _bert(weights, ids, _dense) > 0.97, text[:40]
        assert vector @ _bert(weights, ids, _dense_in_8_bits) > 0.998, text[:40]


def test_a_column_keeps_its_largest_weight_in_127_steps() -> None:
    weight = np.array([[0.5, -1.27, 0.01], [0.0, 0.0, 0.0]], np.float32)
    turned, scale = quantised(weight)
    assert turned.dtype == np.int8
    assert turned.T.tolist() == [[50, -127, 1], [0, 0, 0]]
    assert turned.T[0] * scale[0] == pytest.approx(weight[0], abs=float(scale[0]) / 2)


def test_missing_and_foreign_weights_are_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedder, "find_spec", lambda _: None)
    with pytest.raises(WeightsError, match=r"not installed.*make install"):
        MiniLM().embed(["a cat"])
    spec = ModuleSpec("weights", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(embedder, "find_spec", lambda _: spec)
    with pytest.raises(WeightsError, match=r"are missing.*make install"):
        weights_folder()
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(WeightsError, match="not the published ones"):
        weights_folder()


def _read(path: Path) -> dict[str, NDArray[Any]]:
    raw = path.read_bytes()
    length = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8 : 8 + length])
    header.pop("__metadata__", None)
    body = raw[8 + length :]
    return {
        name: np.frombuffer(body[slice(*entry["data_offsets"])], np.float32).reshape(entry["shape"])
        for name, entry in header.items()
        if entry["dtype"] == "F32"
    }


Dense = Callable[[NDArray[Any], NDArray[Any], NDArray[Any]], NDArray[Any]]  # input, weight (out x in), bias


def _dense(x: NDArray[Any], weight: NDArray[Any], bias: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(x @ weight.T + bias)


def _dense_in_8_bits(x: NDArray[Any], weight: NDArray[Any], bias: NDArray[Any]) -> NDArray[Any]:
    """Input as 256 steps between its extremes, each column of weights as 255 between plus and minus its largest."""
    low, high = min(float(x.min()), 0.0), max(float(x.max()), 0.0)
    step = (high - low) / 255
    zero = round(-low / step)
    rough = (np.clip(np.rint(x / step) + zero, 0, 255) - zero) * step
    per_column = np.abs(weight).max(axis=1, keepdims=True) / 127
    return _dense(rough, np.rint(weight / per_column) * per_column, bias)


def _bert(w: dict[str, NDArray[Any]], ids: NDArray[np.int64], multiply: Dense) -> NDArray[Any]:
    """The encoder as its paper has it (Devlin et al., 2019), one text, no batch, no mask, no fused operators."""

    def norm(x: NDArray[Any], name: str) -> NDArray[Any]:
        spread = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return np.asarray(spread * w[f"{name}.weight"] + w[f"{name}.bias"])

    def dense(x: NDArray[Any], name: str) -> NDArray[Any]:
        return multiply(x, w[f"{name}.weight"], w[f"{name}.bias"])

    erf = np.vectorize(math.erf, otypes=[np.float32])
    x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: len(ids)]
    x = norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for n in range(6):
        own = f"encoder.layer.{n}"
        q, k, v = (
            dense(x, f"{own}.attention.self.{part}").reshape(len(ids), 12, 32).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 2, 1) / math.sqrt(32)
        likely = np.exp(scores - scores.max(-1, keepdims=True))
        likely /= likely.sum(-1, keepdims=True)
        seen = (likely @ v).transpose(1, 0, 2).reshape(len(ids), 384)
        x = norm(dense(seen, f"{own}.attention.output.dense") + x, f"{own}.attention.output.LayerNorm")
        wide = dense(x, f"{own}.intermediate.dense")
        gelu = wide * 0.5 * (1 + erf(wide / math.sqrt(2)))
        x = norm(dense(gelu, f"{own}.output.dense") + x, f"{own}.output.LayerNorm")
    mean = x.mean(0)
    return np.asarray(mean / np.linalg.norm(mean))
