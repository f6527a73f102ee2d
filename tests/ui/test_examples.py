"""Every example in a docstring of the room says what is true."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = ("nodes", "segments", "kept", "phrases", "export", "browse", "add", "progress")


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"rag.ui.{name}")).failed == 0
