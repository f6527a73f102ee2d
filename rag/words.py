"""Text to folded text, words, stems and sentences, each with the characters it came from.

Folding is 1:1, so every offset into the folded text is an offset into the text. Names are `rag.names`' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from rag.types import Span

MONTHS = tuple("January February March April May June July August September October November December".split())
_QUOTES = dict.fromkeys("“”„‟«»″〝〞＂", '"') | dict.fromkeys("‘’‚‛‹›′´`ʼ", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*|[^\W\d_](?:\.[^\W\d_])+(?:\.?['’]s)?(?![^\W\d_])|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\W_]+"
)
_STEMMER = Stemmer.Stemmer("english")

STOPWORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have having he her here hers
    herself him himself his how i if in into is it its itself just me more most my myself no nor not of off on once only
    or other our ours ourselves out over own same she should so some such than that the their theirs them themselves
    then there these they this those through to too under until up very was we were what when where which while who
    whom whose why will with would you your yours yourself yourselves s t d ll m re ve""".split()
)


class _Fold(dict[int, str]):
    """A translation table filled as characters are met, one character to exactly one character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _QUOTES.get(character) or _DASHES.get(character)
        if folded is None:
            lower = character.lower()
            folded = " " if character.isspace() else lower if len(lower) == 1 else character
        self[code] = folded
        return folded


_FOLD = _Fold()


def fold(text: str) -> str:
    """The text in one spelling of quotes, dashes, white space and case, of exactly the same length.

    >>> fold("“No  limits” — XI")
    '"no  limits" - xi'
    """
    if text.isascii() and text.isprintable():  # most words: nothing but case and the grave accent can change
        return text.lower().replace("`", "'")
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as written, where, and its stem."""

    text: str
    span: Span

    @property
    def stem(self) -> str:
        """The Snowball stem of the folded word, possessive cut off: "Russia’s" is "russia"."""
        return stem(self.text)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of one folded word, without a possessive ending."""
    folded = fold(word)
    for ending in ("'s", "'"):
        folded = folded.removesuffix(ending)
    if "." in folded and folded[0].isalpha():  # "U.S." is the word "US"
        folded = folded.replace(".", "")
    return str(_STEMMER.stemWord(folded))


def words(text: str) -> list[Word]:
    """Every word and number in order: "$2.5bn U.S. trade" has "2.5", "bn", "U.S" and "trade"."""
    return [Word(match.group(), Span(*match.span())) for match in _WORD.finditer(text)]


def spellings(text: str) -> list[str]:
    """Every word as it is written, in order: `words` without the places, for texts by the million."""
    return _WORD.findall(text)


def stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order, stop words left out."""
    return [stem(w) for w in _WORD.findall(text) if fold(w) not in STOPWORDS]


_DENIALS = frozenset(
    "refuse refused refuses refusing deny denied denies denying fails failed reject rejected rejects".split()
)
NEGATIONS = _DENIALS | frozenset(
    "not never no nobody none nothing neither nor without cannot hardly barely scarcely unlikely impossible".split()
)
_CLAUSE_END = re.compile(r"[,;:.!?][\"']*(?:\s|$)|\s-+\s|\b(?:but|although|though|while|because|if|unless)\b")


_COMPOUND = re.compile(r"\b(?:no|not|never)-(?=\w)")  # a "no-limits" pact is a kind of pact: its clause denies nothing


def negations(words: Iterable[str]) -> int:
    """How many of the folded words negate."""
    return sum(word in NEGATIONS or word.endswith("n't") for word in words)


def same_polarity(text: str, source: str) -> bool:
    """Whether a text says no just when that clause of the source does which has most of its words.

    True as well where no word is shared: then nothing can be told.

    >>> same_polarity("the quay is safe", "The quay is not safe."), same_polarity("the quay", "The quay. It is not.")
    (False, True)
    >>> same_polarity("they refused to talk", "They never refused to talk.")
    False
    """
    wanted = set(stems(text))
    clauses = [spellings(clause) for clause in _CLAUSE_END.split(_COMPOUND.sub("", fold(source)))]
    shared = [len(wanted & {stem(word) for word in clause}) for clause in clauses]
    nearest = clauses[shared.index(max(shared))]
    return max(shared) == 0 or _negates(spellings(_COMPOUND.sub("", fold(text)))) == _negates(nearest)


def _negates(words: list[str]) -> bool:
    """Whether a clause says no: "never refused" does not, "never" and "refused" alone do."""
    denials = sum(word in _DENIALS for word in words)
    return (negations(words) > denials) != (denials % 2 == 1)


_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev hon sen sens rep reps gov gen col lt capt sgt maj cmdr adm st jr sr pres amb sec atty
    no nos vs inc ltd co corp dept univ assn bros jan feb mar apr jun jul aug sept sep oct nov dec fig vol ed
    eds approx est ave blvd rd ph d.c u.s u.k u.n e.g i.e a.m p.m calif fla mass pa ga ill mich minn wis tenn va
    wash ariz conn del ind kan ky la md miss mo mont neb nev okla ore tex vt wyo colo ala ark""".split()
)
_STOP = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[.!?…]*[\"'”’»)\]]*)")
_BLANKS = " \t\u00a0"
_INITIAL = re.compile(r"(?:^|[\s(“\"'‘.])([^\W\d_](?:\.[^\W\d_])*)$")


def sentences(text: str) -> list[Span]:
    """The sentences of a text; a line break ends one, an abbreviation, initial or figure does not.

    >>> [s.of("The U.S. left. He stayed.") for s in sentences("The U.S. left. He stayed.")]
    ['The U.S. left.', 'He stayed.']
    """
    found: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop.group().startswith("\n") or _ends_sentence(text, start, stop):
            _add(found, text, start, stop.end())
            start = stop.end()
    _add(found, text, start, len(text))
    return found


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    end, mark = stop.end(), stop.group()
    after = text[end : end + 1]
    if after and not after.isspace() and not (after in '“"‘' or (after.isupper() and len(mark) > 1)):
        return False
    following = (text[end : end + 8].lstrip(_BLANKS) or text[end:].lstrip(_BLANKS))[:1]
    if following.islower():
        return False
    if mark != ".":
        return True
    before = text[start : stop.start()]
    words = before.rsplit(None, 1)
    last = words[-1].lstrip("(“\"'‘[").casefold() if words else ""
    if last in _ABBREVIATIONS:
        return last in {"u.s", "u.k", "u.n", "d.c", "a.m", "p.m", "inc", "ltd", "co", "corp", "jr", "sr"} and (
            following in '“"‘\n' or _ANEW.match(text, end) is not None
        )
    return not (_INITIAL.search(before[-8:]) and last.upper() != "I")


_ANEW = re.compile(
    r"\s+(?:The|A|An|He|She|It|They|We|I|In|On|At|But|And|Its|His|Her|Their|This|That|These|Those|As|If|When|While|After"
    r"|Before|Since|For|With|According|However|There|Many|Some|Both|Now|Last|Following)\b"
)


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = left + len(piece.strip())
    if left < right:
        found.append(Span(left, right))


def phrase_spans(text: str, phrase: str) -> Iterator[Span]:
    """Where a phrase stands in a text after folding, any run of white space for one, at word borders.

    >>> [s.of("Xi’s “no limits” pact") for s in phrase_spans("Xi’s “no limits” pact", "No  Limits")]
    ['no limits']
    """
    parts = [re.escape(part) for part in fold(phrase).split()]
    if parts:
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)")
        for match in pattern.finditer(fold(text)):
            yield Span(*match.span())
