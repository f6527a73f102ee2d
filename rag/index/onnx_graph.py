"""A safetensors file of a BERT encoder to the bytes of an ONNX model that reads its weights from that very file.

The graph takes `ids` and `mask` (int64 and int32, both texts x tokens) and gives `vectors` (texts x dimensions): mean
of the last layer over the mask, of length 1. It is written with the fused operators of onnxruntime (`com.microsoft`),
and protobuf is simple enough to be written by hand, so neither torch nor the onnx package is needed.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_FLOAT, _INT32, _INT64 = 1, 6, 7  # TensorProto.DataType
_TINY = 1e-12  # the epsilon of BERT's layer normalisation


@dataclass(frozen=True, slots=True)
class Shape:
    """What the weights do not say by themselves."""

    layers: int
    heads: int


def encoder(weights: Path, shape: Shape) -> bytes:
    """The model as bytes; weights are found by file name in the folder that the session is told."""
    graph = _Graph(weights.name)
    for name, (offset, size, dims) in _tensors(weights).items():
        if not name.startswith("pooler.") and name != "embeddings.position_ids":
            graph.weight(name, offset, size, dims)
    state = _embeddings(graph)
    for layer in range(shape.layers):
        state = _layer(graph, f"encoder.layer.{layer}", state, shape.heads)
    _pool(graph, state)
    return graph.model()


def _tensors(weights: Path) -> dict[str, tuple[int, int, list[int]]]:
    with weights.open("rb") as file:
        length = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(length))
    return {
        name: (
            8 + length + entry["data_offsets"][0],
            entry["data_offsets"][1] - entry["data_offsets"][0],
            entry["shape"],
        )
        for name, entry in header.items()
        if name != "__metadata__"
    }


def _embeddings(graph: _Graph) -> str:
    words = graph.node("Gather", ["embeddings.word_embeddings.weight", "ids"])
    length = graph.node("Shape", ["ids"], start=1)
    places = graph.node("Slice", ["embeddings.position_embeddings.weight", graph.ints([0]), length, graph.ints([0])])
    kind = graph.node("Gather", ["embeddings.token_type_embeddings.weight", graph.ints([0])])
    summed = graph.node("Add", [graph.node("Add", [words, places]), kind])
    norm = ["embeddings.LayerNorm.weight", "embeddings.LayerNorm.bias"]
    return graph.node("LayerNormalization", [summed, *norm], axis=-1, epsilon=_TINY)


def _layer(graph: _Graph, name: str, state: str, heads: int) -> str:
    own = f"{name}.attention.self"
    parts = ("query", "key", "value")
    joined = graph.node("Concat", [f"{own}.{part}.weight" for part in parts], axis=0)
    bias = graph.node("Concat", [f"{own}.{part}.bias" for part in parts], axis=0)
    attended = graph.node("Attention", [state, _turned(graph, joined), bias, "mask"], fused=True, num_heads=heads)
    state = _residual(graph, f"{name}.attention.output", attended, state)
    wide = graph.node("MatMul", [state, _turned(graph, f"{name}.intermediate.dense.weight")])
    active = graph.node("BiasGelu", [wide, f"{name}.intermediate.dense.bias"], fused=True)
    return _residual(graph, f"{name}.output", active, state)


def _residual(graph: _Graph, name: str, made: str, state: str) -> str:
    dense = graph.node("MatMul", [made, _turned(graph, f"{name}.dense.weight")])
    norm = [f"{name}.LayerNorm.weight", f"{name}.LayerNorm.bias", f"{name}.dense.bias"]
    return graph.node("SkipLayerNormalization", [dense, state, *norm], fused=True, epsilon=_TINY)


def _turned(graph: _Graph, weight: str) -> str:
    return graph.node("Transpose", [weight], perm=[1, 0])  # folded into a constant when the session opens


def _pool(graph: _Graph, state: str) -> None:
    mask = graph.node("Unsqueeze", [graph.node("Cast", ["mask"], to=_FLOAT), graph.ints([1])])
    total = graph.node("Squeeze", [graph.node("MatMul", [mask, state]), graph.ints([1])])
    # The sum points where the mean does; both become the same vector of length 1.
    graph.node("LpNormalization", [total], output="vectors", axis=-1, p=2)


@dataclass(slots=True)
class _Graph:
    """Nodes, weights and constants gathered as protobuf messages (onnx.proto3's field numbers)."""

    file: str
    nodes: list[bytes] = field(default_factory=list)
    tensors: list[bytes] = field(default_factory=list)

    def weight(self, name: str, offset: int, size: int, dims: Sequence[int]) -> None:
        """A float tensor that lies in the weights file."""
        places = {"location": self.file, "offset": str(offset), "length": str(size)}
        entries = b"".join(_message(13, _text(1, key) + _text(2, value)) for key, value in places.items())
        self.tensors.append(_ints(1, dims) + _int(2, _FLOAT) + _text(8, name) + entries + _int(14, 1))

    def ints(self, values: Sequence[int]) -> str:
        """A constant of int64; its name."""
        name = f"constant{len(self.tensors)}"
        raw = struct.pack(f"<{len(values)}q", *values)
        self.tensors.append(_ints(1, [len(values)]) + _int(2, _INT64) + _text(8, name) + _message(9, raw))
        return name

    def node(
        self,
        operator: str,
        inputs: Iterable[str],
        *,
        output: str = "",
        fused: bool = False,
        **attributes: int | float | list[int],
    ) -> str:
        """Add one operation; the name of its first output."""
        output = output or f"{operator}{len(self.nodes)}"
        body = b"".join(_text(1, name) for name in inputs) + _text(2, output) + _text(4, operator)
        body += b"".join(_message(5, _attribute(key, value)) for key, value in attributes.items())
        self.nodes.append(body + (_text(7, "com.microsoft") if fused else b""))
        return output

    def model(self) -> bytes:
        """ModelProto: intermediate representation 8, operator set 17 and onnxruntime's own."""
        graph = b"".join(_message(1, node) for node in self.nodes) + _text(2, "encoder")
        graph += b"".join(_message(5, tensor) for tensor in self.tensors)
        graph += _message(11, _value("ids", _INT64, ["texts", "tokens"]))
        graph += _message(11, _value("mask", _INT32, ["texts", "tokens"]))
        graph += _message(12, _value("vectors", _FLOAT, ["texts", "dimensions"]))
        sets = _message(8, _text(1, "") + _int(2, 17)) + _message(8, _text(1, "com.microsoft") + _int(2, 1))
        return _int(1, 8) + _message(7, graph) + sets


def _attribute(name: str, value: int | float | list[int]) -> bytes:
    if isinstance(value, list):
        return _text(1, name) + b"".join(_int(8, number) for number in value) + _int(20, 7)
    if isinstance(value, float):
        return _text(1, name) + _key(2, 5) + struct.pack("<f", value) + _int(20, 1)
    return _text(1, name) + _int(3, value) + _int(20, 2)


def _value(name: str, kind: int, dims: Sequence[str]) -> bytes:
    shape = b"".join(_message(1, _text(2, dim)) for dim in dims)
    return _text(1, name) + _message(2, _message(1, _int(1, kind) + _message(2, shape)))


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1  # a negative number as its two's complement
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _key(number: int, wire: int) -> bytes:
    return _varint(number << 3 | wire)


def _int(number: int, value: int) -> bytes:
    return _key(number, 0) + _varint(value)


def _ints(number: int, values: Iterable[int]) -> bytes:
    return b"".join(_int(number, value) for value in values)


def _message(number: int, body: bytes) -> bytes:
    return _key(number, 2) + _varint(len(body)) + body


def _text(number: int, value: str) -> bytes:
    return _message(number, value.encode())
