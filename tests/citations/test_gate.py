from __future__ import annotations

import pytest

from rag.citations import Gate
from rag.types import Claim, Findings, Verdict
from tests.citations.newsroom import Newsroom


def _claims(findings: Findings, *numbers: int) -> tuple[Claim, ...]:
    return tuple(Claim("", evidence_id=findings.statements[number].id) for number in numbers)


PASSES = [
    (
        "Ana Reyes said “the harbour will not close this winter”.",
        0,
        "Ana Reyes said “The harbour will not close this winter”.",
    ),
    ('"We have the money," Reyes said.', 0, "“We have the money”, Reyes said."),
    ("“The harbour will not close this winter,” said Reyes, “we have the money.”", 0, None),
    ("Reyes warned that costs could rise by 12 percent.", 1, None),
    ("According to Reyes, the quay is “old but sound”.", 2, None),
    ("“No comment,” an official said.", 3, None),
    ("In an article of 2 March 2024, Ana Reyes, the harbour master, said: “We have the money.”", 0, None),
    ("Ines Calder said the bridge would not be the “miracle” each village wanted.", 7, None),
    ("Tomas Brandt said “Ships bring work, and work brings people”.", 4, None),
]


@pytest.mark.parametrize(("text", "cites", "shown"), PASSES)
def test_what_the_evidence_bears_out_is_kept(
    room: Newsroom, findings: Findings, text: str, cites: int, shown: str | None
) -> None:
    gate = Gate(findings, room)
    kept = gate.confirm(text, _claims(findings, cites))
    assert kept is not None, gate.dropped
    assert kept.verdict is Verdict.VERIFIED
    assert kept.citations
    assert shown is None or kept.text == shown


FAILS = [
    ("Reyes said “the harbour will close this winter”.", 0, Verdict.NOT_IN_ARTICLES, "a negation dropped within marks"),
    ("Reyes said the harbour will “close this winter”.", 0, Verdict.UNSUPPORTED, "a negation dropped before the marks"),
    ("Reyes said they do not “have the money”.", 0, Verdict.UNSUPPORTED, "a negation put in before the marks"),
    ("Reyes never said “we have the money”.", 0, Verdict.UNSUPPORTED, "she did"),
    ("Tomas Brandt said “we have the money”.", 0, Verdict.SOMEONE_ELSE, "another speaker"),
    ("Ben Osei said “no comment”.", 3, Verdict.UNSUPPORTED, "a name for an unnamed source"),
    ("The “We have the money” party goes on.", 0, Verdict.UNSUPPORTED, "nobody is named"),
    (
        "Reyes said “old but sound”.",
        0,
        Verdict.SOMEONE_ELSE,
        "words of other evidence than it cites",
    ),
    (
        "“The harbour will not close this winter. We have the money,” Reyes said.",
        0,
        Verdict.NOT_IN_ARTICLES,
        "stitched",
    ),
    (
        "Brandt said “Ships bring work … fishermen of the eastern quay”.",
        4,
        Verdict.UNSUPPORTED,
        "an ellipsis over a but",
    ),
    ("Brandt said “work brings people … Ships bring work”.", 4, Verdict.NOT_IN_ARTICLES, "fragments out of order"),
    ("Reyes warned that costs could rise by 21 percent.", 1, Verdict.UNSUPPORTED, "a figure changed"),
    (
        "Reyes warned that costs could rise by 12 percent in Lanmouth and Dorne.",
        1,
        Verdict.UNSUPPORTED,
        "a name put in",
    ),
    ("Reyes warned that costs could not rise by 12 percent.", 1, Verdict.UNSUPPORTED, "a negation put in"),
    ("Costs could rise by 12 percent.", 1, Verdict.UNSUPPORTED, "reported speech as a fact"),
    ("Brandt warned that costs could rise by 12 percent.", 1, Verdict.SOMEONE_ELSE, "reported speech of another"),
    ("Reyes warned of storms, strikes, floods and ruin.", 1, Verdict.UNSUPPORTED, "invented"),
    (
        "Ines Calder said the bridge would be the kind of “miracle” each village wanted.",
        7,
        Verdict.UNSUPPORTED,
        "affirmed",
    ),
    ("Tomas Brandt said the town had burnt the bridge.", 6, Verdict.UNSUPPORTED, "another verb"),
    ("Reyes said “we have the money", 0, Verdict.NOT_IN_ARTICLES, "a mark never closed"),
    ("Reyes said “we have the money” ![x](http://evil.example/a.png)", 0, Verdict.UNSUPPORTED, "an image"),
    ("Reyes said “we have the money” <img src=x>", 0, Verdict.UNSUPPORTED, "HTML"),
    ("See https://evil.example for what Reyes said.", 0, Verdict.UNSUPPORTED, "a link"),
]


