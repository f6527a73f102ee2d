"""A sentence's own words and the words they rest on to what the sentence adds, drops or turns round.

Looks at figures, names, negations and content words. Quotations are compared letter by letter elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.citations.whose import SPEECH
from rag.words import STOPWORDS, fold, negations, stem

TURNS = frozenset("but unless if only however except".split())
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_NUMBER_WORDS = {word: str(value) for value, word in enumerate(_NUMBERS)} | {
    word: str(value)
    for value, word in zip(range(30, 100, 10), "thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
}
_SCALE = frozenset(
    "hundred thousand million billion trillion percent dozen half twice double triple third quarter".split()
)
_TOKEN = re.compile(r"[$€£¥]?\d+(?:[.,:]\d+)*%?|[^\W\d_][\w.'\-]*")  # of folded text
_TELLING = frozenset(
    """accord report interview article told say remark word statement statem comment speak spoke quot describ call view
    opinion position argument point also address question answer claim""".split()
)
_SAME = {
    "us": "united states american americans america", "uk": "britain british united kingdom", "eu": "european union",
    "american": "us united states america", "un": "united nations", "united": "us uk un", "states": "us",
    "kingdom": "uk", "nations": "un", "british": "britain uk", "european": "europe eu",
}  # fmt: skip


Token = tuple[str, int, int]  # folded word, and where it stands


@lru_cache(maxsize=512)
def tokens(text: str) -> tuple[Token, ...]:
    """Words and figures, folded, without the dots of initials and the possessive: "U.S.’s $2,000" is "us", "$2000"."""
    found = []
    for match in _TOKEN.finditer(fold(text)):
        word = match.group().rstrip(".'-:")
        if word[0].isalpha():
            word = word.removesuffix("'s").replace(".", "")
        found.append((word.replace(",", ""), match.start(), match.end()))
    return tuple(found)


def words_of(text: str) -> list[str]:
    """The folded words and figures alone."""
    return [word for word, _, _ in tokens(text)]


@dataclass(frozen=True, slots=True)
class Support:
    """What a sentence may rest on, as sets: words, figures, stems, and the beginnings of longer stems and words."""

    words: frozenset[str]
    figures: frozenset[str]
    stems: frozenset[str]
    starts: frozenset[str]  # five letters, and four of words of four letters and more

    @classmethod
    def of(cls, *texts: str) -> Support:
        """The support that these texts give together."""
        whole = {word for text in texts for word in words_of(text)}
        words = whole | {part for word in whole if "-" in word for part in word.split("-")}
        stems = frozenset(map(stem, words))
        starts = frozenset(one[:n] for one in {*words, *stems} for n in (4, 5) if len(one) >= n)
        return cls(frozenset(words), frozenset(_figures(whole)), stems, starts)

    def __or__(self, other: Support) -> Support:
        """What either supports."""
        return Support(
            self.words | other.words, self.figures | other.figures, self.stems | other.stems, self.starts | other.starts
        )

    def has_stem(self, one: str) -> bool:
        """Whether the stem, or another form of a long word, is supported."""
        return one in self.stems or (len(one) > 5 and one[:5] in self.starts)


def _figures(words: Iterable[str]) -> Iterator[str]:
    """Figures, number words and scales: "nearly 18 million people, five of them" has 18, million and 5."""
    for part in (part for word in words for part in word.split("-")):
        digits = part.strip("$€£¥%")
        if digits[:1].isdigit():
            yield re.sub(r"(?<=\d)(?:st|nd|rd|th|s)$", "", digits)
            if part.endswith("%"):
                yield "percent"
        elif part in _NUMBER_WORDS and part != "one":
            yield _NUMBER_WORDS[part]
        elif part in _SCALE:
            yield part


def added_figures(text: str, support: Support) -> set[str]:
    """Figures of the text that the support does not have."""
    return set(_figures(words_of(text))) - support.figures


def added_names(text: str, support: Support) -> list[str]:
    """Capitalised words of the text, sentence openers aside, that the support does not have."""
    found, row = [], tokens(text)
    for at, (word, start, end) in enumerate(row):
        if not text[start].isupper() or word in STOPWORDS or word in SPEECH or _held(word, support):
            continue
        before = text[:start].rstrip(" \"'“‘(*-•")
        following = row[at + 1][1] if at + 1 < len(row) else len(text)
        part_of_name = text[following : following + 1].isupper() and not text[end:following].strip(" ")
        if part_of_name or (before and not before.endswith((".", "!", "?", ":", "\0"))):
            found.append(text[start:end])
    return found


def _held(word: str, support: Support) -> bool:
    if word in support.words or word[: min(5, max(4, len(word)))] in support.starts:
        return True
    if any(other in support.words for other in _SAME.get(word, "").split()):
        return True
    if any(word[:n] in support.words for n in range(4, len(word))):  # "Vellish", where the source has "Vell"
        return True
    return "-" in word and all(part in support.words or part[:5] in support.starts for part in word.split("-"))


def content(text: str) -> list[str]:
    """The stems that carry meaning, in order: without stop words, words of telling, and figures."""
    found = []
    for word in words_of(text):
        if word in STOPWORDS or word in SPEECH or not word[0].isalpha():
            continue
        found += [stem(part) for part in word.split("-") if part and part not in STOPWORDS]
    return [one for one in found if one not in _TELLING]


def carried(text: str, support: Support) -> tuple[int, int, int]:
    """Of a text's content words: how many there are, how many the support lacks, and how many of those in a row.

    Names are not counted: `added_names` looks at them.
    """
    missing = row = longest = 0
    names = {one for word, start, _ in tokens(text)[1:] if text[start].isupper() for one in content(word)}
    words = [word for word in content(text) if word not in names]
    for word in words:
        missing, row = (missing, 0) if support.has_stem(word) else (missing + 1, row + 1)
        longest = max(longest, row)
    return len(words), missing, longest


def turned(before: str, drafted_before: str, drafted: str) -> bool:
    """Whether a fragment loses or gains a negation that stands right before it.

    `before` is the source's clause up to the fragment, `drafted_before` the draft's, `drafted` all words of the
    draft's sentence outside its quotations.
    """
    lost = negations(_clause_tail(before)) > 0 and negations(words_of(drafted)) == 0
    gained = negations(_clause_tail(drafted_before, 5)) > 0 and negations(_clause_tail(before, 12)) == 0
    return lost or gained


def _clause_tail(text: str, most: int = 8) -> list[str]:
    """The last words before a fragment, back to where its clause begins."""
    clause = re.split(r"[,;:—–!?\"“”\0]|\.\s", text.rstrip(" \"“”„«»'‘’`"))[-1]
    return words_of(clause)[-most:]


def same_polarity(text: str, source: str) -> bool:
    """Whether the text negates as often as the part of the source that its words cover."""
    wanted = set(content(text))
    held = [(stem(word), word) for word in words_of(source)]
    at = [i for i, (one, _) in enumerate(held) if one in wanted]
    if not at:
        return negations(words_of(text)) == 0
    covered = [word for _, word in held[max(0, at[0] - 6) : at[-1] + 1]]
    return (negations(words_of(text)) > 0) == (negations(covered) > 0)
