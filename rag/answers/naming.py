"""Statements to the names their sources are told by: in full when first met, as the article has it afterwards.

An answer is told by one `Naming`, so that nobody is introduced twice. What is told is left to `telling`.
"""

from __future__ import annotations

import re

from rag import names
from rag.answers.wording import listed, plain
from rag.ports import Index
from rag.types import Article, Span, Statement
from rag.words import fold

SUBJECT = frozenset("he she they it who i we".split())
POSSESSIVE = frozenset("his her their its whose my our".split())
OBJECT = frozenset("him them her".split())
RELATIVE = frozenset("which that who whom whose what".split())
_DETERMINER = frozenset("the a an this that these those his her its their one some".split())
_NO_TITLE = frozenset("at for in on with from to by and who which the a an".split())
_LONGEST_TITLE = 5  # words that stand before a name; longer descriptions stand behind it
_HONORIFIC = re.compile(r"(?:Mrs?|Ms|Dr)\.?|Miss")
_POSSESSED = re.compile(r"['’]s?$", re.IGNORECASE)


class Naming:
    """Who was introduced in this answer so far, and how each source is to be named next."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._met: set[str] = set()
        self._explained: set[tuple[str, frozenset[str]]] = set()

    def of(self, statement: Statement, article: Article) -> str:
        """The source as the subject of a sentence of our own: with its role when first met, then by the short name."""
        if statement.speaker is None:
            return _unnamed(statement, article)
        if statement.speaker in self._met:
            return self._short(statement, article)
        self._met.add(statement.speaker)
        return titled(statement.speaker, statement.role)

    def bare(self, statement: Statement, article: Article) -> str:
        """The name alone: the whole of it when first met, then the short one."""
        if statement.speaker is None:
            return _unnamed(statement, article)
        first = statement.speaker not in self._met
        self._met.add(statement.speaker)
        return statement.speaker if first else self._short(statement, article)

    def mention(self, statement: Statement, article: Article, *, own_clause: bool) -> str:
        """The mention as the article's clause or sentence is told with it: a pronoun says whom it stands for.

        In a clause of its own ("he said ...") the name takes the pronoun's place; inside a sentence it stands behind.
        """
        assert statement.mention is not None  # noqa: S101  what callers look at first, told to the type checker
        words = statement.mention.of(article.text)
        folded = " ".join(fold(words).split())
        if folded in RELATIVE:
            return words
        if statement.speaker is None:
            return words + _doubt(statement) if _unclear(folded, statement) else words
        if folded in SUBJECT | OBJECT | POSSESSIVE:
            return self._for_pronoun(statement, article, words, own_clause=own_clause)
        return self._for_name(statement, article, words)

    def _for_pronoun(self, statement: Statement, article: Article, words: str, *, own_clause: bool) -> str:
        assert statement.mention is not None and statement.speaker is not None  # noqa: S101, PT018  as above
        folded, before = fold(words), article.text[: statement.mention.start].rstrip()
        follows = article.text[statement.mention.end :].lstrip()[:1].isalpha()
        owns = folded in POSSESSIVE and not before.endswith((" to", " by"))
        if own_clause and not owns and follows:
            return self.of(statement, article)
        name = self.bare(statement, article)
        name = possessive(name) if owns else name
        return name if own_clause else f"{words} ({name})"

    def _for_name(self, statement: Statement, article: Article, words: str) -> str:
        assert statement.speaker is not None  # noqa: S101  as above
        first = statement.speaker not in self._met
        self._met.add(statement.speaker)
        if _names_all(words, statement.speaker):
            return words
        if not _is_name(words, statement.speaker):
            parts = frozenset(statement.speaker.split(" and "))
            known = (fold(words) if len(parts) == 1 else "", parts)
            if fold(statement.speaker) in fold(words) or known in self._explained:
                return words
            self._explained.add(known)
            return f"{words} ({statement.speaker})"
        name = titled(statement.speaker, statement.role) if first else self._short(statement, article)
        if first or _swallowed(words):
            return possessive(name) if _POSSESSED.search(words) else name
        return words

    def _short(self, statement: Statement, article: Article) -> str:
        """The shortest name by which the article itself calls the speaker; the full one where it has none."""
        speaker = statement.speaker or ""
        found = [speaker]
        for other in self._index.statements_of(article.id):
            if other.speaker == speaker and other.mention:
                words = _POSSESSED.sub("", other.mention.of(article.text))
                own = [word for word in words.split() if not _HONORIFIC.fullmatch(word)]
                if own and set(own) < set(speaker.split()) and all(word[0].isupper() for word in own):
                    found.append(words)
        return min(found, key=lambda name: (len(name), name))


def titled(name: str, role: str | None) -> str:
    """A name with the role an article gives: a short title before it, a description behind it, between commas.

    >>> titled("Ana Reyes", "Harbour Master"), titled("Ana Reyes", "the head of the harbour")
    ('Harbour Master Ana Reyes', 'Ana Reyes, the head of the harbour,')
    """
    shown = plain(role or "").strip(" ,.;:")
    if not shown or fold(shown) in fold(name):
        return name
    words = fold(shown).split()
    if len(words) <= _LONGEST_TITLE and not _NO_TITLE & set(words) and "," not in shown:
        return f"{shown} {name}"
    return f"{name}, {shown},"


def possessive(name: str) -> str:
    """The name as an owner: "Reyes’", "Osei’s"."""
    bare = name.rstrip(",")
    return bare + ("’" if bare.endswith("s") else "’s")


def _unnamed(statement: Statement, article: Article) -> str:
    """A source that stays without a name, as the article calls it."""
    mention = plain(statement.mention.of(article.text)) if statement.mention else ""
    if not mention or fold(mention) in RELATIVE:
        return "an unnamed source" + _doubt(statement)
    return mention + (_doubt(statement) if _unclear(fold(mention), statement) else "")


def _unclear(mention: str, statement: Statement) -> bool:
    """Whether a mention without a name needs a word on who it could be: a pronoun, or one with several candidates."""
    return mention in SUBJECT | OBJECT | POSSESSIVE or len(statement.candidates) > 1


def _doubt(statement: Statement) -> str:
    """Why a source has no name: who it could be, or that the article leaves it open."""
    if len(statement.candidates) > 1:
        return f" (could be {listed([plain(name) for name in statement.candidates], 'or')})"
    return " (the article does not make clear who)"


def _is_name(words: str, speaker: str) -> bool:
    """Whether a mention names the speaker, rather than describing them: "Mr. Reyes", not "the harbour master"."""
    mentioned = {names.key(_POSSESSED.sub("", word.strip(",.;:"))) for word in words.split()}
    return names.key(speaker.split()[-1]) in mentioned or bool(
        {names.key(word) for word in speaker.split() if word[0].isupper()} & mentioned
    )


def _names_all(words: str, speaker: str) -> bool:
    """Whether a mention has the whole name already, or both names of two who speak together, and nothing amiss."""
    if fold(speaker) in fold(words):
        return not _swallowed(words[: fold(words).index(fold(speaker))] + "X")
    parts = speaker.split(" and ")
    return len(parts) > 1 and all(_is_name(words, part) for part in parts)


def _swallowed(words: str) -> bool:
    """Whether words that are no title stand before the name, as in "The call Reyes": they belong to something else."""
    first, *rest = words.split()
    return fold(first) in _DETERMINER and any(word.islower() for word in rest) and words.split()[-1][0].isupper()


def span_of(statement: Statement) -> Span:
    """From the first to the last character of content, mention and cue together."""
    parts = [*statement.content, *(part for part in (statement.mention, statement.cue) if part)]
    return Span(min(part.start for part in parts), max(part.end for part in parts))
