"""The environment to one frozen `Settings`; nothing else reads the environment.

Defaults are fit for one person on one machine, with no key and no network.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, at most fifteen fields; each names its environment variable."""

    index_dir: Path = Path(".rag")  # RAG_INDEX: catalogue, keyword arrays, vectors
    corpus_dir: Path = ROOT / "corpus"  # RAG_CORPUS: what `index` reads when no path is given
    prompts_dir: Path = ROOT / "prompts"  # RAG_PROMPTS
    catalogue_url: str | None = None  # RAG_CATALOGUE_URL; None: SQLite inside index_dir
    chroma_url: str | None = None  # RAG_CHROMA_URL; None: embedded inside index_dir
    threads: int = 0  # RAG_THREADS; 0: every core
    min_confidence: float = 0.45  # RAG_MIN_CONFIDENCE: below it, a plain question is not answered
    deadline_s: float = 60.0  # RAG_DEADLINE: for one answer of a language model, seconds
    base_url: str | None = None  # OPENAI_BASE_URL; None: the client's default when a key is set
    api_key: str | None = field(default=None, repr=False)  # OPENAI_API_KEY; None: no key
    model: str | None = None  # OPENAI_MODEL; None: extractive answers
    api: str = "chat"  # RAG_API: "chat" for Chat Completions, which everything speaks, or "responses"
    temperature: float = 0.0  # RAG_TEMPERATURE
    reasoning_effort: str | None = None  # RAG_REASONING_EFFORT; None: the model's default
    embedding_model: str | None = None  # RAG_EMBEDDING_MODEL; None: the local MiniLM weights

    @classmethod
    def from_environment(cls) -> Settings:
        """Defaults overridden by what is set; ValueError names a variable that is not a number."""
        env = os.environ
        return cls(
            index_dir=Path(env.get("RAG_INDEX") or ".rag"),
            corpus_dir=Path(env.get("RAG_CORPUS") or ROOT / "corpus"),
            prompts_dir=Path(env.get("RAG_PROMPTS") or ROOT / "prompts"),
            catalogue_url=env.get("RAG_CATALOGUE_URL") or None,
            chroma_url=env.get("RAG_CHROMA_URL") or None,
            threads=int(_number("RAG_THREADS", 0)),
            min_confidence=_number("RAG_MIN_CONFIDENCE", 0.45),
            deadline_s=_number("RAG_DEADLINE", 60.0),
            base_url=env.get("OPENAI_BASE_URL") or None,
            api_key=env.get("OPENAI_API_KEY") or None,
            model=env.get("OPENAI_MODEL") or None,
            api=_one_of("RAG_API", "chat", "responses"),
            temperature=_number("RAG_TEMPERATURE", 0.0),
            reasoning_effort=env.get("RAG_REASONING_EFFORT") or None,
            embedding_model=env.get("RAG_EMBEDDING_MODEL") or None,
        )

    @property
    def cores(self) -> int:
        """How many threads a model may use."""
        return self.threads or os.cpu_count() or 1


def _one_of(name: str, *choices: str) -> str:
    """The first choice where nothing is set."""
    given = os.environ.get(name) or choices[0]
    if given not in choices:
        raise ValueError(f"{name}={given!r} is not known; unset it or give one of: {', '.join(choices)}")
    return given


def _number(name: str, default: float) -> float:
    raw = os.environ.get(name)
    if not raw:
        return default
    try:
        return float(raw)
    except ValueError as error:
        raise ValueError(f"{name}={raw!r} is not a number; unset it or give one, such as {default:g}") from error
