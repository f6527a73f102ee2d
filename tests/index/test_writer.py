"""What one indexing run does to an index: adds, changes, removes, extracts again, and never twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import IndexBusyError, WeightsError
from rag.index import build, open_index, segments
from rag.index.dump import dump
from rag.index.lock import only_writer
from rag.index.place import Place
from rag.ports import Vectors
from rag.types import Article, Extraction, IndexReport, Person, Problem, Progress, Statement
from tests.index.parts import Letters, Marks, article, join_by_name

BRIDGE = article("bridge.txt", 'The bridge is old. "We will mend it," Ada said.', "Old bridge")
FERRY = article("ferry.txt", 'The ferry is late. "Buses will run," Bo said.', "Late ferry")
MARKET = article("market.txt", 'The market opens. "Bring baskets," Ada said.', "Market day")


def run(
    folder: Path,
    source: Sequence[Article | Problem],
    *,
    marks: Marks | None = None,
    letters: Letters | None = None,
    prune: bool = True,
) -> IndexReport:
    return build(folder, source, [marks or Marks()], join_by_name, letters, prune=prune)


def paths(folder: Path) -> list[str]:
    return sorted(card.path for card in open_index(folder).cards())


def figures(report: IndexReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.removed, report.unchanged


def test_only_what_changed_is_extracted_and_embedded(tmp_path: Path) -> None:
    marks, letters = Marks(), Letters()
    assert figures(run(tmp_path, [BRIDGE, FERRY], marks=marks, letters=letters)) == (2, 0, 0, 0)
    assert sorted(marks.seen) == ["bridge.txt", "ferry.txt"]
    assert len(letters.seen) == len(set(letters.seen)) == 6, "four sentences and two statements, once each"

    marks, letters = Marks(), Letters()
    first = open_index(tmp_path).revision
    assert figures(run(tmp_path, [BRIDGE, FERRY], marks=marks, letters=letters)) == (0, 0, 0, 2)
    assert (marks.seen, letters.seen) == ([], [])
    assert open_index(tmp_path).revision == first, "nothing changed, nothing is published"

    changed = article("ferry.txt", FERRY.text + " Ice again.", "Late ferry")
    assert figures(run(tmp_path, [changed, MARKET], marks=marks, letters=letters)) == (1, 1, 1, 0)
    assert sorted(marks.seen) == ["ferry.txt", "market.txt"]
    assert "Late ferry\nIce again." in letters.seen
    assert not any("bridge" in text or "Buses" in text for text in letters.seen)
    assert paths(tmp_path) == ["ferry.txt", "market.txt"]
    assert open_index(tmp_path).naming(["bridge"]) == [], "what vanished is found nowhere"


def test_an_upload_adds_and_replaces_but_removes_nothing(tmp_path: Path) -> None:
    run(tmp_path, [BRIDGE, FERRY])
    newer = article("ferry.txt", "The ferry sank.", "Sunk ferry")
    assert figures(run(tmp_path, [newer, MARKET], prune=False)) == (1, 1, 0, 1)
    assert paths(tmp_path) == ["bridge.txt", "ferry.txt", "market.txt"]
    assert open_index(tmp_path).article("ferry.txt").text == "The ferry sank."


def test_the_order_of_the_source_and_the_way_there_leave_no_trace(tmp_path: Path) -> None:
    run(tmp_path / "straight", [MARKET, BRIDGE], letters=Letters())
    run(tmp_path / "detour", [BRIDGE, FERRY], letters=Letters())
    run(tmp_path / "detour", [BRIDGE, MARKET], letters=Letters())
    assert list(dump(Place(tmp_path / "straight"))) == list(dump(Place(tmp_path / "detour")))


def test_another_extractor_or_embedder_builds_again(tmp_path: Path) -> None:
    run(tmp_path, [BRIDGE], marks=Marks("marks 1"), letters=Letters("letters 1"))
    marks, letters = Marks("marks 2"), Letters("letters 2", dimensions=16)
    run(tmp_path, [BRIDGE], marks=marks, letters=letters)
    assert marks.seen == ["bridge.txt"]
    assert len(letters.seen) == 3
    index = open_index(tmp_path, letters)
    assert {statement.rule for statement in index.statements_of(BRIDGE.id)} == {"marks 2"}
    assert index.status().embedder == "letters 2"
    assert any(line == "extractions 1" for line in dump(Place(tmp_path))), "what the first made is swept"


def test_a_quick_pass_is_published_before_the_slow_one_begins(tmp_path: Path) -> None:
    class Slow(Marks):
        def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
            articles = list(articles)
            index = open_index(tmp_path)
            seen.append({passage.id for a in articles for passage in index.passages_of(a.id)})
            return super().extract(articles)

    seen: list[set[str]] = []
    quick = Marks("quick", whole=True)
    build(tmp_path, [BRIDGE], [quick, Slow("slow")], join_by_name)
    assert seen == [{f"{BRIDGE.id}/0-{len(BRIDGE.text)}"}]
    assert len(open_index(tmp_path).passages_of(BRIDGE.id)) == 2
    quick.seen.clear()
    build(tmp_path, [BRIDGE, FERRY], [quick, Marks("slow")], join_by_name)
    assert quick.seen == ["ferry.txt"], "what the slow one has seen needs no quick pass"


def test_problems_are_reported_and_the_rest_goes_in(tmp_path: Path) -> None:
    bad = Problem("bad.pdf", "it is encrypted", "Save it without a password.")
    namesake = article("ferry.txt", "Another ferry.")
    report = run(tmp_path, [bad, FERRY, FERRY, namesake])
    assert report.problems[0] == bad
    assert [problem.path for problem in report.problems] == ["bad.pdf", "ferry.txt"]
    assert open_index(tmp_path).article("ferry.txt") == FERRY


def test_an_empty_corpus_is_an_index_too(tmp_path: Path) -> None:
    report = run(tmp_path, [BRIDGE], letters=Letters())
    report = run(tmp_path, [], letters=Letters())
    assert (report.removed, report.status.articles, report.status.passages) == (1, 0, 0)
    index = open_index(tmp_path, Letters())
    assert list(index.search_words(["bridge"], 5)) == []
    assert list(index.search_vectors("bridge", 5)) == []


def test_any_text_at_all_is_kept_as_it_is(tmp_path: Path) -> None:
    strange = [
        article("empty.txt", ""),
        article("nul.txt", "The\x00mayor spoke. İstanbul ﬁne."),
        article("half \ud800.txt", "Half \udfff a character. It stands."),
        article("crlf.txt", "One.\r\nTwo.\u2028Three."),
    ]
    assert run(tmp_path, strange, letters=Letters()).problems == ()
    index = open_index(tmp_path)
    assert [index.article(each.id) for each in strange] == strange


def test_vectors_that_cannot_be_made_are_a_problem_and_words_are_found_all_the_same(tmp_path: Path) -> None:
    class Missing(Letters):
        def embed(self, texts: Sequence[str]) -> Vectors:
            raise WeightsError("The embedding weights are not installed. Run `make install`.")

    report = run(tmp_path, [BRIDGE], letters=Missing())
    assert [problem.path for problem in report.problems] == ["vectors"]
    assert "make install" in report.problems[0].reason
    assert [hit.id for hit in open_index(tmp_path).search_words(["mend"], 5)]


def test_an_embedder_that_gives_nonsense_is_not_believed(tmp_path: Path) -> None:
    class Broken(Letters):
        def embed(self, texts: Sequence[str]) -> Vectors:
            return np.full((len(texts), self.dimensions), np.nan, np.float32)

    report = run(tmp_path, [BRIDGE], letters=Broken())
    assert [problem.path for problem in report.problems] == ["vectors"]
    assert report.status.vectors == 0


def test_a_second_run_is_refused_and_the_first_unharmed(tmp_path: Path) -> None:
    def source() -> Iterator[Article]:
        yield BRIDGE
        with pytest.raises(IndexBusyError, match="is indexing into"):
            run(tmp_path, [FERRY])
        yield MARKET

    build(tmp_path, source(), [Marks()], join_by_name)
    assert paths(tmp_path) == ["bridge.txt", "market.txt"]


def test_damaged_keyword_arrays_are_written_again(tmp_path: Path) -> None:
    run(tmp_path, [BRIDGE])
    before = list(dump(Place(tmp_path)))
    for path in (tmp_path / "words").iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert open_index(tmp_path).status().problems
    run(tmp_path, [BRIDGE])
    assert list(dump(Place(tmp_path))) == before
    assert open_index(tmp_path).status().problems == ()


def test_progress_goes_through_the_stages_and_each_ends_complete(tmp_path: Path) -> None:
    seen: list[Progress] = []
    build(tmp_path, [BRIDGE, FERRY], [Marks()], join_by_name, Letters(), on_progress=seen.append)
    stages = list(dict.fromkeys(progress.stage for progress in seen))
    assert stages == ["reading", "statements", "publishing", "vectors"]
    for stage in stages:
        last = [progress for progress in seen if progress.stage == stage][-1]
        assert last.done == last.total


def test_the_lock_is_free_after_a_run_that_failed(tmp_path: Path) -> None:
    def source() -> Iterator[Article]:
        yield BRIDGE
        raise RuntimeError("the folder went away")

    with pytest.raises(RuntimeError, match="went away"):
        build(tmp_path, source(), [Marks()], join_by_name)
    with only_writer(tmp_path):
        pass


def test_one_more_article_writes_one_segment_and_nothing_shows_that_it_came_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "MOST", 8)
    corpus = [article(f"{n}.txt", f'The ferry {n} is late. "Bus {n} will run," Bo said.') for n in range(40)]
    run(tmp_path / "grown", corpus[:-1], letters=Letters())
    old = {path: path.stat().st_mtime_ns for path in tmp_path.glob("grown/*/*") if path.is_file()}
    run(tmp_path / "grown", corpus[-1:], letters=Letters(), prune=False)
    now = [path for path in tmp_path.glob("grown/words/*") if old.get(path) != path.stat().st_mtime_ns]
    assert 1 <= len(now) <= 2 < len(list(tmp_path.glob("grown/words/*"))), "one segment, or the halves of one"
    unchanged = [path for path in tmp_path.glob("grown/vectors/*") if old.get(path) == path.stat().st_mtime_ns]
    assert len(unchanged) > 3
    run(tmp_path / "fresh", corpus, letters=Letters())
    assert list(dump(Place(tmp_path / "grown"))) == list(dump(Place(tmp_path / "fresh")))
    grown, fresh = (open_index(tmp_path / name, Letters()) for name in ("grown", "fresh"))
    assert grown.search_words(["ferry 7", "bus 39"], 50) == fresh.search_words(["ferry 7", "bus 39"], 50)
    assert grown.search_vectors("bus 39", 50) == fresh.search_vectors("bus 39", 50)


_NEWS = [article(f"{n}.txt", f'The ferry {n} is late. "Bus {n} will run," Bo said.', f"Day {n % 3}") for n in range(15)]
_NEWER = [article(each.path, each.text + " It rained.", "Later") for each in _NEWS]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*_NEWS, *_NEWER]), unique_by=lambda a: a.path), min_size=1, max_size=4))
def test_whatever_came_and_went_the_index_is_that_of_a_fresh_run(
    tmp_path_factory: pytest.TempPathFactory, versions: list[list[Article]]
) -> None:
    def count_and_join(statements: Iterable[Statement]) -> list[Person]:
        rows = list(statements)
        return [replace(person, descriptions=(f"one of {len(rows)}",)) for person in join_by_name(rows)]

    folder, passes = tmp_path_factory.mktemp("index"), [Marks("quick", whole=True), Marks("slow")]
    with patch.object(segments, "MOST", 2):
        for version in versions:
            build(folder / "grown", version, passes, count_and_join)
        build(folder / "fresh", versions[-1], passes, count_and_join)
        assert list(dump(Place(folder / "grown"))) == list(dump(Place(folder / "fresh")))
        grown, fresh = open_index(folder / "grown"), open_index(folder / "fresh")
        for words in (["ferry", "bus 3"], ["late day"]):
            assert grown.search_words(words, 50) == fresh.search_words(words, 50)
            assert grown.rarity(words) == fresh.rarity(words)
        names = [{path.name for path in folder.glob(f"{name}/words/*")} for name in ("grown", "fresh")]
        assert names[0] == names[1], "nothing is left of what went"
        grown.close()
        fresh.close()


class Reading(Marks):
    """An extractor that brings vectors of its own: all of one article point one way."""

    def __init__(self, space: str) -> None:
        super().__init__("reading 1")
        self.space = space

    def _one(self, article: Article) -> Extraction:
        found = super()._one(article)
        rows = np.zeros((len(found.passages) + len(found.statements), 32), np.float32)
        rows[:, int(article.id, 16) % 32] = 1
        return replace(found, vectors=rows)


def test_vectors_that_come_with_an_extraction_are_not_made_again(tmp_path: Path) -> None:
    twin = article("twin.txt", BRIDGE.text, "Old bridge")
    way = Letters().embed(["Old bridge\nThe bridge is old."])[0]
    letters = Letters()
    run(tmp_path / "a", [BRIDGE, twin], marks=Reading("letters 1"), letters=letters)
    assert letters.seen == []
    index = open_index(tmp_path / "a", Letters())
    hits = index.search_vectors("Old bridge\nThe bridge is old.", 9)
    cosines = {hit.id.partition("/")[0]: hit.score for hit in hits}
    expected = {each.id: pytest.approx(float(way[int(each.id, 16) % 32]), abs=1e-3) for each in (BRIDGE, twin)}
    assert cosines == expected, "the same words in two articles have two vectors"

    run(tmp_path / "b", [BRIDGE], marks=Reading("another space"), letters=letters)
    assert len(letters.seen) == 3, "vectors of another space are not mixed in"


def test_a_run_killed_before_its_extractions_were_stored_brings_the_same_vectors(tmp_path: Path) -> None:
    run(tmp_path / "straight", [BRIDGE, FERRY], marks=Reading("letters 1"), letters=Letters())
    with (
        patch("rag.index.catalogue.Catalogue.add_extractions", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        run(tmp_path / "killed", [BRIDGE, FERRY], marks=Reading("letters 1"), letters=Letters())
    letters = Letters()
    run(tmp_path / "killed", [BRIDGE, FERRY], marks=Reading("letters 1"), letters=letters)
    assert letters.seen == []
    assert list(dump(Place(tmp_path / "killed"))) == list(dump(Place(tmp_path / "straight")))
