"""Answers against gold rows to measures: what was found, what was right, and what was wrongly said or kept silent.

A gold statement counts as found when half of its characters are cited; a citation counts as right when half of its
characters are gold (or to be ignored). Passage ranking is measured by ir-measures. Reading rows and writing the
report are left to the neighbours.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from rag.contract import Json, answer_json
from rag.evaluate.rows import GoldRow, Place
from rag.names import compatible
from rag.ports import Index
from rag.types import Answer, Span, Turn
from rag.words import fold

_QUOTED = re.compile(r'"([^"]+)"')
_SPACE = re.compile(r"\s+")


class Asks(Protocol):
    """What is evaluated: the pipeline, with its index."""

    @property
    def index(self) -> Index:
        """The open index."""
        ...

    def ask(self, text: str, history: Sequence[Turn] = ()) -> Answer:
        """One answer."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one row was answered."""

    id: str
    kind: str
    question: str
    right: bool
    abstained: bool
    gold: int
    found: int  # gold statements half cited
    cited: int
    cited_right: int
    speakers: int  # citations on gold, where the row names a speaker
    speakers_right: int
    not_verbatim: int
    wrong: tuple[str, ...]  # each a sentence for the reader
    milliseconds: float
    first_right: int | None  # rank of the first evidence passage that overlaps gold, None: none of them
    answer: Json


@dataclass(frozen=True, slots=True)
class Report:
    """Everything measured in one run."""

    measures: dict[str, float | None]  # None: no row of that kind
    kinds: dict[str, dict[str, float]]
    outcomes: tuple[Outcome, ...] = field(default=())

    def json(self) -> Json:
        """The report as plain data; `--compare` reads it again."""
        return {"measures": self.measures, "kinds": self.kinds, "outcomes": [asdict(o) for o in self.outcomes]}


def evaluate(pipeline: Asks, rows: Sequence[GoldRow], on_row: Callable[[int], None] = lambda _: None) -> Report:
    """Ask every row and measure; `on_row` hears the number of rows done."""
    outcomes = []
    for done, row in enumerate(rows, 1):
        answer = pipeline.ask(row.question, row.history)
        outcomes.append(judge(row, answer_json(answer, pipeline.index, row.id), pipeline.index))
        on_row(done)
    return Report(_measures(outcomes), _by_kind(outcomes), tuple(outcomes))


def judge(row: GoldRow, answer: Json, index: Index) -> Outcome:
    """One answer (the contract's JSON) against its gold row."""
    cited = [Place(c["article"], Span(c["start"], c["end"])) for c in answer["citations"]]
    abstained = answer["status"] == "abstained"
    not_verbatim = list(_not_verbatim(answer, index))
    missed = [gold for gold in row.gold if _covered(gold, cited) < 0.5]
    astray = [c for c in cited if _covered(c, (*row.gold, *row.ignore)) < 0.5]
    on_gold = [c for c, place in zip(answer["citations"], cited, strict=True) if _touches(place, row.gold)]
    misnamed = [c for c in on_gold if row.speaker and not compatible(c["speaker"] or "", row.speaker)]
    wrong = [*not_verbatim, *_faults(row, answer, abstained, bool(on_gold), missed, astray, misnamed, index)]
    speech = row.answerable and row.kind != "fact"
    return Outcome(
        id=row.id,
        kind=row.kind,
        question=row.question,
        right=not wrong,
        abstained=abstained,
        gold=len(row.gold) if speech else 0,
        found=len(row.gold) - len(missed) if speech else 0,
        cited=len(cited) if speech else 0,
        cited_right=len(cited) - len(astray) if speech else 0,
        speakers=len(on_gold) if speech and row.speaker else 0,
        speakers_right=len(on_gold) - len(misnamed) if speech and row.speaker else 0,
        not_verbatim=len(not_verbatim),
        wrong=tuple(wrong),
        milliseconds=answer["timings_ms"]["total"],
        first_right=_first_right(row, answer),
        answer=answer,
    )


def _faults(
    row: GoldRow,
    answer: Json,
    abstained: bool,
    on_gold: bool,
    missed: Sequence[Place],
    astray: Sequence[Place],
    misnamed: Sequence[Json],
    index: Index,
) -> Iterator[str]:
    if not row.answerable:
        if not abstained:
            yield "should have abstained"
        return
    if abstained:
        yield f"abstained: {answer['reason']}"
    if row.kind == "fact":
        said = _plain(" ".join(sentence["text"] for sentence in answer["answer"]))
        if not on_gold:
            yield "cites no passage that answers"
        yield from (f"does not say {word!r}" for word in row.must if _plain(word) not in said)
        yield from (f"says {word!r}" for word in row.mustnot if _plain(word) in said)
        return
    yield from (f"missed: {_words(place, index)}" for place in missed)
    yield from (f"not asked for: {_words(place, index)}" for place in astray)
    yield from (f"gives to {c['speaker']!r} what {row.speaker} said: {c['text']}" for c in misnamed)


