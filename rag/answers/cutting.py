"""A statement to the stretch of its article that tells it: a clause that can stand alone, or the whole sentence.

Neither holds anybody else's words or a stray quotation mark. How a stretch is worded is left to `telling`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers.naming import POSSESSIVE, RELATIVE, span_of
from rag.answers.wording import marks_in, odd_marks
from rag.types import Article, Mode, Span, Statement
from rag.words import fold, sentences

_MOST_ASIDE = 220  # characters beside the content: more is another thought
_MOST_BEHIND = 120  # characters behind "he told" up to the next comma: "reporters in Moscow on Monday"
_LONGEST = 900  # characters of an article's sentence that is told whole
_AUXILIARY = frozenset(
    "is are was were be been could would should will can may might must has have had do does did".split()
)
_BEFORE_PARTICIPLE = frozenset("is are was were be been being am also".split())
_DEPENDENT = RELATIVE | frozenset(
    "if whether unless until before after although though because since while when where as to even".split()
)
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?][\"')]*\s|\n")
_CLOSING = re.compile(r"[.,]?[\"')\]]+")
_LINK = re.compile(r"://|www\.|<\w")
_ENDED = re.compile(r"[,.;:?!][\"')]*$")
_BREAK = re.compile(r"\s*[,.;:?!\"\n-]")
_NEXT_BREAK = re.compile(r"[,;:(\"\n]| -|--|-(?=\s)")


def clause(statement: Statement, article: Article, others: Sequence[Statement]) -> Span | None:
    """From the words that attribute to the words attributed, or the other way round; None where that is no sentence."""
    mention, text = statement.mention, article.text
    if mention is None or not (statement.cue or ":" in text[mention.end : mention.end + 3]):
        return None
    if (
        any(part.overlaps(mention) for part in statement.content)
        or _owns_or_relates(mention, text)
        or _hangs(statement, text)
    ):
        return None
    whole = span_of(statement)
    first = statement.content[0]
    said = Span(*_attribution(statement))
    if said.start < first.start:
        fits = _leads(said, first, statement, text)
    else:
        fits = _begins(first, statement, text)
        whole = _with_rest(whole, said, statement, article, others)
    closing = _CLOSING.match(fold(text), whole.end)
    if closing and odd_marks(whole.of(text)):
        whole = Span(whole.start, closing.end())
    return whole if fits and _clean(whole, [statement], article, others, _MOST_ASIDE) else None


def sentence(statement: Statement, group: Sequence[Statement], article: Article) -> Span | None:
    """The article's sentence around the content and the words that attribute it; None where it is not clean.

    It may hold other statements of the group, which are told with it. Where the words that attribute stand in another
    sentence, only a content that could not be told alone is given this way.
    """
    whole = _widened(statement.span, article.text)
    attributed = statement.mention is not None and whole.covers(statement.mention)
    if not attributed and not fragment(statement, article):
        return None
    shorter = Span(whole.start, max(part.end for part in (statement.span, span_of(statement)) if whole.covers(part)))
    ends = _BREAK.match(fold(article.text), shorter.end) or _ENDED.search(fold(shorter.of(article.text)))
    return next((one for one in (whole, *([shorter] if ends else [])) if _fits(one, group, article)), None)


def _fits(whole: Span, group: Sequence[Statement], article: Article) -> bool:
    together = [one for one in group if any(part.overlaps(whole) for part in one.content)]
    whole_ones = all(within(one, whole) for one in together)
    return whole_ones and len(whole) <= _LONGEST and _clean(whole, together, article, (), len(whole))


def within(statement: Statement, whole: Span) -> bool:
    """Whether all of the content lies in this stretch."""
    return all(whole.covers(part) for part in statement.content)


def fragment(statement: Statement, article: Article) -> bool:
    """Whether the content is no clause of its own: it opens in the middle of a sentence of the article."""
    return not _begins(statement.content[0], statement, article.text) or _predicate(statement.content[0], article.text)


def _attribution(statement: Statement) -> tuple[int, int]:
    parts = [part for part in (statement.mention, statement.cue) if part]
    return min(part.start for part in parts), max(part.end for part in parts)


def _owns_or_relates(mention: Span, text: str) -> bool:
    """Whether the mention cannot be a subject: "which", "his", "Brandt's"."""
    words = fold(mention.of(text))
    follows = fold(text[mention.end : mention.end + 2])
    owns = words.endswith(("'s", "s'")) or follows == "'s" or (words.endswith("s") and follows[:1] == "'")
    return owns or words in RELATIVE | POSSESSIVE


def _hangs(statement: Statement, text: str) -> bool:
    """Whether the verb is no finite one: "to say", and "adding" without "was"."""
    if statement.cue is None:
        return False
    cue = _WORD.findall(fold(statement.cue.of(text)))
    before = _WORD.findall(fold(text[max(0, statement.cue.start - 30) : statement.cue.start]))[-1:]
    infinitive = cue[:1] == ["to"] or before == ["to"]
    return infinitive or (bool(cue) and cue[0].endswith("ing") and not set(before) & _BEFORE_PARTICIPLE)


def _leads(said: Span, first: Span, statement: Statement, text: str) -> bool:
    """Whether "Reyes said" can open a sentence that goes on with the content."""
    between = text[said.end : first.start]
    before = text[max(0, _opening(text, said.start)) : said.start].rstrip()
    words = _WORD.findall(fold(before))
    if _STOP.search(fold(between)) or (words[-1:] and words[-1] in _DEPENDENT):
        return False
    interpolated = before.endswith(",") and between.lstrip().startswith(",")
    return not interpolated and not _predicate(first, text)


def _predicate(first: Span, text: str) -> bool:
    """Whether the content opens with a verb whose subject stands elsewhere: "could be used to make weapons"."""
    words = _WORD.findall(fold(first.of(text)[:40]))
    return bool(words) and words[0] in _AUXILIARY and "?" not in first.of(text)


def _begins(first: Span, statement: Statement, text: str) -> bool:
    """Whether the content opens a sentence: the article's own, or one within quotation marks."""
    letter = next((char for char in first.of(text) if char.isalnum()), "")
    if statement.mode is Mode.DIRECT:
        return not letter.islower()
    before = _WORD.findall(fold(text[_opening(text, first.start) : first.start]))
    return not before or before in (["but"], ["and"], ["however"], ["so"], ["yet"])


