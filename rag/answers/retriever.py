"""Our evidence as a LangChain retriever, so that anyone can put it into a chain or graph of theirs."""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import SkipValidation

from rag.ports import Index
from rag.types import Evidence, Findings


class EvidenceRetriever(BaseRetriever):
    """Questions to Documents; `find` is the way from a question to its findings, `index` where their articles are.

    `page_content` is exactly `article.text[start:end]`; metadata carry article (path), start, end, speaker (None when
    no single speaker is quoted), score, headline and published.
    """

    find: Callable[[str], Findings]
    index: SkipValidation[Index]  # a Protocol: nothing that could be checked while running

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [self._document(evidence) for evidence in self.find(query).evidence]

    def _document(self, evidence: Evidence) -> Document:
        article = self.index.article(evidence.passage.article_id)
        span = evidence.passage.span
        speakers = {statement.speaker for statement in evidence.statements if statement.speaker}
        return Document(
            id=evidence.passage.id,
            page_content=span.of(article.text),
            metadata={
                "article": article.path,
                "start": span.start,
                "end": span.end,
                "speaker": next(iter(speakers)) if len(speakers) == 1 else None,
                "score": evidence.score,
                "headline": article.headline.value if article.headline else None,
                "published": article.published.value if article.published else None,
            },
        )
