"""Statements to phrases a reader can trust: who, with which verb, and the article's own words, marks and all.

Which statements are told, and in which order, is left to `extractive`; whether the words stand is left to citations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rag.types import Article, Known, Mode, Span, Statement
from rag.words import fold, sentences

_SUBJECT = frozenset("he she they it who i we".split())
_POSSESSIVE = frozenset("his her their its whose my our".split())
_OBJECT = frozenset("him them her".split())
_NEGATED = re.compile(r"\b(?:not|never|no|nobody|neither|nor|without|denied|denies|deny)\b|n't\b")
_MARK = re.compile("\"|''")
_VERB = re.compile(r"[a-z]+(?:ed|s)|said|wrote|thought|felt|knew|swore|spoke|held|found|saw")
_NOT_A_VERB = frozenset("tells views quotes words remarks comments was is has according".split())
_MOST_ASIDE = 220  # characters between the words that attribute and the words attributed: more is another thought
_MONTHS = "January February March April May June July August September October November December".split()


def day(value: date) -> str:
    """A day as readers write it: "16 September 2022"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def known_day(known: Known | None) -> str | None:
    """A day, month or year of publication as readers write it; None: unknown."""
    if known is None:
        return None
    year, *rest = known.value.split("-")
    parts = [str(int(rest[1]))] if len(rest) > 1 else []
    parts += [_MONTHS[int(rest[0]) - 1]] if rest else []
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
    marks = _marks(shown)
    opens = bool(marks) and marks[0].start() == 0
    closes = bool(marks) and marks[-1].end() == len(shown)
    if not _odd_marks(shown) and opens and closes:
        return shown
    inner = shown[marks[0].end() if opens else 0 : marks[-1].start() if closes and len(marks) > opens else None]
    if not _odd_marks(inner):
        return f"“{inner.strip()}”"
    return " ".join(f"“{piece.strip()}”" for piece in _cut_at_marks(inner) if piece.strip())


def even_marks(words: str) -> str:
    """The words on one line, without their quotation marks where those do not come in pairs."""
    shown = " ".join(words.split())
    return plain(shown) if _odd_marks(shown) else shown


def _marks(text: str) -> list[re.Match[str]]:
    """Double marks of any style; older texts write two apostrophes for one."""
    return list(_MARK.finditer(fold(text)))


def _odd_marks(text: str) -> bool:
    """Whether the marks of either kind do not come in pairs."""
    kinds = [mark.group() for mark in _marks(text)]
    return kinds.count('"') % 2 == 1 or len(kinds) % 2 == 1


def _cut_at_marks(text: str) -> list[str]:
    marks = _marks(text)
    starts, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def source(statement: Statement, article: Article) -> str:
    """Who spoke; for an unresolved source how the article calls it and why it stays unnamed."""
    if statement.speaker:
        return statement.speaker
    mention = plain(statement.mention.of(article.text)) if statement.mention else ""
    if len(statement.candidates) > 1:
        who = listed([plain(name) for name in statement.candidates], "or")
        return f"An unnamed source ({mention or 'no name given'}: could be {who})"
    if not mention:
        return "An unnamed source (the article does not say who)"
    if fold(mention) in _SUBJECT | _POSSESSIVE | _OBJECT:
        return f"An unnamed source (the article says only: {mention})"
    return f"An unnamed source ({mention}; the article gives no name)"


def introduced(statement: Statement, article: Article, *, with_role: bool) -> str:
    """The source as the subject of a sentence, with the role the article gives when asked for."""
    who = source(statement, article)
    role = plain(statement.role).strip(" ,.;:") if with_role and statement.role and statement.speaker else ""
    if not role or fold(role) in fold(who):
        return who
    return f"{who}, {role},"


def relayed(statement: Statement) -> str:
    """Who passed the words on, as an aside: " (as reported by CCTV)"; empty when nobody did."""
    via = [plain(name) for name in statement.via if name != statement.speaker]
    return f" (as reported by {', via '.join(via)})" if via else ""


def verb(statement: Statement, article: Article) -> str:
    """The article's own verb where one word carries it ("warned"); empty where none can be kept as it is."""
    cue = fold(statement.cue.of(article.text)) if statement.cue else ""
    return cue if _VERB.fullmatch(cue) and cue not in _NOT_A_VERB else ""


def denied(statement: Statement, article: Article) -> bool:
    """Whether the words between source and verb negate ("never said"), so that they must be shown too."""
    parts = [span for span in (statement.mention, statement.cue) if span]
    if not parts:
        return False
    between = article.text[min(s.start for s in parts) : max(s.end for s in parts)]
    return len(between) <= _MOST_ASIDE and bool(_NEGATED.search(fold(between)))


