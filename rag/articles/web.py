"""A web page to its article's text and metadata.

The text is trafilatura's: the main text, a paragraph a line, with what a reader of the page would not see taken out
before. The metadata is what the page declares about itself (JSON-LD, Open Graph, meta tags), never a guess from its
looks; what the text states is left to `facts`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rag.articles.decoding import UnreadableError, decode, storable
from rag.articles.facts import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,40})", re.I
)
_UNSEEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0+)?(?:;|!|$)|font-size:0(?:\.0+)?(?:px|pt|em|rem|%)?(?:;|!|$)"
    r"|(?:left|top|right|text-indent|margin-left):-\d{3,}|clip:rect\(0|clip-path:inset\((?:50|100)%|color:transparent"
    r"|(?:^|;)(?:max-)?(?:height|width):0(?:px)?(?:;|!|$)|transform:scale\(0\)"
)
_SIMPLE = re.compile(r"([a-z][\w-]*)?([.#])([\w-]+)$")
_ARTICLE_TYPES = re.compile(r"article|report|posting|webpage", re.I)
_META = {
    "headline": ("og:title", "twitter:title", "dc.title", "title"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "author": ("author", "dc.creator", "parsely-author", "sailthru.author", "article:author", "byl"),
    "date": (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "date",
        "dc.date.issued",
        "dc.date",
        "pubdate",
        "publish-date",
        "parsely-pub-date",
        "sailthru.date",
    ),
    "url": ("og:url",),
}


def extract(raw: bytes) -> tuple[str, Metadata]:
    """The article on a page; UnreadableError when the page holds none."""
    from lxml.etree import LxmlError

    try:
        tree = _parse(raw)
        metadata = Metadata.of(_declared(tree))
        _drop_unseen(tree)
        text = _main_text(tree)
    except (LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError) as error:
        raise UnreadableError(
            "is not a web page that can be taken apart", "Save the article as .txt or .md."
        ) from error
    if not text:
        raise UnreadableError("has no article on the page", "Save the page when it is fully loaded, or as .txt.")
    return storable(text), metadata


def _parse(raw: bytes) -> HtmlElement:
    from lxml.html import HTMLParser, document_fromstring

    declared = _DECLARED.search(raw[:4000])
    page = None
    if declared:
        try:
            page = raw.decode((declared[1] or declared[2]).decode("ascii"))
        except (LookupError, UnicodeError):
            page = None
    page = page if page is not None else decode(raw)
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page.replace("\0", "\ufffd"))
    tree: HtmlElement = document_fromstring(
        page, parser=HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True)
    )
    return tree


def _main_text(tree: HtmlElement) -> str:
    import trafilatura

    text = trafilatura.extract(
        tree, include_comments=False, include_tables=False, deduplicate=False, favor_precision=False
    )
    if not text:
        paragraphs = (" ".join(str(p.text_content()).split()) for p in tree.iter("p"))
        text = "\n".join(paragraph for paragraph in paragraphs if paragraph)
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())


def _drop_unseen(tree: HtmlElement) -> None:
    """Hidden text is not in the article that its readers saw, and is where orders to a language model are planted."""
    hidden = _hidden_selectors(tree)
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and element.tag not in ("html", "body", "head") and _is_unseen(element, hidden):
            element.drop_tree()


def _is_unseen(element: HtmlElement, hidden: set[tuple[str, str]]) -> bool:
    if element.tag in ("script", "style", "template", "noscript", "dialog", "iframe", "object", "svg", "form", "input"):
        return element.getparent() is not None
    style = re.sub(r"\s+", "", element.get("style") or "").lower()
    unseen = (
        element.get("hidden") is not None
        or (element.get("aria-hidden") or "").lower() == "true"
        or bool(style and _UNSEEN.search(style))
        or any((".", name) in hidden for name in (element.get("class") or "").split())
        or ("#", element.get("id") or "") in hidden
    )
    return unseen and element.getparent() is not None


def _hidden_selectors(tree: HtmlElement) -> set[tuple[str, str]]:
    """Classes and ids that the page's own style sheet hides; rules for other screens (@media print) count as well."""
    hidden: set[tuple[str, str]] = set()
    for style in tree.iter("style"):
        for rule in (style.text or "")[:500_000].split("}"):
            selectors, _, body = rule.rpartition("{")
            if _UNSEEN.search(re.sub(r"\s+", "", body).lower()):
                simple = (_SIMPLE.match(selector.strip()) for selector in selectors.split("{")[-1].split(","))
                hidden |= {(found[2], found[3]) for found in simple if found}
    return hidden


def _declared(tree: HtmlElement) -> dict[str, object]:
    """Metadata fields: JSON-LD first, as it is about the article; meta tags may be about the site."""
    found: dict[str, object] = {}
    for thing in _json_ld(tree):
        publisher = thing.get("publisher")
        for name, value in (
            ("headline", thing.get("headline")),
            ("author", thing.get("author") or thing.get("creator")),
            ("outlet", publisher),
            ("date", thing.get("datePublished")),
        ):
            if value and name not in found:
                found[name] = value
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = (element.get("content") or "").strip()
        if name and content and not (name == "article:author" and content.startswith("http")):
            meta.setdefault(name, content)
    for field, names in _META.items():
        value = next((meta[name] for name in names if name in meta), None)
        if value and field not in found:
            found[field] = value
    _add_elements(tree, found)
    return found


def _add_elements(tree: HtmlElement, found: dict[str, object]) -> None:
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    if canonical:
        found["url"] = canonical
    if "headline" not in found:
        for tag in ("h1", "title"):
            words = next((" ".join(str(e.text_content()).split()) for e in tree.iter(tag)), "")
            if words:
                found["headline"] = words
                return


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            try:
                content = json.loads((script.text or "")[:1_000_000])
            except (ValueError, RecursionError):
                continue
            queue = [content]
            while queue:
                thing = queue.pop(0)
                if isinstance(thing, list):
                    queue += thing[:200]
                elif isinstance(thing, dict):
                    graph = thing.get("@graph")
                    queue += graph[:200] if isinstance(graph, list) else []
                    if _ARTICLE_TYPES.search(str(thing.get("@type"))[:200]):
                        yield thing
