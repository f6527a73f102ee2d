"""The text of an article to its proper names, each with where it stands and what parts it has.

Who the names belong to is left to `cast`; nothing here knows what anybody said.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from rag.names import Kind, Name, key, parse
from rag.names.given import GENDERS
from rag.names.lexicon import HONORIFICS, OFFICES, ORGANISATIONS
from rag.types import Span
from rag.words import STOPWORDS

_UP = "[A-Z\u00c0-\u00de\u0100-\u017f]"
_REST = r"(?:[^\W\d_\u0300-\u036f]|[\u0300-\u036f]|['’](?!s\b|S\b)(?=[^\W\d_])|-(?=[^\W\d_]))*"
_TITLES = (
    "Mr Mrs Ms Dr Sen Sens Rep Reps Gov Gen Lt Col Rev Prof St Capt Sgt Adm Del Hon Maj Cmdr Atty Amb Jr Sr".split()
)
_INITIALS = rf"\.(?:{_UP}\.)*-?(?:{_UP}\.)*"
_PART = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|bin|ibn|al|el|ben|ter)"
_TOKEN = rf"(?:{_UP}{_INITIALS}|(?:{'|'.join(_TITLES)})\.|{_UP}{_REST})"
_REST_OF_TITLE = rf"(?=[a-z]{{1,4}}\.)(?:{'|'.join(f'(?<={t[0]}){t[1:]}' for t in _TITLES)})\."
_RUN = re.compile(  # a capital first: scanned for quickly
    rf"{_UP}(?<![\w’'&].)(?:{_INITIALS}|{_REST_OF_TITLE}|{_REST})"
    rf"(?:[ \u00a0](?:{_PART}[ \u00a0]){{0,2}}{_TOKEN})*(?:,[ \u00a0](?:Jr|Sr)\.?)?"
)
_OFFICE_OF = re.compile(
    r"\b(?:Secretary|Minister|Director|Department|Speaker|Commissioner)[ \u00a0](?:General[ \u00a0])?"
    r"(?:of|for)[ \u00a0](?:the[ \u00a0])?$"
)
_OF = ("of ", "or ", "he ")  # "of", "for", "of the"
_BEFORE_START = frozenset('.!?:…“”"‘([\n•–—*-')
_LINE = re.compile(r"[^\n]+")
_WORDS = re.compile(r"[^ \u00a0,]+")
_INITIAL = re.compile(rf"(?:{_UP}\.)+")
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december today yesterday tomorrow tonight""".split()
)
_LEADS = (
    _DAYS
    | STOPWORDS
    | frozenset(
        """
        according asked although however meanwhile earlier later still yet also even like despite instead
        perhaps thus citing quoting calling saying speaking responding addressing following among amid since
        unlike last next when whether let says said see read hey yes well so then now here there one two three
        four five six seven eight nine ten many most several some others another without within because except
        plus per upon via including especially besides moreover furthermore additionally nevertheless photo
        image courtesy credit source getty watch listen related updated breaking exclusive dear thank thanks ask
        asks tells told enter call calls""".split()
    )
)
_CUT_OFF = _LEADS - HONORIFICS.keys()


@dataclass(frozen=True, slots=True)
class Mention:
    """A proper name where it stands; `span` has its title ("Sen. Ann Roe"), no leading words and no possessive."""

    span: Span
    name: Name
    possessive: bool  # "Roe’s" stands there
    lead: bool  # it begins a sentence or quotation, so that its capital says little


def mentions_in(text: str) -> list[Mention]:
    """Every run of capitalised words, ordered, leading sentence words and days cut off.

    >>> [m.span.of(t) for m in mentions_in(t := "On Friday Sen. Ann Roe’s aide met Xi Jinping in Oslo.")]
    ['Sen. Ann Roe', 'Xi Jinping', 'Oslo']
    """
    found: list[Mention] = []
    titled = _title_case_lines(text)
    at = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        while at < len(titled) and titled[at].end <= start:
            at += 1
        if at < len(titled) and titled[at].start <= start:
            found.extend(_pieces(text, start, end))
        elif mention := _mention(text, start, end):
            if found and found[-1].span.end > mention.span.start:  # "U.S. Secretary" before "of State Ann Roe"
                span = Span(found.pop().span.start, mention.span.end)
                mention = Mention(span, parse(span.of(text)), mention.possessive, mention.lead)
            found.append(mention)
    return _with_organisations(text, found)


def _with_organisations(text: str, mentions: list[Mention]) -> list[Mention]:
    """Join what "of", "for" and "and" hold together: "Ministry of Defence", "the Food and Drug Administration"."""
    found: list[Mention] = []
    for mention in mentions:
        left = found[-1] if found else None
        near = left is not None and 2 < mention.span.start - left.span.end < 10 and not left.possessive
        if left and near and _held_together(text, left, text[left.span.end : mention.span.start], mention):
            span = Span(left.span.start, mention.span.end)
            name = Name(" ".join(span.of(text).split()), last=mention.name.text, kind=Kind.ORGANISATION)
            found[-1] = Mention(span, name, mention.possessive, left.lead)
        else:
            found.append(mention)
    return found


