"""What rules and tagger found in one text, joined: who wins where they differ."""

from __future__ import annotations

from dataclasses import replace

from rag.statements.marks import quotations
from rag.statements.merge import merged, readable
from rag.types import Attribution, Span
from tests.statements.marked import read


def tagged(marked: str, score: float = 0.8) -> tuple[str, list[Attribution]]:
    article, rows = read(marked)
    return article.text, [replace(row, rule="tagger", score=score) for row in rows]


def ruled(marked: str, rule: str) -> list[Attribution]:
    return [replace(row, rule=rule) for row in read(marked)[1]]


def joined(text: str, rules: list[Attribution], tags: list[Attribution]) -> list[Attribution]:
    quotes = quotations(text, [Span(0, len(text))])[0]
    return merged(text, rules, tags, quotes)


def contents(text: str, rows: list[Attribution]) -> list[list[str]]:
    return [[s.of(text) for s in row.content] for row in rows]


def test_a_quotation_cut_short_by_the_tagger_is_made_whole() -> None:
    text, tags = tagged("“It <1 rained all day here in Tor>,” [1 Roe] {1 said}.")
    assert contents(text, joined(text, [], tags)) == [["“It rained all day here in Tor,”"]]


def test_a_sure_rule_gives_the_content_and_the_tagger_the_source() -> None:
    text, tags = tagged("In spring, [1 Ann Roe] {1 said}, “that <1 would flood the town.”>")
    rules = ruled("In spring, Ann [1 Roe] {1 said}, <1 “that would flood the town.”>", "after")
    (row,) = joined(text, rules, tags)
    assert contents(text, [row]) == [["“that would flood the town.”"]]
    assert row.source
    assert row.source.of(text) == "Ann Roe"
    assert (row.rule, row.score) == ("after", 0.95)


def test_what_frames_a_quotation_is_not_kept_but_what_follows_it_is() -> None:
    text, tags = tagged("<1 In spring>, [1 Roe] {1 said}, <1 “it will rain.”> <1 “It will pour.”>")
    rules = ruled("In spring, [1 Roe] {1 said}, <1 “it will rain.”> “It will pour.”", "after")
    assert contents(text, joined(text, rules, tags)) == [["“it will rain.”", "“It will pour.”"]]


def test_an_unsure_rule_alone_is_not_believed() -> None:
    article, _ = read("Roe found a way.")
    assert joined(article.text, ruled("[1 Roe] {1 found} <1 a way>.", "before"), []) == []


def test_a_quotation_the_tagger_missed_is_added() -> None:
    article, _ = read("“It rained in Tor,” Roe said.")
    rules = ruled("<1 “It rained in Tor,”> [1 Roe] {1 said}.", "after")
    assert contents(article.text, joined(article.text, rules, [])) == [["“It rained in Tor,”"]]


def test_a_report_inside_a_report_stands_beside_it() -> None:
    text, tags = tagged("{1 According to} [1 the agency], <1 Roe said that it rained>.")
    rules = ruled("According to the agency, [1 Roe] {1 said} <1 that it rained>.", "before")
    assert contents(text, joined(text, rules, tags)) == [["Roe said that it rained"], ["that it rained"]]


def test_the_tagger_alone_needs_a_score() -> None:
    text, tags = tagged("[1 Roe] {1 seeks} <1 rain>.", score=0.2)
    assert joined(text, [], tags) == []


def test_a_source_of_another_paragraph_is_none() -> None:
    article, rows = read("The {1 plans for} <1 rain and hail>.\n[1 Roe] came.")
    (row,) = joined(article.text, [], [replace(rows[0], rule="tagger")])
    assert row.source is None


def test_words_beside_another_name_are_not_the_taggers() -> None:
    text, tags = tagged("<1 It rained>, {1 according to} [1 a letter]. <1 “It poured all day,”> said Bob Low.")
    rules = ruled("It rained, according to a letter. <1 “It poured all day,”> {1 said} [1 Bob Low].", "inverted")
    assert contents(text, joined(text, rules, tags)) == [["It rained"], ["“It poured all day,”"]]


def test_content_that_says_nothing_is_left_out() -> None:
    text, tags = tagged("<1 Rain>, <1 which> [1 he] {1 called} <1 a crisis>, and [2 she] {2 wanted} <2 it>.")
    assert contents(text, readable(text, tags)) == [["Rain", "a crisis"]]


def test_a_sentence_partly_in_marks_is_believed_though_the_tagger_missed_it() -> None:
    article, _ = read("The rain tax “is a mistake,” said Roe.")
    rules = ruled("<1 The rain tax “is a mistake,”> {1 said} [1 Roe].", "inverted")
    assert contents(article.text, joined(article.text, rules, [])) == [["The rain tax “is a mistake,”"]]


def test_a_whole_clause_is_no_source() -> None:
    text, tags = tagged("[1 Ann Roe and Bob Low met in Tor on Friday] {1 to discuss} <1 the rain of this year>.")
    (row,) = joined(text, [], tags)
    assert row.source is None
