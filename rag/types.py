"""The nouns that travel between rooms: frozen, slotted data about articles, who said what in them, and answers.

Everything here is data only; how it is read, found, written or checked is left to the rooms.
Every span is a half-open range of characters (Unicode code points) of `Article.text`, which is never edited.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open, never empty range of characters: `Span(0, 3).of("Xi said") == "Xi "`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that could not be shown: ValueError when empty, reversed or negative."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        """Characters in the span."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words themselves; ValueError when the text is shorter than the span."""
        if self.end > len(text):
            raise ValueError(f"span [{self.start}, {self.end}) lies outside a text of {len(text)} characters")
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether every character of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Origin(StrEnum):
    """How a fact about an article is known."""

    METADATA = "metadata"
    FRONT_MATTER = "front matter"
    STATED = "stated in the text"


@dataclass(frozen=True, slots=True)
class Known:
    """A fact about an article with how it is known; dates read YYYY-MM-DD, or YYYY-MM or YYYY if no more is known."""

    value: str
    origin: Origin
    span: Span | None = None  # None: not stated in the text


class BlockKind(StrEnum):
    """What a stretch of an article is for."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """One labelled stretch of an article; blocks are ordered, never overlap, and skip only white space."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read: `text` is what was decoded (or extracted), never edited afterwards."""

    id: str  # 16 hex digits of a SHA-256 over path, text and metadata
    path: str  # relative to the indexed root with forward slashes, or the id of its JSONL row
    text: str
    blocks: tuple[Block, ...] = ()
    headline: Known | None = None  # None, here and below: unknown
    outlet: Known | None = None
    author: Known | None = None
    published: Known | None = None
    url: str | None = None

    @property
    def published_on(self) -> date | None:
        """The day of publication; None when it is unknown or known less exactly than to the day."""
        return date.fromisoformat(self.published.value) if self.published and len(self.published.value) == 10 else None


@dataclass(frozen=True, slots=True)
class Problem:
    """One input that could not be used: which, why, and what its owner can do about it."""

    path: str
    reason: str
    remedy: str


class Mode(StrEnum):
    """How words are reported: all inside quotation marks, partly, or in the article's own words."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Manner(StrEnum):
    """What an attribution says its source did: say something, think or wish it, or do something that shows it."""

    SPEECH = "speech"
    ATTITUDE = "attitude"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Attribution:
    """What an extractor sees in a text before anybody asks who the source is."""

    content: tuple[Span, ...]  # never empty; a quotation split by "Singleton continued" has two
    source: Span | None = None  # None: the text names none
    cue: Span | None = None  # None: attributed without a cue ("Blinken: ...")
    score: float = 1.0  # 0..1
    rule: str = "rule"  # what decided: the name of a rule, or "tagger"


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that somebody said, with the words that say so."""

    id: str  # article id and the first character of the content, "<article id>:<start>"
    article_id: str
    mode: Mode
    content: tuple[Span, ...]
    cue: Span | None = None
    mention: Span | None = None  # the words that name the source, None when the text has none
    speaker: str | None = None  # the fullest name the article gives; None: unresolved
    role: str | None = None  # in the article's words: "a senior China fellow at ..."
    said_on: date | None = None  # None: not stated, or not against a known date
    rule: str = "rule"
    score: float = 1.0
    via: tuple[str, ...] = ()  # who passed it on, outermost first: ("CCTV",) for "CCTV reported that Xi said"
    candidates: tuple[str, ...] = ()  # for an unresolved source: who it could be
    resolved_from: str | None = None  # "pronoun", "surname", "role", "name": how the mention led to the speaker;
    # "thing": the mention is a meeting, a visit or the like, which says nothing, and nobody is the speaker
    called: str | None = None  # what the source is called there: "the Russian leader"; None: a pronoun, or no words
    manner: Manner = Manner.SPEECH

    @property
    def span(self) -> Span:
        """From the first to the last character of the content."""
        return Span(self.content[0].start, self.content[-1].end)


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: a stretch of an article that cuts no statement in two."""

    id: str  # "<article id>/<start>-<end>"
    article_id: str
    span: Span
    statement_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the statements room makes of one article."""

    article_id: str
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """How one article introduces a person."""

    article_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """A source across the corpus: a person, an organisation or a medium."""

    key: str  # stable for the same set of names, made of letters, digits and hyphens
    name: str  # the fullest name seen
    aliases: tuple[str, ...]  # the other spellings and shorter names seen
    roles: tuple[Role, ...]
    statement_ids: tuple[str, ...]
    descriptions: tuple[str, ...] = ()  # what they are called without a name: "the Russian leader", "the president"


class Particular(StrEnum):
    """What a question may ask about an article itself rather than about what it reports."""

    AUTHOR = "author"
    OUTLET = "outlet"
    PUBLISHED = "published"
    HEADLINE = "headline"


