"""Statements of one speaker in one article to sentences in the article's own words and order, ready to be checked.

A clause of the article where it can stand alone, else its whole sentence, else the words with a lead-in of ours. Who is
told of, and in which order, is left to `extractive`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answers.cutting import clause, sentence, within
from rag.answers.naming import Naming, possessive
from rag.answers.wording import even_marks, finished, listed, plain, quoted
from rag.ports import Index
from rag.types import Article, Mode, Span, Statement
from rag.words import fold

_FINITE = re.compile(r"[a-z]+(?:ed|s)|say|wrote|thought|felt|knew|swore|spoke|held|found|saw|put|made|gave|told|said")
_NOT_FINITE = frozenset("views quotes words remarks comments according reports news".split())
_AUXILIARY = frozenset("has have had was were is are did".split())
_ADVERBS = frozenset("also then later again once twice".split())
_PAST = {"saying": "said", "telling": "told", "writing": "wrote", "speaking": "spoke", "making": "made"}
_CUE = re.compile(r"[a-z][a-z' -]*")
_NEGATED = re.compile(r"\b(?:not|never|no|nobody|neither|nor|without|denied|denies|deny)\b|n't\b")
_MOST_BETWEEN = 220


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of an answer with the statements it tells."""

    text: str
    statements: tuple[Statement, ...]
    stretch: Span | None = None  # of the article, in its own words and order; None: told with a lead-in of ours

    def shares(self, other: Told) -> bool:
        """Whether one of the two stretches of the article holds the other."""
        mine, theirs = self.stretch, other.stretch
        return mine is not None and theirs is not None and (mine.covers(theirs) or theirs.covers(mine))

    def with_(self, other: Told) -> Told:
        """Both in one sentence: the longer stretch, and of two alike the one that says more."""
        longer = max(self, other, key=lambda one: (len(one.stretch or ""), len(one.text)))
        return Told(longer.text, self.statements + other.statements, longer.stretch)


def tell(group: Sequence[Statement], article: Article, index: Index, naming: Naming) -> Iterator[Told]:
    """Each statement once, in order; those that share a sentence of the article which is told whole, together."""
    others = index.statements_of(article.id)
    clauses = {s.id: clause(s, article, others) for s in group}
    wholes = [whole for s in group if not clauses[s.id] and (whole := sentence(s, group, article))]
    done: set[str] = set()
    for statement in group:
        if statement.id in done:
            continue
        whole = next((one for one in wholes if within(statement, one)), None)
        own = clauses[statement.id]
        together = tuple(s for s in group if s.id not in done and within(s, whole)) if whole else (statement,)
        done |= {s.id for s in together}
        if whole:
            yield Told(_in_sentence(whole, together, article, naming), together, whole)
        elif own:
            shown = _shown(own, together, article, naming, own_clause=True)
            yield Told(_behind(shown, own, statement, article), together, own)
        else:
            yield Told(_made(statement, article, naming), together)


def _shown(whole: Span, told: Sequence[Statement], article: Article, naming: Naming, *, own_clause: bool) -> str:
    """The article's words, with who is meant in the place of a pronoun or behind a description."""
    text, at = "", whole.start
    mentions = {s.mention: s for s in told if s.mention and whole.covers(s.mention)}
    inside = [part for s in told for part in s.content]
    for mention in sorted(mentions):
        if mention.start < at or any(part.overlaps(mention) for part in inside if not own_clause):
            continue
        opens = own_clause or mention.start == whole.start
        name = naming.mention(mentions[mention], article, own_clause=opens)
        at, text = mention.end, text + article.text[at : mention.start]
        cue = mentions[mention].cue
        if own_clause and cue and "," in name and _ends_with(whole, mention, cue, mentions[mention], article):
            name, at = f"{cue.of(article.text)} {name}", cue.end  # “...,” said Reyes, the harbour master.
        text += name.rstrip(",") if article.text[at : at + 1] in {"", ",", ".", ":", ";"} or at == whole.end else name
    return " ".join((text + article.text[at : whole.end]).split())


def _ends_with(whole: Span, mention: Span, cue: Span, statement: Statement, article: Article) -> bool:
    """Whether name and verb alone follow the first words told, so that they may change places."""
    beside = not article.text[mention.end : cue.start].strip() and " " not in cue.of(article.text)
    stops = cue.end == whole.end or article.text[cue.end] in ".,;"
    return beside and stops and statement.content[0].end <= mention.start


def _in_sentence(whole: Span, told: Sequence[Statement], article: Article, naming: Naming) -> str:
    """The article's sentence; where it does not say whose the words are, a note behind it does."""
    text = finished(_shown(whole, told, article, naming, own_clause=False))
    named = any(s.mention and whole.covers(s.mention) for s in told)
    unsaid = told[0]
    if named or unsaid.speaker is None:
        return _behind(text, whole, unsaid, article)
    name = naming.bare(unsaid, article)
    return f"{text} ({possessive(name)} words.)" if unsaid.mode is Mode.DIRECT else f"{text} (According to {name}.)"


