"""The page over the newsroom made by hand: a script for `streamlit run` and for AppTest."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rag.ui import OwnOriginOnly, draw, opening, routes
from tests.ui.newsroom import FakePipeline

if get_script_run_ctx() is None:
    app = st.App(__file__, routes=routes(), middleware=[Middleware(OwnOriginOnly)])
else:
    setattr(opening, "Pipeline", FakePipeline)  # noqa: B010
    draw()
