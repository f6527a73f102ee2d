"""Web pages in, their articles out: what a reader saw, and what the page declares."""

from __future__ import annotations

import pytest

from rag.articles.decoding import UnreadableError
from rag.articles.web import extract

PARAGRAPHS = """<p>The harbour of Oldport reopened on Thursday, nine days after a storm tore its pier away.</p>
<p>“We worked every night,” harbour master Ann Holm told reporters. “The cranes are running again.”</p>
<p>Ships had been sent to Newport in the meantime. The repair cost four million crowns.</p>"""
HIDDEN = [
    '<p style="display: none">{}</p>',
    '<p style="VISIBILITY:hidden">{}</p>',
    '<p style="font-size: 0px">{}</p>',
    '<div style="position:absolute; left:-9999px"><p>{}</p></div>',
    "<p hidden>{}</p>",
    '<p aria-hidden="true">{}</p>',
    '<p class="unseen">{}</p>',
    '<p id="trap">{}</p>',
    "<template><p>{}</p></template>",
    "<!-- {} -->",
    "<noscript><p>{}</p></noscript>",
]


def page(body: str, head: str = "") -> bytes:
    top = f"<head><meta charset='utf-8'><title>Oldport</title>{head}</head>"
    return f"<html>{top}<body><nav><a href='/'>Home</a></nav><article>{body}</article></body></html>".encode()


def test_paragraphs_and_declared_metadata() -> None:
    head = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "headline": "No"},
      {"@type": ["NewsArticle"], "headline": "Harbour reopens", "datePublished": "2024-05-16T08:00:00+02:00",
      "author": [{"name": "Ann Writer"}],
      "publisher": {"name": "The Gazette"}}]}</script><link rel="canonical" href="https://example.org/harbour">
      <meta property="og:title" content="Something else">"""
    text, metadata = extract(page(PARAGRAPHS, head))
    assert (
        text.split("\n\n")[1]
        == "“We worked every night,” harbour master Ann Holm told reporters. “The cranes are running again.”"
    )
    assert "Home" not in text
    assert (metadata.headline, metadata.published, metadata.author) == (
        "Harbour reopens",
        "2024-05-16T08:00:00+02:00",
        "Ann Writer",
    )
    assert (metadata.outlet, metadata.url) == ("The Gazette", "https://example.org/harbour")


def test_meta_tags_and_title_where_there_is_nothing_better() -> None:
    head = """<meta property="og:site_name" content="The Gazette"><meta name="author" content="Ann Writer">
      <meta property="article:published_time" content="2024-05-16">"""
    _, metadata = extract(page(PARAGRAPHS, head))
    assert (metadata.headline, metadata.outlet, metadata.author, metadata.published) == (
        "Oldport",
        "The Gazette",
        "Ann Writer",
        "2024-05-16",
    )


@pytest.mark.parametrize("form", HIDDEN)
def test_hidden_words_are_not_in_the_article(form: str) -> None:
    secret = (
        "The mayor resigned over the wall and wept, the council said in a long statement to everybody who would listen."
    )
    style = "<style>@media all { .unseen, p.more { color: red; display : none } } #trap {visibility:hidden}</style>"
    text, _ = extract(
        page(PARAGRAPHS + form.format(secret) + "<p>The pier will be closed again in winter, she said.</p>", style)
    )
    assert "wept" not in text
    assert "closed again" in text


def test_the_declared_encoding_is_used() -> None:
    raw = page(PARAGRAPHS).decode().replace("utf-8", "windows-1252").encode("cp1252")
    assert "“We worked every night,”" in extract(raw)[0]


@pytest.mark.parametrize("raw", [b"<html></html>", b"<html><body><script>x</script></body></html>", b"<" * 5000])
def test_a_page_without_an_article_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        extract(raw)
    assert caught.value.remedy
