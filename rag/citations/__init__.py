"""Drafted sentences come in, sentences with citations and the claims that were dropped go out."""

from __future__ import annotations

from rag.citations.verify import Verified, verify

__all__ = ["Verified", "verify"]