def _opening(text: str, at: int) -> int:
    """Where the sentence of the article opens in which this place lies."""
    low = text.rfind("\n", 0, at) + 1
    starts = [low + found.start for found in sentences(text[low : at + 1])]
    return starts[-1] if starts else low


def _closing(text: str, at: int) -> int:
    """Where that sentence ends; `at` is behind the last character that must lie in it."""
    low, high = text.rfind("\n", 0, at - 1) + 1, text.find("\n", at)
    line = text[low : high if high >= 0 else len(text)]
    return next((low + found.end for found in sentences(line) if low + found.end >= at), at)


def _widened(span: Span, text: str) -> Span:
    return Span(min(span.start, _opening(text, span.start)), _closing(text, span.end))


def _with_rest(whole: Span, said: Span, statement: Statement, article: Article, others: Sequence[Statement]) -> Span:
    """With what the verb still wants behind "he told": up to the next comma or the end of the sentence."""
    if whole.end != said.end:
        return whole
    end = _closing(article.text, whole.end)
    stop = _NEXT_BREAK.search(fold(article.text), whole.end, end)
    end = stop.start() if stop else end
    longer = Span(whole.start, max(whole.end, len(article.text[:end].rstrip(" .\n"))))
    rest = article.text[whole.end : longer.end]
    fits = rest[:1] == " " and rest.strip() and len(rest) <= _MOST_BEHIND
    return longer if fits and _clean(longer, [statement], article, others, 2 * _MOST_ASIDE) else whole


def _clean(
    whole: Span, told: Sequence[Statement], article: Article, others: Sequence[Statement], most_beside: int
) -> bool:
    """Whether beside the content there is only one short aside: nobody else's words, no mark, no link."""
    beside = list(whole.of(article.text))
    own = [part for statement in told for part in statement.content]
    for part in own:
        for at in range(max(whole.start, part.start), min(whole.end, part.end)):
            beside[at - whole.start] = ""
    aside = "".join(beside)
    foreign = any(
        whole.overlaps(part) and not any(mine.overlaps(part) for mine in own)
        for other in others
        for part in other.content
    )
    across = "\n" in aside.strip() or _LINK.search(aside) is not None
    return not (foreign or across or len(aside) > most_beside or marks_in(aside) or odd_marks(whole.of(article.text)))
