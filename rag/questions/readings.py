"""The words of one question to what they ask for: what was said, who said it, when, whether, or a fact.

Each reader knows one way of asking and returns None for any other; the first that reads wins. Earlier turns are
`rag.questions.followups`' business, days and outlets `rag.questions.filters`'.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rag.questions import verbs
from rag.questions.verbs import ABOUT, Split, split_at_verb
from rag.types import QuestionKind
from rag.words import fold, stems


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question asks for; `doubtful` readings fall back on a plain one."""

    kind: QuestionKind
    speaker: str | None = None
    topic: str | None = None
    quote: str | None = None
    doubtful: bool = False


PRONOUNS = frozenset("he she they him her them his hers their theirs it its".split())
_SPEECH_NOUN = (
    r"(?:position|view|viewpoint|stance|stand|opinion|take|reaction|response|comment|remark|statement|message|warning"
    r"|argument|prediction|assessment|claim|quote|quotation|word|thought|answer|reply|explanation|criticism|line|advice"
    r"|comments and views|analysis)"
)
_PERSON_NOUN = (
    r"(?:person|people|man|woman|analyst|expert|official|politician|senator|leader|minister|president|professor|scholar"
    r"|spokesman|spokeswoman|spokesperson|researcher|economist|lawyer|author|diplomat|commentator|scientist|historian"
    r"|candidate|lawmaker|speaker|source|journalist|editor|general|governor|mayor|judge|doctor|critic|observer|executive"
    r"|fellow|academic|strategist|adviser|advisor|activist|ambassador|secretary|pollster|one|of (?:them|these|the \w+))"
)
_ASKED_OF_PRESS = frozenset(
    "you we i they articles article reports report newspapers papers media press text texts story stories documents".split()
)
_QUOTED = re.compile(r"\"([^\"]{2,})\"|(?<!\w)'((?:[^']|(?<=\w)'(?=\w)){2,})'(?!\w)|\"([^\"]{8,})$")
_WHAT = re.compile(
    r"(?:what|which (?:things|words|claims?|statements?|views?))(?: (?:else|exactly|all|precisely|things|kinds? of things"
    r"|sorts? of things|more|specifically))?(?:'s|'d)? ?(?P<aux>did|does|do|has|have|had|would|will|is|was|are|were)? (?P<rest>.+)"
)
_OTHER_AUX = re.compile(r"(?P<how>how|why|where)(?: exactly)? (?P<aux>did|does|do|has|have|had|would) (?P<rest>.+)")
_TAIL_ABOUT = re.compile(rf"^(?:(?P<to>(?:to|with) .+?) )?(?:when asked )?(?P<about>{ABOUT}|that) (?P<topic>.+)$")
_DANGLING = re.compile(rf"(?:^|\s)(?:{ABOUT}|to|for|against|with|from|as|like)$")


def quoted(text: str) -> str | None:
    """The words inside quotation marks of a question; None when there are none."""
    match = _QUOTED.search(fold(text))
    if match is None:
        return None
    group = next(i for i in (1, 2, 3) if match[i])
    return text[match.start(group) : match.end(group)].strip(" ,.;") or None


def read(text: str, asked_plainly: bool = False) -> Reading:
    """One question, no earlier turns: `asked_plainly` marks "tell me what Singleton said"."""
    for reader in _READERS:
        if reading := reader(text):
            return reading
    if asked_plainly and (reading := _indirect(text)):
        return reading
    return Reading(QuestionKind.FACT)


def topic_of(cut: Split) -> tuple[str | None, bool]:
    """What the words after the verb are about, None: everything; and whether they only name who was told."""
    tail = cut.tail.strip(" ,")
    words = tail.split()
    while words and fold(words[0]) in verbs.ADVERBS:
        words.pop(0)
    tail = " ".join(words)
    if match := _TAIL_ABOUT.match(fold(tail)):
        if not (match["about"] in ("on", "over", "of") and not stems(tail[match.start("topic") :])):
            return tail[match.start("topic") :].strip() or None, False
    bare = _DANGLING.sub("", re.sub(r"(?:,? (?:too|as well|also|instead|exactly))+$", "", fold(tail)))
    tail = re.sub(r"^(?:whether|if|that) ", "", tail[: len(bare)].strip(), flags=re.I)
    if not stems(tail):
        return None, False
    if match := re.search(rf" (?:{ABOUT}|that) ", fold(tail)):
        if cut.verb in verbs.ADDRESSED:
            return tail[match.end() :].strip(), False
    if cut.verb in verbs.ADDRESSED or (re.match(r"(?:to|in|at|during|with|on) ", fold(tail)) and cut.verb in verbs.PLAIN):
        return None, True
    return re.sub(r"^(?:to|against) ", "", tail), False


