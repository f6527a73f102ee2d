"""News goes in, attributions come out: one row a way of saying who said what, each with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.statements.rules import attributions
from rag.types import Attribution
from tests.statements.marked import read

# (marked text, reason)
ROWS = [
    ("<1 “It rained,”> {1 said} [1 Ann Roe, a farmer in Tor].", "verb before a name with its description"),
    ("<1 “It rained,”> [1 Roe] {1 said}.", "name before the verb"),
    ("<1 “It rained,”> [1 she] {1 told} AFP.", "somebody was told"),
    ("<1 “It rained,“> [1 Roe] {1 said}. <1 “It poured.”>", "closed with an opening mark; a split quotation"),
    ("<1 “It rained,”> [1 Roe] {1 said}, <1 “and it poured.”>", "split inside a sentence"),
    ("<1 “It rained,”> [1 Roe] {1 said} in remarks on television. <1 “It poured.”>", "where it was said stays out"),
    ("<1 “Did it rain?”> [1 Roe] {1 asked}.", "a question mark ends the quotation, not the sentence"),
    ("[1 Roe] {1 said}: <1 “It rained all day.”>", "colon"),
    ("[1 Roe] {1 wrote} on Twitter on Friday: <1 “It rained all day.”>", "where and when stand before the colon"),
    ("In spring, [1 Ann Roe] {1 said}, <1 “It rained.”>", "what frames a full quotation is the reporter's"),
    (
        "At a time when fields were dry, [1 he] {1 said}, <1 “that could cause a flood.”>",
        "the same before a whole clause",
    ),
    ("[1 Roe] {1 said} <1 that it rained>.", "indirect speech"),
    ("[1 Roe] {1 said} <1 it rained>.", "without that"),
    ("On Friday [1 Mr. Roe] {1 said} <1 it rained>.", "a day in front of a name"),
    ("[1 Roe] {1 told} reporters on Friday <1 that it rained>.", "hearer and day stay out"),
    (
        "[1 Ann Roe, the former head of the Tor Post, the town's paper], {1 said} on Friday <1 that it rained>.",
        "descriptions in a row",
    ),
    ("[1 Ann Roe, 52, of Tor, Ohio], {1 said} <1 that it rained>.", "age and town"),
    ("[1 The two mayors] {1 said} <1 that it rained>.", "a number after the article"),
    ("[1 Farmers and town councillors] {1 say} <1 that it rained>.", "a pair without names"),
    ("<1 It rained in Tor all day>, [1 Roe] {1 said}.", "indirect speech before its speaker"),
    ("<1 The rain>, [1 Roe] {1 said}, <1 will stop soon>.", "indirect speech around its speaker"),
    (
        "{1 According to} [1 Roe], <1 rain will probably stop, but not before spring>.",
        "the clause is no description of Roe",
    ),
    ("{1 According to} [1 Ann Roe, a judge in Tor], <1 rain will stop>.", "a description is no clause"),
    ("{1 According to} [1 a study by the Tor Institute], <1 rain will stop>.", "a source with a preposition"),
    ("<1 “It rained,”> {1 according to} [1 Roe].", "quotation, then according to"),
    (
        "<1 The plan that Oslo rejected last year>, {1 according to} [1 Roe], <1 might “lay the ground for peace.”>",
        "in the middle",
    ),
    (
        'But <1 if "Rain goes on for weeks, it will flood the town,"> {1 according to} [1 Roe].',
        "the if stays with its clause",
    ),
    (
        "[1 [2 Roe]] {1 said} <1 it rained>, {2 adding} <2 that it poured>.",
        "a participle has the subject of the clause",
    ),
    (
        "[1 [2 Roe]] {1 said} <1 that it rained>, but {2 added} <2 that it stopped>.",
        "a second verb has the same subject",
    ),
    (
        "[1 Roe] {1 said} <1 it rained>, and [2 Low] {2 added} <2 that it poured>.",
        "the next speaker ends the first one's words",
    ),
    ("[1 Roe] {1 said} <1 it would rain in Tor>, which has no drains.", "the reporter explains at the end"),
    ("[1 Roe] {1 has vowed} <1 to stop the rain>.", "an infinitive"),
    ("[1 Tor] {1 promised} <1 a “no limits” friendship>.", "a thing"),
    ("[1 Roe] {1 referred to} <1 the rain as a “crisis.”>", "a particle belongs to the verb"),
    (
        "Roe spoke of the rain, which [1 he] {1 referred to} <1 as a “crisis,”> marking a change.",
        "a relative clause ends at its comma",
    ),
    ("[1 The U.S.] {1 has repeatedly warned} <1 that rain kills>.", "auxiliary and adverb belong to the verb"),
    (
        "[1 Roe] {1 issued a frightening warning}: <1 should it rain, the dam may break.>",
        "a noun of speech and a colon",
    ),
    ("<1 “It rained.”> — [1 Ann Roe]", "a list of quotations, each signed"),
    ("Reporters heard Roe.\n[1 ROE]: <1 We had rain all day.>", "transcript of somebody named in the article"),
    ("[1 Roe] {1 calls} <1 rain a ‘driving force’>", "headline"),
    ("<1 “It rained,”>{1 said} [1 Roe].", "a space lost after the mark"),
    ("[1 He] {1 said} <1 it rained>.[2 Roe] {2 said} <2 it poured>.", "a space lost between sentences"),
    ("<1 “It rained”>, {1 said} [1 Roe], <1 “all day”>.", "signs outside the marks"),
    ("As [1 Roe] {1 put it}, <1 “It rained all day.”>", "a cue of two words"),
    ("Low {1 was told} by [1 Roe] <1 that it rained>.", "the speaker stands behind the verb"),
    ("<1 It rained all day>, [1 Low] {1 was quoted as saying} by Tass.", "who quotes stands behind the verb"),
    ("<1 “It rained all day,”> [1 Low] {1 was reported to have said}.", "reported to have said"),
    ("One more remark: <1 the dam would hold>, [1 Low] {1 was reported to have said}.", "at the end, after a colon"),
    ("<1 The rain>, [1 Low] {1 was reported to have said}, <1 would last for days>.", "in the middle"),
    ("[1 Roe, Low and others] {1 said} <1 it rained>.", "a list of speakers"),
    ("<1 “It rained,”> {1 wrote} [1 Roe] in her book “Rain.”", "a title behind the speaker"),
    ("On “Meet the Town,” [1 Roe] {1 said} <1 it rained>.", "the name of a programme"),
    ("Roe spoke.\n[1 Ann Roe, mayor of Tor]: <1 “It rained.”> <1 “It poured.”>", "a list of reactions"),
    ("[1 Roe’s lawyer, Bob Low], {1 said} <1 it rained>.", "a role before the name"),
    ("After the call [1 Roe] {1 stated} <1 that it rained>.", "a preposition and a name without a comma"),
    ("In October 2019 [1 Roe] {1 disclosed} <1 that it rained>.", "month and year before a name"),
    (
        "It rained all day, according to Low, and <1 the dam is next>, [1 she] {1 added}, <1 because nobody cares>.",
        "two speakers",
    ),
    ("The agency reported that [1 Roe] {1 had thanked} <1 Tor for the rain>.", "a chain of reports"),
    ("{1 Said} [1 Ann Roe]: <1 “It rained all day.”>", "the verb in front of all"),
    ("[1 Roe] {1 put it more bluntly on the radio}: <1 the dam is done>.", '"it" stands for what follows the colon'),
    ("[1 Roe] {1 shot back}: <1 “It rained all day.”>", "a verb nobody listed, and a colon"),
    ("Experts say it will rain. <1 “It rained all day here in Tor,”> {1 said} [1 Low].", "another speaker before"),
]


def words(text: str, rows: list[Attribution]) -> list[tuple[str | None, str | None, list[str]]]:
    return [
        (a.source.of(text) if a.source else None, a.cue.of(text) if a.cue else None, [s.of(text) for s in a.content])
        for a in rows
    ]


@pytest.mark.parametrize(("marked", "reason"), ROWS, ids=[row[1] for row in ROWS])
def test_ways_of_saying_who_said_what(marked: str, reason: str) -> None:
    article, expected = read(marked)
    found = words(article.text, attributions(article.text))
    for row in words(article.text, expected):
        assert row in found, (reason, found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The day it rained was cold.", "nobody speaks"),
        ("Roe did not say that it rained.", "denied"),
        ("Roe would say that it rained.", "not said yet"),
        ("The call for help came late.", "a noun is no verb"),
        ("A change from previous remarks that shaped the town.", "a plural noun is no verb"),
        ("Hal Brands rain boots.", "a name is no verb"),
        ("“House of the Rain”", "a title alone"),
        ("WINNER: A film about rain and towns.", "a label is no speaker"),
        ("Roe was accused of theft.", "passive"),
        ("Neither Roe nor Low said it rained.", "neither"),
        ("How large the Russian requests are, nobody knew.", "an adjective is no speaker"),
        ("Roe left without ever having rejected rain.", "a participle has no subject"),
        ("Read More: “The Rain of Tor”", "a link"),
    ],
)
def test_nobody_is_heard_where_nobody_speaks(text: str, reason: str) -> None:
    assert attributions(text) == [], reason


def test_two_sources_for_words_passed_on() -> None:
    text = "“Rain is a blessing for us all,” the agency quoted the mayor."
    assert [(a.rule, a.source.of(text) if a.source else None) for a in attributions(text)] == [
        ("quoting", "the agency"),
        ("quoted", "the mayor"),
    ]
    text = "The agency reported Roe as saying that it rained."
    assert [a.source.of(text) for a in attributions(text) if a.source] == ["The agency", "Roe"]
    text = '"Rain is a blessing," Low was quoted by state media as saying.'
    assert [(a.source and a.source.of(text), a.cue and a.cue.of(text)) for a in attributions(text)] == [
        ("Low", "was quoted by state media as saying"),
        ("state media", "was quoted"),
    ]


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    text = "“It rained,” Roe said. “It poured.\n\n“It stopped.”"
    assert words(text, attributions(text)) == [("Roe", "said", ["“It rained,”", "“It poured.", "“It stopped.”"])]


def test_a_name_in_a_paragraph_of_its_own_signs_the_quotation_above() -> None:
    text = "“It rained all day.”\n\n— Ann Roe, mayor\n\n“It poured.”\n\n— Bob Low"
    assert words(text, attributions(text)) == [
        ("Ann Roe, mayor", None, ["“It rained all day.”"]),
        ("Bob Low", None, ["“It poured.”"]),
    ]


def test_what_follows_a_colon_at_the_end_of_a_paragraph() -> None:
    quoted = "Ann Roe continued:\n\n“It rained all day.”"
    assert words(quoted, attributions(quoted)) == [("Ann Roe", "continued", ["“It rained all day.”"])]
    plain = "Ann Roe wrote:\n\nIt rained all day. It never stopped."
    assert words(plain, attributions(plain)) == [("Ann Roe", "wrote", ["It rained all day. It never stopped."])]


def test_a_part_of_a_sentence_in_marks_is_carried_on_within_the_paragraph() -> None:
    text = "According to Roe, rain will go on. Deeper rivers “could force towns to think again about the dam.”"
    (_, carried) = attributions(text)
    assert words(text, [carried]) == [("Roe", None, ["“could force towns to think again about the dam.”"])]
    assert carried.score < 1


def test_a_word_behind_a_quotation_does_not_end_its_speakers_turn() -> None:
    text = "It rained all day, Roe said, waving. “You blamed the whole town for the” rain."
    assert words(text, attributions(text))[1] == ("Roe", None, ["“You blamed the whole town for the”"])


def test_a_quotation_of_nobody_stays_nobodys() -> None:
    text = "Tor has a dam of its own.\n\n“Tor hopes that rain will return to the valley soon.”\n\n“It will,” Roe said."
    assert words(text, attributions(text))[0] == (
        None,
        None,
        ["“Tor hopes that rain will return to the valley soon.”"],
    )


def test_a_paragraph_that_ends_with_a_colon_names_who_speaks_next() -> None:
    text = "On Friday, Roe made the following comment:\n\n“It rained all day.”"
    assert words(text, attributions(text)) == [("Roe", None, ["“It rained all day.”"])]


def test_nobody_is_carried_past_somebody_else() -> None:
    text = "“It rained,” Roe said. In the end Low had written that “towns would be flooded by the rain.”"
    assert all(a.source is None or a.source.of(text) != "Roe" for a in attributions(text)[1:])


def test_a_text_wrapped_at_a_margin() -> None:
    text = "On Friday Ann Roe\nsaid that rain would\nfall on Tor. It was a\ncold day."
    assert words(text, attributions(text)) == [("Ann Roe", "said", ["that rain would\nfall on Tor"])]


def test_a_headline_speaks_for_whoever_speaks_below() -> None:
    text = "Roe: The Rain Will Stop by Spring\n\n“It will stop,” said Ann Roe."
    assert words(text, attributions(text))[0] == ("Roe", None, ["The Rain Will Stop by Spring"])
    assert all(a.rule != "headline" for a in attributions("Weather: The Rain Will Stop by Spring\n\nIt will."))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"\"“”‘’'«»,.:;?!()-—\n ", "Roe", "said", "that", "according to", "he", "quoted", "as saying", "told", "a",
             "rain", "and", "but", "saying", "ROE:", "claim", "his", "which", "— Ann Roe", "wrote:", "İ", "warning:"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_text_gives_spans_that_slice_back(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for found in attributions(text):
        assert found.content
        for span in (*found.content, *filter(None, (found.source, found.cue))):
            assert span.of(text).strip()


@pytest.mark.shared
def test_every_statement_of_singleton(shared_corpus: Path) -> None:
    first = (shared_corpus / "000_f2a83ffc38f2a711.txt").read_bytes().decode()
    second = (shared_corpus / "002_cbbb794ccdc50b82.txt").read_bytes().decode()
    wanted = [(first, p) for p in (1704, 1878, 2463, 2723, 2872, 3097)] + [(second, 1833), (second, 2108)]
    for text, start in wanted:
        own = [a for a in attributions(text) if any(s.start <= start < s.end for s in a.content)]
        assert [a.source.of(text).split()[-1] for a in own if a.source], start
