"""A sentence's own words and the words they rest on to what the sentence adds, drops or turns round.

Looks at figures, names, negations and content words. Quotations are compared letter by letter elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rag.citations.whose import SPEECH
from rag.types import Span
from rag.words import STOPWORDS, fold, stem

NEGATIONS = frozenset(
    """not never no nobody none nothing neither nor without cannot hardly barely scarcely refuse refused refuses
    refusing deny denied denies denying unlikely impossible fails failed reject rejected rejects""".split()
)
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
_TOKEN = re.compile(r"[$€£¥]?\d+(?:[.,:]\d+)*%?|[^\W\d_][\w.’'\-]*")
_TELLING = frozenset(
    """accord report interview article told say remark word statement statem comment speak spoke quot describ call view
    opinion position argument point also address question answer claim""".split()
)
_SAME = {
    "us": "united states american americans america", "uk": "britain british united kingdom", "eu": "european union",
    "american": "us united states america", "un": "united nations", "british": "britain uk", "european": "europe eu",
}  # fmt: skip


def tokens(text: str) -> list[tuple[str, Span]]:
    """Words and figures, folded, without the dots of initials and the possessive: "U.S.’s $2,000" is "us", "$2000"."""
    found = []
    for match in _TOKEN.finditer(text):
        word = fold(match.group()).rstrip(".'-")
        word = word.removesuffix("'s") if not word[0].isdigit() else word.replace(",", "").rstrip(":")
        found.append((word.replace(".", "") if word[0].isalpha() else word.replace(",", ""), Span(*match.span())))
    return found


def negations(words: Iterable[str]) -> int:
    """How many of the folded words negate."""
    return sum(word in NEGATIONS or word.endswith("n't") for word in words)


def figures(text: str) -> set[str]:
    """Every figure, number word and scale: "nearly 18 million people, five of them" has 18, million and 5."""
    found = set()
    for word, _ in tokens(text):
        for part in word.split("-"):
            digits = part.strip("$€£¥%")
            if digits[:1].isdigit():
                found.add(re.sub(r"(?<=\d)(?:st|nd|rd|th|s)$", "", digits))
                found |= {"percent"} if part.endswith("%") else set()
            elif part in _NUMBER_WORDS and part != "one":
                found.add(_NUMBER_WORDS[part])
            elif part in _SCALE:
                found.add(part)
    return found


def added_figures(text: str, support: str) -> set[str]:
    """Figures of the text that the support does not have."""
    held = figures(support)
    return {figure for figure in figures(text) if figure not in held}


def added_names(text: str, support: str) -> list[str]:
    """Capitalised words of the text, its first word and sentence openers aside, that the support does not have."""
    held = {word for word, _ in tokens(support)}
    held |= {part for word in held for part in word.split("-")}
    stems = {word[:5] for word in held if len(word) >= 4}
    found, row = [], tokens(text)
    for at, (word, span) in enumerate(row):
        if not text[span.start].isupper() or word in STOPWORDS or word in SPEECH:
            continue
        opener = (
            at == 0
            or text[: span.start].rstrip(" \"'“‘(").endswith((".", "!", "?", ":", "\0"))
            or not text[: span.start].strip(" *-•")
        )
        part_of_name = (
            at + 1 < len(row)
            and text[row[at + 1][1].start].isupper()
            and not text[span.end : row[at + 1][1].start].strip(" ")
        )
        if (not opener or part_of_name) and not _held(word, held, stems):
            found.append(span.of(text))
    return found


def _held(word: str, held: set[str], stems: set[str]) -> bool:
    if word in held or (len(word) >= 5 and word[:5] in stems) or (len(word) == 4 and word in {s[:4] for s in stems}):
        return True
    if any(other in held for other in _SAME.get(word, "").split()):
        return True
    return "-" in word and all(part in held or part[:5] in stems or part.islower() for part in word.split("-"))


def content(text: str) -> list[str]:
    """The stems that carry meaning, in order: without stop words, words of telling, and figures."""
    found = []
    for word, _ in tokens(text):
        if word in STOPWORDS or word in SPEECH or not word[0].isalpha():
            continue
        found += [stem(part) for part in word.split("-") if part and part not in STOPWORDS]
    return [one for one in found if one not in _TELLING]


def carried(text: str, support_stems: frozenset[str] | set[str]) -> tuple[int, int, int]:
    """Of a text's content words: how many there are, how many the support lacks, and how many of those in a row."""
    missing = row = longest = 0
    words = content(text)
    for word in words:
        known = word in support_stems or any(word[:5] == other[:5] for other in support_stems if len(word) > 5)
        missing, row = (missing, 0) if known else (missing + 1, row + 1)
        longest = max(longest, row)
    return len(words), missing, longest


def turned(before: str, drafted_before: str, drafted: str) -> bool:
    """Whether a fragment loses or gains a negation that stands right before it.

    `before` is the source's clause up to the fragment, `drafted_before` the draft's, `drafted` all words of the
    draft's sentence outside its quotations.
    """
    lost = negations(_clause_tail(before)) > 0 and negations(word for word, _ in tokens(drafted)) == 0
    gained = negations(_clause_tail(drafted_before, 5)) > 0 and negations(_clause_tail(before, 12)) == 0
    return lost or gained


def _clause_tail(text: str, most: int = 8) -> list[str]:
    """The last words before a fragment, back to where its clause begins."""
    clause = re.split(r"[,;:—–!?\"“”\0]|\.\s", text)[-1]
    return [word for word, _ in tokens(clause)][-most:]


def same_polarity(text: str, source: str) -> bool:
    """Whether the text negates as often as the part of the source that its words cover."""
    wanted = set(content(text))
    held = [(stem(word), word) for word, _ in tokens(source)]
    at = [i for i, (one, _) in enumerate(held) if one in wanted]
    if not at:
        return negations(word for word, _ in tokens(text)) == 0
    covered = [word for _, word in held[max(0, at[0] - 6) : at[-1] + 1]]
    return (negations(word for word, _ in tokens(text)) > 0) == (negations(covered) > 0)


def support_stems(parts: Sequence[str]) -> frozenset[str]:
    """The stems of everything a sentence may rest on."""
    return frozenset(one for part in parts for one in content(part)) | frozenset(
        stem(word) for part in parts for word, _ in tokens(part)
    )