def _speech(kind: QuestionKind, cut: Split | None, how: bool = False) -> Reading | None:
    if cut is None or fold(cut.speaker).removeprefix("the ") in _ASKED_OF_PRESS - PRONOUNS:
        return None
    if cut.verb in verbs.ONLY_HOW and not how and cut.verb not in verbs.SPECIFIC:
        return None
    if not re.search(r"\w", cut.speaker) or len(cut.speaker.split()) > 9:
        return None
    if cut.verb in verbs.DEEDS and not how and not re.match(rf"(?:{ABOUT}|that|for)\b", fold(cut.tail)):
        return None
    topic, _ = topic_of(cut)
    return Reading(kind, cut.speaker, topic, doubtful=cut.verb in verbs.ACTS)


def _forms_after(aux: str | None) -> dict[str, str]:
    if aux in ("has", "have", "had"):
        return verbs.PARTICIPLE | verbs.GERUND
    if aux in ("is", "was", "are", "were"):
        return verbs.GERUND
    return verbs.BASE


def _what_said(text: str) -> Reading | None:
    match = _WHAT.fullmatch(fold(text))
    if match is None:
        return None
    rest = text[match.start("rest") :]
    aux = match["aux"]
    if aux is None:
        contracted = re.match(r"what(?: \w+)?'(?P<c>s|d) ", fold(text))
        return (
            _speech(QuestionKind.WHAT_SAID, split_at_verb(rest, verbs.GERUND | verbs.PARTICIPLE))
            if contracted
            else None
        )
    if aux in ("is", "was", "are", "were", "has") and (passive := _passive(rest)):
        return passive
    return _speech(QuestionKind.WHAT_SAID, split_at_verb(rest, _forms_after(aux)))


def _passive(rest: str) -> Reading | None:
    match = re.fullmatch(
        rf"(?:being |been )?(?:said|claimed|reported|stated|written|argued)(?: by (?P<by>.+?))?(?: {ABOUT} (?P<topic>.+))?",
        fold(rest),
    )
    if match is None:
        return None
    if match["by"]:
        return Reading(QuestionKind.WHAT_SAID, rest[slice(*match.span("by"))], _part(rest, match, "topic"))
    if match["topic"] and (by := re.search(r" by (?P<by>\S+(?: \S+){0,2})$", rest)):
        topic = _part(rest, match, "topic") or ""
        return Reading(QuestionKind.WHAT_SAID, by["by"], topic[: -len(by.group())], doubtful=True)
    return Reading(QuestionKind.WHO_SPOKE, topic=_part(rest, match, "topic"), doubtful=True)


def _how_said(text: str) -> Reading | None:
    match = _OTHER_AUX.fullmatch(fold(text))
    if match is None:
        return None
    cut = split_at_verb(text[match.start("rest") :], _forms_after(match["aux"]))
    if match["how"] != "how":
        return _speech(QuestionKind.WHAT_SAID, cut) if cut and cut.verb not in verbs.ACTS else None
    allowed = {"describe", "characterise", "characterize", "explain", "comment", "call", "justify", "defend", "assess"}
    if cut is None or (cut.verb not in verbs.ONLY_HOW and cut.verb not in allowed):
        return None
    return _speech(QuestionKind.WHAT_SAID, cut, how=True)


def _what_position(text: str) -> Reading | None:
    folded = fold(text)
    match = re.fullmatch(
        rf"what(?:'s| is| was| are| were| has been) (?P<speaker>.+?)(?:'s|(?<=s)'|(?<=his)|(?<=her)|(?<=their))"
        rf" (?:\w+ ){{0,2}}?{_SPEECH_NOUN}s?(?: (?:to|that|{ABOUT}) (?P<topic>.+))?",
        folded,
    ) or re.fullmatch(
        rf"what(?:'s| is| was| are| were) the (?:\w+ )?{_SPEECH_NOUN}s? (?:of|by|from) (?P<speaker>.+?)"
        rf"(?: (?:to|that|about|on|regarding|concerning|over) (?P<topic>.+))?",
        folded,
    )
    if match is None or fold(match["speaker"]) in ("the", "a"):
        return None
    return Reading(
        QuestionKind.WHAT_SAID, text[slice(*match.span("speaker"))], _part(text, match, "topic"), doubtful=True
    )


