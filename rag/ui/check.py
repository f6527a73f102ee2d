"""The page where a draft is held against the articles."""

from __future__ import annotations

import streamlit as st

from rag.errors import OnTheRecordError
from rag.ports import Index
from rag.types import CheckedClaim, Citation
from rag.ui.component import Act, show
from rag.ui.draft_plan import checked_draft
from rag.ui.kept import fingerprint
from rag.ui.parts import alert, masthead
from rag.ui.reader_plan import Place
from rag.ui.state import Room, Shown


def draw_check(here: Room) -> None:
    """A paragraph in, a verdict for each quotation and attributed claim out."""
    words = "Paste a paragraph. Every quotation and every attributed claim is looked up in the articles."
    masthead("Check a draft", words, "check")
    with st.form("draft", border=False):
        draft = st.text_area("Draft", height=180, max_chars=20_000, key="draft-text")
        pressed = st.form_submit_button("Check against the articles")
    if pressed and draft.strip():
        try:
            with st.spinner("Checking every quotation"):
                here.checked = (draft, here.pipeline.check(draft))
        except OnTheRecordError as error:
            alert(str(error), "check-failed")
    if here.checked is not None:
        _verdicts(here, *here.checked)


def _verdicts(here: Room, draft: str, claims: list[CheckedClaim]) -> None:
    index = here.pipeline.index

    def act(what: Act) -> None:
        match what:
            case ["claim", int(i)] if 0 <= i < len(claims) and (found := claims[i].citation) is not None:
                cited = [claim.citation for claim in claims if claim.citation is not None]
                here.shown = Shown(tuple(_place(citation, index) for citation in cited), cited.index(found))

    show(checked_draft(draft, claims, index), "checked-draft", act)


def _place(citation: Citation, index: Index) -> Place:
    article = index.article(citation.article_id)
    print_ = fingerprint(article.text)
    return Place(article.path, (citation.span,), cue=citation.cue, print=print_, speaker=citation.speaker)
