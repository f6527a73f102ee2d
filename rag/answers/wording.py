"""Words of articles to phrases a reader can trust: days, rows of names, and quotations, marks and all.

Who is named, and which stretch of an article is told, is left to `naming` and `telling`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rag.types import Article, Known, Statement
from rag.words import MONTHS, fold, sentences

_MARK = re.compile("\"|''")


def day(value: date) -> str:
    """A day as readers write it: "16 September 2022"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def known_day(known: Known | None) -> str | None:
    """A day, month or year of publication as readers write it; None: unknown."""
    if known is None:
        return None
    year, *rest = known.value.split("-")
    parts = [str(int(rest[1]))] if len(rest) > 1 else []
    parts += [MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*parts, year])


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names in a row: "A", "A and B", "A, B and C"."""
    return f" {last} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def plain(text: str) -> str:
    """The words on one line without quotation marks, so that nothing of ours can pass for a quotation."""
    return " ".join(" ".join(_cut_at_marks(text)).split())


def quoted(words: str) -> str:
    """Direct speech within marks, in the source's own glyphs where they come in pairs, else one pair a stretch.

    >>> quoted("“One thing,“"), quoted("We left."), quoted("“First.  “Second.”")
    ('“One thing,“', '“We left.”', '“First.” “Second.”')
    """
    shown = " ".join(words.split())
    marks = marks_in(shown)
    opens = bool(marks) and marks[0].start() == 0
    closes = bool(marks) and marks[-1].end() == len(shown)
    if not odd_marks(shown) and opens and closes:
        return shown
    inner = shown[marks[0].end() if opens else 0 : marks[-1].start() if closes and len(marks) > opens else None]
    if not odd_marks(inner):
        return f"“{inner.strip()}”"
    return " ".join(f"“{piece.strip()}”" for piece in _cut_at_marks(inner) if piece.strip())


def even_marks(words: str) -> str:
    """The words on one line, without their quotation marks where those do not come in pairs."""
    shown = " ".join(words.split())
    return plain(shown) if odd_marks(shown) else shown


def marks_in(text: str) -> list[re.Match[str]]:
    """Double marks of any style; older texts write two apostrophes for one."""
    return list(_MARK.finditer(fold(text)))


def odd_marks(text: str) -> bool:
    """Whether the marks of either kind do not come in pairs."""
    kinds = [mark.group() for mark in marks_in(text)]
    return kinds.count('"') % 2 == 1 or len(kinds) % 2 == 1


def _cut_at_marks(text: str) -> list[str]:
    marks = marks_in(text)
    starts, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def finished(text: str) -> str:
    """The phrase as a sentence: a capital first, a full stop last, whatever marks stand around them.

    >>> finished("costs rise"), finished("he said “no,”"), finished("“Go,” he said")
    ('Costs rise.', 'He said “no”.', '“Go,” he said.')
    """
    text = text.lstrip(" –—-•*")
    at = next((i for i, char in enumerate(text) if char.isalnum()), 0)
    opened = '"' in fold(text[:at]) or "'" in fold(text[:at])
    text = (text if opened else text[:at] + text[at : at + 1].upper() + text[at + 1 :]).rstrip(" ,;:")
    bare = text.rstrip("”“\"'’» )")
    if bare != text and bare.endswith((",", ";", ":", "-", "—", "–")):
        text = bare.rstrip(" ,;:-—–") + text[len(bare) :]  # “No comment,” went on in the article; here it ends
    return text if bare.endswith((".", "!", "?", "…")) else text + "."


_WHEN = re.compile(
    r"\b(?:(?:early |late )?(?:on |last |this )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?"
    r"|yesterday|today|last (?:week|month|year|night)|(?:on )?(?:\d{1,2} )?(?:"
    + "|".join(MONTHS)
    + r")\b(?: \d{1,2}\b)?(?:,? \d{4})?)"
)


def day_words(statement: Statement, article: Article) -> str | None:
    """How the article itself words the day of speaking ("on Thursday"), beside the content; None: it does not."""
    at = statement.cue or statement.mention
    if at is None:
        return None
    low, high = max(0, at.start - 1500), at.end + 1500
    for found in sentences(article.text[low:high]):
        if found.start <= at.start - low < found.end:
            for match in _WHEN.finditer(found.of(article.text[low:high])):
                start = low + found.start + match.start()
                if not any(part.start <= start < part.end for part in statement.content):
                    return match.group()
    return None