def _what_points(text: str) -> Reading | None:
    match = re.fullmatch(
        r"(?:what|which) (?:\w+ )?(?:concern|reason|warning|point|argument|claim|prediction|view|opinion|statement|comment|remark"
        r"|explanation|criticism|objection|promise|advice|answer|response)s? (?:did|does|do|has|have) (?P<speaker>.+?) "
        rf"(?:raised?|given?|gave|made?|offer(?:ed)?|express(?:ed)?|shared?|have|voiced?|put forward)(?: (?:for|to|{ABOUT}) (?P<topic>.+))?",
        fold(text),
    )
    if match is None:
        return None
    return Reading(
        QuestionKind.WHAT_SAID, text[slice(*match.span("speaker"))], _part(text, match, "topic"), doubtful=True
    )


def _quotes_by(text: str) -> Reading | None:
    folded = fold(text)
    match = re.fullmatch(
        rf"(?:all |any |the |some |every |everything |direct |full )*(?:{_SPEECH_NOUN}s?|things said|said)"
        rf"(?: and {_SPEECH_NOUN}s?)? (?:made )?(?:by|from|of) (?P<speaker>.+?)(?: (?:{ABOUT.replace('|of|', '|')}) (?P<topic>.+))?",
        folded,
    ) or re.fullmatch(
        rf"(?:all |any |some |every )*(?:of )?(?P<speaker>.+?)(?:'s|(?<=s)'|(?<=\bhis)|(?<=\bher)|(?<=\btheir)) "
        rf"(?:own |main |key |public )?(?:{_SPEECH_NOUN}s)(?: (?:to|{ABOUT}) (?P<topic>.+))?",
        folded,
    )
    match = match or re.fullmatch(
        rf"(?P<speaker>[^\d\W][\w.'-]*(?: [^\d\W][\w.'-]*){{0,3}}) (?:quotes|quotations|statements|remarks|comments)"
        rf"(?: {ABOUT} (?P<topic>.+))?",
        folded,
    )
    if match is None or re.match(r"(?:who|what|which|when|where|how|why|do|does|did|is|are)\b", match["speaker"]):
        return None
    return Reading(
        QuestionKind.WHAT_SAID, text[slice(*match.span("speaker"))], _part(text, match, "topic"), doubtful=True
    )


def _indirect(text: str) -> Reading | None:
    match = re.match(
        r"(?:everything|anything|all(?: the things)?|things|what(?:ever)?|how)(?: that)? (?=\S)", fold(text)
    )
    if match is None:
        return None
    return _speech(
        QuestionKind.WHAT_SAID, split_at_verb(re.sub(r"\b(?:has|have|had) ", "", text[match.end() :]), verbs.FINITE)
    )


def _everything(text: str) -> Reading | None:
    if re.match(r"(?:everything|anything|all) (?:that )?(?!about)", fold(text)):
        return _indirect(text)
    match = re.match(r"what (?:exactly )?(?=\S)", fold(text))
    rest = text[match.end() :] if match else ""
    return _indirect(text) if rest[:1].isupper() and text != fold(text) else None


def _who(text: str) -> Reading | None:
    folded = fold(text)
    match = re.match(
        rf"(?:who(?: exactly| else| all)?|(?:which|what)(?: [\w-]+){{0,2}}? {_PERSON_NOUN}s?)"
        r"(?: (?:was it|is it|are the ones|is the one))?(?: (?:who|that))? (?=\w)",
        folded,
    )
    if match is None or re.match(r"who(?: \w+)? (?:did|does|do) ", folded):
        return None
    rest = re.sub(r"^(?:has|have|had|is|was|are|were|been|being)\s+(?:been )?", "", text[match.end() :], flags=re.I)
    first, _, tail = rest.partition(" ")
    if fold(first) in verbs.ADVERBS:
        first, _, tail = tail.partition(" ")
    return _who_spoke(fold(first), tail) or _who_said(text, fold(first), tail)