@pytest.mark.parametrize(("text", "cites", "verdict", "reason"), FAILS)
def test_what_the_evidence_does_not_bear_out_is_dropped(
    room: Newsroom, findings: Findings, text: str, cites: int, verdict: Verdict, reason: str
) -> None:
    gate = Gate(findings, room)
    assert gate.confirm(text, _claims(findings, cites)) is None, reason
    assert not gate.citations, reason
    assert gate.dropped[0].verdict is verdict, (reason, gate.dropped)


def test_evidence_that_does_not_exist_or_is_not_cited(room: Newsroom, findings: Findings) -> None:
    gate = Gate(findings, room)
    text = "Ana Reyes said “We have the money.”"
    assert gate.confirm(text, ()) is None
    assert gate.confirm(text, (Claim(text, evidence_id=None),)) is None
    assert gate.confirm(text, (*_claims(findings, 0), Claim(text, evidence_id="harbour:12345"))) is None
    assert [d.verdict for d in gate.dropped] == [Verdict.UNSUPPORTED] * 3


def test_a_slip_is_corrected_to_the_sources_words(room: Newsroom, findings: Findings) -> None:
    gate = Gate(findings, room)
    kept = gate.confirm("Reyes said: “The harbour will not be closing this winter.”", _claims(findings, 0))
    assert kept is not None
    assert kept.verdict is Verdict.EDITED
    assert kept.text == "Reyes said: “The harbour will not close this winter”."


def test_reported_speech_loses_marks_it_never_had(room: Newsroom, findings: Findings) -> None:
    kept = Gate(findings, room).confirm("Reyes warned that “costs could rise by 12 percent”.", _claims(findings, 1))
    assert kept is not None
    assert (kept.text, kept.verdict) == ("Reyes warned that costs could rise by 12 percent.", Verdict.EDITED)


def test_a_safe_ellipsis_becomes_two_quotations(room: Newsroom, findings: Findings) -> None:
    kept = Gate(findings, room).confirm("Calder said “The bridge is … the next generation”.", _claims(findings, 5))
    assert kept is not None
    assert kept.text == "Calder said “The bridge is” … “the next generation”."


def test_a_pronoun_means_whoever_was_told_of_before(room: Newsroom, findings: Findings) -> None:
    gate = Gate(findings, room)
    assert gate.confirm("He said “We have the money.”", _claims(findings, 0)) is None
    assert gate.confirm("Reyes warned that costs could rise by 12 percent.", _claims(findings, 1)) is not None
    assert gate.confirm("She said “We have the money.”", _claims(findings, 0)) is not None


def test_a_fact_of_the_article_itself_is_cited_as_a_passage(room: Newsroom, findings: Findings) -> None:
    passage = room.passages_of("harbour")[1]
    gate = Gate(findings, room)
    kept = gate.confirm("A ferry ran to Lanmouth with 340 people aboard.", (Claim("", evidence_id=passage.id),))
    assert kept is not None, gate.dropped
    (cited,) = gate.citations
    assert cited.quote == "A ferry ran to Lanmouth on Tuesday with 340 people aboard."
    assert cited.speaker is None
    said = "Ana Reyes said that a ferry ran to Lanmouth with 340 people aboard."
    assert gate.confirm(said, (Claim("", evidence_id=passage.id),)) is None, "put into a mouth"


def test_the_tally_counts_what_stood(room: Newsroom, findings: Findings) -> None:
    gate = Gate(findings, room)
    gate.confirm("Ana Reyes said “We have the money.”", _claims(findings, 0))
    gate.confirm("Ana Reyes said “We have no money.”", _claims(findings, 0))
    assert str(gate.tally) == "1 of 2 sentences supported, 1 of 2 quotations verbatim"
