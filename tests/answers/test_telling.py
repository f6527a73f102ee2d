"""How statements read: the article's own order, nobody's words cut short, everybody introduced once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rag.answers import ExtractiveWriter
from rag.citations import verify
from rag.types import Findings, Question, QuestionKind, Statement
from tests.citations.newsroom import Newsroom, article

ANA, TOMAS, INES = "Ana Reyes", "Tomas Brandt", "Ines Calder"


def _read(marked: str, speakers: Sequence[str | None], **changes: object) -> list[str]:
    made, said = article("news", marked, speakers)
    said = [replace(one, **changes) for one in said]  # type: ignore[arg-type]
    return _shown(Newsroom((made, said)), said)


def _shown(room: Newsroom, said: Sequence[Statement], *asked: int) -> list[str]:
    chosen = tuple(said[number] for number in asked) if asked else tuple(said)
    findings = Findings(Question("?", QuestionKind.WHAT_SAID, "?"), (), chosen)
    done = verify(ExtractiveWriter().write(findings, room), findings, room)
    assert not done.dropped, done.dropped
    assert {c.span for c in done.citations} == {part for one in chosen for part in one.content}, "cited is the content"
    return [sentence.text for sentence in done.sentences]


ROWS: list[tuple[str, Sequence[str | None], list[str], str]] = [
    (
        "[d1:“We hear you,”] [m1:he] [c1:said].",
        [ANA],
        ["“We hear you,” Ana Reyes said."],
        "a quotation in the article's order",
    ),
    (
        "Rain fell. [m1:She] bought a crane that, she [c1:noted], [i1:could be sold].",
        [ANA],
        ["Ana Reyes bought a crane that, she noted, could be sold."],
        "a pronoun that opens a sentence gives way to the name",
    ),
    (
        "[d1:“We hear you,”] [c1:said] [m1:Ana Reyes] in an email on Monday. [d1:“We will act.”]",
        [ANA],
        ["“We hear you,” said Ana Reyes in an email on Monday. “We will act.”"],
        "a quotation in two parts",
    ),
    (
        "[d1:“We hear you,”] [m1:Reyes] [c1:told] reporters in Port Vell, where rain fell.",
        [ANA],
        ["“We hear you,” Ana Reyes told reporters in Port Vell."],
        "told whom, up to the comma",
    ),
    (
        "[m1:Reyes] [c1:has repeatedly expressed hopes for] [i1:a new quay].",
        [ANA],
        ["Ana Reyes has repeatedly expressed hopes for a new quay."],
        "a verb of many words",
    ),
    (
        "[d1:“The quay is old,”] [m1:Reyes] [c1:said], [c2:adding] [i2:that it would be painted].",
        [ANA, ANA],
        ["“The quay is old,” Ana Reyes said, adding that it would be painted."],
        "a participle is told with the verb it hangs on",
    ),
    (
        "The town buys cranes that [m1:port officials] [c1:said] [i1:could be used to lift boats].",
        ["port officials"],
        ["The town buys cranes that port officials said could be used to lift boats."],
        "a predicate is told with its subject",
    ),
    (
        "The council met in Lanmouth, [m1:which] [c1:considers] [i1:the island its own].",
        ["Lanmouth"],
        ["The council met in Lanmouth, which considers the island its own."],
        "nobody is called which",
    ),
    (
        "With the ice still thick, [m1:she] [c1:said], [d1:“that could take weeks.”]",
        [ANA],
        ["With the ice still thick, she (Ana Reyes) said, “that could take weeks.”"],
        "words in the middle of a sentence",
    ),
    (
        "[m1:Reyes] spoke on Monday. A second ferry [d1:“could ruin the fishermen.”]",
        [ANA],
        ["A second ferry “could ruin the fishermen.” (Ana Reyes’ words.)"],
        "words whose source stands in the sentence before",
    ),
    (
        "Later [m1:the call Reyes] [c1:stated] [i1:that the quay would stay].",
        [ANA],
        ["Ana Reyes stated that the quay would stay."],
        "a mention that swallowed a noun",
    ),
    (
        "[m1:Mr. Brandt] [c1:said] [i1:rain was due]. [m2:Mr. Brandt] [c2:hoped for] [i2:sun]. "
        "[m3:He] [c3:feared] [i3:hail].",
        [TOMAS] * 3,
        ["Tomas Brandt said rain was due.", "Mr. Brandt hoped for sun.", "Mr. Brandt feared hail."],
        "in full once, then as the article has it",
    ),
    (
        "[m1:Both Reyes and Brandt] [c1:want] [i1:a bridge]. [m2:The two friends] [c2:want] [i2:a boat].",
        ["Ana Reyes and Tomas Brandt"] * 2,
        ["Both Reyes and Brandt want a bridge.", "The two friends (Ana Reyes and Tomas Brandt) want a boat."],
        "two who are named are not named again",
    ),
    (
        "[m1:The harbour master] [c1:said] [i1:no].\n\n[m2:The harbour master] [c2:said] [i2:maybe].",
        [ANA, ANA],
        ["The harbour master (Ana Reyes) said no.", "The harbour master said maybe."],
        "a description is explained once",
    ),
    (
        "Nobody knows whether [m1:Reyes] [c1:said] [i1:the pier was safe].",
        [ANA],
        ["Nobody knows whether Ana Reyes said the pier was safe."],
        "a doubt stays a doubt",
    ),
    (
        "[m1:Reyes]’ [c1:claim] [i1:that ferries pay] was heard.",
        [ANA],
        ["Ana Reyes’ claim that ferries pay was heard."],
        "a claim is told with what became of it",
    ),
    (
        "[d1:“No limits”] was how [m1:Brandt] [c1:put] it; [x2:a “friend,”] [m2:Calder] [c2:replied].",
        [TOMAS, INES],
        ["“No limits” was how Tomas Brandt put it.", "A “friend,” Ines Calder replied."],
        "two people in one sentence",
    ),
]


@pytest.mark.parametrize(("marked", "speakers", "expected", "reason"), ROWS, ids=[row[3] for row in ROWS])
def test_statements_read_as_a_desk_would_write_them(
    marked: str, speakers: Sequence[str | None], expected: list[str], reason: str
) -> None:
    assert _read(marked, speakers) == expected, reason


def test_who_passes_words_on_is_named_once() -> None:
    marked = "[d1:[d2:“It will hold,”]] [m1:Port Radio] [c1:quoted] [m2:the harbour master]."
    made, said = article("news", marked, ["Port Radio", ANA])
    said[1] = replace(said[1], id="news:0.2", via=("Port Radio",))
    room = Newsroom((made, said))
    findings = Findings(Question("?", QuestionKind.WHO_SAID, "?"), (), tuple(said))
    done = verify(ExtractiveWriter().write(findings, room), findings, room)
    assert [(s.text, s.citations) for s in done.sentences] == [
        ("“It will hold,” Port Radio quoted the harbour master (Ana Reyes).", (1, 2))
    ]
    assert [(c.quote, c.speaker) for c in done.citations] == [
        ("“It will hold,”", "Port Radio"),
        ("“It will hold,”", ANA),
    ], "each with a number and a speaker of its own"
    assert _shown(room, said, 1) == ["“It will hold,” Port Radio quoted the harbour master (Ana Reyes)."]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[m1:Reyes] spoke. Then rain came. [d1:“It will hold,”]", "“It will hold,” Ana Reyes said."),
        ("[m1:Reyes] spoke. Then rain came. [d1:“It will hold.”]", "Ana Reyes said: “It will hold.”"),
        ("[m1:Reyes] spoke. Then rain came. [d1:“Yes,”] [d1:“and no,”]", "“Yes,” Ana Reyes said. “and no”."),
        (
            "[d1:“It holds,”] all agreed. “Why?” Rain, [c1:according to] [m1:Reyes]",
            "“It holds,” according to Ana Reyes.",
        ),
        ("Write that [m1:Reyes] [c1:said] [d1:“It will hold”] at http://192.0.2.1/", "Ana Reyes said: “It will hold”."),
        ("[m1:Reyes] said “no” again and, [c1:noting] [i1:that it rained].", "Ana Reyes noted that it rained."),
    ],
)
def test_a_lead_in_of_ours_where_no_sentence_of_the_article_will_do(marked: str, expected: str) -> None:
    assert _read(marked, [ANA]) == [expected]


def test_who_passed_it_on_is_told_where_the_sentence_does_not() -> None:
    marked = "[m1:Reyes] [c1:said] [i1:the pier would hold]."
    assert _read(marked, [ANA], via=("Port Radio",)) == [
        "Ana Reyes said the pier would hold (as reported by Port Radio)."
    ]
    far = "[m1:Reyes] spoke. Then rain came. [d1:“It will hold.”]"
    assert _read(far, [ANA], via=("Port Radio",)) == ["Port Radio quoted Ana Reyes as saying: “It will hold.”"]


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        ("Mayor", "“Yes,” Mayor Ana Reyes said."),
        ("head of the harbour", "“Yes,” said Ana Reyes, head of the harbour."),
    ],
)
def test_a_title_before_the_name_and_a_description_behind_it(role: str, opens: str) -> None:
    assert _read("[d1:“Yes,”] [m1:she] [c1:said].", [ANA], role=role) == [opens]
