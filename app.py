"""The program as a page: `streamlit run app.py` serves it, with a policy that keeps it to its own origin.

With `-- --index` behind that, the folder of articles is read anew while the page is open already.
"""

from __future__ import annotations

import sys

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rag.ui import OwnOriginOnly, draw, routes, warm_up

if get_script_run_ctx(suppress_warning=True) is None:  # loaded by the server, which asks what to serve
    app = st.App(__file__, routes=routes(), middleware=[Middleware(OwnOriginOnly)])
    warm_up(index="--index" in sys.argv[1:])
else:  # run as the page, once for every visit and click
    draw()