def _behind(text: str, whole: Span, statement: Statement, article: Article) -> str:
    """The sentence, with who passed the words on where it does not say so itself."""
    shown = fold(whole.of(article.text))
    via = [plain(name) for name in statement.via if name != statement.speaker and fold(name) not in shown]
    return finished(text.rstrip(" .") + f" (as reported by {listed(via)})" if via else text)


def _made(statement: Statement, article: Article, naming: Naming) -> str:
    """The words with a lead-in of ours, where the article's own sentence cannot be told."""
    who, verb = naming.of(statement, article), spoken(statement, article)
    via = [plain(name) for name in statement.via if name != statement.speaker]
    show = quoted if statement.mode is Mode.DIRECT else even_marks
    parts = [show(span.of(article.text)) for span in statement.content]
    if denied(statement, article) and statement.mode is Mode.DIRECT:
        return finished(f"{who.rstrip(',')} (the article has: {_between(statement, article)}): {' … '.join(parts)}")
    if via and statement.mode is Mode.DIRECT:
        return finished(f"{listed(via)} quoted {who.rstrip(',')} as saying: {' … '.join(parts)}")
    text = _directly(who, verb, parts) if statement.mode is Mode.DIRECT else _indirectly(who, verb, parts, statement)
    return finished(text.rstrip(" .") + f" (as reported by {listed(via)})" if via else text)


def _directly(who: str, verb: str, parts: list[str]) -> str:
    """“We left,” Reyes said. “We had to.”; a quotation that ends as a sentence stands behind its lead-in."""
    first, *rest = parts
    verb = verb or "said"
    if verb == "according to" and not _goes_on(first):
        return f"According to {who.rstrip(',')}: {' … '.join(parts)}"
    if _goes_on(first):
        who, verb = (verb, who.rstrip(",")) if verb == "according to" else (who, verb)
        return " ".join([finished(f"{first} {who} {verb}"), *([finished(" … ".join(rest))] if rest else [])])
    return f"{who} {verb}: {' … '.join(parts)}"


def _indirectly(who: str, verb: str, parts: list[str], statement: Statement) -> str:
    words = " … ".join(parts)
    behind = statement.cue is not None and statement.cue.start > statement.content[0].start
    if verb == "according to":
        who, verb = (verb, who.rstrip(",")) if behind else (who, verb)
        if not behind:
            return f"According to {who.rstrip(',')}, {words}"
    if not verb:
        return f"By the account of {who.rstrip(',')}: {words.removeprefix('that ')}"
    comma = "" if _goes_on(words) else ","
    return f"{words}{comma} {who} {verb}" if behind else f"{who} {verb} {words}"


def _goes_on(words: str) -> bool:
    """Whether words end in a comma, within their marks or without."""
    return words.rstrip("\"'”“’»").endswith(",")


def spoken(statement: Statement, article: Article) -> str:
    """The article's own verb, as a finite one ("adding" is "added"); "" where none can be kept.

    A cue of several words keeps them all: "has repeatedly expressed hopes for".
    """
    cue = " ".join(fold(statement.cue.of(article.text)).strip(" :,").split()) if statement.cue else ""
    if cue == "according to":
        return cue
    if not _CUE.fullmatch(cue):
        return ""
    first, *rest = cue.split()
    if first.endswith("ing"):
        return " ".join([_past(first), *rest])
    leading = next((word for word in cue.split() if not word.endswith("ly") and word not in _ADVERBS), first)
    if leading in _AUXILIARY:
        return cue if rest else ""
    return cue if _FINITE.fullmatch(leading) and leading not in _NOT_FINITE else ""


def _past(participle: str) -> str:
    """A participle as a past tense: "adding" is "added", "replying" is "replied"."""
    stem = participle.removesuffix("ing")
    if participle in _PAST:
        return _PAST[participle]
    return stem[:-1] + "ied" if stem.endswith("y") and stem[-2:-1] not in set("aeiou") else stem + "ed"


def denied(statement: Statement, article: Article) -> bool:
    """Whether the words between source and verb negate ("never said"), so that they must be shown too."""
    between = _between(statement, article)
    return len(between) <= _MOST_BETWEEN and bool(_NEGATED.search(fold(between)))


def _between(statement: Statement, article: Article) -> str:
    parts = [span for span in (statement.mention, statement.cue) if span]
    if not parts:
        return ""
    return plain(article.text[min(s.start for s in parts) : max(s.end for s in parts)])
