"""A sentence and a place in it to whom the sentence gives the words there; and whether two names are one source's.

Reads drafts and single sentences; finding the statements of whole articles is the statements room's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag import names
from rag.types import Span
from rag.words import STOPWORDS, fold

SPEECH = frozenset(
    """said says say saying told tells added adds adding stated states stating warned warns warning argued argues
    claimed claims insisted insists noted notes noting explained explains wrote writes tweeted posted replied
    replies responded answered asked asks announced announces declared declares confirmed confirms denied denies
    acknowledged admits admitted suggested suggests predicted predicts believes believed thinks thought continued
    continues concluded concludes remarked observed observes reported reports stressed stresses emphasized
    emphasizes emphasised recalled recounted promised promises vowed vows urged urges called calls described
    describes commented joked quipped testified alleged alleges accused complained maintained maintains contended
    contends pointed reiterated repeated agreed agrees disagreed conceded proposed pledged demanded demands hinted
    cautioned cautions charged expects expected assured assures criticized criticised praised hailed expressed
    voiced highlighted underlined underscored""".split()
)
_ARTICLES = ("the", "a", "an")
_PRONOUNS = frozenset("he she they i we it".split())
_BEFORE_VERB = frozenset("also then later again has have had further once is was been himself herself".split())
_PREPOSITIONS = frozenset(
    "for of to by with from against than about in on at over after before like between under".split()
)
_JOINED = re.compile(r"[\s,;:.!?—–\-…()“”\"'‘’]*(?:(?:and|that|as|so|then)[\s,:]*)?")
_WORD = re.compile(r"[^\W_][\w.’'\-]*")
_ACCORDING = re.compile(r"\b(?:according to|in the words of|as told to \w+ by|per)\s+", re.IGNORECASE)

_PUT = re.compile(
    r"\b[Aa]s ((?:[^\W_][\w.’'\-]*+\s+){1,5}?)puts? it"
    r"|\b[Ii]n ((?:[^\W_][\w.\-]*+\s?){1,5})['’]s? (?:words|view|opinion)\b"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Words of a sentence that attribute: `phrase` names the source, `span` runs over source and verb."""

    phrase: str
    span: Span
    denied: bool = False  # "never said"

    @property
    def pronoun(self) -> bool:
        """Whether only a pronoun names the source."""
        return fold(self.phrase) in _PRONOUNS


def same_speaker(asserted: str | None, found: str | None) -> bool:
    """Whether the article's speaker can be the one asserted; asserting nobody contradicts nobody."""
    return asserted is None or (found is not None and names.compatible(asserted, found))


def means(phrase: str, speaker: str | None, *descriptions: str | None) -> bool:
    """Whether a source as a sentence words it is this speaker, by name or in the article's own words for them."""
    wanted = _bare(phrase)
    if not wanted or wanted in _PRONOUNS:
        return False
    if any(
        wanted == _bare(one) or f" {wanted} " in f" {_bare(one)} " for one in descriptions if one and len(wanted) > 3
    ):
        return True
    if speaker is None:
        return False
    return wanted == _bare(speaker) or any(names.compatible(name, speaker) for name in heads(phrase))


def _bare(phrase: str) -> str:
    words = fold(phrase).replace("'s", "").strip(" ,.;:'\"").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


@lru_cache(maxsize=4096)
def heads(phrase: str) -> tuple[str, ...]:
    """The name in a source phrase that is the source: "Reyes aide Ben Osei of Port Vell, 40" is Ben Osei.

    Empty when it names somebody only to describe another: "the Reyes campaign", "a friend of Reyes", "Reyes’s friend".
    """
    first = phrase.split(",", 1)[0]
    for name, start in reversed(named(first)):
        before = [word for word in first[:start].split() if fold(word) not in _ARTICLES]
        after = first[start + len(name) :].split()
        if before and fold(before[-1]) in _PREPOSITIONS:
            continue
        described = after and after[0].islower() and fold(after[0]) not in _PREPOSITIONS | {"himself", "herself", "and"}
        possessive = after and fold(name).endswith(("'s", "s'"))
        return () if described or possessive else (name,)
    return ()


def named(text: str) -> list[tuple[str, int]]:
    """Runs of capitalised words, which may be names, with where they start."""
    runs: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        if not match.group()[0].isupper():
            continue
        if runs and not text[runs[-1][2] : match.start()].strip():
            runs[-1] = (text[runs[-1][1] : match.end()], runs[-1][1], match.end())
        else:
            runs.append((match.group(), match.start(), match.end()))
    return [(name, start) for name, start, _ in runs]


def sources(masked: str) -> list[Source]:
    """Every attribution in a sentence whose quotations are blanked out, by position.

    >>> [source.phrase for source in sources("Ana Reyes, the harbour master, never said so, according to Osei.")]
    ['Ana Reyes, the harbour master', 'Osei']
    """
    found = [*_according(masked), *_transcript(masked), *_signed(masked)]
    for match in _WORD.finditer(masked):
        verb = fold(match.group()).rstrip(".")
        if verb in SPEECH and not verb.endswith("ing"):
            source = _subject(masked, match.start(), match.end()) or _inverted(masked, match.start(), match.end())
            if source and not any(source.span.overlaps(other.span) for other in found):
                found.append(source)
    return sorted(found, key=lambda source: source.span)