def _who_spoke(verb: str, tail: str) -> Reading | None:
    folded = fold(tail)
    if verb in ("quoted", "cited", "interviewed") and not folded.startswith(("as ", "saying")):
        match = re.search(rf"\b(?:{ABOUT})\s+(?P<topic>.+)$", folded)
        return Reading(QuestionKind.WHO_SPOKE, topic=_part(tail, match, "topic") if match else None)
    spoke = r"spoke|spoken|speaks|commented|comments|talked|talks|talking|speaking|commenting|weighed in|weighs in|remarked|opined"
    match = re.fullmatch(
        rf"(?:(?:{spoke}|gave (?:an? )?(?:view|opinion|comment)s?|has a view|made (?:any )?(?:comment|remark|statement)s?)"
        rf"|(?:said|says|saying|say) (?:anything|something|things|what|so much|the most))(?: (?:{ABOUT}|to) (?P<topic>.+))?",
        f"{verb} {folded}".strip(),
    )
    if match:
        return Reading(QuestionKind.WHO_SPOKE, topic=_from_end(tail, match["topic"]))
    if verb in ("discussed", "mentioned", "discusses", "mentions", "addressed"):
        return Reading(QuestionKind.WHO_SPOKE, topic=tail or None)
    about = re.fullmatch(rf"(?:said|says) (?P<topic>(?:{ABOUT}) .+)", f"{verb} {folded}")
    if about:
        return Reading(QuestionKind.WHO_SPOKE, topic=_from_end(tail, re.sub(rf"^{ABOUT} ", "", about["topic"])))
    return None


_WHO_VERBS = frozenset(
    """say tell claim argue think believe warn predict state describe call compare suggest insist write tweet declare note
    emphasise emphasize stress accuse criticise criticize praise urge deny allege dismiss characterise characterize express
    complain lament quote remark contend assert explain stated maintain caution refer vow conclude joke denounce condemn
    forecast speculate liken observe report""".split()
)


def _who_said(text: str, verb: str, tail: str) -> Reading | None:
    base = (
        verbs.FINITE.get(verb) or verbs.GERUND.get(verb) or verbs.PARTICIPLE.get(verb) or {"likened": "liken"}.get(verb)
    )
    if verb in ("quoted", "cited"):
        base, tail = "say", re.sub(r"^as (?:saying|having said) ?", "", tail)
    if verb in ("used", "uses", "made", "makes", "coined", "uttered", "put", "wrote") and not quoted(text):
        said = re.match(
            r"(?:the|this|that|a)? ?(?:claim|statement|argument|remark|comment|prediction|warning|case)s? (?:that )?",
            fold(tail),
        )
        base, tail = ("say", tail[said.end() :]) if said else (None, tail)
    if quoted(text) and base is None and verb in ("used", "uses", "coined", "uttered", "made", "wrote"):
        base = "say"
    if base not in _WHO_VERBS or not stems(tail):
        return None
    tail = re.sub(r"^(?:that|this|:|,)\s*", "", tail.strip(), flags=re.I).strip(" ,:")
    return Reading(
        QuestionKind.WHO_SAID, quote=quoted(text) or tail or None, doubtful=base in ("call", "dismiss", "praise")
    )


def _whose_words(text: str) -> Reading | None:
    quote = quoted(text)
    folded = fold(text)
    rest = folded.replace(fold(quote), "") if quote else folded
    if quote and re.search(
        r"\b(?:who (?:said|says|wrote|told|is saying|was it)|whose words|by whom|says who|who's quote)", rest
    ):
        return Reading(QuestionKind.WHO_SAID, quote=quote)
    match = re.fullmatch(
        r"(?:whose (?:words|quote|claim|statement) (?:is|are|was|were)(?: it| this| these)?|by whom was it (?:said|claimed))[:, ]+(?:that )?(?P<q>.+)",
        folded,
    )
    return Reading(QuestionKind.WHO_SAID, quote=_part(text, match, "q")) if match else None


