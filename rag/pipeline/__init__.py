"""The hallway: files come in, an index goes out; a question comes in, an answer goes out.

The only package that knows all rooms. The parts are loaded when they are used.
"""

from __future__ import annotations

from rag.pipeline.answering import Pipeline
from rag.pipeline.indexing import build_index, open_published, uploads_dir

__all__ = ["Pipeline", "build_index", "open_published", "uploads_dir"]
