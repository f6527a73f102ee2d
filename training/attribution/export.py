"""Turn a trained checkpoint into the files that the package ships: an int8 ONNX graph and the decoder's arrays.

The graph takes one window and multiplies in 8 bits with onnxruntime's fused operators: weights as signed bytes with a
scale for each column, what they are multiplied with as bytes with a scale for each window (Jacob et al., 2018).
Training is left to `train`, running the files to `rag.statements.tagger`.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from rag.index.embedder import MiniLM
from training.attribution.encoder import HEADS, LAYERS, WIDTH
from training.attribution.model import DEPTH, REACH, Extractor

Array = npt.NDArray[Any]
FUSED = "com.microsoft"
EPSILON = 1e-12


class Graph:
    """Nodes and weights of an ONNX graph, written one operation a line."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, array: Array) -> str:
        """Keep an array under a name."""
        self.weights.append(numpy_helper.from_array(np.asarray(array, order="C"), name))
        return name

    def op(self, kind: str, *inputs: str, domain: str = "", more: Sequence[str] = (), **attributes: Any) -> str:
        """Add an operation and return its first output's name; `more` outputs are named "<first>.<name>"."""
        name = f"{kind}_{len(self.nodes)}"
        outputs = [name, *(f"{name}.{other}" for other in more)]
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, name=name, domain=domain, **attributes))
        return name

    def linear(self, x: str, name: str, weights: dict[str, Array], output: str) -> None:
        """The product of `x` and a small, sensitive weight matrix, plus a bias, in float: an output of the graph."""
        product = self.op("MatMul", x, self.weight(f"{name}.weight", weights[f"{name}.weight"].T))
        bias = self.weight(f"{name}.bias", weights[f"{name}.bias"])
        self.nodes.append(helper.make_node("Add", [product, bias], [output]))

    def quantized(self, name: str, weight: Array) -> tuple[str, str]:
        """Keep a weight matrix (out x in) as in x out signed bytes; the names of the bytes and of the column scales."""
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-9) / 127
        small = np.rint(weight / scale[:, None]).astype(np.int8).T
        return self.weight(f"{name}.weight", small), self.weight(f"{name}.scale", scale.astype(np.float32))


def _embeddings(graph: Graph, w: dict[str, Array]) -> str:
    """Input vectors; the word table is int8 with one scale a row."""
    table = w["encoder.word.weight"]
    scale = (np.abs(table).max(axis=1, keepdims=True) / 127).clip(1e-8).astype(np.float32)
    small = np.round(table / scale).astype(np.int8)
    rows = graph.op("Cast", graph.op("Gather", graph.weight("word", small), "ids"), to=TensorProto.FLOAT)
    x = graph.op("Mul", rows, graph.op("Gather", graph.weight("word.scale", scale), "ids"))
    length = graph.op("Shape", "ids", start=1)
    places = graph.weight("position", w["encoder.position.weight"] + w["encoder.kind"])
    x = graph.op("Add", x, graph.op("Slice", places, graph.weight("zero", np.array([0], np.int64)), length, "zero"))
    for i, name in enumerate(("look", "mark", "place")):
        column = graph.op("Gather", "features", graph.weight(f"column{i}", np.array(i, np.int64)), axis=2)
        x = graph.op("Add", x, graph.op("Gather", graph.weight(name, w[f"encoder.{name}.weight"]), column))
    scale_, bias = (graph.weight(f"norm.{end}", w[f"encoder.norm.{end}"]) for end in ("weight", "bias"))
    return graph.op("LayerNormalization", x, scale_, bias, epsilon=EPSILON)


def _layer(graph: Graph, x: str, i: int, w: dict[str, Array]) -> str:
    own = {k.removeprefix(f"encoder.layers.{i}."): v for k, v in w.items() if k.startswith(f"encoder.layers.{i}.")}
    pre = f"layer{i}."

    def const(name: str) -> str:
        return graph.weight(pre + name, own[name])

    def product(y: str, name: str) -> str:
        inputs = [y, *graph.quantized(pre + name, own[f"{name}.weight"]), "", const(f"{name}.bias")]
        return graph.op("DynamicQuantizeMatMul", *inputs, domain=FUSED)

    def normalized(y: str, before: str, name: str) -> str:
        # Not SkipLayerNormalization, which adds and normalises in one: it goes number by number, five times as long.
        ends = const(f"{name}.weight"), const(f"{name}.bias")
        return graph.op("LayerNormalization", graph.op("Add", y, before), *ends, epsilon=EPSILON)

    small = graph.op("DynamicQuantizeLinear", x, more=("scale", "zero"))
    weight, scale = graph.quantized(f"{pre}qkv", own["qkv.weight"])
    inputs = [small, weight, const("qkv.bias"), f"{small}.scale", scale, "", f"{small}.zero"]
    seen = graph.op("QAttention", *inputs, domain=FUSED, num_heads=HEADS)
    x = normalized(product(seen, "mix"), x, "norm1")
    inner = graph.op("Gelu", product(x, "up"), domain=FUSED)
    return normalized(product(inner, "down"), x, "norm2")


