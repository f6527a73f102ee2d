"""The words of a question and the turns before it come in, a Question that stands alone goes out."""

from rag.questions.parse import parse

__all__ = ["parse"]