def _held_together(text: str, left: Mention, gap: str, right: Mention) -> bool:
    joiner = gap.split()
    if not joiner or joiner[0] not in _JOINERS or (right.name.full and right.name.kind is Kind.PERSON):
        return False
    if key(left.name.text.split()[-1]) in OFFICES:
        return False  # "CEO of Quillco"
    first = key(right.span.of(text).split()[0])
    if joiner[0] in ("of", "for", "on") and joiner[1:] in ([], ["the"]):
        return left.name.kind is Kind.ORGANISATION and not right.name.title
    if joiner not in (["and"], ["&"]) or first not in _FIELDS:
        return False
    known = key(left.span.of(text).split()[-1])
    named = (
        right.name.kind is Kind.ORGANISATION and text[max(0, left.span.start - 4) : left.span.start].lower() == "the "
    )
    return (left.name.kind is Kind.ORGANISATION and " " in left.name.text) or (named and known in _FIELDS)


_JOINERS = frozenset("of for on and &".split())
_FIELDS = frozenset(
    """
    aeronautics affairs agriculture arts atmospheric border budget citizenship civil commerce consumer control
    culture customs defence defense democracy development disease drug economic education energy engineering
    environment environmental exchange explosives finance financial firearms fish food foreign forestry global
    government health history housing human hygiene immigration industrial industry innovation intelligence
    international justice labor labour means media medicine natural nuclear oceanic oversight peace pensions
    policy political population prevention public radiation reform religious research resources safety science
    sciences securities security services skills social society space sport standards strategic technology
    tobacco trade training tropical urban ways welfare wildlife""".split()
)


def _title_case_lines(text: str) -> list[Span]:
    """Headlines With Every Word In Capitals, where a run of capitals is no name."""
    found = []
    for line in _LINE.finditer(text):
        if not 20 <= line.end() - line.start() <= 200:
            continue
        words = [w for w in line.group().split() if len(w) > 3]
        if len(words) < 4:
            continue
        capitals = sum(w.lstrip("“‘\"'(")[:1].isupper() for w in words)
        if capitals >= 0.8 * len(words) and not line.group().rstrip().endswith((",", ";")):
            found.append(Span(*line.span()))
    return found


def _pieces(text: str, start: int, end: int) -> list[Mention]:
    """A run of a headline cut into given name with surname where the given name is known, else single words."""
    words = list(_WORDS.finditer(text, start, end))
    found = []
    i = 0
    while i < len(words):
        last = i
        if key(words[i].group()) in GENDERS and i + 1 < len(words) and key(words[i + 1].group()) not in STOPWORDS:
            last = i + 1
            if _INITIAL.fullmatch(words[last].group()) and last + 1 < len(words):
                last += 1
        mention = _mention(text, words[i].start(), words[last].end())
        if mention is not None:
            found.append(mention)
        i = last + 1
    return found


def _mention(text: str, start: int, end: int) -> Mention | None:
    lead = _begins(text, start)
    while True:
        first = text.find(" ", start, end)
        first = end if first < 0 else first
        word = key(text[start:first])
        if word not in _CUT_OFF or (word in GENDERS and not lead and first < end):
            break
        if first == end:
            return None
        start, lead = first + 1, False
    if lead and first < end and _common_lead(text, start, first, end):
        start = first + 1
    before = _OFFICE_OF.search(text, max(0, start - 40), start) if text[start - 3 : start] in _OF else None
    if before:
        start = before.start()
    end = _trimmed(text, start, end)
    name = parse(text[start:end])
    if not name.last and not name.title:
        return None
    possessive = text[end : end + 2] in ("'s", "’s") or text[end : end + 1] in ("'", "’")
    return Mention(Span(start, end), name, possessive, lead)


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without a day ("Roe Sunday night said") and without the full stop of the sentence."""
    while (cut := max(text.rfind(" ", start, end), text.rfind("\u00a0", start, end))) > 0:
        if key(text[cut + 1 : end]) not in _DAYS:
            break
        end = cut
    stop = text[end - 1] == "." and end - start > 2 and text[end - 3] not in " ."
    if stop and key(text[start:end]) not in HONORIFICS:
        end -= key(text[start:end].rsplit(" ", 1)[-1]) not in {"jr", "sr"}
    return end


def _begins(text: str, start: int) -> bool:
    """Whether a sentence, quotation or line begins there."""
    i = start - 1
    while i >= 0 and text[i] in " \u00a0\t":
        i -= 1
    if i < 0 or text[i] in _BEFORE_START:
        return True
    return text[i] in "'’)" and text[i - 1] in ".!?"


def _common_lead(text: str, start: int, first: int, end: int) -> bool:
    """Whether a sentence's first word only stands before a name: "Activist Ann Roe", "Asked Roe"."""
    words = text[start:end].split()
    if len(words) < 3 or key(words[0]) in GENDERS or key(words[0]) in HONORIFICS or key(words[0]) in OFFICES:
        return False
    return key(words[1]) in GENDERS and key(words[2]) not in ORGANISATIONS


def within(mentions: list[Mention], span: Span) -> list[Mention]:
    """The mentions that lie inside a span, or share characters with it at its edges."""
    at = bisect_left(mentions, span.start, key=lambda m: m.span.end)
    found = []
    while at < len(mentions) and mentions[at].span.start < span.end:
        if mentions[at].span.end > span.start:
            found.append(mentions[at])
        at += 1
    return found


def clipped(text: str, mention: Mention, span: Span) -> Mention | None:
    """The part of a mention inside a span, read anew: a source may be cut inside a run of capitals."""
    if span.covers(mention.span):
        return mention
    start, end = max(mention.span.start, span.start), min(mention.span.end, span.end)
    if start >= end or not text[start:end].strip():
        return None
    return Mention(Span(start, end), parse(text[start:end]), mention.possessive, mention.lead)
