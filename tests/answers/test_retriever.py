from __future__ import annotations

from rag.answers.retriever import EvidenceRetriever
from rag.types import Findings
from tests.citations.newsroom import Newsroom


def test_documents_carry_their_place(room: Newsroom, findings: Findings) -> None:
    retriever = EvidenceRetriever(find=lambda question: findings, index=room)
    documents = retriever.invoke("What did Ana Reyes say?")
    assert len(documents) == len(findings.evidence)
    for document in documents:
        place = document.metadata
        made = room.article(place["article"])
        assert document.page_content == made.text[place["start"] : place["end"]]
        assert set(place) >= {"article", "start", "end", "speaker"}