class QuestionKind(StrEnum):
    """What a question asks for."""

    WHAT_SAID = "what said"
    WHO_SAID = "who said"
    WHEN_SAID = "when said"
    DID_SAY = "did say"
    WHO_SPOKE = "who spoke"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood: `words` is the whole question after a follow-up was filled in."""

    text: str  # as it was typed
    kind: QuestionKind
    words: str  # stands alone: "What did Singleton say about Taiwan?"
    speaker: str | None = None  # as asked; None: the question names no speaker
    topic: str | None = None  # what it is about, None: everything
    quote: str | None = None  # the words whose speaker is asked for
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    otherwise: Question | None = None  # a second reading, for when the first finds nobody; None: there is only one


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation."""

    question: str
    answer: str = ""


class FoundBy(StrEnum):
    """Which search found a passage."""

    DENSE = "dense"
    KEYWORD = "keyword"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of one search: a passage or statement id with its score (higher is better, scale of that search)."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that bears on a question."""

    passage: Passage
    statements: tuple[Statement, ...]  # those in the passage that bear on the question
    score: float  # 0..1, comparable within one answer
    found_by: tuple[FoundBy, ...]


class Reason(StrEnum):
    """Why nothing is answered: three different silences, and a question that fits several people."""

    UNKNOWN_SPEAKER = "unknown speaker"  # the name stands nowhere in the articles
    SPEAKER_SILENT = "speaker silent"  # the articles name them but report no words of theirs
    SILENT_ON_TOPIC = "speaker silent on topic"
    NOTHING_FOUND = "nothing found"
    AMBIGUOUS_SPEAKER = "ambiguous speaker"
    NO_ARTICLES = "no articles"


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked through for an answer."""

    articles: int
    statements: int
    outlets: tuple[str, ...] = ()
    since: date | None = None  # the oldest known day of publication
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What the evidence room hands on: ranked passages, the statements asked for, and whether that is enough."""

    question: Question
    evidence: tuple[Evidence, ...]  # best first
    statements: tuple[Statement, ...] = ()  # the ones that answer a question about speech, in the order to be told
    sentences: tuple[tuple[str, Span], ...] = ()  # for a fact: (article id, sentence) best first
    particulars: tuple[tuple[str, Particular], ...] = ()  # (article id, what is asked about the article itself)
    people: tuple[Person, ...] = ()  # who the asked speaker may be; one when resolved
    confidence: float = 0.0  # 0..1, that the evidence answers the question
    abstain: Reason | None = None  # None: there is enough
    searched: Searched = Searched(0, 0)
    notes: tuple[str, ...] = ()  # "Vectors are not ready yet: searched by words and speakers."


@dataclass(frozen=True, slots=True)
class Claim:
    """What a writer asserts: not yet believed."""

    text: str
    quote: str | None = None  # the words it says stand in the evidence, None: the sentence quotes nothing
    speaker: str | None = None
    evidence_id: str | None = None  # a statement id or a passage id; None: it points to nothing


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it is checked: one tuple of claims a sentence."""

    sentences: tuple[tuple[str, tuple[Claim, ...]], ...]
    model: str = "extractive"


class Verdict(StrEnum):
    """What the articles say of a claim."""

    VERIFIED = "verified"
    EDITED = "edited"
    SOMEONE_ELSE = "attributed to someone else"
    NOT_IN_ARTICLES = "not in the articles"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A claim that did not stand, with the verdict and a sentence that tells a reader why."""

    text: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of an article, cut from it by the citations room and by nobody else."""

    article_id: str
    span: Span
    quote: str  # exactly article.text[span]
    speaker: str | None = None  # None: a passage, or a source the article leaves unnamed
    statement_id: str | None = None  # None: a passage
    mode: Mode | None = None  # None: a passage
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer with the citations that carry it, as numbers from 1 into `Answer.citations`."""

    text: str
    citations: tuple[int, ...] = ()
    verdict: Verdict = Verdict.VERIFIED


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent in each room."""

    parse: float = 0.0
    retrieve: float = 0.0
    answer: float = 0.0
    verify: float = 0.0

    @property
    def total(self) -> float:
        """The whole of it."""
        return self.parse + self.retrieve + self.answer + self.verify


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the screen, the shell and the evaluation read."""

    question: Question
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    evidence: tuple[Evidence, ...]
    abstained: Reason | None
    model: str
    dropped: tuple[Dropped, ...] = ()
    timings: Timings = Timings()
    confidence: float = 0.0
    searched: Searched = Searched(0, 0)
    people: tuple[Person, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One quotation or attributed claim of a draft, with what the articles say of it."""

    span: Span  # in the draft
    text: str
    quote: str | None
    speaker: str | None
    verdict: Verdict
    speaker_found: str | None = None  # who the articles give the words to
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article without its text, for lists."""

    id: str
    path: str
    headline: str | None
    outlet: str | None
    author: str | None
    published: str | None
    characters: int
    statements: int


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """The health of an index in figures."""

    revision: str
    articles: int
    statements: int
    passages: int
    vectors: int  # passages with a vector in the published generation
    embedder: str | None  # None: no vectors were built
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long piece of work is."""

    stage: str  # "reading", "statements", "publishing", "vectors"
    done: int
    total: int | None = None  # None: not known yet


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one indexing run did."""

    added: int
    changed: int
    removed: int
    unchanged: int
    problems: tuple[Problem, ...]
    status: IndexStatus
