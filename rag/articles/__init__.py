"""Files come in, labelled articles go out, and one `Problem` for each thing that could not be used.

`find(paths)` says which files there are; `read(file)` turns one into articles; `read_all(paths)` does both and keeps
two articles from sharing a path. Who said what in them is left to the statements room.
"""

from __future__ import annotations

from rag.articles.finding import File, Found, find
from rag.articles.reading import read, read_all

__all__ = ["File", "Found", "find", "read", "read_all"]
