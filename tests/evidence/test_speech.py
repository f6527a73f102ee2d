"""Questions about speech: whose words, all of them, on the topic asked, and three ways to be silent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from rag.evidence import find
from rag.ports import Index
from rag.types import FoundBy, Known, Manner, Mode, Origin, Question, QuestionKind, Reason, Statement
from tests.evidence.conftest import Shelf

WHAT, WHO, WHEN = QuestionKind.WHAT_SAID, QuestionKind.WHO_SAID, QuestionKind.WHEN_SAID
DID, SPOKE, FACT = QuestionKind.DID_SAY, QuestionKind.WHO_SPOKE, QuestionKind.FACT
Told = Callable[[Index, Sequence[Statement]], list[str]]

ALL_OF_OKAFOR = [
    "We have listened to every fisherman",
    "that waiting would double the cost of the sea wall",
    "The harbour is a sleeping giant",
    "It will wake in the next ten years.",
    "nobody had counted them yet",
    "that the ferry would keep running",
]


def what(speaker: str, topic: str | None = None, words: str = "", **more: date | str | None) -> Question:
    words = words or f"What did {speaker} say" + (f" about {topic}?" if topic else "?")
    return replace(Question(words, WHAT, words, speaker, topic), **more)  # type: ignore[arg-type]


def who(quote: str, words: str = "") -> Question:
    words = words or f"Who said {quote}?"
    return Question(words, WHO, words, quote=quote)


@pytest.mark.parametrize("speaker", ["Ada Okafor", "Okafor", "okafor", "Ms. Okafor", "the chair of the Harbour Board"])
def test_everything_they_said_oldest_first_and_nothing_twice(harbour: Index, words_of: Told, speaker: str) -> None:
    found = find(what(speaker), harbour)
    assert found.abstain is None
    assert words_of(harbour, found.statements) == ALL_OF_OKAFOR
    assert [person.name for person in found.people] == ["Ada Okafor"]


ON_TOPIC = [
    ("Ada Okafor", "fish", ["nobody had counted them yet"], "the word stands in the sentence, not in what was said"),
    ("Ada Okafor", "the harbour", ["The harbour is a sleeping giant"], "the word was said"),
    ("Ada Okafor", "fishing", ["nobody had counted them yet"], "another form of the word"),
    ("Jonas Lindqvist", "fish", ["Dredging frightens the fish"], "somebody else on the same"),
    ("Ada Okafor", "the sea wall", ["that waiting would double the cost of the sea wall"], "two words"),
]


@pytest.mark.parametrize(("speaker", "topic", "expected", "reason"), ON_TOPIC)
def test_on_a_topic(harbour: Index, words_of: Told, speaker: str, topic: str, expected: list[str], reason: str) -> None:
    told = words_of(harbour, find(what(speaker, topic), harbour).statements)
    assert set(expected) <= set(told), reason
    assert "that the ferry would keep running" not in told, reason


SILENCES = [
    ("Emil Aaltonen", None, Reason.UNKNOWN_SPEAKER, "the name stands nowhere"),
    ("Henrik Vass", None, Reason.SPEAKER_SILENT, "named, but says nothing"),
    ("Tove Lindqvist", None, Reason.SPEAKER_SILENT, "a namesake of a speaker, named but silent"),
    ("Signe Okafor", None, Reason.UNKNOWN_SPEAKER, "a namesake who is not there"),
    ("Ada Okafor", "beekeeping", Reason.SILENT_ON_TOPIC, "nothing of the kind"),
    ("Ada Okafor", "cheese", Reason.SILENT_ON_TOPIC, "in other articles, but not by her"),
    ("Radio Norrland", None, Reason.UNKNOWN_SPEAKER, "a medium that is not there"),
]


@pytest.mark.parametrize(("speaker", "topic", "reason", "why"), SILENCES)
def test_silences(harbour: Index, speaker: str, topic: str | None, reason: Reason, why: str) -> None:
    found = find(what(speaker, topic), harbour)
    assert found.abstain is reason, why
    assert found.statements == ()
    assert found.confidence == 0
    assert found.evidence, "the nearest things are shown all the same"


def test_a_silence_on_a_topic_shows_what_they_do_say(harbour: Index) -> None:
    found = find(what("Ada Okafor", "beekeeping"), harbour)
    assert found.evidence[0].statements
    assert FoundBy.SPEAKER in found.evidence[0].found_by


def test_two_people_of_one_surname_are_not_mixed(harbour: Index, shelf: Index) -> None:
    shelf.add("c.txt", "“{Britta Lindqvist:The pier is mine},” said Britta Lindqvist.")  # type: ignore[attr-defined]
    found = find(what("Lindqvist"), harbour)
    assert found.abstain is Reason.AMBIGUOUS_SPEAKER
    assert {person.name for person in found.people} == {"Jonas Lindqvist", "Britta Lindqvist"}


def test_one_who_is_quoted_nine_times_in_ten_is_meant_and_it_is_said(shelf: Index) -> None:
    for number in range(12):
        shelf.add(f"{number}.txt", f"“{{Mira Dahl:Bridge number {number} holds}},” said Mira Dahl.")  # type: ignore[attr-defined]
    shelf.add("99.txt", "“{Odd Dahl:I never cross them},” said Odd Dahl.")  # type: ignore[attr-defined]
    found = find(what("Dahl"), shelf)
    assert {s.speaker for s in found.statements} == {"Mira Dahl"}
    assert "Odd Dahl" in found.notes[0]
    assert {s.speaker for s in find(what("Odd Dahl"), shelf).statements} == {"Odd Dahl"}


def test_a_bare_surname_beside_one_full_name_is_the_same_person(shelf: Index, words_of: Told) -> None:
    shelf.add("a.txt", "“{Mira Dahl:The bridge holds},” said Mira Dahl.")  # type: ignore[attr-defined]
    shelf.add("b.txt", "“{Dahl:It always did},” Dahl said.")  # type: ignore[attr-defined]
    assert words_of(shelf, find(what("Dahl"), shelf).statements) == ["The bridge holds", "It always did"]


def test_two_speakers_asked_together(harbour: Index) -> None:
    found = find(what("Okafor and Jonas Lindqvist"), harbour)
    assert {s.speaker for s in found.statements} == {"Ada Okafor", "Jonas Lindqvist"}


def test_what_a_medium_passed_on(harbour: Index, words_of: Told) -> None:
    assert words_of(harbour, find(what("Radio Sunda"), harbour).statements) == ["that the ferry would keep running"]


def test_a_group_without_names(harbour: Index, words_of: Told) -> None:
    assert words_of(harbour, find(what("analysts"), harbour).statements) == ["The plan would cost 90 million crowns"]


def test_how_it_was_told_narrows(harbour: Index, words_of: Told) -> None:
    asked = what("Okafor", words="What did Okafor warn the council about?")
    told = words_of(harbour, find(asked, harbour).statements)
    assert told == ["that waiting would double the cost of the sea wall"]


def test_only_the_time_asked_for(harbour: Index, words_of: Told) -> None:
    found = find(what("Okafor", until=date(2023, 12, 31)), harbour)
    assert words_of(harbour, found.statements) == ALL_OF_OKAFOR[:2]
    assert find(what("Okafor", since=date(2025, 1, 1)), harbour).abstain is Reason.SPEAKER_SILENT


def test_only_the_outlet_asked_for_and_a_note_for_one_nobody_knows(harbour: Index, words_of: Told) -> None:
    assert words_of(harbour, find(what("Okafor", outlet="Sunda Times"), harbour).statements) == ALL_OF_OKAFOR[:2]
    found = find(what("Okafor", outlet="Norrland Herald"), harbour)
    assert words_of(harbour, found.statements) == ALL_OF_OKAFOR
    assert "Norrland Herald" in found.notes[0]


def test_an_agency_that_articles_cite_narrows_to_what_it_passed_on(harbour: Index, words_of: Told) -> None:
    found = find(what("Okafor", outlet="Radio Sunda"), harbour)
    assert words_of(harbour, found.statements) == ["that the ferry would keep running"]
    assert found.notes == ()


def test_words_the_agency_did_not_pass_on_are_told_with_a_note(harbour: Index, words_of: Told) -> None:
    found = find(what("Lindqvist", outlet="Radio Sunda"), harbour)
    assert words_of(harbour, found.statements) == ["Dredging frightens the fish"]
    assert "Radio Sunda" in found.notes[0]


def test_an_author_narrows_like_an_outlet(shelf: Index, words_of: Told) -> None:
    shelf.add("a.txt", "“{Ada Okafor:It wakes},” said Ada Okafor.")  # type: ignore[attr-defined]
    shelf.add("b.txt", "“{Ada Okafor:It sleeps},” said Ada Okafor.")  # type: ignore[attr-defined]
    shelf.articles[0] = replace(shelf.articles[0], author=Known("Tove Vik", Origin.METADATA))  # type: ignore[attr-defined]
    found = find(what("Okafor", outlet="tove vik"), shelf)
    assert (words_of(shelf, found.statements), found.notes) == (["It wakes"], ())


def test_a_slip_of_the_pen_is_read_and_said(harbour: Index, words_of: Told) -> None:
    found = find(what("okafro"), harbour)
    assert words_of(harbour, found.statements) == ALL_OF_OKAFOR
    assert "Ada Okafor" in found.notes[0]
    assert find(what("Henrik Vasz"), harbour).abstain is Reason.UNKNOWN_SPEAKER, "a slip of one who says nothing"


WHOSE = [
    ("sleeping giant", ["The harbour is a sleeping giant"], "verbatim"),
    ("the harbour is a sleeping giant", ["The harbour is a sleeping giant"], "verbatim, another case"),
    ("We have … every fisherman", ["We have listened to every fisherman"], "shortened"),
    ("We have listened to every fish", ["We have listened to every fisherman"], "cut in the last word"),
    ("dredging scares and frightens all fish", ["Dredging frightens the fish"], "in other words"),
]


@pytest.mark.parametrize(("quote", "expected", "reason"), WHOSE)
def test_whose_words(harbour: Index, words_of: Told, quote: str, expected: list[str], reason: str) -> None:
    found = find(who(quote), harbour)
    assert found.abstain is None, reason
    assert words_of(harbour, found.statements) == expected, reason


def test_words_of_two_are_shown_under_both(harbour: Index, shelf: Index) -> None:
    shelf.add("c.txt", "“{Britta Holm:The harbour is a sleeping giant},” said Britta Holm.")  # type: ignore[attr-defined]
    assert {s.speaker for s in find(who("sleeping giant"), harbour).statements} == {"Ada Okafor", "Britta Holm"}


def test_words_nobody_said(harbour: Index) -> None:
    found = find(who("the moon is made of glass"), harbour)
    assert found.abstain is Reason.NOTHING_FOUND
    assert found.statements == ()


def test_words_in_an_article_that_nobody_said(harbour: Index) -> None:
    assert find(who("a wheel of cheese"), harbour).abstain is Reason.NOTHING_FOUND


def test_the_inner_speaker_unless_the_medium_said_more(shelf: Index, words_of: Told) -> None:
    article = shelf.add(  # type: ignore[attr-defined]
        "a.txt", "{Radio Sunda:Mira Dahl promised that the bridge would hold}, Radio Sunda reported."
    )
    start = article.text.index("the bridge")
    outer = shelf.statements_of(article.id)[0]
    inner = replace(
        outer, id=f"{article.id}:{start}", speaker="Mira Dahl", content=(type(outer.span)(start, outer.span.end),)
    )
    shelf.said[inner.id] = inner  # type: ignore[attr-defined]
    assert [s.speaker for s in find(who("the bridge would hold"), shelf).statements] == ["Mira Dahl"]
    assert [s.speaker for s in find(who("Mira Dahl promised"), shelf).statements] == ["Radio Sunda"]
    shelf.said[inner.id] = replace(inner, via=("Radio Sunda",))  # type: ignore[attr-defined]
    told = find(what("Radio Sunda"), shelf).statements
    assert [s.speaker for s in told] == ["Radio Sunda"], "what it reported holds what it passed on"


def _did(speaker: str, topic: str, quote: str | None) -> Question:
    words = f"Did {speaker} say that {topic}?"
    return Question(words, DID, words, speaker, topic, quote)


def test_did_they_say_it_or_somebody_else(harbour: Index) -> None:
    own = find(_did("Okafor", "the harbour is a sleeping giant", "the harbour is a sleeping giant"), harbour)
    assert {s.speaker for s in own.statements} == {"Ada Okafor"}
    other = find(_did("Jonas Lindqvist", "the harbour is a sleeping giant", "the harbour is a sleeping giant"), harbour)
    assert {s.speaker for s in other.statements} == {"Ada Okafor"}
    assert [p.name for p in other.people] == ["Jonas Lindqvist"]
    nobody = find(_did("Okafor", "the moon is made of glass", "the moon is made of glass"), harbour)
    assert nobody.abstain is Reason.SILENT_ON_TOPIC
    mentioned = find(Question("", DID, "Did Okafor mention fish?", "Okafor", "fish"), harbour)
    assert mentioned.abstain is None


def test_when_they_said_it(harbour: Index, words_of: Told) -> None:
    words = "When did Okafor say that the harbour is a sleeping giant?"
    asked = Question(words, WHEN, words, "Okafor", "the harbour is a sleeping giant")
    assert words_of(harbour, find(asked, harbour).statements) == ["The harbour is a sleeping giant"]


def test_who_spoke_about_it(harbour: Index) -> None:
    found = find(Question("", SPOKE, "Who spoke about fish?", topic="fish"), harbour)
    assert {"Jonas Lindqvist"} == {s.speaker for s in found.statements}, "Okafor only counts them: the frame says fish"
    assert find(Question("", SPOKE, "Who spoke about volcanoes?", topic="volcanoes"), harbour).abstain


def test_a_second_reading_is_read_where_the_first_finds_nobody(harbour: Index) -> None:
    words = "Dredging on time"
    doubtful = replace(what("Dredging", "time", words), otherwise=what("Okafor"))
    assert find(doubtful, harbour).question.speaker == "Okafor"
    neither = replace(what("Dredging", "time", words), otherwise=what("Emil Aaltonen"))
    assert find(neither, harbour).question.speaker == "Dredging"


@pytest.fixture
def manners(shelf: Shelf) -> Shelf:
    """An article in which one man says, thinks and does, and another only thinks and does."""
    shelf.add(
        "c.txt",
        "{Piet Maro:The lock at Essel must be rebuilt by spring}, Piet Maro said.\n\n"
        "Maro wants {Piet Maro:the old lock to become a museum}.\n\n"
        "Maro never ruled out {Piet Maro:closing the lock at Essel for a year}.\n\n"
        "Maro talked about {Piet Maro:the bridge}.\n\n"
        "Ilse Brandt believes {Ilse Brandt:that the lock was never safe at all}.\n\n"
        "Tom Arkel signed {Tom Arkel:a plan to rebuild the lock at Essel}.",
    )
    manner = [Manner.SPEECH, Manner.ATTITUDE, Manner.ACT, Manner.SPEECH, Manner.ATTITUDE, Manner.ACT]
    for (key, own), how in zip(shelf.said.items(), manner, strict=True):
        shelf.said[key] = replace(own, manner=how, mode=Mode.INDIRECT)
    return shelf


MANNERS = [
    (what("Piet Maro"), ["The lock at Essel must be rebuilt by spring"], "his words, no wishes, deeds or scraps"),
    (what("Piet Maro", "the lock"), ["The lock at Essel must be rebuilt by spring"], "on a topic"),
    (what("Piet Maro", "museum"), ["the old lock to become a museum"], "a wish where no words are on it"),
    (what("Piet Maro", "the bridge"), ["the bridge"], "a scrap before silence"),
    (
        what("Piet Maro", words="What does Piet Maro want?"),
        ["the old lock to become a museum"],
        "a wish is asked for",
    ),
    (what("Ilse Brandt"), ["that the lock was never safe at all"], "who only believes"),
    (Question("Who spoke about the lock?", SPOKE, "Who spoke about the lock?", topic="lock"), None, "no deeds"),
]


@pytest.mark.parametrize(("question", "expected", "reason"), MANNERS)
def test_speech_before_attitudes_and_never_acts(
    manners: Shelf, words_of: Told, question: Question, expected: list[str] | None, reason: str
) -> None:
    told = words_of(manners, find(question, manners).statements)
    assert told == (expected or ["The lock at Essel must be rebuilt by spring"]), reason


def test_a_deed_answers_nothing(manners: Shelf) -> None:
    found = find(what("Tom Arkel"), manners)
    assert (found.abstain, found.statements) == (Reason.SPEAKER_SILENT, ())
    told = find(who("closing the lock at Essel for a year"), manners).statements
    assert all(s.manner is not Manner.ACT for s in told)


def test_an_office_is_not_what_it_is_the_office_of(shelf: Index) -> None:
    article = shelf.add(  # type: ignore[attr-defined]
        "a.txt", "“{Quillco:Sales are fine},” Quillco said. “{Mira Dahl:They are not},” said Mira Dahl."
    )
    assert find(what("the chief executive of Quillco"), shelf).abstain
    shelf.role("Mira Dahl", article, "chief executive of Quillco")  # type: ignore[attr-defined]
    shelf.add("b.txt", "“{Mira Dahl:We will see},” Dahl said.")  # type: ignore[attr-defined]
    assert {s.speaker for s in find(what("the chief executive of Quillco"), shelf).statements} == {"Mira Dahl"}
