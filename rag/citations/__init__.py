"""Drafted sentences come in, sentences with citations and the claims that were dropped go out; drafts are checked."""

from __future__ import annotations

from rag.citations.check import check_draft
from rag.citations.gate import Gate, Tally
from rag.citations.verify import Verified, verify

__all__ = ["Gate", "Tally", "Verified", "check_draft", "verify"]
