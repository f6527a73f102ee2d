"""A safetensors file of a BERT encoder to the bytes of an ONNX model that multiplies in 8 bits.

The graph takes `ids` (int64, one text x tokens) and gives `vectors` (one x dimensions): the mean of the last layer, of
length 1. Weights are held as signed bytes with a scale for each column, what they are multiplied with as bytes with a
scale for each text, as in dynamic quantisation (Jacob et al., 2018); the table of words stays in the weights file. It
is written with the fused operators of onnxruntime (`com.microsoft`), and protobuf is simple enough to be written by
hand, so neither torch nor the onnx package is needed.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FLOAT, _INT8, _INT64 = 1, 3, 7  # TensorProto.DataType
_KINDS = {np.dtype(np.float32): _FLOAT, np.dtype(np.int8): _INT8, np.dtype(np.int64): _INT64}
_TINY = 1e-12  # the epsilon of BERT's layer normalisation
_WORDS = "embeddings.word_embeddings.weight"  # half of the file, of which a text reads a few rows

_Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """What the weights do not say by themselves."""

    layers: int
    heads: int


def encoder(weights: Path, shape: Shape) -> bytes:
    """The model as bytes; the table of words is found by file name in the folder that the session is told."""
    tensors = _tensors(weights)
    offset, size, dims = tensors.pop(_WORDS)
    graph = _Graph(_read(weights, tensors))
    graph.outside(_WORDS, weights.name, offset, size, dims)
    state = _embeddings(graph)
    for layer in range(shape.layers):
        state = _layer(graph, f"encoder.layer.{layer}", state, shape.heads)
    mean = graph.node("ReduceMean", [state], axes=[1], keepdims=0)
    graph.node("LpNormalization", [mean], output="vectors", axis=-1, p=2)
    return graph.model()


def quantised(weight: _Array) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A dense layer's weight (out x in) turned to in x out as signed bytes, and the scale of each column."""
    scale = np.maximum(np.abs(weight).max(axis=1), 1e-9) / 127
    return np.ascontiguousarray(np.rint(weight / scale[:, None]).astype(np.int8).T), scale.astype(np.float32)


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
        if name != "__metadata__" and entry["dtype"] == "F32"
    }


def _read(weights: Path, tensors: dict[str, tuple[int, int, list[int]]]) -> dict[str, _Array]:
    whole = np.memmap(weights, np.uint8, "r")
    return {
        name: whole[offset : offset + size].view(np.float32).reshape(dims)
        for name, (offset, size, dims) in tensors.items()
    }


def _embeddings(graph: _Graph) -> str:
    words = graph.node("Gather", [_WORDS, "ids"])
    kind = graph.weights["embeddings.token_type_embeddings.weight"][0]
    table = graph.constant(graph.weights["embeddings.position_embeddings.weight"] + kind)
    length = graph.node("Shape", ["ids"], start=1)
    places = graph.node("Slice", [table, graph.ints([0]), length, graph.ints([0])])
    return _normalised(graph, "embeddings.LayerNorm", words, places)


def _layer(graph: _Graph, name: str, state: str, heads: int) -> str:
    own = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    weight, scale = graph.quantised([f"{part}.weight" for part in own])
    bias = graph.constant(np.concatenate([graph.weights[f"{part}.bias"] for part in own]))
    bytes_ = graph.node("DynamicQuantizeLinear", [state], more=["scale", "zero"])
    inputs = [bytes_, weight, bias, f"{bytes_}.scale", scale, "", f"{bytes_}.zero"]
    attended = graph.node("QAttention", inputs, fused=True, num_heads=heads)
    made = _dense(graph, f"{name}.attention.output.dense", attended)
    state = _normalised(graph, f"{name}.attention.output.LayerNorm", made, state)
    active = graph.node("Gelu", [_dense(graph, f"{name}.intermediate.dense", state)], fused=True)
    made = _dense(graph, f"{name}.output.dense", active)
    return _normalised(graph, f"{name}.output.LayerNorm", made, state)


def _dense(graph: _Graph, name: str, state: str) -> str:
    inputs = [state, *graph.quantised([f"{name}.weight"]), "", graph.named(f"{name}.bias")]
    return graph.node("DynamicQuantizeMatMul", inputs, fused=True)


def _normalised(graph: _Graph, name: str, first: str, second: str) -> str:
    # Not SkipLayerNormalization, which adds and normalises in one: it goes number by number, five times as long.
    norm = [graph.named(f"{name}.weight"), graph.named(f"{name}.bias")]
    return graph.node("LayerNormalization", [graph.node("Add", [first, second]), *norm], axis=-1, epsilon=_TINY)


@dataclass(slots=True)
class _Graph:
    """Nodes, weights and constants gathered as protobuf messages (onnx.proto3's field numbers)."""

    weights: dict[str, _Array]
    nodes: list[bytes] = field(default_factory=list)
    tensors: list[bytes] = field(default_factory=list)

    def outside(self, name: str, file: str, offset: int, size: int, dims: Sequence[int]) -> None:
        """A float tensor that stays in its file."""
        places = {"location": file, "offset": str(offset), "length": str(size)}
        entries = b"".join(_message(13, _text(1, key) + _text(2, value)) for key, value in places.items())
        self.tensors.append(_ints(1, dims) + _int(2, _FLOAT) + _text(8, name) + entries + _int(14, 1))

    def constant(self, values: _Array) -> str:
        """An array held in the model; its name."""
        name = f"constant{len(self.tensors)}"
        about = _ints(1, values.shape) + _int(2, _KINDS[values.dtype]) + _text(8, name)
        self.tensors.append(about + _message(9, values.tobytes()))
        return name

    def ints(self, values: Sequence[int]) -> str:
        """A constant of int64; its name."""
        return self.constant(np.array(values, np.int64))

    def named(self, name: str) -> str:
        """A weight as it is; its name in the model."""
        return self.constant(self.weights[name])

    def quantised(self, names: Sequence[str]) -> tuple[str, str]:
        """Weights of dense layers side by side; the names of the bytes and of the scales."""
        weight, scale = quantised(np.concatenate([self.weights[name] for name in names]))
        return self.constant(weight), self.constant(scale)

    def node(
        self,
        operator: str,
        inputs: Iterable[str],
        *,
        output: str = "",
        more: Sequence[str] = (),
        fused: bool = False,
        **attributes: int | float | list[int],
    ) -> str:
        """Add one operation; the name of its first output, of which `more` are named "<first>.<name>"."""
        output = output or f"{operator}{len(self.nodes)}"
        outputs = [output, *(f"{output}.{name}" for name in more)]
        body = b"".join(_text(1, name) for name in inputs) + b"".join(_text(2, name) for name in outputs)
        body += _text(4, operator)
        body += b"".join(_message(5, _attribute(key, value)) for key, value in attributes.items())
        self.nodes.append(body + (_text(7, "com.microsoft") if fused else b""))
        return output

    def model(self) -> bytes:
        """ModelProto: intermediate representation 8, operator set 17 and onnxruntime's own."""
        graph = b"".join(_message(1, node) for node in self.nodes) + _text(2, "encoder")
        graph += b"".join(_message(5, tensor) for tensor in self.tensors)
        graph += _message(11, _value("ids", _INT64, ["texts", "tokens"]))
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
