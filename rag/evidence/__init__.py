"""A Question and an Index come in, Findings go out: ranked passages, statements asked for, or why there are none."""

from rag.evidence.finding import find

__all__ = ["find"]
