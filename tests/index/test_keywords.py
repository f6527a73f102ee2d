"""The arrays find what a plain reading of BM25 finds, and phrases where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.index import postings
from rag.index.keywords import K1, B, Keywords, best, idf
from rag.index.postings import HEADLINE, Source
from rag.index.terms import term_of
from rag.types import Passage, Span
from rag.words import spellings


def source(number: int, headline: str, parts: list[str]) -> Source:
    text = " ".join(parts)
    passages = []
    start = 0
    for part in parts:
        if part:
            span = Span(start, start + len(part))
            passages.append(Passage(f"a{number:03}/{span.start}-{span.end}", f"a{number:03}", span))
        start += len(part) + 1
    return Source(f"a{number:03}", text, headline, passages)


def built(*sources: Source, cuts: Sequence[int] = ()) -> Keywords:
    """In one segment, or cut before the sources of these numbers."""
    edges = [0, *sorted(cuts), len(sources)]
    return Keywords([postings.build(sources[a:b]) for a, b in pairwise(edges)])


def reading(texts: Mapping[str, str]) -> Callable[[list[str]], list[str]]:
    return lambda ids: [texts[id_] for id_ in ids]


VOCABULARY = st.sampled_from(
    "harbour Harbours harbour’s strike strikes the of council 2,400 U.S. pay Pay’s met".split()
)
lines = st.lists(VOCABULARY, max_size=8).map(" ".join)
corpora = st.lists(st.tuples(lines, st.lists(lines, min_size=1, max_size=4)), min_size=1, max_size=5)


def naive(sources: list[Source], question: str) -> dict[str, float]:
    """BM25 as it is written down, word by word."""

    def counts(text: str) -> Counter[str]:
        return Counter(term for term in map(term_of, spellings(text)) if not term.startswith(" "))

    documents = {}
    for each in sources:
        for passage in each.passages:
            weighted = Counter({term: n * HEADLINE for term, n in counts(each.headline).items()})
            documents[passage.id] = (counts(passage.span.of(each.text)), weighted)
    totals = {id_: {t: body[t] + head[t] for t in {*body, *head}} for id_, (body, head) in documents.items()}
    mean = sum(sum(total.values()) for total in totals.values()) / len(totals) if totals else 0
    scores: dict[str, float] = {}
    for term in counts(question):
        frequency = sum(term in total for total in totals.values())
        for id_, total in totals.items():
            if term in total:
                norm = K1 * (1 - B + B * sum(total.values()) / mean)
                gain = idf(frequency, len(totals)) * total[term] * (K1 + 1) / (total[term] + norm)
                scores[id_] = scores.get(id_, 0) + gain
    return scores


@settings(deadline=None)
@given(corpora, lines, st.integers(1, 12))
def test_search_equals_a_naive_bm25(corpus: list[tuple[str, list[str]]], question: str, limit: int) -> None:
    sources = [source(n, headline, parts) for n, (headline, parts) in enumerate(corpus)]
    wanted = naive(sources, question)
    hits = built(*sources).search([question], limit)
    assert len(hits) == min(limit, len(wanted))
    assert [hit.score for hit in hits] == pytest.approx(sorted(wanted.values(), reverse=True)[: len(hits)], rel=1e-4)
    for hit in hits:
        assert hit.score == pytest.approx(wanted[hit.id], rel=1e-4)


@settings(deadline=None)
@given(corpora, lines, st.lists(st.integers(0, 5), max_size=4))
def test_segments_answer_as_one_whole_to_the_last_bit(
    corpus: list[tuple[str, list[str]]], question: str, cuts: list[int]
) -> None:
    sources = [source(n, headline, parts) for n, (headline, parts) in enumerate(corpus)]
    whole, cut = built(*sources), built(*sources, cuts=[min(n, len(sources)) for n in cuts])
    assert cut.search([question], 100) == whole.search([question], 100)
    assert cut.rarity(question.split()) == whole.rarity(question.split())
    assert cut.mask(frozenset({"a001"})).tolist() == whole.mask(frozenset({"a001"})).tolist()
    texts = {each.article_id: each.text for each in sources}
    run = question.split()[:2]
    assert cut.naming(run, 9, reading(texts)) == whole.naming(run, 9, reading(texts))


@settings(deadline=None)
@given(corpora, lines)
def test_a_filter_keeps_order_and_scores(corpus: list[tuple[str, list[str]]], question: str) -> None:
    words = built(*(source(n, headline, parts) for n, (headline, parts) in enumerate(corpus)))
    everything = words.search([question], 100)
    only = frozenset({"a000", "a002"})
    assert words.search([question], 100, only) == [h for h in everything if h.id.partition("/")[0] in only]
    assert words.search([question], 100, frozenset()) == []


TEXTS = {
    "a000": "Ada Lake, the mayor, met Will Stone. Lake spoke.",
    "a001": "The lake froze. Ada skated.",
    "a002": "“Ada  Lake’s plan”, said Stone; Ada-Lake lines run.",
    "a003": "He will, stone by stone, rebuild it in the U.S. and the U. S. again.",
}
NAMED = [
    (["Ada", "Lake"], ["a000", "a002"], "next to each other, in any white space and with 's"),
    (["ada", "LAKE"], ["a000", "a002"], "folded"),
    (["Lake", "Ada"], [], "in this order"),
    (["Lakes"], [], "another word of the same stem is another name"),
    (["Will", "Stone"], ["a000"], "a stop word can be a first name; a comma stands between in the other"),
    (["Stone"], ["a000", "a002", "a003"], "a single word"),
    (["U.S."], ["a003"], "an abbreviation is several words here"),
    (["Zed"], [], "a word that stands nowhere"),
    ([], [], "nothing names nobody"),
    (["—"], [], "no word at all"),
]


@pytest.mark.parametrize(("words", "articles", "reason"), NAMED)
def test_naming(words: list[str], articles: list[str], reason: str) -> None:
    made = built(*(Source(id_, text, "", []) for id_, text in TEXTS.items()))
    assert made.naming(words, 20, reading(TEXTS)) == articles, reason


def test_naming_does_not_run_from_one_article_into_the_next_and_keeps_its_limit() -> None:
    texts = {"a000": "They met Ada", "a001": "Lake rose. Ada Lake.", "a002": "Ada Lake"}
    made = built(*(Source(id_, text, "", []) for id_, text in texts.items()))
    assert made.naming(["Ada", "Lake"], 20, reading(texts)) == ["a001", "a002"]
    assert made.naming(["Ada", "Lake"], 1, reading(texts)) == ["a001"]


def test_rarity_is_the_idf_and_largest_for_a_word_never_seen() -> None:
    words = built(source(0, "", ["the harbour", "the strike", "the harbour strike"]))
    the, harbour, never = words.rarity(["the", "harbours", "walrus"])
    assert the == pytest.approx(idf(3, 3))
    assert harbour == pytest.approx(idf(2, 3))
    assert never == pytest.approx(idf(0, 3))
    assert the < harbour < never


def test_best_breaks_ties_by_row() -> None:
    scores = np.array([1, 3, 3, 0, 3, 2], np.float32)
    assert best(scores, 2).tolist() == [1, 2]
    assert best(scores, 99).tolist() == [1, 2, 4, 5, 0]
    assert best(scores, 0).tolist() == []
    assert best(scores[:0], 5).tolist() == []
