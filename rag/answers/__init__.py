"""Findings come in, the sentences of an answer with their claims go out: extractive, or by a language model."""

from __future__ import annotations

from rag.answers.endpoint import offered
from rag.answers.extractive import ExtractiveWriter
from rag.answers.generative import GenerativeWriter
from rag.answers.refusal import refusal

__all__ = ["ExtractiveWriter", "GenerativeWriter", "offered", "refusal"]
