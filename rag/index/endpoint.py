"""Texts to unit vectors by an OpenAI-compatible endpoint, a generation of their own: never mixed with local ones.

What the endpoint gives is checked for number, length and finiteness before it is believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from time import sleep
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from rag.errors import EndpointError
from rag.ports import Vectors

OPENAI = "https://api.openai.com/v1"
_AT_ONCE = 64  # texts in one request
_PAUSES = (0.5, 1.0)  # seconds before asking again after an answer that says "later": 429 and 5xx


class EndpointEmbedder:
    """The embeddings of one model at one endpoint; nothing is asked before the first text comes."""

    def __init__(
        self, model: str, base_url: str | None = None, api_key: str | None = None, timeout_s: float = 60
    ) -> None:
        """`base_url` None: OpenAI's own; `timeout_s` is for one request."""
        self._model = model
        self._base_url = (base_url or OPENAI).rstrip("/")
        self._key = api_key
        self._timeout = timeout_s

    @property
    def name(self) -> str:
        """The model and where it runs."""
        address = urlsplit(self._base_url)
        port = f":{address.port}" if address.port else ""
        return f"{self._model} at {address.hostname}{port}"

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector, found out by asking for one."""
        return int(self._asked(["news"]).shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, one a text; EndpointError when the endpoint does not give them."""
        made = [self._asked(list(texts[at : at + _AT_ONCE])) for at in range(0, len(texts), _AT_ONCE)]
        if not made:
            return np.empty((0, self.dimensions), np.float32)
        if len({part.shape[1] for part in made}) > 1:
            raise self._error("it gave vectors of different lengths")
        return np.concatenate(made)

    def _asked(self, texts: list[str]) -> Vectors:
        body = {"model": self._model, "input": [text or " " for text in texts], "encoding_format": "float"}
        try:
            rows = sorted(self._post(body)["data"], key=lambda row: int(row["index"]))
            vectors = np.array([row["embedding"] for row in rows], np.float32)
        except (KeyError, TypeError, ValueError) as error:
            raise self._error(f"it did not answer as an embeddings endpoint does ({error})") from error
        lengths = np.linalg.norm(vectors, axis=-1, keepdims=True) if vectors.ndim == 2 else np.zeros(1)
        if len(vectors) != len(texts) or not np.isfinite(lengths).all() or not (lengths > 0).all():
            raise self._error(f"it gave {vectors.shape} for {len(texts)} texts, or no directions")
        return np.asarray(vectors / lengths, np.float32)

    def _post(self, body: dict[str, Any]) -> Any:
        import httpx

        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            with httpx.Client(timeout=self._timeout, headers=headers) as client:
                for pause in (*_PAUSES, None):
                    answer = client.post(f"{self._base_url}/embeddings", json=body)
                    if answer.is_success:
                        return answer.json()
                    if pause is None or not (answer.status_code == 429 or answer.status_code >= 500):
                        break
                    sleep(pause)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self._error(f"{type(error).__name__}: {error}") from error
        raise self._error(f"it answered {answer.status_code}")

    def _error(self, cause: str) -> EndpointError:
        return EndpointError(
            f"The embeddings endpoint {self._base_url} gave nothing for {self._model}: {cause}. "
            "Check OPENAI_BASE_URL, OPENAI_API_KEY and RAG_EMBEDDING_MODEL, or unset the last for the local weights."
        )