def reported(statement: Statement, article: Article, others: Sequence[Statement], *, with_role: bool) -> str | None:
    """The article's own clause from attribution to content, pronouns filled in; None where no clean cut is."""
    mention = statement.mention
    if mention is None:
        return None
    spans = [mention, *statement.content, *([statement.cue] if statement.cue else [])]
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    if not _clean(whole, statement, article, others):
        return None
    named = _named(statement, mention, article, with_role=with_role)
    clause = article.text[whole.start : mention.start] + named + article.text[mention.end : whole.end]
    shown = " ".join(clause.split())
    return None if _odd_marks(shown) else shown


def _clean(whole: Span, statement: Statement, article: Article, others: Sequence[Statement]) -> bool:
    """Whether what lies beside the content is one short aside without anybody else's words or any mark."""
    aside = list(article.text[whole.start : whole.end])
    for span in statement.content:
        aside[span.start - whole.start : span.end - whole.start] = [""] * len(span)
    beside = "".join(aside)
    foreign = any(
        whole.overlaps(part) and not any(own.overlaps(part) for own in statement.content)
        for other in others
        if other.id != statement.id
        for part in other.content
    )
    inside = statement.mention is not None and any(part.overlaps(statement.mention) for part in statement.content)
    return not (foreign or inside or len(beside) > _MOST_ASIDE or _marks(beside) or "\n" in beside.strip())


def _named(statement: Statement, mention: Span, article: Article, *, with_role: bool) -> str:
    """The mention with the full name in place of a pronoun or a part of the name, beside it after a description."""
    words = mention.of(article.text)
    if statement.speaker is None:
        return words
    folded, name = fold(words), statement.speaker
    if folded in _POSSESSIVE and not article.text[: mention.start].rstrip().endswith((" to", " by")):
        return name + ("’" if name.endswith("s") else "’s")
    if folded in _SUBJECT | _OBJECT or folded in fold(name):
        follows = article.text[mention.end :].lstrip()[:1]
        return introduced(statement, article, with_role=with_role and follows.isalpha())
    return words if fold(name) in folded else f"{words} ({name})"


def finished(text: str) -> str:
    """The phrase as a sentence: a capital first, a full stop last, whatever marks stand around them."""
    at = next((i for i, char in enumerate(text) if char.isalnum()), 0)
    opened = '"' in fold(text[:at]) or "'" in fold(text[:at])
    text = text if opened else text[:at] + text[at : at + 1].upper() + text[at + 1 :]
    bare = text.rstrip("”“\"’'» )")
    quoted_off = bare != text and bare.endswith(",")  # “No comment,” closes as the source has it
    return text if quoted_off or bare.endswith((".", "!", "?", "…")) else text + "."


def told(statement: Statement, article: Article, others: Sequence[Statement], *, with_role: bool = False) -> str:
    """One statement as one sentence: direct speech within marks, reported speech as the article's clause."""
    if statement.mode is not Mode.DIRECT or denied(statement, article):
        clause = reported(statement, article, others, with_role=with_role)
        if clause:
            return finished(clause + relayed(statement))
    who = introduced(statement, article, with_role=with_role)
    lead = " ".join([who, *_said(statement, article)]) + relayed(statement)
    show = quoted if statement.mode is Mode.DIRECT else even_marks
    words = " … ".join(show(span.of(article.text)) for span in statement.content)
    words = words if statement.mode is Mode.DIRECT else words.removeprefix("that ")
    return finished(f"{lead.rstrip(',')}: {words}")


def _said(statement: Statement, article: Article) -> list[str]:
    if denied(statement, article):
        parts = [s for s in (statement.mention, statement.cue) if s]
        between = plain(article.text[min(s.start for s in parts) : max(s.end for s in parts)])
        return [f"(the article has: {between})"]
    found = verb(statement, article)
    if found or statement.mode is Mode.DIRECT:
        return [found] if found else []
    cue = plain(statement.cue.of(article.text)) if statement.cue else ""
    return [f"({cue}, in the article’s words)"] if cue else ["(in the article’s words)"]


_WHEN = re.compile(
    r"\b(?:(?:early |late )?(?:on |last |this )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?"
    r"|yesterday|today|last (?:week|month|year|night)|(?:on )?(?:\d{1,2} )?(?:"
    + "|".join(_MONTHS)
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