def _according(masked: str) -> list[Source]:
    found = [Source((match.group(1) or match.group(2)).strip(), Span(*match.span())) for match in _PUT.finditer(masked)]
    for match in _ACCORDING.finditer(masked):
        rest = masked[match.end() :]
        end = re.search(r"[,:;\0]|\.?$", rest)
        phrase = rest[: end.start() if end else len(rest)].strip()
        runs = named(phrase)
        listed = end is not None and end.group() in (",", ":", ";")
        if not listed and runs and runs[0][1] == 0 and fold(phrase.split()[0]) not in _ARTICLES:
            # "according to Reyes the quay is old": the name is all there is
            behind = phrase[len(runs[0][0]) :].split()[:1]
            phrase = phrase if behind and fold(behind[0]) in _PREPOSITIONS else runs[0][0]
        if phrase:
            found.append(Source(phrase, Span(match.start(), match.end() + len(phrase))))
    return found


def _transcript(masked: str) -> list[Source]:
    """A name, then a colon: "REYES: ..." and "Ana Reyes: “...”"."""
    match = re.match(r"\W*((?:[^\W\d_][\w.’'\-]*+\s+){0,5}[^\W\d_][\w.’'\-]*)(?:,[^:]{3,120})?:", masked)
    if match and match.group(1)[0].isupper() and not set(fold(match.group(1)).split()) & SPEECH:
        return [Source(match.group(1), Span(match.start(1), match.end()))]
    return []


def _signed(masked: str) -> list[Source]:
    """A name behind a quotation: "“...” — Ana Reyes, harbour master" and "“...” (Ana Reyes)"."""
    match = re.search(r"\0[\s,.]*(?:[—–-]{1,2}\s*|[(\[])((?:[^\W_][\w.’'\-]*+\s?){1,9})(?:,[^()]*)?[)\].]*\s*$", masked)
    if match and match.group(1)[0].isupper() and not set(fold(match.group(1)).split()) & SPEECH:
        return [Source(match.group(1).strip(), Span(*match.span(1)))]
    return []


def _subject(masked: str, start: int, end: int) -> Source | None:
    """The subject of a verb at this place: what stands before it in the clause, auxiliaries and adverbs skipped."""
    left = masked[:start].rstrip()
    if left.endswith("\0"):
        return None
    denied = False
    while left:
        last = fold(left.rsplit(None, 1)[-1])
        negates = last in {"not", "never", "didn't", "did", "doesn't", "does", "hasn't"}
        if not negates and last not in _BEFORE_VERB and not (last.endswith("ly") and len(last) > 4):
            break
        denied = denied or (negates and last not in {"did", "does"})
        left = left[: -len(last)].rstrip()
    clause = _clause_start(left)
    phrase = left[clause:].strip(" ,")
    if not phrase or len(left) - len(left.rstrip(" ,")) > 2:
        return None
    phrase = _without_opening(phrase)
    at = left.rfind(phrase)
    words = phrase.split()
    if fold(words[-1]) in STOPWORDS - _PRONOUNS:
        return None
    nominal = words[0][0].isupper() or fold(words[0]) in _PRONOUNS | {
        "the",
        "a",
        "an",
        "some",
        "many",
        "one",
        "another",
    }
    if fold(words[-1]) in _PRONOUNS:
        return Source(words[-1], Span(left.rfind(words[-1]), end), denied)
    return Source(phrase, Span(at, end), denied) if (nominal or len(words) < 4) and at >= 0 else None


def _clause_start(left: str) -> int:
    """Where the clause that ends here begins: behind a quotation, a semicolon, a dash or a joining word."""
    breaks = re.finditer(
        r"\0+[,.;]?|[;:—–]|\b(?:while|whereas|but|because|although|when|and that|that|which)\b,?|, and ", left
    )
    return max((match.end() for match in breaks), default=0)


def _without_opening(phrase: str) -> str:
    """The subject without what opens the sentence: "On Friday, in Port Vell, Reyes" is "Reyes"."""
    while "," in phrase:
        first, rest = phrase.split(",", 1)
        opening = fold(first.split()[0]) if first.split() else ""
        if not rest.strip() or opening not in _PREPOSITIONS | {
            "as",
            "following",
            "and",
            "during",
            "however",
            "still",
            "yet",
        }:
            break
        phrase = rest.strip()
    words = phrase.split()
    return " ".join(words[1:]) if len(words) > 1 and fold(words[0]) in {"and", "but", "as", "so"} else phrase


def _inverted(masked: str, start: int, end: int) -> Source | None:
    """The subject behind the verb ("said Ana Reyes"), where a quotation or a comma comes before the verb."""
    rest = masked[end:]
    match = re.match(r"\s+((?:(?:the|a|an)\s)?(?:[^\W_][\w.’'\-]*+\s?){1,8})", rest)
    before = masked[:start].rstrip(" ")
    if not match or (before and before[-1] not in ",?!.\0"):
        return None
    phrase = re.split(r"\s(?:in|on|at|during|after|to|as|who|when|while|and)\s", match.group(1).strip())[0].rstrip(".")
    return Source(phrase, Span(start, end + match.start(1) + len(phrase))) if phrase else None


def source_of(found: list[Source], masked: str, place: Span) -> Source | None:
    """Which of a sentence's attributions the words at this place belong to: one right beside them, else the nearest."""
    before = [s for s in found if s.span.end <= place.start]
    after = [s for s in found if s.span.start >= place.end]
    left = before[-1] if before else None
    right = after[0] if after else None
    near_left = left if left and _JOINED.fullmatch(masked[left.span.end : place.start]) else None
    near_right = right if right and _JOINED.fullmatch(masked[place.end : right.span.start]) else None
    inside = next((s for s in found if s.span.overlaps(place)), None)
    return near_right or near_left or left or right or inside
