"""Markdown to its text and the metadata of its front matter; the marks in the text are left where they are.

With front matter the text is what follows it, without the white space around (as python-frontmatter's `content`, but
for line ends, which stay as they are); without, it is the whole file.
"""

from __future__ import annotations

import re

from rag.articles.facts import Metadata
from rag.types import Origin

_FRONT = re.compile(r"\s*---[ \t]*\r?\n(?P<front>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_LONGEST = 20_000  # characters; longer "front matter" is two rules drawn across an article


def split(text: str) -> tuple[str, Metadata]:
    r"""The article's text and what its front matter says.

    >>> split("---\ntitle: Rain\n---\n\nIt rained.")[0]
    'It rained.'
    """
    found = _FRONT.match(text)
    if not found or len(found["front"]) > _LONGEST or not _LINE.search(found["front"]):
        return text, Metadata()
    return text[found.end() :].strip(), Metadata.of(_fields(found["front"]), Origin.FRONT_MATTER)


def _fields(front: str) -> dict[str, object]:
    """The fields as YAML, or line by line where the YAML is wrong: `title: Talks: day two` is what people write."""
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    try:
        fields = YAMLHandler().load(front)
    except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        fields = None
    if isinstance(fields, dict):
        return {str(key): value for key, value in fields.items() if isinstance(key, str)}
    return {key: value.strip("\"'") for key, value in _LINE.findall(front)}
