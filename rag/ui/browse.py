"""The pages to look around in: every article, and everybody who says something in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from rag.ports import Index
from rag.types import ArticleCard, Person, Statement
from rag.ui.component import Act, OnAct, show
from rag.ui.kept import find_article, fingerprint, title
from rag.ui.nodes import Node, button, el
from rag.ui.parts import masthead
from rag.ui.phrases import count, day
from rag.ui.reader import browse
from rag.ui.reader_plan import Place
from rag.ui.state import Room, Shown
from rag.ui.timeline import Point, timeline
from rag.words import fold

_PAGE = 50


def draw_articles(here: Room) -> None:
    """A list to filter; a click opens one in the reader, with its statements."""
    index = here.pipeline.index
    cards = index.cards()
    masthead(
        "Articles",
        f"{count(len(cards), 'article')}, oldest first. Open one to read it with what people say in it.",
        "articles",
    )
    words = st.text_input("Filter by headline, outlet, author or file name", key="filter-articles")
    found = [
        card
        for card in cards
        if matches(words, (card.headline, card.outlet, card.author, card.path, day(card.published)))
    ]

    def act(what: Act) -> None:
        match what:
            case ["article", str(path)] if (article := find_article(index, path)) is not None:
                here.shown = browse(article, index.statements_of(article.id))
            case ["more"]:
                here.more += 1

    shown = here.shown.path if here.shown else None
    _list(
        [_article(card, here=card.path == shown) for card in found[: _PAGE * here.more]],
        len(found),
        "articles-list",
        act,
    )


def draw_people(here: Room) -> None:
    """Everybody with statements; one of them with all of theirs."""
    index = here.pipeline.index
    people = index.people()
    person = next((p for p in people if p.key == here.person), None)

    def act(what: Act) -> None:
        match what:
            case ["person", str(key)]:
                here.person, here.more = key or None, 1
            case ["more"]:
                here.more += 1
            case ["ask", str(question)]:
                here.start()
                here.ask(question)
            case ["place", int(i)] if person is not None:
                statements = _theirs(person, index)
                if 0 <= i < len(statements):
                    here.shown = Shown(tuple(_place(s, index) for s in statements), i)

    if person is not None:
        show(_person(person, index, here), f"person-{person.key}", act)
        return
    masthead(
        "People", f"{count(len(people), 'source')} with statements in the articles, most statements first.", "people"
    )
    words = st.text_input("Filter by name or role", key="filter-people")
    found = [p for p in people if matches(words, (p.name, *p.aliases, *(role.text for role in p.roles)))]
    most = len(people[0].statement_ids) if people else 1
    _list([_source(p, most) for p in found[: _PAGE * here.more]], len(found), "people-list", act)


def matches(words: str, fields: Iterable[str | None]) -> bool:
    """Whether every word stands somewhere in the fields, in any case and with any quotes.

    >>> matches("putin MAY", ("Putin’s visit", None, "16 May 2024"))
    True
    """
    held = fold(" ".join(field for field in fields if field))
    return all(word in held for word in fold(words).split())


def _list(rows: Sequence[Node], found: int, key: str, act: OnAct) -> None:
    more = button(f"Show more ({found - len(rows):,} left)", "more", class_="action") if found > len(rows) else None
    none = el("p", "Nothing matches the filter.", class_="quiet") if not found else None
    show([el("ul", *rows, class_="cards"), *(node for node in (more, none) if node)], key, act)


def _article(card: ArticleCard, *, here: bool) -> Node:
    meta = (card.outlet, day(card.published) or "date not stated", card.author, count(card.statements, "statement"))
    label = el(
        "span",
        el("span", card.headline or card.path, class_="title"),
        el("span", " · ".join(part for part in meta if part), class_="meta"),
        class_="stack",
    )
    return el(
        "li", button(label, "article", card.path, class_="card here" if here else "card", data_id=f"article-{card.id}")
    )


def _source(person: Person, most: int) -> Node:
    roles = "; ".join(dict.fromkeys(role.text for role in person.roles[:3]))
    also = f"also {', '.join(person.aliases[:4])}" if person.aliases else ""
    label = el(
        "span",
        el("span", person.name, class_="title"),
        el("span", " · ".join(x for x in (count(len(person.statement_ids), "statement"), also) if x), class_="meta"),
        el("span", class_="bar-of", aria_hidden="true", data_part=str(round(len(person.statement_ids) / most, 4))),
        el("span", roles, class_="snippet") if roles else None,
        class_="stack",
    )
    return el("li", button(label, "person", person.key, class_="card", data_id=f"person-{person.key}"))


def _person(person: Person, index: Index, here: Room) -> list[Node]:
    statements = _theirs(person, index)
    question = f"What did {person.name} say?"
    roles = [
        node
        for role in person.roles
        for node in (el("dt", _title(index, role.article_id)), el("dd", role.text))
    ]  # fmt: skip
    also = f", also {', '.join(person.aliases)}" if person.aliases else ""
    return [
        button("‹ All people", "person", "", class_="action"),
        el("div", el("h1", person.name), el("p", f"{count(len(statements), 'statement')}{also}"), class_="masthead"),
        el("div", button(question, "ask", question, class_="suggestion"), class_="suggestions"),
        *(
            [
                el(
                    "details",
                    el("summary", "Roles, as the articles give them"),
                    el("dl", *roles, class_="facts"),
                    data_id="roles",
                )
            ]
            if roles
            else []
        ),
        *(picture for picture in (_when(statements, index),) if picture),
        el("ul", *(_statement(s, i, index) for i, s in enumerate(statements[: _PAGE * here.more])), class_="cards"),
        *([button("Show more", "more", class_="action")] if len(statements) > _PAGE * here.more else []),
    ]


def _when(statements: Sequence[Statement], index: Index) -> Node | None:
    """Which outlets had their words when."""
    cards = {card.id: card for card in index.cards()}
    of = [cards[s.article_id] for s in statements]
    points = [
        Point(card.outlet or "outlet unknown", card.published, ("place", i), card.headline or card.path)
        for i, card in enumerate(of)
    ]
    return timeline(points, "When this was published", "h2")


def _theirs(person: Person, index: Index) -> list[Statement]:
    """What somebody said, oldest article first."""
    order = {card.id: i for i, card in enumerate(index.cards())}
    return sorted(index.statements(person.statement_ids), key=lambda s: (order[s.article_id], s.span.start))


def _statement(statement: Statement, i: int, index: Index) -> Node:
    article = index.article(statement.article_id)
    words = " … ".join(span.of(article.text) for span in statement.content)
    meta = (
        _title(index, article.id),
        day(article.published.value) if article.published else None,
        f"via {', '.join(statement.via)}" if statement.via else None,
        statement.mode.value,
    )
    label = el(
        "span",
        el("span", words, class_="statement"),
        el("span", " · ".join(part for part in meta if part), class_="meta"),
        class_="stack",
    )
    return el("li", button(label, "place", i, class_="card", data_id=f"statement-{statement.id}"))


def _title(index: Index, article_id: str) -> str:
    return title(index.article(article_id))


def _place(statement: Statement, index: Index) -> Place:
    article = index.article(statement.article_id)
    print_ = fingerprint(article.text)
    return Place(article.path, statement.content, cue=statement.cue, print=print_, speaker=statement.speaker)