def _when(text: str) -> Reading | None:
    match = re.match(
        r"(?:when(?: exactly)?|(?:on|in) (?:what|which) (?:day|date|month|year|occasion)|at what (?:time|date))"
        r"(?: was it (?:that )?| (?P<aux>did|does|has|have|had) )(?=\S)",
        fold(text),
    )
    if match is None:
        return None
    forms = _forms_after(match["aux"]) if match["aux"] else verbs.FINITE
    cut = split_at_verb(text[match.end() :], forms)
    if cut is None or cut.verb in verbs.ONLY_HOW:
        return None
    reading = _speech(QuestionKind.WHEN_SAID, cut)
    topic = re.sub(r"^that ", "", reading.topic) if reading and reading.topic else None
    return reading and Reading(reading.kind, reading.speaker, topic, quoted(text), reading.doubtful)


def _whether(text: str) -> Reading | None:
    folded = fold(text)
    match = re.match(r"(?P<aux>did|does|do|has|have|had) (?=\S)", folded)
    if match:
        cut = split_at_verb(text[match.end() :], _forms_after(match["aux"]))
    elif match := re.match(r"(?:is it (?:true|right|correct)|is it the case) that (?=\S)", folded):
        cut = split_at_verb(text[match.end() :], verbs.FINITE)
    elif match := re.match(
        r"(?:is|was|are|were) (?=.+ (?:quoted|cited|reported) (?:as saying|to have said|saying|on|about))", folded
    ):
        cut = split_at_verb(
            re.sub(
                r" (?:quoted|cited|reported) (?:as saying|to have said|saying|(?=on|about))",
                " say ",
                text[match.end() :],
                flags=re.I,
            ),
            verbs.BASE,
        )
    else:
        return None
    reading = _speech(QuestionKind.DID_SAY, cut)
    if (
        cut is None
        or reading is None
        or fold(reading.speaker or "") in ("anyone", "anybody", "someone", "somebody", "any of them")
    ):
        return Reading(QuestionKind.WHO_SPOKE, topic=reading.topic) if reading else None
    about = re.match(rf"(?:{ABOUT}) ", fold(cut.tail))
    claim = quoted(text) or (None if about or not reading.topic or cut.verb not in _WHO_VERBS else reading.topic)
    return Reading(QuestionKind.DID_SAY, reading.speaker, reading.topic, claim, reading.doubtful)


def _name_on(text: str) -> Reading | None:
    """ "Singleton on Taiwan": doubtful, for so are "sanctions on Russia"."""
    match = re.fullmatch(
        r"(?P<speaker>[^\W\d][\w.'-]*(?: [^\W\d][\w.'-]*){0,3}) (?:on|about|re|regarding) (?P<topic>.+)", fold(text)
    )
    if match is None or re.match(
        r"(?:who|what|which|when|where|how|why|is|are|was|were|did|do|does|has|have|in|on|at|the|a|an|any|all|more|news|tell|what's)\b",
        match["speaker"],
    ):
        return None
    return Reading(
        QuestionKind.WHAT_SAID, text[slice(*match.span("speaker"))], _part(text, match, "topic"), doubtful=True
    )


def _according(text: str) -> Reading | None:
    folded = fold(text)
    match = re.match(r"according to (?P<speaker>[^,?]+), (?P<topic>.+)$", folded) or re.match(
        r"(?P<topic>.+?),? according to (?P<speaker>[^,?]+)$", folded
    )
    if match is None:
        return None
    speaker = text[slice(*match.span("speaker"))]
    if re.match(r"(?:an?|some|new|recent|latest|the latest|this|these|data|reports?)\b", match["speaker"]) or (
        text != folded and not re.search(r"[A-Z]", speaker)
    ):
        return None
    return Reading(QuestionKind.WHAT_SAID, speaker, _part(text, match, "topic"), doubtful=True)


def _part(text: str, match: re.Match[str], group: str) -> str | None:
    return text[slice(*match.span(group))].strip(" ,") or None if match[group] else None


def _from_end(tail: str, folded: str | None) -> str | None:
    return tail[len(tail) - len(folded) :].strip() if folded else None


_READERS: tuple[Callable[[str], Reading | None], ...] = (
    _whose_words,
    _who,
    _when,
    _whether,
    _what_position,
    _what_points,
    _what_said,
    _how_said,
    _everything,
    _according,
    _quotes_by,
    _name_on,
)
