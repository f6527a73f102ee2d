"""Cues read as speech, attitude or act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.statements.manner import manner_of
from rag.types import Manner, Mode, Statement
from tests.statements.marked import read

SPEECH, ATTITUDE, ACT = Manner.SPEECH, Manner.ATTITUDE, Manner.ACT
ROWS = [
    ("Roe {1 said} <1 that it rained>.", SPEECH, "the plainest"),
    ("{1 According to} Roe, <1 it rained>.", SPEECH, "no verb at all"),
    ("Roe {1 issued a warning:} <1 it would rain>.", SPEECH, "a noun of speech"),
    ("Roe {1 put it bluntly on the radio:} <1 the dam is done>.", SPEECH, "a colon leads into words"),
    ("Roe {1 has voiced support for} <1 the new dam in Tor>.", SPEECH, "a verb of voice"),
    ("Roe {1 fired back} that <1 “nobody asked the town”>.", SPEECH, "three words of his own inside marks"),
    ("<1 “It rained.”> {1 ―} Roe", SPEECH, "a signature has no verb"),
    ("Roe: <1 It rained.>", SPEECH, "no cue at all"),
    ("Roe {1 believes} <1 that it rained>.", ATTITUDE, "a belief"),
    ("Roe {1 wants} <1 the town to know>.", ATTITUDE, "a wish"),
    ("Tor {1 has in turn supported} <1 the dam>.", ATTITUDE, "a side taken"),
    ("Roe {1 does not want} <1 a second dam>.", ATTITUDE, "what is not wanted is a stance too"),
    ("Roe {1 is confident} <1 that it will rain>.", ATTITUDE, "an adjective"),
    ("Roe {1 signed} <1 a plan for the dam>.", ACT, "a deed"),
    ("Roe {1 signed a joint statement on} <1 the dam>.", ACT, "signed, not said"),
    ("Tor {1 hasn’t provided} <1 boats to the villages>.", ACT, "not even done"),
    ("Tor {1 did not demand} <1 that the dam be opened>.", ACT, "not said"),
    ("Roe {1 has never ruled out} <1 a second dam>.", ACT, "never said"),
    ("Roe {1 stopped short of declaring} <1 an emergency>.", ACT, "nearly said"),
    ("Roe {1 tried to raise concerns over} <1 the dam>.", ACT, "only tried"),
    ("Roe {1 declined to say} <1 how much it cost>.", ACT, "refused"),
    ("Roe {1 put forth} <1 a plan for the dam>.", ACT, "put forth is not put it"),
    ("It fell, {1 marking} <1 a departure from the “old days of rain”>.", ACT, "the marks are another's words"),
    ("[1 Neither side] {1 spoke of} <1 the second dam>.", ACT, "nobody said it"),
    ("They met {1 to discuss} <1 the second dam>.", ACT, "what for, not what was said"),
    ("The law, [1 which] {1 asserts} <1 that Tor is one>.", ACT, "a relative word nobody stands behind"),
    ("[1 The mayor] {1 also hit out at the ferries for} <1 late boats>.", SPEECH, "criticism by a verb of deeds"),
    ("[1 The mayor] {1 took aim at} <1 late boats>.", SPEECH, "criticism, by a noun of deeds"),
    ("[1 The mayor] {1 did not lash out at} <1 late boats>.", ACT, "and was not spoken"),
    ("[1 The storm] {1 struck} <1 late boats>.", ACT, "without the rest it is a deed"),
]


@pytest.mark.parametrize(("marked", "expected", "reason"), ROWS)
def test_manner(marked: str, expected: Manner, reason: str) -> None:
    article, (row,) = read(marked)
    statement = Statement("a1:0", "a1", Mode.MIXED, row.content, row.cue, row.source)
    assert manner_of(statement, article.text) is expected, reason


def test_events_say_nothing_however_they_are_told() -> None:
    article, (row,) = read("[1 The visit] {1 emphasized} <1 how close they are>.")
    statement = Statement("a1:0", "a1", Mode.INDIRECT, row.content, row.cue, row.source)
    assert manner_of(replace(statement, resolved_from="thing"), article.text) is ACT
    assert manner_of(statement, article.text) is SPEECH
