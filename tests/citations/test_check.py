from __future__ import annotations

import pytest

from rag.citations import check_draft
from rag.types import Verdict
from tests.citations.newsroom import Newsroom

ROWS = [
    ("Ana Reyes said “We have the money.”", [(Verdict.VERIFIED, "Ana Reyes")], "word for word"),
    ('"We have the money," Reyes said.', [(Verdict.VERIFIED, "Ana Reyes")], "straight marks, a comma for a full stop"),
    ("“We have the money.” Reyes said.", [(Verdict.VERIFIED, "Ana Reyes")], "a full stop before the attribution"),
    ("Brandt said “we have the money”.", [(Verdict.SOMEONE_ELSE, "Ana Reyes")], "another speaker"),
    ("Reyes said “we have no money”.", [(Verdict.NOT_IN_ARTICLES, "Ana Reyes")], "a word turned round"),
    ("Reyes said the harbour will “close this winter”.", [(Verdict.UNSUPPORTED, "Ana Reyes")], "a negation left out"),
    (
        "Reyes said “the harbour will never close this winter”.",
        [(Verdict.NOT_IN_ARTICLES, "Ana Reyes")],
        "a word changed",
    ),
    ("Reyes said “a harbour will not close this winter”.", [(Verdict.EDITED, "Ana Reyes")], "a slip"),
    ("Reyes warned that costs could rise by 12 percent.", [(Verdict.VERIFIED, "Ana Reyes")], "reported speech"),
    (
        "Brandt warned that costs could rise by 12 percent.",
        [(Verdict.SOMEONE_ELSE, "Ana Reyes")],
        "reported of another",
    ),
    (
        "Brandt said a bridge to nowhere had cost the town 4 million crowns.",
        [(Verdict.EDITED, "Tomas Brandt")],
        "retold",
    ),
    ("Ben Osei said “no comment”.", [(Verdict.UNSUPPORTED, None)], "a name for an unnamed source"),
    (
        "Ines Calder said the bridge would be the kind of “miracle” each village wanted.",
        [(Verdict.UNSUPPORTED, "Ines Calder")] * 2,
        "affirmed",
    ),
    ("Tomas Brandt hopes that “we have the money”.", [(Verdict.SOMEONE_ELSE, "Ana Reyes")], "a verb nobody listed"),
    ("The town has “the money” it needs.", [(Verdict.VERIFIED, "Ana Reyes")], "words given to nobody"),
    ("The town sleeps.", [], "no claim"),
]


@pytest.mark.parametrize(("draft", "expected", "reason"), ROWS)
def test_verdicts(room: Newsroom, draft: str, expected: list[tuple[Verdict, str | None]], reason: str) -> None:
    checked = check_draft(draft, room)
    assert [(claim.verdict, claim.speaker_found) for claim in checked] == expected, reason


def test_spans_are_characters_of_a_markdown_draft(room: Newsroom) -> None:
    draft = (
        "# Title\n\n- **Ana Reyes** said “We have\n  the money.” [1]\n- *Brandt* said “no”.\n\n```\nX said “y”\n```\n"
    )
    checked = check_draft(draft, room)
    assert [claim.span.of(draft) for claim in checked] == ["“We have\n  the money.”", "“no”"]
    assert checked[0].verdict is Verdict.VERIFIED
    assert [claim.text for claim in checked] == [claim.span.of(draft) for claim in checked]


def test_a_verified_claim_carries_its_citation(room: Newsroom) -> None:
    (claim,) = check_draft("“Ships bring work,” Tomas Brandt said.", room)
    assert claim.citation is not None
    assert claim.citation.quote == claim.citation.span.of(room.article("harbour").text) == "Ships bring work,"
    assert claim.citation.speaker == "Tomas Brandt"


def test_a_pronoun_means_who_was_named_before(room: Newsroom) -> None:
    claims = check_draft("Tomas Brandt is a fisherman. He said “Ships bring work”. He said “We have the money.”", room)
    assert [claim.verdict for claim in claims] == [Verdict.VERIFIED, Verdict.SOMEONE_ELSE]


def test_a_quotation_that_goes_on_is_by_the_same_speaker(room: Newsroom) -> None:
    honest = check_draft("“The harbour will not close this winter,” Ana Reyes said. “We have the money.”", room)
    assert [claim.verdict for claim in honest] == [Verdict.VERIFIED] * 2
    hostile = check_draft("“Ships bring work,” Tomas Brandt said. “We have the money.”", room)
    assert [claim.verdict for claim in hostile] == [Verdict.VERIFIED, Verdict.SOMEONE_ELSE]


def test_a_quotation_of_several_sentences_is_one_claim(room: Newsroom) -> None:
    (claim,) = check_draft("Reyes said: “We have the money. We have the ships. We have time.”", room)
    assert claim.verdict is not Verdict.VERIFIED


def test_any_text_is_checked_without_failing(room: Newsroom) -> None:
    for draft in (
        "",
        "“",
        "””””",
        "said",
        "said said said",
        "\n\n\n",
        "X" * 5000,
        "“a” said “b” said “c”",
        "According to",
    ):
        for claim in check_draft(draft, room):
            assert claim.span.of(draft) == claim.text
