"""Verbs of speech in every form a question uses them in, and where such a verb splits a question in two.

Which question a verb makes (what, who, when, whether) is left to `rag.questions.readings`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.words import fold

PLAIN = "say tell claim argue think believe mention talk speak".split()
SPECIFIC = """accuse acknowledge add admit advise agree allege announce appeal assert assess assure blame brief caution
characterise characterize clarify commend complain conclude condemn confirm contend counter criticise criticize declare
decry defend denounce deny describe disclose dismiss emphasise emphasize endorse estimate explain express forecast
highlight imply indicate inform insist joke justify lament maintain note object oppose ponder portray praise predict
proclaim promise propose react reassure recall recommend recount refute reiterate reject remark remind reply report
reveal signal specify speculate stress suggest support testify threaten tweet underline underscore urge vow want warn
welcome wish write intend prefer""".split()
HOMOGRAPHS = """address answer ask call challenge comment complain cite compare demand discuss expect express forecast
hint hope note object observe offer outline pledge point post promise propose question quote refer remark report request
respond signal state stress support view vow plan
fear""".split()  # also nouns or acts: "the State Department", "call the police"
ONLY_HOW = "see view feel interpret frame put react respond reply answer".split()
ADDRESSED = frozenset("tell warn ask inform remind assure advise brief promise reassure".split())
ACTS = frozenset(
    """announce ask confirm reveal propose promise pledge offer demand reject support oppose welcome endorse call
    request threaten agree challenge expect admit disclose discuss appeal condemn defend address answer point post
    forecast signal indicate object express hope view blame praise dismiss highlight refer cite outline react
    respond want wish intend prefer plan fear""".split()
)  # what these report can be a deed as well: a plain reading stays open

DEEDS = frozenset(
    """offer reject support oppose endorse request challenge address post agree call welcome forecast object point blame
    answer defend view order ask""".split()
)  # asked about by themselves, they are deeds: "What did China offer Ukraine?"
WISHES = frozenset("want wish intend prefer plan fear".split())  # told in words only where it is said of what

_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "write": ("writes", "wrote", "written", "writing"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
    "see": ("sees", "saw", "seen", "seeing"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "put": ("puts", "put", "put", "putting"),
    "admit": ("admits", "admitted", "admitted", "admitting"),
    "plan": ("plans", "planned", "planned", "planning"),
    "prefer": ("prefers", "preferred", "preferred", "preferring"),
    "refer": ("refers", "referred", "referred", "referring"),
}


def _forms(base: str) -> tuple[str, str, str, str]:
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "ss", "sh", "ch", "x")) else "s")
    if base.endswith("e"):
        return third, base + "d", base + "d", (base if base.endswith("ee") else base[:-1]) + "ing"
    return third, base + "ed", base + "ed", base + "ing"


ALL = tuple(dict.fromkeys([*PLAIN, *SPECIFIC, *HOMOGRAPHS, *ONLY_HOW]))
BASE = {b: b for b in ALL}
THIRD, PAST, PARTICIPLE, GERUND = ({_forms(b)[i]: b for b in reversed(ALL)} for i in range(4))
FINITE = THIRD | PAST

ADVERBS = frozenset(
    """been ever also just really actually recently reportedly exactly once then still always repeatedly publicly
    already previously explicitly specifically first initially later even only currently openly not originally
    officially""".split()
)
ABOUT = (
    r"(?:about|on|regarding|concerning|over|of|re|as to|in relation to|in regard to|with regards? to|with respect to"
    r"|when it comes to|on the (?:subject|topic|question|issue|matter) of)"
)
_FOLLOWS = re.compile(
    rf"(?:{ABOUT}|that|to|in|at|during|when|after|before|if|whether|as|for|against|how|why|with|from|by|since|last|this"
    r"|yesterday|today|his|her|their|its|the|a|an)\b|[\"']|$"
)
_ARTICLES = frozenset("the a an its".split())  # "the think tank": what stands behind these is no verb
_DETERMINERS = frozenset("the a an his her their its this that these those any some".split())


@dataclass(frozen=True, slots=True)
class Split:
    """A question cut at its verb: `"Singleton" "say" "about Taiwan"`."""

    speaker: str
    verb: str  # in its base form
    tail: str


def split_at_verb(text: str, forms: dict[str, str], *, allowed: frozenset[str] | None = None) -> Split | None:
    """Cut at the verb of speech; None when there is none, or nobody before it.

    >>> split_at_verb("the State Department say about Iran", BASE)
    Split(speaker='the State Department', verb='say', tail='about Iran')
    """
    tokens = [(m.group().strip(',.;:?!"“”'), m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    has_capitals = text != fold(text)
    found: list[tuple[int, int]] = []
    for i, (token, _, end) in enumerate(tokens):
        verb = forms.get(fold(token))
        if i == 0 or verb is None or (allowed is not None and verb not in allowed):
            continue
        if all(fold(t) in _DETERMINERS for t, _, _ in tokens[:i]) or (has_capitals and token[:1].isupper()):
            continue
        if fold(tokens[i - 1][0]) in _ARTICLES:
            continue
        weak = verb in HOMOGRAPHS and verb not in PLAIN
        found.append((0 if not weak or _FOLLOWS.match(fold(text[end:].strip())) else 1, i))
    if not found:
        return None
    at = min(found)[1]
    token, start, end = tokens[at]
    return Split(_without_adverbs(text[:start]), forms[fold(token)], text[end:].strip())


def _without_adverbs(speaker: str) -> str:
    parts = speaker.split()
    while len(parts) > 1 and fold(parts[-1]) in ADVERBS:
        parts.pop()
    return " ".join(parts).strip(" ,")
