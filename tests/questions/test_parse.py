"""Questions as people type them, each to what it asks for."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.questions import parse
from rag.types import Question, QuestionKind, Turn

WHAT, WHO, WHEN = QuestionKind.WHAT_SAID, QuestionKind.WHO_SAID, QuestionKind.WHEN_SAID
DID, SPOKE, FACT = QuestionKind.DID_SAY, QuestionKind.WHO_SPOKE, QuestionKind.FACT

WHAT_SAID = [
    ("what did Okafor say?", "Okafor", None, "the plain way"),
    ("what did okafor say", "okafor", None, "lower case, no mark"),
    ("  What  did Okafor   say ?", "Okafor", None, "spaces"),
    ("What did Okafor say about the harbour?", "Okafor", "the harbour", "a topic"),
    ("What did Okafor say that was new about the harbour?", "Okafor", "was new about the harbour", "that, not about"),
    ("What has Okafor said on the harbour", "Okafor", "the harbour", "a participle"),
    ("What has Okafor been saying about fish?", "Okafor", "fish", "a gerund behind been"),
    ("what's Okafor saying about fish", "Okafor", "fish", "a contraction"),
    ("what’s Okafor’s view of the harbour", "Okafor", "the harbour", "curly apostrophes"),
    ("What does Okafor think about the harbour?", "Okafor", "the harbour", "thinking, as far as it was said"),
    ("What did Okafor claim?", "Okafor", None, "another verb"),
    ("What does Okafor predict will happen to fish?", "Okafor", "will happen to fish", "a clause behind the verb"),
    ("What did Okafor warn the Harbour Board about?", "Okafor", None, "who was told is no topic"),
    ("What did Okafor warn the Harbour Board about dredging?", "Okafor", "dredging", "told somebody about something"),
    ("What did Okafor tell Radio Sunda?", "Okafor", None, "told somebody"),
    ("What did Radio Sunda report about Okafor?", "Radio Sunda", "Okafor", "a medium speaks"),
    ("What was Okafor's position on dredging?", "Okafor", "dredging", "a noun of speech"),
    ("What was the response of Okafor to the flood?", "Okafor", "the flood", "the noun first"),
    ("What concerns did Okafor raise about dredging?", "Okafor", "dredging", "raised concerns"),
    ("How did Okafor respond to the flood?", "Okafor", "the flood", "how"),
    ("How did Okafor describe the harbour?", "Okafor", "the harbour", "how"),
    ("How does Okafor see the harbour?", "Okafor", "the harbour", "see is speech only with how"),
    ("quotes by Okafor", "Okafor", None, "no verb at all"),
    ("All statements by Okafor about dredging", "Okafor", "dredging", "no verb at all"),
    ("Okafor on dredging", "Okafor", "dredging", "a headline's way"),
    ("summarise Okafor's remarks", "Okafor", None, "a request"),
    ("summarize what Okafor said about fish", "Okafor", "fish", "a request"),
    ("Please tell me what Okafor said.", "Okafor", None, "polite"),
    ("Can you tell me what Okafor thinks about fish, please?", "Okafor", "fish", "politer"),
    ("Everything Okafor said about fish", "Okafor", "fish", "everything"),
    ("What did the Harbour Board say about fish?", "the Harbour Board", "fish", "an organisation"),
    ("What did the State Council say about fish?", "the State Council", "fish", "state is a name here"),
    ("what did the state council say", "the state council", None, "state is a name here, in lower case too"),
    ("What did the Sundan president say about fish?", "the Sundan president", "fish", "a role"),
    ("What did Okafor and Lindqvist say about fish?", "Okafor and Lindqvist", "fish", "two speakers"),
    ("What was said by Okafor about fish?", "Okafor", "fish", "passive"),
    (
        "According to Okafor, what will happen to the harbour?",
        "Okafor",
        "what will happen to the harbour",
        "according to",
    ),
    ("What did Okafor accuse the board of?", "Okafor", "the board", "accused whom"),
    ("What did Okafor say in the interview?", "Okafor", None, "where it was said is no topic"),
]


@pytest.mark.parametrize(("text", "speaker", "topic", "reason"), WHAT_SAID)
def test_what_said(text: str, speaker: str, topic: str | None, reason: str) -> None:
    question = parse(text)
    assert (question.kind, question.speaker, question.topic) == (WHAT, speaker, topic), reason
    assert question.text == text


WHO_SAID = [
    ('Who said the harbour is a "sleeping giant"?', "sleeping giant", "the marks show the words"),
    ("Who said the harbour is a “sleeping giant”?", "sleeping giant", "curly marks"),
    ("Who said the harbour is asleep", "the harbour is asleep", "no marks"),
    ("Who said that the harbour is asleep?", "the harbour is asleep", "that"),
    ("who says fish are back", "fish are back", "present"),
    ("Who warned of a flood?", "of a flood", "another verb"),
    ("Which analyst said that fish are back?", "fish are back", "which analyst"),
    ("Who is quoted as saying the fish are back?", "the fish are back", "quoted as saying"),
    ("Who described the harbour as a sleeping giant?", "the harbour as a sleeping giant", "described"),
    ('"a sleeping giant" - who said that?', "a sleeping giant", "words first"),
    ('Who used the phrase "sleeping giant"?', "sleeping giant", "used the phrase"),
    ("Who made the claim that fish are back?", "fish are back", "made the claim"),
    ('Who said "it\'s a sleeping giant"?', "it's a sleeping giant", "an apostrophe inside"),
    ("Can you tell me who said 'sleeping giant'?", "sleeping giant", "single marks"),
]


@pytest.mark.parametrize(("text", "quote", "reason"), WHO_SAID)
def test_who_said(text: str, quote: str, reason: str) -> None:
    question = parse(text)
    assert (question.kind, question.quote, question.speaker) == (WHO, quote, None), reason


OTHERS: list[tuple[str, QuestionKind, str | None, str | None, str]] = [
    ("When did Okafor say that fish are back?", WHEN, "Okafor", "fish are back", "when said"),
    ("On what day did Okafor announce the dredging?", WHEN, "Okafor", "the dredging", "on what day"),
    ("When was the harbour opened?", FACT, None, None, "when, but nothing was said"),
    ("When did Okafor arrive?", FACT, None, None, "when, but nothing was said"),
    ("Did Okafor say that fish are back?", DID, "Okafor", "fish are back", "did say"),
    ("Did Okafor mention fish?", DID, "Okafor", "fish", "mentioned"),
    ("Has Okafor said anything about fish?", DID, "Okafor", "fish", "anything about"),
    ("Is it true that Okafor said fish are back?", DID, "Okafor", "fish are back", "is it true"),
    ("Did anyone mention fish?", SPOKE, None, "fish", "anyone"),
    ("Who spoke about fish?", SPOKE, None, "fish", "spoke about"),
    ("Who commented on the flood", SPOKE, None, "the flood", "commented on"),
    ("Who said anything about the flood?", SPOKE, None, "the flood", "said anything"),
    ("What was said about the flood?", SPOKE, None, "the flood", "passive, nobody named"),
    ("Has Sunda sold ships to Norrland?", FACT, None, None, "sold is no verb of speech"),
    ("Did Sunda reject the treaty?", FACT, None, None, "a deed"),
    ("What did Sunda offer Norrland?", FACT, None, None, "a deed"),
    ("What did Okafor do in Sunda?", FACT, None, None, "did is no verb of speech"),
    ("How much was the trade worth last year?", FACT, None, None, "how much"),
    ("Who won the regatta of 2019?", FACT, None, None, "won"),
    ("Who did Okafor meet in Sunda?", FACT, None, None, "who as an object"),
    ("Who is Okafor?", FACT, None, None, "who is"),
    ("What is the name of the new bridge?", FACT, None, None, "looks like speech to nobody"),
    ("Which company confirmed that it was laying off workers?", FACT, None, None, "no person's noun"),
    (
        "Gov. Okafor said her office will not buy from which chain?",
        FACT,
        None,
        None,
        "a statement in a question",
    ),
    ("According to a new study, what do fish eat?", FACT, None, None, "a study is nobody"),
    ("What do the articles say about fish?", FACT, None, None, "asks the articles themselves"),
    ("what did he say?", FACT, None, None, "nobody before to be he"),
    ("", FACT, None, None, "nothing"),
    ("???", FACT, None, None, "nothing"),
]


@pytest.mark.parametrize(("text", "kind", "speaker", "topic", "reason"), OTHERS)
def test_other_kinds(text: str, kind: QuestionKind, speaker: str | None, topic: str | None, reason: str) -> None:
    question = parse(text)
    assert (question.kind, question.speaker, question.topic) == (kind, speaker, topic), reason


def test_doubtful_readings_keep_the_plain_one() -> None:
    for text in ("Sanctions on Norrland", "What did Okafor announce?", "Who called the police?"):
        question = parse(text)
        assert question.kind is not FACT
        assert question.otherwise is not None
        assert (question.otherwise.kind, question.otherwise.words) == (FACT, question.words)
    assert parse("What did Okafor say?").otherwise is None


TODAY = date(2024, 5, 20)
DAYS = [
    ("What did Okafor say in May 2024 about fish?", "fish", date(2024, 5, 1), date(2024, 5, 31), "a month"),
    ("What did Okafor say about fish since 2023?", "fish", date(2023, 1, 1), None, "since"),
    ("What did Okafor say about fish before March 2022?", "fish", None, date(2022, 2, 28), "before"),
    ("Okafor quotes from 2022", None, date(2022, 1, 1), date(2022, 12, 31), "from that year"),
    ("What did Okafor say from 2022 on?", None, date(2022, 1, 1), None, "and ever since"),
    ("What did Okafor say after 3 May 2024?", None, date(2024, 5, 4), None, "after a day"),
    ("What did Okafor say on May 3, 2024?", None, date(2024, 5, 3), date(2024, 5, 3), "a day, month first"),
    ("What did Okafor say between March 2023 and June 2024?", None, date(2023, 3, 1), date(2024, 6, 30), "between"),
    ("What did Okafor say last week?", None, date(2024, 5, 13), date(2024, 5, 19), "against today"),
    ("What did Okafor say yesterday about fish?", "fish", date(2024, 5, 19), date(2024, 5, 19), "against today"),
    ("What did Okafor say about the 2022 flood?", "the 2022 flood", None, None, "a year inside the topic"),
    ("all Okafor said in the May 2024 articles", None, date(2024, 5, 1), date(2024, 5, 31), "the articles' month"),
    ("What was decided in reports from 2022?", None, date(2022, 1, 1), date(2022, 12, 31), "articles, for a fact too"),
    ("Who spoke about fish in articles published in 2022?", "fish", date(2022, 1, 1), date(2022, 12, 31), "who spoke"),
    ("How much fish was sold in 2023?", None, None, None, "the year of an event narrows no articles"),
]


@pytest.mark.parametrize(("text", "topic", "since", "until", "reason"), DAYS)
def test_days(text: str, topic: str | None, since: date | None, until: date | None, reason: str) -> None:
    question = parse(text, today=TODAY)
    assert (question.topic, question.since, question.until) == (topic, since, until), reason


def test_relative_days_mean_nothing_without_today() -> None:
    question = parse("What did Okafor say last week?")
    assert (question.since, question.until) == (None, None)


OUTLETS = [
    ("what did okafor say in tove vik's article", "tove vik"),
    ("What did Okafor say about fish in the piece by Tove Vik?", "Tove Vik"),
    ("What did Okafor say in Monday's article?", None),
    ("What did Okafor say in her own article?", None),
    ("What did Okafor say in the Sunda Times?", "Sunda Times"),
    ("According to the Norrland Herald, what did Okafor say?", "Norrland Herald"),
    ("What did Okafor say about fish, according to NRK?", "NRK"),
    ("According to NRK, what did Okafor say about fish?", "NRK"),
    ("What did Okafor say, as quoted by Norrpress?", "Norrpress"),
    ("According to Tove Vik, what did Okafor say?", None),
    ("What did Okafor say in a Reuters report about fish?", "Reuters"),
    ("What did Okafor say in Sunda?", None),
]


@pytest.mark.parametrize(("text", "outlet"), OUTLETS)
def test_outlets(text: str, outlet: str | None) -> None:
    assert parse(text).outlet == outlet


def _then(*texts: str) -> Question:
    *before, last = texts
    return parse(last, [Turn(text) for text in before], TODAY)


ASKED = "What did Okafor say about the harbour?"
FOLLOW_UPS: list[tuple[str, QuestionKind, str | None, str | None, str]] = [
    ("And what did he say about fish?", WHAT, "Okafor", "fish", "what did Okafor say about fish?"),
    ("What else did she say?", WHAT, "Okafor", None, "What else did Okafor say?"),
    ("and about fish?", WHAT, "Okafor", "fish", "What did Okafor say about fish?"),
    ("what about fish?", WHAT, "Okafor", "fish", "What did Okafor say about fish?"),
    ("And Lindqvist?", WHAT, "Lindqvist", "the harbour", "What did Lindqvist say about the harbour?"),
    ("and lindqvist", WHAT, "lindqvist", "the harbour", "What did lindqvist say about the harbour?"),
    ("When?", WHEN, "Okafor", "the harbour", "When did Okafor say about the harbour?"),
    ("who else?", SPOKE, None, "the harbour", "Who spoke about the harbour?"),
    ("Did he mention fish?", DID, "Okafor", "fish", "Did Okafor mention fish?"),
    ("And what is his view on fish?", WHAT, "Okafor", "fish", "what is Okafor's view on fish?"),
    ("Who is he?", FACT, None, None, "Who is Okafor?"),
    ("more", WHAT, "Okafor", None, "What did Okafor say?"),
    ("Who won the regatta of 2019?", FACT, None, None, "Who won the regatta of 2019?"),
    ('And who said "sleeping giant"?', WHO, None, None, 'who said "sleeping giant"?'),
]


@pytest.mark.parametrize(("text", "kind", "speaker", "topic", "words"), FOLLOW_UPS)
def test_follow_ups(text: str, kind: QuestionKind, speaker: str | None, topic: str | None, words: str) -> None:
    question = _then(ASKED, text)
    assert (question.kind, question.speaker, question.topic, question.words) == (kind, speaker, topic, words)
    assert question.text == text


def test_a_name_in_a_fragment_can_be_speaker_or_topic() -> None:
    first = _then(ASKED, "And Lindqvist?")
    assert first.otherwise is not None
    assert (first.otherwise.speaker, first.otherwise.topic) == ("Okafor", "Lindqvist")
    turned = _then(ASKED, "What about Lindqvist?")
    assert turned.otherwise is not None
    assert (turned.topic, turned.otherwise.speaker) == ("Lindqvist", "Lindqvist")


def test_follow_ups_follow_on_from_each_other() -> None:
    question = _then(
        "What did Okafor say?", "And Lindqvist?", "What about fish?", "And what did she say about dredging?"
    )
    assert (question.speaker, question.topic) == ("Lindqvist", "dredging")


def test_a_year_alone_asks_the_same_of_another_time() -> None:
    question = _then(ASKED, "And in 2023?")
    assert (question.kind, question.speaker, question.topic) == (WHAT, "Okafor", "the harbour")
    assert (question.since, question.until) == (date(2023, 1, 1), date(2023, 12, 31))


def test_he_may_be_whom_the_answer_named() -> None:
    history = [Turn('Who said "sleeping giant"?', "Ada Okafor said it on Monday.")]
    assert parse("What else did she say?", history).speaker == "Ada Okafor"


def test_a_plain_question_keeps_the_one_it_leans_on() -> None:
    question = _then("How much was the trade worth?", "And in 2022?")
    assert question.kind is FACT
    assert question.words == "How much was the trade worth, in 2022?"
    assert "trade" in _then("How much was the trade worth?", "How much was it before?").words


@given(st.text(max_size=80), st.lists(st.text(max_size=40), max_size=2))
def test_any_words_are_read_the_same_twice(text: str, history: list[str]) -> None:
    turns = [Turn(turn) for turn in history]
    question = parse(text, turns, TODAY)
    assert question == parse(text, turns, TODAY)
    assert question.text == text
    if question.kind in (WHAT, DID, WHEN):
        assert question.speaker
    if question.kind is WHO:
        assert question.quote


@pytest.mark.shared
def test_every_public_question_is_read_as_its_kind(shared_corpus: Path) -> None:
    """Kinds of the questions people will ask first: speech for a speaker, words for whose they are, else a fact."""
    rows = [
        json.loads(row)
        for row in (shared_corpus.parent / "bench/seeds/questions.jsonl").read_text("utf-8").splitlines()
    ]
    wanted = {"speaker": {WHAT}, "topic": {WHAT}, "follow": {WHAT}, "who": {WHO}, "fact": {FACT}, "none": {WHAT, FACT}}
    for row in rows:
        turns = [Turn(turn["content"]) for turn in row.get("history", []) if turn["role"] == "user"]
        assert parse(row["question"], turns).kind in wanted[row["type"]], row["question"]


VIEWS = [
    ("Who rejected the idea that the ferry is late?", "the ferry is late", True, "the idea's words, or a deed"),
    ("Who admitted that the quay is weak?", "the quay is weak", True, "a clause is what was said, or it was done"),
    ("Who recalled a loud sound on the ferry?", "a loud sound on the ferry", True, "perhaps said"),
    ("Who signaled that the tide will turn?", "the tide will turn", True, "any verb before a clause"),
    ("Who warned that the quay is weak?", "the quay is weak", False, "surely said"),
]


@pytest.mark.parametrize(("text", "quote", "doubtful", "reason"), VIEWS)
def test_views_and_ideas_are_words_too(text: str, quote: str, doubtful: bool, reason: str) -> None:
    question = parse(text)
    assert (question.kind, question.quote) == (QuestionKind.WHO_SAID, quote), reason
    assert (question.otherwise is not None) is doubtful, reason


@pytest.mark.parametrize("text", ["Who rejected the plan?", "Who confirmed the deal?", "Who won the race?"])
def test_deeds_without_words_stay_plain(text: str) -> None:
    assert parse(text).kind is QuestionKind.FACT


def test_an_office_may_be_long() -> None:
    asked = parse("What did the harbour expert from the Northern Institute for Fish, Quays and Tides say about mud?")
    assert asked.speaker == "the harbour expert from the Northern Institute for Fish, Quays and Tides"


WRITTEN_OUT = [
    ("what'd the harbour master say?", WHAT, "the harbour master", None, "did"),
    ("Where'd Okafor say it?", WHAT, "Okafor", None, "did, of a place"),
    ("whats okafor saying about fish", WHAT, "okafor", "fish", "without its apostrophe"),
    ("Who's saying the tide will turn?", WHO, None, None, "is"),
]


@pytest.mark.parametrize(("text", "kind", "speaker", "topic", "reason"), WRITTEN_OUT)
def test_contractions_are_written_out(
    text: str, kind: QuestionKind, speaker: str | None, topic: str | None, reason: str
) -> None:
    question = parse(text)
    assert (question.kind, question.speaker, question.topic) == (kind, speaker, topic), reason


WISHES = [
    ("What does Okafor want before the quay opens?", "Okafor", "the quay opens", "a wish"),
    ("what does okafor plan to do about the ferry", "okafor", "the ferry", "a plan"),
    ("What did Okafor call the new ferry?", "Okafor", "the new ferry", "how it was named"),
    ("What does Okafor intend to do about fish, in her own words?", "Okafor", "fish", "every answer tells it so"),
]


@pytest.mark.parametrize(("text", "speaker", "topic", "reason"), WISHES)
def test_wishes_may_be_told_in_words(text: str, speaker: str, topic: str, reason: str) -> None:
    question = parse(text)
    assert (question.kind, question.speaker, question.topic) == (WHAT, speaker, topic), reason
    assert question.otherwise is not None, "it may only be done"
    assert question.otherwise.kind is FACT, "it may only be done"


PLAIN = [
    ("What did the two quays build to express unity?", "a deed and its aim"),
    ("When did Ada Okafor want to open the quay?", "a wish is no moment of speaking"),
    ("What does Ada Okafor want?", "a wish of nothing in particular"),
    ("What did Ada Okafor do before she joined the claim board?", "a noun behind an article is no verb"),
    ("What did Ada Okafor do after she left to report the news?", "a deed asked for, whatever was said besides"),
]


@pytest.mark.parametrize(("text", "reason"), PLAIN)
def test_what_somebody_did_is_a_plain_question(text: str, reason: str) -> None:
    question = parse(text)
    assert (question.kind, question.speaker) == (FACT, None), reason


OCCASIONS = [
    ("what did okafor say this week about fish", "fish", "a time before the topic"),
    ("What did Okafor say when she arrived?", None, "the moment"),
    ("What did Okafor say after the vote?", None, "the moment"),
    ("What was Okafor quoted as saying about fish?", "fish", "words of hers in print"),
    ("What did Okafor say on her visit?", None, "when it was said"),
    ("What did Okafor say on television about fish?", "fish", "where, and what about"),
    ("What did Okafor say on social media companies?", "social media companies", "what about"),
    ("What did Okafor say about her visit?", "her visit", "what about"),
]


@pytest.mark.parametrize(("text", "topic", "reason"), OCCASIONS)
def test_an_occasion_is_no_topic(text: str, topic: str | None, reason: str) -> None:
    assert parse(text).topic == topic, reason