def _not_verbatim(answer: Json, index: Index) -> Iterator[str]:
    texts = {c["n"]: c["text"] for c in answer["citations"]}
    for c in answer["citations"]:
        if index.article(c["article"]).text[c["start"] : c["end"]] != c["text"]:
            yield f"not the article's words: {c['text']}"
    for sentence in answer["answer"]:
        own = [_plain(texts[n]) for n in sentence["citations"]]
        for quotation in _QUOTED.findall(_plain(sentence["text"])):
            if len(quotation.split()) > 2 and not any(quotation.strip(" ,.;:") in text for text in own):
                yield f"a quotation without its citation: {quotation}"


def _plain(text: str) -> str:
    return _SPACE.sub(" ", fold(text)).strip()


def _covered(place: Place, by: Iterable[Place]) -> float:
    """Share of a place's characters that lie in others."""
    got: set[int] = set()
    for other in by:
        if other.article == place.article and other.span.overlaps(place.span):
            got.update(range(max(place.span.start, other.span.start), min(place.span.end, other.span.end)))
    return len(got) / len(place.span)


def _touches(place: Place, others: Iterable[Place]) -> bool:
    return any(other.article == place.article and other.span.overlaps(place.span) for other in others)


def _words(place: Place, index: Index) -> str:
    return f"{place.article}: {place.span.of(index.article(place.article).text)}"


def _first_right(row: GoldRow, answer: Json) -> int | None:
    for rank, found in enumerate(answer["evidence"], 1):
        if _touches(Place(found["article"], Span(found["start"], found["end"])), row.gold):
            return rank
    return None


def _measures(outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    speech = [o for o in outcomes if o.kind not in ("fact", "none")]
    facts = [o for o in outcomes if o.kind == "fact"]
    silent = [o for o in outcomes if o.kind == "none"]
    answerable = [o for o in outcomes if o.kind != "none"]
    times = sorted(o.milliseconds for o in outcomes)
    return {
        "questions": float(len(outcomes)),
        "statement recall": _share(sum(o.found for o in speech), sum(o.gold for o in speech)),
        "statement precision": _share(sum(o.cited_right for o in speech), sum(o.cited for o in speech)),
        "speaker right": _share(sum(o.speakers_right for o in speech), sum(o.speakers for o in speech)),
        "facts right": _share(sum(o.right for o in facts), len(facts)),
        "not verbatim": float(sum(o.not_verbatim for o in outcomes)),
        "abstains when it should": _share(sum(o.abstained for o in silent), len(silent)),
        "abstains when it should not": _share(sum(o.abstained for o in answerable), len(answerable)),
        **_ranking(answerable),
        "p50 ms": statistics.median(times) if times else None,
        "p95 ms": times[min(len(times) - 1, int(0.95 * len(times)))] if times else None,
    }


def _ranking(outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    """Rank of the first right passage, by ir-measures: success at 1, 4 and 10, and the mean reciprocal rank."""
    import ir_measures
    from ir_measures import RR, Success

    named: dict[str, Any] = {f"success@{k}": Success @ k for k in (1, 4, 10)} | {"MRR@10": RR @ 10}
    if not outcomes:
        return dict.fromkeys(named)
    qrels = [ir_measures.Qrel(o.id, "right", 1) for o in outcomes]
    run = [
        ir_measures.ScoredDoc(o.id, "right" if rank == o.first_right else f"wrong-{rank}", -float(rank))
        for o in outcomes
        for rank in range(1, 11)
    ]
    got = ir_measures.calc_aggregate(list(named.values()), qrels, run)
    return {name: round(float(got[measure]), 4) for name, measure in named.items()}


def _by_kind(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    kinds: dict[str, dict[str, float]] = {}
    for outcome in outcomes:
        row = kinds.setdefault(outcome.kind, {"questions": 0, "right": 0, "abstained": 0})
        row["questions"] += 1
        row["right"] += outcome.right
        row["abstained"] += outcome.abstained
    return dict(sorted(kinds.items()))


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None
