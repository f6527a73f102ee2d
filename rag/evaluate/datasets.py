"""A public checkout of PolNeAR or RealTimeQA to articles and gold rows, so that anyone can repeat a measurement.

PolNeAR (Newell, Margolin & Ruths, LREC 2018; repository networkdynamics/PolNeAR) annotates who said what in US
political news. RealTimeQA (Kasai et al., NeurIPS 2023; repository realtimeqa/realtimeqa_public) has weekly news quizzes
with the articles a search found. Neither is part of this project; rows are derived by the rules below.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rag.errors import InputError
from rag.evaluate.rows import GoldRow, Place
from rag.names import compatible
from rag.types import Attribution, Span
from rag.words import phrase_spans

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Articles as rows of a JSONL corpus, the questions over them, and annotated attributions where there are any."""

    articles: tuple[Row, ...]
    rows: tuple[GoldRow, ...]
    attributions: dict[str, tuple[Attribution, ...]]  # by article; empty: the set has none

    def write(self, folder: Path) -> Path:
        """The articles as a file that `rag index` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "articles.jsonl"
        path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in self.articles), encoding="utf-8")
        return path


def load_dataset(name: str, checkout: Path, split: str = "dev") -> Dataset:
    """Read a checkout; InputError says what was looked for and where."""
    if name not in _READERS:
        raise InputError(f"no reader for the data set {name!r}; there are: {', '.join(_READERS)}")
    return _READERS[name](checkout, split)


_EVENT_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


def _polnear(checkout: Path, split: str) -> Dataset:
    data = checkout / "data" if (checkout / "data").is_dir() else checkout
    texts = sorted((data / split / "text").glob("*.txt"))
    if not texts:
        raise InputError(f"{data / split / 'text'}: no articles there; give the folder of a PolNeAR checkout")
    about = _metadata(data / "metadata.tsv")
    articles: list[Row] = []
    attributions: dict[str, tuple[Attribution, ...]] = {}
    for path in texts:
        text = path.read_bytes().decode("utf-8")
        row = about.get(path.stem, {})
        articles.append(
            {
                "id": path.stem,
                "title": row.get("title", ""),
                "text": text,
                "date": row.get("publication_date", ""),
                "source": row.get("publisher", ""),
                "author": row.get("author", ""),
            }
        )
        annotated = sorted((data / split / "attributions").glob(f"{path.stem}_*.ann"))
        if annotated:
            attributions[path.stem] = tuple(_annotations(annotated[0], len(text)))
    rows = tuple(_speaker_questions({a["id"]: a["text"] for a in articles}, attributions))
    return Dataset(tuple(articles), rows, attributions)


def _metadata(path: Path) -> dict[str, Row]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["filename"]: row for row in csv.DictReader(lines, delimiter="\t")}


def _annotations(path: Path, length: int) -> Iterator[Attribution]:
    """The events of one stand-off file; one whose content is missing or outside the text is left out."""
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            pairs = [tuple(map(int, pair.split())) for pair in fields[1].partition(" ")[2].split(";")]
            spans[fields[0]] = tuple(Span(a, b) for a, b in pairs if a < b <= length)
        elif line.startswith("E") and len(fields) > 1:
            events.append(fields[1])
    for event in events:
        roles: dict[str, list[Span]] = defaultdict(list)
        for role, target in _EVENT_ROLE.findall(event):
            roles[role] += spans.get(target, ())
        if roles["Content"]:
            first = {role: min(found) if found else None for role, found in roles.items()}
            yield Attribution(tuple(sorted(roles["Content"])), first.get("Source"), first.get("Cue"), rule="annotated")


_FULL_NAME = re.compile(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]*)* [A-Z][\w’'-]+")


def _speaker_questions(texts: dict[str, str], gold: dict[str, tuple[Attribution, ...]]) -> Iterator[GoldRow]:
    """What each annotated source said, for sources written somewhere as a full name and nothing else.

    A pronoun or role may stand for anybody named in its article, so its statements are left out of the count.
    """
    said: dict[str, list[Place]] = defaultdict(list)
    unsure: dict[str, list[Place]] = defaultdict(list)
    sources = {article: [_source(texts[article], a) for a in found] for article, found in gold.items()}
    names = sorted({s for found in sources.values() for s in found if _FULL_NAME.fullmatch(s)})
    for article, found in gold.items():
        here = [name for name in names if next(phrase_spans(texts[article], name), None)]
        for a, source in zip(found, sources[article], strict=True):
            fits = [name for name in here if name in source or compatible(source, name)]
            places = [Place(article, span) for span in a.content]
            if len(fits) == 1:
                said[fits[0]] += places
            elif fits or not source[:1].isupper() or " " not in source:
                for name in fits or here:
                    unsure[name] += places
    for number, name in enumerate(sorted(said)):
        row_id = f"polnear-{number:04}"
        yield GoldRow(row_id, "speaker", f"What did {name} say?", True, tuple(said[name]), tuple(unsure[name]), name)


def _source(text: str, attribution: Attribution) -> str:
    return attribution.source.of(text) if attribution.source else ""


def _realtimeqa(checkout: Path, split: str) -> Dataset:
    past = checkout / "past" if (checkout / "past").is_dir() else checkout
    pattern = "*_qa.jsonl" if split in ("dev", "all") else f"{split}*_qa.jsonl"
    weeks = sorted(past.rglob(pattern))
    if not weeks:
        raise InputError(
            f"{past}: no {pattern} there; give the folder of a RealTimeQA checkout (split: a year, or all)"
        )
    articles: dict[str, Row] = {}
    asked: list[tuple[str, str, str, tuple[str, ...]]] = []
    for week in weeks:
        found = _searched(week.with_name(week.name.replace("_qa", "_gcs")), articles)
        for row in _lines(week):
            answer = row["choices"][int(row["answer"][0])]
            asked.append((row["question_id"], row["question_sentence"], answer, found.get(row["question_id"], ())))
    return Dataset(tuple(articles.values()), tuple(_quiz_rows(asked, articles)), {})


def _searched(path: Path, articles: dict[str, Row]) -> dict[str, tuple[str, ...]]:
    """Fill in the articles of one week; which question each was found for."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _lines(path) if path.is_file() else ():
        hits = [hit for hit in row.get("search_result") or () if hit.get("text") and hit.get("url")]
        for hit in hits:
            date = (hit.get("publish_date") or "").replace("/", "-")
            articles.setdefault(
                hit["url"],
                {
                    "id": hit["url"],
                    "title": hit.get("title") or "",
                    "text": hit["text"],
                    "date": date,
                    "url": hit["url"],
                },
            )
        found[row["question_id"]] = tuple(hit["url"] for hit in hits)
    return found


def _quiz_rows(asked: list[tuple[str, str, str, tuple[str, ...]]], articles: dict[str, Row]) -> Iterator[GoldRow]:
    """Answerable when the answer stands in an article found for the question, unanswerable when it stands in none."""
    for row_id, question, answer, urls in asked:
        gold = tuple(Place(url, span) for url in urls for span in phrase_spans(articles[url]["text"], answer))
        if gold:
            yield GoldRow(row_id, "fact", question, True, gold)
        elif not any(next(phrase_spans(a["text"], answer), None) for a in articles.values()):
            yield GoldRow(row_id, "none", question, False)


def _lines(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


_READERS: dict[str, Callable[[Path, str], Dataset]] = {"polnear": _polnear, "realtimeqa": _realtimeqa}
