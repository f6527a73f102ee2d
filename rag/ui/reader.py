"""The open article beside the page: what it is, where it is marked, and the way to the next place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from rag.contract import Json
from rag.ports import Index
from rag.types import Article, BlockKind, Known, Origin, Statement
from rag.ui.component import Act, show
from rag.ui.export import quoted
from rag.ui.kept import find_article, fingerprint, shorten, title
from rag.ui.marking import marking
from rag.ui.nodes import Node, button, el
from rag.ui.phrases import count, day
from rag.ui.reader_plan import Place, article_body, fits
from rag.ui.state import Room, Shown, address_of

_LISTED = 200


def draw_reader(here: Room, index: Index) -> None:
    """The reader, when something is open; drawn empty when not, or the page would keep it while an answer is made."""
    if here.shown is None:
        show([], "reader")
        return
    article = find_article(index, here.shown.path)

    def act(what: Act) -> None:
        if what[0] == "close":
            here.shown = None
        elif what[0] == "go" and here.shown and isinstance(what[1], int):
            here.shown = replace(here.shown, at=what[1] % len(here.shown.places))
        elif what[0] == "wrong" and (cited := here.open_citation()) and here.shown and here.shown.turn is not None:
            here.mark(here.shown.turn, cited["n"])
        elif what[0] == "statement" and article and isinstance(what[1], int):
            here.shown = browse(article, index.statements_of(article.id), what[1])

    headline = title(article) if article else here.shown.path
    quote = _quote(article, here.shown) if article else None
    cited = here.open_citation() if quote else None  # where nothing is highlighted there is nothing to judge
    body = _missing(here.shown.path) if article is None else _article(article, here.shown, index, cited)
    dialog = el("dialog", _bar(here.shown, quote), *body, aria_label=f"Article: {headline}", class_="reader")
    show([dialog], "reader", act)


def browse(article: Article, statements: Sequence[Statement], at: int | None = None) -> Shown:
    """The reader on an article with its statements to go through."""
    print_ = fingerprint(article.text)
    places = tuple(Place(article.path, s.content, cue=s.cue, print=print_, speaker=s.speaker) for s in statements)
    return Shown(places, at if places else None, article.path if at is None or not places else "")


def _quote(article: Article, shown: Shown) -> str | None:
    """The open words with where they stand; None where no place is open or it does not fit."""
    place = shown.places[shown.at] if shown.at is not None else None
    if place is None or not fits(place, article):
        return None
    words = " … ".join(" ".join(span.of(article.text).split()) for span in place.spans)
    where = {
        "speaker": place.speaker,
        "outlet": article.outlet.value if article.outlet else None,
        "headline": article.headline.value if article.headline else None,
        "article": article.path,
        "published": article.published.value if article.published else None,
        "start": place.spans[0].start,
        "end": place.spans[-1].end,
    }
    return quoted(words, where)


def _bar(shown: Shown, quote: str | None) -> Node:
    last = len(shown.places) - 1
    at = -1 if shown.at is None else shown.at
    label = f"{at + 1} of {last + 1}" if shown.at is not None and last > 0 else ""
    return el(
        "header",
        _tool("‹", "previous", "Previous place", at - 1, off=at <= 0) if last > 0 else None,
        _tool("›", "next", "Next place", at + 1, off=at >= last) if last > 0 else None,
        el("span", label, class_="where", role="status"),
        el("button", "As scraped", type="button", class_="tool", data_toggle="scraped", aria_pressed="false"),
        _copies("Copy quote", "Copy the quotation with its reference", quote) if quote else None,
        _copies("Copy link", "Copy a link to this place", f"/?{urlencode(address_of(shown))}", data_link="1"),
        button("×", "close", name="Close the article", class_="tool", data_id="close"),
        class_="bar",
    )


def _copies(label: str, name: str, text: str, **more: str) -> Node:
    return el("button", label, type="button", class_="tool", title=name, data_copy=text, **more)


def _tool(sign: str, id_: str, name: str, to: int, *, off: bool) -> Node:
    more = {"disabled": "disabled"} if off else {}
    return button(sign, "go", to, name=name, class_="tool", data_id=id_, **more)


def _article(article: Article, shown: Shown, index: Index, cited: Json | None) -> list[Node]:
    here = [p for p in shown.places if p.article == article.path]
    good = [p for p in here if fits(p, article)]
    open_place = shown.places[shown.at] if shown.at is not None else None
    at = good.index(open_place) if open_place in good else None
    changed = el(
        "p", "This text has changed since it was cited, so nothing is highlighted.", class_="note", role="status"
    )
    return [
        _about(article, index.statements_of(article.id), marking(cited) if cited else None),
        *([changed] if len(good) < len(here) else []),
        article_body(article, good, at),
    ]


def _about(article: Article, statements: Sequence[Statement], cited: Node | None) -> Node:
    facts = [_known(article.outlet), _known(article.author, "by "), _published(article.published)]
    listed = [el("li", _listed(s, i, article)) for i, s in enumerate(statements[:_LISTED])]
    fold = el(
        "details",
        el("summary", count(len(statements), "statement")),
        el("ul", *listed, class_="cards"),
        data_id="statements",
    )
    where = el("p", f"{article.path} · text {fingerprint(article.text)}", class_="path")
    url = el("p", article.url, class_="path one-line") if article.url else None  # text: no link leads out of here
    told = any(block.kind is BlockKind.HEADLINE for block in article.blocks) or article.headline is None
    headline = None if told or article.headline is None else el("h2", article.headline.value, class_="title")
    line = el("p", " · ".join(fact for fact in facts if fact))
    return el("div", headline, line, where, url, fold if statements else None, cited, class_="about")


def _listed(statement: Statement, i: int, article: Article) -> Node:
    words = shorten(" … ".join(span.of(article.text) for span in statement.content), 110)
    speaker = el("span", statement.speaker or "unnamed source", class_="title")
    label = el("span", speaker, el("span", words, class_="snippet"), class_="stack")
    return button(label, "statement", i, class_="card")


def _known(fact: Known | None, before: str = "") -> str:
    return f"{before}{fact.value}" if fact else ""


def _published(fact: Known | None) -> str:
    if fact is None:
        return "date not stated"
    return f"{day(fact.value)}{', as the text states' if fact.origin is Origin.STATED else ''}"


def _missing(path: str) -> list[Node]:
    words = "This article is no longer in the index: it was removed, or its name has changed."
    inside = (el("p", words, class_="note"), el("p", path, class_="path"))
    return [el("div", *inside, class_="text", tabindex=0, role="region", aria_label="Missing article")]
