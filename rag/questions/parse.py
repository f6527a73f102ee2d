"""A question as it was typed, with the turns before it, to a Question that stands alone.

Whether the articles know the speaker or the topic is the evidence room's to find out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rag.questions import followups, verbs
from rag.questions.filters import Filtered, cut_articles, cut_filters, cut_outlet
from rag.questions.reading import PRONOUNS, Reading, quoted
from rag.questions.readings import read
from rag.types import Question, QuestionKind, Turn
from rag.words import fold

_CHATTER = re.compile(
    r"(?:(?:and|but|so|ok|okay|well|also|then|hey|hi|hello|now|please|thanks|great|briefly)\b[,.!:]*\s+)+(?=\S)"
)
_REQUEST = re.compile(
    r"(?:(?:can|could|would|will) (?:you|we|i) (?:please |kindly )?"
    r"(?:tell|show|give|find|list|remind|explain|summari[sz]e|look up|say)"
    r"|(?:please )?(?:tell|show|give|remind|find|list|get|quote|collect|summari[sz]e|sum up|recap|outline|display"
    r"|look up|search for)"
    r"|i(?:'d| would)? (?:like|want|need|wish)(?: to)?(?: know| see| hear| read| find)?"
    r"|i(?:'m| am) (?:wondering|curious)(?: about)?|i wonder"
    r"|do you (?:happen to )?know|does anyone know|any idea|(?:what|do) you know about)"
    r"(?: (?:me|us))?(?: out)?[,:]?\s+(?:again\s+)?(?:about\s+(?=what|who|when|how))?(?=\S)"
)
_POLITE_END = re.compile(r"[,\s]*\b(?:please|thanks|thank you|pls|plz)$")
_INSIDE_MARKS = re.compile(r"“[^”]*”|\"[^\"]*\"")
_CAPITALS = r"[A-Z][\w.'’-]*(?: (?:of |al-|bin |van |von |de )?[A-Z][\w.'’-]*)"
_SAYS = "|".join(sorted((*verbs.FINITE, *verbs.GERUND), key=len, reverse=True))
_NAMED = (
    re.compile(rf"\((?P<name>{_CAPITALS}{{1,4}})\)"),
    re.compile(rf"(?P<name>{_CAPITALS}{{0,5}}),? (?:has |have |had |also )?(?:{_SAYS})\b"),
    re.compile(rf"\b(?:{_SAYS}) (?P<name>{_CAPITALS}{{1,4}})"),
    re.compile(rf"(?P<name>{_CAPITALS}{{1,4}})"),
)  # "(Volodymyr Zelenskyy)", "Craig Singleton said", "said Craig Singleton"
_NAMES = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
_DOING = re.compile(rf"\b(?:did|does|do|has|have|had|will|would) (?P<name>{_NAMES}(?: and {_NAMES})?)(?= [a-z])")
# "What did Ada Okafor and Tove Lindqvist sign?"
_APOSTROPHES = re.compile(r"(?<=\w)[`´‘’ʼ′](?=\w)")
_CONTRACTIONS = (
    (re.compile(r"\b(what|where|when|why|how)'?d\b(?= )", re.IGNORECASE), r"\1 did"),
    (re.compile(r"\b(what|who|where|how)'re\b(?= )", re.IGNORECASE), r"\1 are"),
    (re.compile(r"\bwho'?s\b(?= (?!quote|words|claim|statement))", re.IGNORECASE), "who is"),
    (re.compile(r"^(what|where|when|how)s\b(?= )", re.IGNORECASE), r"\1's"),
)
_BY_WHOM = re.compile(
    r"(?:^|,?\s)(?:according to|as (?:quoted|reported|cited|told) by)\s+(?:the\s+)?(?P<source>[^,]+)$", re.IGNORECASE
)
_HOW_TOLD = re.compile(
    r",? (?:in (?:his|her|its|their) own words|word for word|verbatim|directly or indirectly|quoted or "
    r"(?:paraphrased|reported))\b(?: or (?:reported|paraphrased|otherwise))?"
)  # every answer tells it both ways


def parse(text: str, history: Sequence[Turn] = (), today: date | None = None) -> Question:
    """The question a person means, filled in from the turns before; `today` gives "last week" its days.

    >>> parse("And about Taiwan?", [Turn("What did Singleton say?")]).words
    'What did Singleton say about Taiwan?'
    """
    before: Question | None = None
    for turn in history:
        before = _remember(_understand(turn.question, before, today), turn, before)
    return _understand(text, before, today)


def _understand(text: str, before: Question | None, today: date | None) -> Question:
    cleaned = _clean(text)
    words, plainly = _without_request(cleaned)
    if before and before.kind is not QuestionKind.FACT and (narrower := _same_but_when(words, before, text, today)):
        return narrower
    if before and (parts := followups.fragment(words, before)):
        reading, second = parts
        first = _question(text, reading, followups.phrase(reading, before, words), _filters_of(before))
        if second is None:
            return first
        return replace(
            first, otherwise=_question(text, second, followups.phrase(second, before, words), _filters_of(before))
        )
    words, plainly = _without_chatter(words) or words, plainly
    filtered = cut_filters(words, today)
    reading, filtered = _according(read(filtered.text, plainly), filtered)
    if reading.kind is QuestionKind.FACT:
        filtered, reading = _plain(words)
    if before:
        before = followups.meant(words, before)
        leaning = followups.lean(reading, before, words)
        words = followups.fill_words(words, leaning, before)
        reading = leaning
    reading = _without_pronoun(reading)
    whole = words + ("?" if re.search(r"[?？]\s*$", cleaned) else "")
    question = _question(text, reading, whole, filtered)
    if reading.doubtful:
        return replace(question, otherwise=_question(text, Reading(QuestionKind.FACT), whole, Filtered("")))
    return question


def _same_but_when(words: str, before: Question, text: str, today: date | None) -> Question | None:
    """The earlier question over other days or another outlet ("And in 2023?"); None when more than that is said."""
    filtered = cut_filters(_without_chatter(words), today)
    if (filtered.since or filtered.until or filtered.outlet) and not re.sub(
        r"(?:what|how) about", "", fold(filtered.text)
    ).strip():
        when = _without_chatter(words)
        return replace(
            before,
            text=text,
            words=f"{before.words.rstrip(' ?.')} {re.sub(r'(?i)^(?:what|how) about ', '', when)}?",
            since=filtered.since,
            until=filtered.until,
            outlet=filtered.outlet or before.outlet,
            otherwise=None,
        )
    return None


def _clean(text: str) -> str:
    """The question in plain spaces and apostrophes, without contractions: "what'd she say" asks what she did say."""
    plain = _APOSTROPHES.sub("'", " ".join(text.replace("\u200b", "").split()))
    for contracted, written_out in _CONTRACTIONS:
        plain = contracted.sub(written_out, plain)
    told = _HOW_TOLD.search(fold(plain))
    return plain[: told.start()] + plain[told.end() :] if told else plain


def _without_request(text: str) -> tuple[str, bool]:
    """The question without "please tell me", and whether it was asked that way; its mark cut off."""
    body = _POLITE_END.sub("", text.rstrip(" ?!.…？")).rstrip(" ?!.…？,")
    start = 0
    while (
        match := _REQUEST.match(fold(body), start) or _CHATTER.match(fold(body), start)
        if start
        else _REQUEST.match(fold(body))
    ):
        start = match.end()
    stripped = body[start:]
    return (stripped, True) if start and stripped else (body, False)


def _without_chatter(text: str) -> str:
    match = _CHATTER.match(fold(text))
    inner = text[match.end() :] if match else text
    return _without_request(inner)[0]


def _plain(words: str) -> tuple[Filtered, Reading]:
    """A plain question keeps its days, mostly those of the event; days of articles and an outlet named narrow it."""
    rest, since, until = cut_articles(words)
    outlet = None
    if "according to" in fold(words):
        rest, outlet = cut_outlet(rest)
    return Filtered(rest, since, until, outlet), Reading(QuestionKind.FACT)


def _according(reading: Reading, filtered: Filtered) -> tuple[Reading, Filtered]:
    """Who passed words on narrows a question about speech: "What did Roe say about fish, according to NRK"."""
    if filtered.outlet or not reading.speaker or not reading.topic:
        return reading, filtered
    if match := _BY_WHOM.search(reading.topic):
        topic = reading.topic[: match.start()].strip(" ,") or None
        return replace(reading, topic=topic), replace(filtered, outlet=match["source"])
    inner = read(reading.topic)
    if followups.is_press(reading.speaker) and inner.kind is QuestionKind.WHAT_SAID and inner.speaker:
        return inner, replace(filtered, outlet=reading.speaker)
    return reading, filtered


def _without_pronoun(reading: Reading) -> Reading:
    """A "he" that no earlier question explains names nobody: the question is left to plain search."""
    if reading.speaker and fold(reading.speaker) in PRONOUNS:
        return Reading(QuestionKind.FACT)
    return reading


def _filters_of(before: Question) -> Filtered:
    return Filtered("", before.since, before.until, before.outlet)


def _question(text: str, reading: Reading, words: str, filters: Filtered) -> Question:
    return Question(
        text=text,
        kind=reading.kind,
        words=words,
        speaker=_name(reading.speaker),
        topic=(reading.topic or "").strip(" ,.?!") or None,
        quote=reading.quote,
        since=filters.since,
        until=filters.until,
        outlet=filters.outlet,
    )


def _name(speaker: str | None) -> str | None:
    return re.sub(r"(?:'s|(?<=s)')$", "", speaker.strip(" ,.\"'")) or None if speaker else None


def _remember(now: Question, turn: Turn, before: Question | None) -> Question:
    """What a later "he" may mean: the speaker asked for, else who the answer names first, else the earlier one."""
    if now.speaker:
        return now
    if turn.answer and now.kind in (QuestionKind.WHO_SAID, QuestionKind.WHO_SPOKE) and (named := _named(turn.answer)):
        return replace(now, speaker=named)
    if now.kind is QuestionKind.FACT and (who := _DOING.search(now.words)):
        return replace(now, speaker=who["name"])
    return (
        replace(now, speaker=before.speaker)
        if before
        and now.kind is QuestionKind.FACT
        and not quoted(now.words)
        and before.speaker
        and fold(before.speaker) in fold(now.words)
        else now
    )


def _named(answer: str) -> str | None:
    """Whom an answer gives its words to: a name in brackets, else at a verb of speech, else the first full name."""
    plain = _INSIDE_MARKS.sub(" , ", answer)
    for pattern in _NAMED:
        if match := pattern.search(plain):
            return match["name"].strip()
    return None
