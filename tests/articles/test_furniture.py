"""Single lines in, furniture or not out: the page's own words against the article's."""

from __future__ import annotations

import pytest

from rag.articles.furniture import glued_at_end, glued_at_start, is_furniture

FURNITURE = """Comments 2
12 comments
Read More (...)
Newer articles
view original post
More to Read
Related:Harbour closed for a week
Share on Facebook
Share this story
Facebook | Twitter | WhatsApp
Follow Ann Writer on Twitter @annwriter
Sign up for our daily newsletter and get the news in your inbox.
ADVERTISEMENT
Already a subscriber? Log in
This story has been updated with the harbour office's answer.
This article originally appeared in The Gazette.
4 min read
Contributing: Bo Scribe, The Associated Press
Reporting by Ann Writer; editing by Bo Scribe
Ann Writer in Oldport contributed to this report.
Contact Ann Writer at awriter@example.org.
© 2024 The Gazette. All rights reserved.
___
https://example.org/a/b 1/3"""

ARTICLE = """Comments like these are rare in Oldport, where the council meets once a year.
More than forty boats came back.
Share prices fell on Thursday.
Read more carefully, she said, and you will see the mistake.
Subscribe or leave, the company told its customers.
Follow the coast road to the north and you see the pier.
The council contributed to this year's repairs with two million crowns, and the state paid for the rest of it in May.
Advertising made up half of the paper's income.
Print runs have halved.
Contact with the boat was lost at noon.
HOLM:We worked every night."""


@pytest.mark.parametrize("line", FURNITURE.split("\n"))
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", ARTICLE.split("\n"))
def test_article(line: str) -> None:
    assert not is_furniture(line)


def test_furniture_glued_to_a_paragraph() -> None:
    notice = "This article is more than 2 years old"
    assert glued_at_start(notice + "The harbour reopened.") == len(notice)
    assert glued_at_start("The harbour reopened.") == 0
    line = "The harbour reopened, she said. Agencies contributed to this report."
    assert glued_at_end(line) == line.index("Agencies")
    assert glued_at_end("They contributed to this, she said.") is None
