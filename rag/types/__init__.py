"""The nouns that travel between rooms: frozen, slotted data about articles, who said what in them, and answers.

Everything here is data only; how it is read, found, written or checked is left to the rooms.
Every span is a half-open range of characters (Unicode code points) of `Article.text`, which is never edited.
"""

from __future__ import annotations

from rag.types.answers import Answer, CheckedClaim, Citation, Claim, Dropped, Sentence, Timings, Verdict
from rag.types.articles import Article, Block, BlockKind, Known, Origin, Problem, Span
from rag.types.evidence import Evidence, Findings, FoundBy, Hit, Reason, Searched
from rag.types.indexing import ArticleCard, IndexReport, IndexStatus, Progress
from rag.types.questions import Particular, Question, QuestionKind, Turn
from rag.types.statements import Attribution, Extraction, Manner, Mode, Passage, Person, Role, Statement

__all__ = [
    "Answer",
    "Article",
    "ArticleCard",
    "Attribution",
    "Block",
    "BlockKind",
    "CheckedClaim",
    "Citation",
    "Claim",
    "Dropped",
    "Evidence",
    "Extraction",
    "Findings",
    "FoundBy",
    "Hit",
    "IndexReport",
    "IndexStatus",
    "Known",
    "Manner",
    "Mode",
    "Origin",
    "Particular",
    "Passage",
    "Person",
    "Problem",
    "Progress",
    "Question",
    "QuestionKind",
    "Reason",
    "Role",
    "Searched",
    "Sentence",
    "Span",
    "Statement",
    "Timings",
    "Turn",
    "Verdict",
]