def graph_of(model: Extractor) -> onnx.ModelProto:
    """The network up to tag scores and the two link projections of every word of one window of any length."""
    w: dict[str, Array] = {k: v.numpy().astype(np.float32) for k, v in model.state_dict().items()}
    graph = Graph()
    x = _embeddings(graph, w)
    upper: list[str] = []
    for i in range(LAYERS):
        x = _layer(graph, x, i, w)
        upper.append(x)
    graph.nodes.append(helper.make_node("Concat", upper[-DEPTH:], ["states"], axis=-1))
    last = graph.op("Unsqueeze", "first", graph.weight("axis", np.array([2], np.int64)))
    x = graph.op("GatherND", x, last, batch_dims=1)
    outputs = {"scores": "tag", "word_side": "word_side", "cue_side": "cue_side"}
    for name, layer in outputs.items():
        graph.linear(x, layer, w, name)
    ins = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"]),
        helper.make_tensor_value_info("features", TensorProto.INT64, [1, "tokens", 3]),
        helper.make_tensor_value_info("first", TensorProto.INT64, [1, "words"]),
    ]
    outs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, [1, "words", None]) for n in outputs]
    outs.append(helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "tokens", DEPTH * WIDTH]))
    body = helper.make_graph(graph.nodes, "attribution", ins, outs, initializer=graph.weights)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=9, producer_name="training.attribution")


def decoder_arrays(model: Extractor) -> dict[str, Array]:
    """What `rag.statements.tagger_decode.Learned` holds."""
    crf = model.crf
    with torch.no_grad():
        tensors = {
            "moves": crf.moves + crf.wall, "starts": crf.starts + crf.first, "lasts": crf.last,
            "reach": model.reach.weight, "link": model.link.weight, "link_bias": model.link.bias,
        }  # fmt: skip
    return {k: v.detach().numpy().astype(np.float32) for k, v in tensors.items()} | {"edges": np.array(REACH)}


def meaning_arrays(model: Extractor, space: str) -> dict[str, Array]:
    """What `rag.statements.meaning.Meaning` holds; `space`: the name of the embedder that taught it."""
    learned = {name.replace(".weight", "").replace(".", "_"): v for name, v in model.meaning.state_dict().items()}
    halves = {name: (v.T if v.ndim == 2 else v).numpy().astype(np.float16) for name, v in learned.items()}
    return halves | {"space": np.array(space)}


def read_checkpoints(checkpoints: Sequence[Path]) -> Extractor:
    """The model of one checkpoint, or of several averaged weight by weight (model soup, Wortsman et al., 2022)."""
    states = [torch.load(path, weights_only=True) for path in checkpoints]
    model = Extractor(0.0)
    mean = {name: torch.stack([s[name] for s in states]).mean(dim=0) for name in states[0]}
    missing, unexpected = model.load_state_dict(mean, strict=False)
    if unexpected or any(not name.startswith("meaning.") for name in missing):  # a tagger alone has learned no vectors
        raise ValueError(f"not a checkpoint of this model: missing {missing}, unexpected {unexpected}")
    return model


def export(checkpoints: Sequence[Path], tokenizer: Path, folder: Path) -> None:
    """Write tagger.onnx, tagger.npz, meaning.npz and tokenizer.json into `folder`."""
    model = read_checkpoints(checkpoints)
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(graph_of(model), str(folder / "tagger.onnx"))
    np.savez(folder / "tagger.npz", allow_pickle=False, **decoder_arrays(model))
    np.savez(folder / "meaning.npz", allow_pickle=False, **meaning_arrays(model, MiniLM.name))
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
