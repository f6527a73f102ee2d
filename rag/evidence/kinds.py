"""A sentence and the kind of answer a question expects to how surely it holds one, 0 to 1.

Which words of the sentence the question wants is left to `rag.evidence.sentences`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from rag.evidence.wanted import Expected
from rag.names.lexicon import NATIONS
from rag.words import STOPWORDS, fold, spellings, stem

NUMBER = (
    r"(?:\d[\d.,]*(?:½|¼|¾)?|½|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?"
    r"|thousands?|millions?|billions?|trillions?|half|double|doubled|twice|triple|tripled|quarter)"
)
UNIT = r"(?:second|minute|hour|day|night|week|weekend|month|quarter|season|year|decade|centur(?:y|ie)|generation)s?"
_MONTH = (
    "january|february|march|april|june|july|august|september|october|november|december"
    "|jan\\.|feb\\.|aug\\.|sept\\.|oct\\.|nov\\.|dec\\."
)
_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WHEN = re.compile(
    rf"\b(?:1[5-9]|20)\d\ds?\b|\b(?:{_MONTH}|{_DAY})|\b(?:today|yesterday|tomorrow|tonight|overnight|recently)\b"
    rf"|\b(?:last|this|next|past|previous|following|same|earlier|later|every|each)\s(?:\w+\s)?(?:{UNIT}|spring|summer"
    rf"|autumn|fall|winter|morning|afternoon|evening)\b|\b(?:{NUMBER}|an?|few|several)[\s-]{UNIT}[\s-](?:ago|earlier"
    r"|later|after|before|old)\b|\b\d{1,2}(?::\d\d)?\s?[ap]\.?m\b|\bin (?:spring|summer|autumn|fall|winter)\b"
)
_MAY = re.compile(r"\bMay\b(?! (?:have|be|not)\b)")
_AROUND = re.compile(r"\b(?:before|after|during|since|until|ahead of|at the (?:time|start|end)|on the day)\b")
_LASTS = re.compile(
    rf"\b(?:{NUMBER}|several|few|many|an?)(?:\s?½|\sand\sa\shalf|\sof)?[\s-](?:\w+[\s-])?{UNIT}\b"
    rf"|\b(?:for|over|in) (?:{UNIT}|years)\b"
)
_NOT_LASTING = re.compile(rf"\b(?:an?|per|each|every)[\s-]{UNIT}\b|\b{UNIT}[\s-](?:ago|old|earlier)\b")
_AMOUNT = re.compile(
    rf"(?<![\w.-]){NUMBER}(?![\w])|\b(?:one|no|none|single|several|a few|dozen|majority|most|record)\b"
)
_NO_AMOUNT = re.compile(
    rf"\b(?:{_MONTH}|may)\s\d{{1,2}}\b|(?<![$€£\d,.])\b(?:1[5-9]|20)\d\d\b(?![\d,.]*\d)|\bthe two\b"
)
_LENGTH = r"\b(?:miles?|met(?:re|er)s?|kilomet(?:re|er)s?|km|feet|foot|acres?|inch)"
_MEASURES = (  # what is asked for, and what an answer in that measure has
    (r"\bhow old\b|\bwhat age\b", r"\b\d{1,3}[- ]year|\baged?\s(?:of\s)?\d|,\s\d{1,3},|\bturn(?:s|ed|ing)\s\d"),
    (r"\b(?:percent|percentage|proportion)\b", r"%|\bper ?cent\b|\bpercent"),
    (r"\bhow (?:far|tall|high|deep|wide)\b", _LENGTH),
    (r"\bhow (?:hot|cold)\b", r"degrees|°"),
)
_WHY_SURELY = re.compile(
    r"\b(?:because|due to|owing to|thanks to|in order to|so (?:that|as to)|reasons?|citing|cited|prompt|in response"
    r"|in (?:an? )?(?:attempt|bid|effort|protest|retaliation|light)|as a result|accus|blam|fear|concern|out of"
    r"|driven by|led to|result|caused?|explain|means that|consider)"
)
_WHY = re.compile(r"\b(?:to [a-z]{3,}|after|since|as|over|amid|for|following|when|if|by [a-z]+ing)\b")
_REACH = 3  # words between a noun and its name
_COUNTRIES = frozenset(stem(word) for word in ("country", "nation"))
_UNNAMED = 0.8  # of it is left to a place that is not called what was asked for
_NUMBERED = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|\w+(?:teen|tie)th)[\s-]([a-z]+(?:\s[a-z]+)?)"
)
_IN = re.compile(
    r"\b(?:in|at|on|near|outside|inside|from|to|over|around|toward|towards|across|off|into|through)\s"
    r"(?:\w+\s){0,3}?([A-Z][\w'’-]+)"
)
_BASED = re.compile(r"\b([A-Z][\w'’]+)-based\b")
_SEAT = re.compile(r"\bwhere .*\b(?:based|located|situated|headquartered)\b")
_SOMEWHERE = re.compile(r"\b(?:in|at|on|near|outside|inside|aboard|into)\s(?:the|an?|his|her|their|its)\s\w")


def holds(sentence: str, question: str, asked: Collection[str], kind: Expected, focus: str | None = None) -> float:
    """How surely a sentence holds an answer of a kind; `asked` are the stems of the question, which answer nothing.

    `focus` is the stem of "term" in "which term": what stands before it can answer, as in "his fifth term".

    >>> holds("It opened on 3 May 2021.", "when did it open", {"open"}, Expected.TIME)
    1.0
    """
    folded = fold(sentence)
    if kind is Expected.TIME:
        return 1.0 if _WHEN.search(folded) or _MAY.search(sentence) else 0.5 * bool(_AROUND.search(folded))
    if kind is Expected.DURATION:
        return float(bool(_LASTS.search(_NOT_LASTING.sub(" ", folded))))
    if kind is Expected.AMOUNT:
        return _amount(folded, fold(question))
    if kind is Expected.REASON:
        return 1.0 if _WHY_SURELY.search(folded) else 0.6 * bool(_WHY.search(folded))
    if kind is Expected.PLACE:
        if focus and _beside(sentence, focus, asked):
            return 1.0
        if _SEAT.search(fold(question)):
            return _seat(sentence, asked)
        return _place(sentence, asked, a_where="where" in fold(question)) * (_UNNAMED if focus else 1.0)
    if kind in (Expected.PERSON, Expected.NAME):
        return 1.0 if focus and _numbered(sentence, focus) else _named(sentence, asked, kind)
    return 1.0


def _beside(sentence: str, focus: str, asked: Collection[str]) -> bool:
    """Whether the noun asked for has a name or is one: "the city of Bergen", "Sunda Bay"; countries name themselves."""
    words = spellings(sentence)
    names = [i for i, w in enumerate(words) if w[:1].isupper() and stem(w) not in asked and not calendar(w)]
    nouns = [i for i, w in enumerate(words) if stem(w) == focus]
    if any(abs(i - j) <= _REACH for i in names for j in nouns):
        return True
    return focus in _COUNTRIES and any(fold(words[i]) in NATIONS for i in names)


def _numbered(sentence: str, focus: str) -> bool:
    """Whether the noun asked for has a number: "their 75th anniversary", "a fifth term"."""
    return any(focus in {stem(word) for word in m.group(1).split()} for m in _NUMBERED.finditer(fold(sentence)))


def _amount(folded: str, question: str) -> float:
    """A figure that is no day or year and was not given by the question; in the measure asked for, where one is."""
    for asked_for, told in _MEASURES:
        if re.search(asked_for, question):
            return float(bool(re.search(told, folded)))
    given = set(spellings(question))
    figures = [m.group() for m in _AMOUNT.finditer(_NO_AMOUNT.sub(" ", folded)) if m.group() not in given]
    sure = any(figure[0].isdigit() or re.fullmatch(NUMBER, figure) for figure in figures)
    return 1.0 if sure else 0.6 * bool(figures)


def _seat(sentence: str, asked: Collection[str]) -> float:
    """Where something is based stands right beside it: "the Guild in Bergen", "the Bergen-based Guild"."""
    behind = [m for m in _IN.finditer(sentence) if stem((spellings(sentence[: m.start()]) or ("",))[-1]) in asked]
    before = [
        m for m in _BASED.finditer(sentence) if any(stem(w) in asked for w in spellings(sentence[m.end() :])[:_REACH])
    ]
    return float(any(stem(m.group(1)) not in asked and not calendar(m.group(1)) for m in (*behind, *before)))


def _place(sentence: str, asked: Collection[str], *, a_where: bool) -> float:
    """A name behind a word of place; of a country alone it is less sure that it says where."""
    behind = [m.group(1) for form in (_IN, _BASED) for m in form.finditer(sentence)]
    if any(stem(word) not in asked and not calendar(word) for word in behind):
        return 1.0
    if any(fold(w) in NATIONS and stem(w) not in asked for w in spellings(sentence)):
        return 0.7 if a_where else 0.8
    return 0.4 * bool(_SOMEWHERE.search(sentence))


def _named(sentence: str, asked: Collection[str], kind: Expected) -> float:
    words = spellings(sentence)
    capital = [w[:1].isupper() and not calendar(w) for w in words]
    found = 0.0
    for i, word in enumerate(words):
        if not capital[i] or stem(word) in asked or fold(word) in STOPWORDS:
            continue
        inside = i > 0 or (i + 1 < len(words) and capital[i + 1])
        nation = kind is Expected.PERSON and fold(word) in NATIONS
        found = max(found, (0.7 if nation else 1.0) if inside else 0.5)
    return found or (0.4 if kind is Expected.NAME else 0.2)


@lru_cache(maxsize=50_000)
def calendar(word: str) -> bool:
    """Whether a word is a month or a day of the week, which has a capital and names nobody."""
    return bool(re.fullmatch(rf"{_MONTH}|{_DAY}|may", fold(word)))
