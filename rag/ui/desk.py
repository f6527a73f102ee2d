"""The pages to work at: check a draft, add articles, see what is open and connect a model."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from rag.errors import OnTheRecordError
from rag.pipeline import uploads_dir
from rag.types import IndexReport
from rag.ui.component import Act, show
from rag.ui.draft_plan import checked_draft
from rag.ui.kept import fingerprint
from rag.ui.nodes import Node, el
from rag.ui.opening import with_model
from rag.ui.phrases import count
from rag.ui.progress import following
from rag.ui.reader_plan import Place
from rag.ui.state import Room, Shown

FORMATS = ("txt", "md", "html", "htm", "pdf", "docx", "jsonl")


def draw_check(here: Room) -> None:
    """A paragraph in, a verdict for each quotation and attributed claim out."""
    _masthead(
        "Check a draft",
        "Paste a paragraph. Every quotation and every attributed claim is looked up in the articles.",
        "check",
    )
    with st.form("draft", border=False):
        draft = st.text_area("Draft", height=180, max_chars=20_000, key="draft-text")
        pressed = st.form_submit_button("Check against the articles")
    if pressed and draft.strip():
        try:
            with st.spinner("Checking every quotation"):
                here.checked = (draft, here.pipeline.check(draft))
        except OnTheRecordError as error:
            _alert(str(error), "check-failed")
    if here.checked is None:
        return
    index = here.pipeline.index
    claims = here.checked[1]
    cited = [c.citation for c in claims if c.citation is not None]

    def act(what: Act) -> None:
        match what:
            case ["claim", int(i)] if 0 <= i < len(claims) and (found := claims[i].citation) is not None:
                places = []
                for citation in cited:
                    article = index.article(citation.article_id)
                    print_ = fingerprint(article.text)
                    places.append(Place(article.path, (citation.span,), cue=citation.cue, print=print_))
                here.shown = Shown(tuple(places), cited.index(found))

    show(checked_draft(*here.checked, index), "checked-draft", act)


def draw_add(here: Room) -> None:
    """Files in, articles in the index out; what could not be read is told by name."""
    held = "They stay on this machine and are kept for later runs of the index."
    _masthead("Add articles", f"Text, Markdown, HTML, PDF, Word, or JSON Lines with one article a line. {held}", "add")
    with st.form("add", border=False, clear_on_submit=True):
        files = st.file_uploader("Articles", type=list(FORMATS), accept_multiple_files=True, key="files")
        pressed = st.form_submit_button("Add to the index")
    if pressed and files:
        folder = uploads_dir(here.pipeline.settings)
        folder.mkdir(parents=True, exist_ok=True)
        paths = [folder / safe_name(file.name) for file in files]
        for path, file in zip(paths, files, strict=True):
            path.write_bytes(file.getvalue())
        try:
            with following() as on_progress:
                here.added = here.pipeline.add(paths, on_progress)
        except OnTheRecordError as error:
            here.added = None
            _alert(str(error), "add-failed")
    if here.added is not None:
        show(_report(here.added), "added")


def safe_name(name: str) -> str:
    r"""A file name that stays in its folder, whatever a browser sent.

    >>> [safe_name(name) for name in ("../../etc/passwd.txt", ".hidden.md", "Ça va?.txt", "a/b\\\\c.pdf")]
    ['passwd.txt', 'hidden.md', 'Ça va_.txt', 'c.pdf']
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c if c.isalnum() or c in " ._-()" else "_" for c in last).strip(" .")
    return kept[-120:] or "article.txt"


def _report(report: IndexReport) -> list[Node]:
    words = f"{count(report.added, 'article')} added, {report.changed:,} changed, {report.unchanged:,} as before."
    problems = [
        el("li", el("strong", problem.path), el("p", f"{problem.reason} {problem.remedy}", class_="quiet"))
        for problem in report.problems
    ]
    lost = [
        el("p", f"{count(len(problems), 'file')} could not be used", class_="label"),
        el("ul", *problems, class_="dropped"),
    ]
    return [el("p", words, class_="checked", role="status"), *(lost if problems else [])]


def draw_about(here: Room) -> None:
    """What is open, and the model that writes."""
    pipeline = here.pipeline
    status = pipeline.index.status()
    _masthead("About", "Ask a folder of news articles who said what, when, and where it says so.", "about")
    facts = (
        ("Articles", f"{status.articles:,}"),
        ("Statements", f"{status.statements:,}"),
        ("Passages", f"{status.passages:,}, {status.vectors:,} of them searchable by meaning"),
        ("Index", str(pipeline.settings.index_dir)),
        (
            "Answers",
            f"written by {pipeline.settings.model}"
            if pipeline.settings.model
            else "in the articles’ own words, no model",
        ),
    )
    rows = [node for name, value in facts for node in (el("dt", name), el("dd", value))]
    notes = [el("p", problem, class_="note") for problem in status.problems]
    show([el("dl", *rows, class_="facts"), *notes], "facts")
    _connection(here)


def _connection(here: Room) -> None:
    """A language model for this session: nothing typed here is stored, logged or shown again."""
    settings = here.pipeline.settings
    words = (
        "Any endpoint that speaks the OpenAI protocol, for this browser session only; the key is never stored. "
        "What a model writes is checked against the articles before it is shown."
    )
    show([el("div", el("h2", "Language model"), el("p", words), class_="masthead")], "connection-about")
    with st.form("connection", clear_on_submit=True):
        base_url = st.text_input("Base URL", value=settings.base_url or "", placeholder="http://127.0.0.1:11434/v1")
        model = st.text_input("Model", value=settings.model or "")
        key = st.text_input("Key", type="password", autocomplete="off")
        use = st.form_submit_button("Use in this session")
    if use:
        chosen = replace(
            settings, base_url=base_url.strip() or None, model=model.strip() or None, api_key=key or settings.api_key
        )
        try:
            here.own = with_model(chosen)
        except OnTheRecordError as error:
            _alert(str(error), "connection-failed")
        else:
            st.rerun()
    if here.own is not None and st.button("Disconnect", key="disconnect"):
        here.own = None
        st.rerun()


def _masthead(title: str, words: str, key: str) -> None:
    mend = "1" if key == "add" else None
    show([el("div", el("h1", title), el("p", words), class_="masthead", data_mend=mend)], f"masthead-{key}")


def _alert(message: str, key: str) -> None:
    show([el("div", el("p", message), class_="failure", role="alert")], key)
