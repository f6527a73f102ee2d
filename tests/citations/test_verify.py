from __future__ import annotations

from dataclasses import replace

from rag.citations import verify
from rag.types import Claim, Findings, Span, Verdict
from tests.citations.newsroom import Newsroom


def _claims(room: Newsroom, findings: Findings, number: int) -> tuple[Claim, ...]:
    statement = findings.statements[number]
    text = room.article(statement.article_id).text
    return tuple(Claim(s.of(text), s.of(text), statement.speaker, statement.id) for s in statement.content)


def test_a_statement_in_two_parts_is_cited_part_by_part(room: Newsroom, findings: Findings) -> None:
    claims = _claims(room, findings, 0)
    done = verify([("Reyes said: “The harbour will not close this winter,“", claims)], findings, room)
    assert [c.span for c in done.citations] == list(findings.statements[0].content)
    assert done.sentences[0].citations == (1, 2)
    assert all(c.quote == c.span.of(room.article(c.article_id).text) for c in done.citations)
    assert {c.statement_id for c in done.citations} == {findings.statements[0].id}


def test_one_number_a_span_in_order_of_appearance(room: Newsroom, findings: Findings) -> None:
    one, two = _claims(room, findings, 3), _claims(room, findings, 1)
    done = verify([("A.", one), ("B.", two), ("C.", (*two, *one))], findings, room)
    assert [s.citations for s in done.sentences] == [(1,), (2,), (2, 1)]
    assert len(done.citations) == 2


def test_a_changed_word_drops_the_sentence(room: Newsroom, findings: Findings) -> None:
    claim = replace(_claims(room, findings, 1)[0], quote="costs could fall by 12 percent")
    done = verify([("Costs.", (claim,))], findings, room)
    assert not done.sentences
    assert not done.citations
    assert [d.verdict for d in done.dropped] == [Verdict.NOT_IN_ARTICLES]


def test_another_speaker_drops_the_sentence_and_says_whose_words_they_are(room: Newsroom, findings: Findings) -> None:
    claim = replace(_claims(room, findings, 1)[0], speaker="Tomas Brandt")
    (dropped,) = verify([("Costs.", (claim,))], findings, room).dropped
    assert dropped.verdict is Verdict.SOMEONE_ELSE
    assert "Ana Reyes" in dropped.reason


def test_a_name_for_a_source_the_article_leaves_unnamed(room: Newsroom, findings: Findings) -> None:
    claim = replace(_claims(room, findings, 3)[0], speaker="Ben Osei")
    (dropped,) = verify([("“No comment,”", (claim,))], findings, room).dropped
    assert dropped.verdict is Verdict.SOMEONE_ELSE


def test_evidence_that_does_not_exist(room: Newsroom, findings: Findings) -> None:
    claims = [Claim("x", "x", None, where) for where in (None, "harbour:99999", "nowhere:1", "harbour/0-1")]
    done = verify([(claim.text, (claim,)) for claim in claims], findings, room)
    assert [d.verdict for d in done.dropped] == [Verdict.UNSUPPORTED] * 4


def test_words_within_marks_that_no_citation_has(room: Newsroom, findings: Findings) -> None:
    done = verify([("Reyes said “costs will soar”.", _claims(room, findings, 1))], findings, room)
    assert not done.sentences
    assert not done.citations
    assert done.dropped[0].verdict is Verdict.NOT_IN_ARTICLES


def test_a_passage_is_cited_without_a_speaker(room: Newsroom, findings: Findings) -> None:
    passage = room.passages_of("bridge")[1]
    words = "The town council did not vote on the bridge."
    done = verify([(words, (Claim(words, words, None, passage.id),))], findings, room)
    start = room.article("bridge").text.index(words)
    (cited,) = done.citations
    assert (cited.span, cited.speaker, cited.statement_id, cited.mode) == (
        Span(start, start + len(words)),
        None,
        None,
        None,
    )
