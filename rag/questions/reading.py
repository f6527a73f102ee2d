"""What one question asks for, and the pieces every way of asking has in common: quotation, verb, speaker, topic.

The ways of asking themselves are `rag.questions.what`, `who` and `whether`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rag.questions import verbs
from rag.questions.verbs import ABOUT, Split
from rag.types import QuestionKind
from rag.words import fold, stems


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question asks for; a `doubtful` reading falls back on a plain one."""

    kind: QuestionKind
    speaker: str | None = None  # None, here and below: not named
    topic: str | None = None
    quote: str | None = None
    doubtful: bool = False


PRONOUNS = frozenset("he she they him her them his hers their theirs it its".split())
SPEECH_NOUN = (
    r"(?:position|view|viewpoint|stance|stand|opinion|take|reaction|response|comment|remark|statement|message|warning"
    r"|argument|prediction|assessment|claim|quote|quotation|words|thought|answer|reply|explanation|criticism|line|advice"
    r"|analysis)"
)
_THE_PRESS = frozenset(
    """you we i articles article reports report newspapers papers media press text texts story stories documents
    sources""".split()
)
_QUOTED = re.compile(r"\"([^\"]{2,})\"|(?<!\w)'((?:[^']|(?<=\w)'(?=\w)){2,})'(?!\w)|\"([^\"]{8,})$")
_TOPIC_BEHIND = re.compile(
    rf"^(?:(?:to|with) .+? )?(?:(?:(?:last|this|past) \w+|yesterday|today) )?(?:when asked )?"
    rf"(?P<about>{ABOUT}|that) (?P<topic>.+)$"
)
_DANGLING = re.compile(rf"(?:^|\s)(?:{ABOUT}|to|for|against|with|from|as|like)$")
_AS_WELL = re.compile(r"(?:,? (?:too|as well|also|instead|exactly))+$")
_ANYTHING = frozenset("anything something things much more everything".split())
_WITH_POST = re.compile(r"^the [\w' -]+ (?:of|from|at|for) ")  # "the china expert from the Brackwater Institute of ..."
_CLAUSE = re.compile(r"\w (?:do|doing|done|he|she|they|because|while|before|after)\b| to$")  # "Roe do before he left"
_OCCASION = re.compile(
    r"on (?:(?:his|her|their|its|the|a|an|that|this|live|national|state|social|his own|her own) )*(?:\w+ )?"
    r"(?:visit|trip|tour|tv|television|radio|air|media|stage|phone|telephone|call|facebook|twitter|telegram"
    r"|youtube|tiktok|x|weibo|record|sidelines|campaign trail|occasion|show|podcast|programme?|blog|website)"
    r"(?=$|,| (?:about|to|in|at|with|from|during|after|before|last|this|yesterday|today|that|when|\w+day)\b)"
)  # where or when it was said, not what about; "about his visit" is
_PLACE_OR_HEARER = re.compile(r"(?:to|in|at|during|with|on|when|while|after|before) ")


def quoted(text: str) -> str | None:
    """The words inside quotation marks of a question; None when there are none."""
    match = _QUOTED.search(fold(text))
    if match is None:
        return None
    group = next(i for i in (1, 2, 3) if match[i])
    return text[match.start(group) : match.end(group)].strip(" ,.;") or None


def topic_of(cut: Split) -> str | None:
    """What the words after the verb are about; None: everything, or they only name who was told."""
    words = cut.tail.strip(" ,").split()
    while words and fold(words[0]) in verbs.ADVERBS | _ANYTHING:
        words.pop(0)
    tail = " ".join(words)
    if cut.verb in verbs.PLAIN and _OCCASION.match(fold(tail)):
        behind = re.search(r" about (?P<topic>.+)$", fold(tail))
        return tail[behind.start("topic") :].strip() if behind else None
    if (match := _TOPIC_BEHIND.match(fold(tail))) and (
        match["about"] not in ("on", "over", "of") or stems(tail[match.start("topic") :])
    ):
        return tail[match.start("topic") :].strip() or None
    bare = _DANGLING.sub("", _AS_WELL.sub("", fold(tail)))
    tail = re.sub(r"^(?:whether|if|that) ", "", tail[: len(bare)].strip(), flags=re.IGNORECASE)
    addressed = cut.verb in verbs.ADDRESSED
    if addressed and (match := re.search(rf" (?:{ABOUT}|that) ", fold(tail))):
        return tail[match.end() :].strip()
    nobody_else = addressed or (cut.verb in verbs.PLAIN and _PLACE_OR_HEARER.match(fold(tail)))
    return None if nobody_else or not stems(tail) else re.sub(r"^(?:to|against|before|after|from|out of) ", "", tail)


def speech(kind: QuestionKind, cut: Split | None, *, how: bool = False) -> Reading | None:
    """The reading of a question cut at its verb; None when it asks for a deed, or asks the press itself."""
    if cut and (cited := re.search(r" (?:quoted|cited|reported) as$", fold(cut.speaker))):
        cut = replace(cut, speaker=cut.speaker[: cited.start()])  # "what was she quoted as saying"
    if cut is None or fold(cut.speaker).removeprefix("the ") in _THE_PRESS:
        return None
    if cut.verb in verbs.ONLY_HOW and not how and cut.verb not in verbs.SPECIFIC:
        return None
    longest = 16 if _WITH_POST.search(fold(cut.speaker)) else 9
    if not re.search(r"\w", cut.speaker) or len(cut.speaker.split()) > longest or _CLAUSE.search(fold(cut.speaker)):
        return None
    names_it = cut.verb == "call" and kind is QuestionKind.WHAT_SAID and cut.tail != ""  # "What did he call the war?"
    if cut.verb in verbs.DEEDS and not (how or names_it) and not re.match(rf"(?:{ABOUT}|that|for)\b", fold(cut.tail)):
        return None
    topic = topic_of(cut)
    if cut.verb in verbs.WISHES and (kind is not QuestionKind.WHAT_SAID or not topic):
        return None
    return Reading(kind, cut.speaker, topic, doubtful=cut.verb in verbs.ACTS)


def forms_after(auxiliary: str | None) -> dict[str, str]:
    """The forms a verb may have behind "did", "has" or "is"."""
    if auxiliary in ("has", "have", "had"):
        return verbs.PARTICIPLE | verbs.GERUND
    if auxiliary in ("is", "was", "are", "were"):
        return verbs.GERUND
    return verbs.BASE


def part(text: str, match: re.Match[str], group: str) -> str | None:
    """A group of a match in the folded text, as it is written; None when it matched nothing."""
    return text[slice(*match.span(group))].strip(" ,") or None if match[group] else None
