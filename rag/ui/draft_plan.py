"""A checked draft to the tree that shows it: the draft with its claims marked, and a card for each verdict."""

from __future__ import annotations

from collections.abc import Sequence

from rag.ports import Index
from rag.types import CheckedClaim, Verdict
from rag.ui.kept import title
from rag.ui.nodes import Node, button, el
from rag.ui.phrases import count

_EXPLAINED = {
    Verdict.VERIFIED: "An article has this, and gives it to the same speaker.",
    Verdict.EDITED: "An article has words close to these; compare before quoting.",
    Verdict.SOMEONE_ELSE: "The words stand in an article, but it gives them to somebody else.",
    Verdict.NOT_IN_ARTICLES: "No article has these words.",
    Verdict.UNSUPPORTED: "No article supports this.",
}


def checked_draft(draft: str, claims: Sequence[CheckedClaim], index: Index) -> list[Node]:
    """A summary, the marked draft, the verdicts in order."""
    if not claims:
        return [
            el("p", "The draft has no quotation and no attributed claim to check.", class_="checked", role="status")
        ]
    good = sum(claim.verdict is Verdict.VERIFIED for claim in claims)
    return [
        el("p", f"{good} of {count(len(claims), 'claim')} verified", class_="checked", role="status"),
        marked(draft, claims),
        el("ul", *(_verdict(claim, i, index) for i, claim in enumerate(claims)), class_="cards"),
    ]


def marked(draft: str, claims: Sequence[CheckedClaim]) -> Node:
    """The draft, character for character, with its claims marked; of overlapping claims the first keeps its mark."""
    parts: list[Node] = []
    end = 0
    for i, claim in sorted(enumerate(claims), key=lambda item: (item[1].span.start, -item[1].span.end)):
        if claim.span.start < end:
            continue
        parts.append(draft[end : claim.span.start])
        class_ = "claim good" if claim.verdict is Verdict.VERIFIED else "claim"
        parts.append(el("mark", claim.span.of(draft), class_=class_, title=f"{i + 1}: {claim.verdict.value}"))
        end = claim.span.end
    return el("div", *parts, draft[end:], class_="draft")


def _verdict(claim: CheckedClaim, i: int, index: Index) -> Node:
    good = claim.verdict is Verdict.VERIFIED
    found = (
        f"The articles give it to {claim.speaker_found}."
        if claim.verdict is Verdict.SOMEONE_ELSE and claim.speaker_found
        else ""
    )
    explained = "An article has this." if good and not claim.speaker else _EXPLAINED[claim.verdict]
    where = ""
    if claim.citation is not None:
        article = index.article(claim.citation.article_id)
        where = title(article)
    label = el(
        "span",
        el("span", el("span", claim.verdict.value, class_="badge good" if good else "badge bad"), class_="meta"),
        el("span", claim.quote or claim.text, class_="statement"),
        el("span", " · ".join(x for x in (claim.speaker, where) if x), class_="meta"),
        el("span", f"{explained} {found}".strip(), class_="snippet"),
        class_="stack",
    )
    if claim.citation is None:
        return el("li", el("div", label, class_="card"))
    return el("li", button(label, "claim", i, class_="card", data_id=f"claim-{i}"))
