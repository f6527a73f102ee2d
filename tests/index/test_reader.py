"""What an open index answers, and that it goes on answering while others write."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from rag.errors import DamagedIndexError, NoSuchArticleError, NotIndexedError, VectorsUnavailableError
from rag.index import build, open_index, published_revision
from rag.index.reader import Reader
from rag.types import Span
from tests.index.parts import Letters, Marks, article, join_by_name

BRIDGE = article(
    "city/bridge.txt",
    'The bridge is old. "We will mend the bridge," Ada said. "It takes a year," Ada said.',
    "Old bridge",
    "2024-03-05",
    "The Dunmore Post",
)
FERRY = article("ferry.txt", 'Ferry news. "Buses will run," Bo said.', "Late ferry", "2024-03", "Coast Radio")
MARKET = article("market.txt", "The market opens at the old bridge.", None, "2024")
UNDATED = article("undated.txt", 'Nobody knows when. "Nor do I," Ada said.')
CORPUS = [UNDATED, MARKET, FERRY, BRIDGE]


@pytest.fixture
def index(tmp_path: Path) -> Reader:
    build(tmp_path, CORPUS, [Marks()], join_by_name, Letters())
    return open_index(tmp_path, Letters())


def test_cards_are_ordered_by_date_and_path_with_unknown_dates_last(index: Reader) -> None:
    assert [card.path for card in index.cards()] == ["market.txt", "ferry.txt", "city/bridge.txt", "undated.txt"]
    card = index.cards()[2]
    assert (card.id, card.headline, card.outlet, card.statements) == (BRIDGE.id, "Old bridge", "The Dunmore Post", 2)
    assert card.characters == len(BRIDGE.text)


def test_articles_by_id_and_path_and_near_misses(index: Reader) -> None:
    assert index.article(BRIDGE.id) == index.article("city/bridge.txt") == BRIDGE
    with pytest.raises(NoSuchArticleError, match=r"Did you mean ferry\.txt"):
        index.article("fery.txt")


def test_passages_and_statements_come_in_the_order_asked(index: Reader) -> None:
    first, second = index.statements_of(BRIDGE.id)
    assert first.span.of(BRIDGE.text) == "We will mend the bridge"
    assert index.statements([second.id, first.id, second.id]) == [second, first, second]
    passages = index.passages_of(BRIDGE.id)
    assert [passage.span.start for passage in passages] == sorted(passage.span.start for passage in passages)
    assert index.passages([passage.id for passage in reversed(passages)]) == list(reversed(passages))
    assert first.id in passages[1].statement_ids
    assert (index.statements([]), index.passages([])) == ([], [])
    with pytest.raises(NoSuchArticleError):
        index.statements(["feedfeedfeedfeed:0"])


def test_people_most_statements_first(index: Reader) -> None:
    assert [(person.name, len(person.statement_ids)) for person in index.people()] == [("Ada", 3), ("Bo", 1)]


BETWEEN = [
    (None, None, None, ["bridge", "ferry", "market", "undated"], "open on both sides"),
    (date(2024, 3, 5), date(2024, 3, 5), None, ["bridge"], "inclusive; a month is not a day"),
    (date(2024, 3, 1), date(2024, 3, 31), None, ["bridge", "ferry"], "all of March lies in March"),
    (date(2024, 3, 2), date(2024, 3, 31), None, ["bridge"], "not all of March"),
    (date(2024, 3, 1), date(2024, 3, 30), None, ["bridge"], "nor here"),
    (date(2024, 1, 1), None, None, ["bridge", "ferry", "market"], "the whole year, nothing undated"),
    (None, date(2024, 12, 30), None, ["bridge", "ferry"], "a year ends on its last day"),
    (date.min, date.max, None, ["bridge", "ferry", "market"], "the ends of time"),
    (None, None, "the dunmore post", ["bridge"], "outlets are compared after folding"),
    (None, None, "Dunmore Post", ["bridge"], "without the article"),
    (None, None, "Post Office", [], "another outlet"),
    (date(2024, 4, 1), None, "Coast Radio", [], "both at once"),
]


@pytest.mark.parametrize(("since", "until", "outlet", "names", "reason"), BETWEEN)
def test_between(
    index: Reader, since: date | None, until: date | None, outlet: str | None, names: list[str], reason: str
) -> None:
    found = [Path(index.article(id_).path).stem for id_ in index.between(since, until, outlet)]
    assert sorted(found) == names, reason


def test_words_find_the_passage_and_a_filter_narrows(index: Reader) -> None:
    hits = index.search_words(["mending bridges"], 10)
    best = index.passages([hits[0].id])[0]
    assert best.article_id == BRIDGE.id
    assert "mend" in best.span.of(BRIDGE.text)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    only = index.search_words(["bridge"], 10, article_ids=frozenset({MARKET.id}))
    assert [passage.article_id for passage in index.passages([hit.id for hit in only])] == [MARKET.id]


def test_vectors_find_the_same_words_first_and_a_filter_narrows(index: Reader) -> None:
    passage = index.passages_of(FERRY.id)[1]
    hits = index.search_vectors("Late ferry\n" + passage.span.of(FERRY.text), 3)
    assert hits[0].id == passage.id
    assert hits[0].score == pytest.approx(1, abs=1e-3)
    only = index.search_vectors("ferry", 10, article_ids=frozenset({BRIDGE.id}))
    assert {hit.id.partition("/")[0] for hit in only} == {BRIDGE.id}
    assert len(only) == len(index.passages_of(BRIDGE.id))


def test_likeness_is_the_cosine_with_what_was_said(index: Reader) -> None:
    first, second = index.statements_of(BRIDGE.id)
    scores = index.likeness("We will mend the bridge", [second.id, first.id])
    assert scores[1] == pytest.approx(1, abs=1e-3)
    assert scores[0] < 0.9
    assert index.likeness("anything", []) == []


def test_any_texts_are_compared(index: Reader) -> None:
    same, other = index.compare("We will mend the bridge", ["We will mend the bridge", "Buses are late"])
    assert same == pytest.approx(1, abs=1e-3)
    assert other < 0.9
    assert index.compare("anything", []) == []


def test_naming_looks_into_the_whole_text(index: Reader) -> None:
    assert set(index.naming(["old", "bridge"])) == {MARKET.id}
    assert set(index.naming(["Ada"])) == {BRIDGE.id, UNDATED.id}


def test_an_open_reader_keeps_its_revision_and_the_next_one_sees_the_new(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, [Marks()], join_by_name, Letters())
    old = open_index(tmp_path, Letters())
    before = old.revision
    for number in range(3):
        build(tmp_path, [article(f"{number}.txt", "Other news.")], [Marks()], join_by_name, Letters())
    assert published_revision(tmp_path) != before
    assert old.revision == before
    assert old.article("ferry.txt") == FERRY
    assert len(old.statements_of(BRIDGE.id)) == 2
    assert old.search_words(["mend"], 5)
    assert old.search_vectors("mend", 5)
    old.close()
    assert [card.path for card in open_index(tmp_path).cards()] == ["2.txt"]
    build(tmp_path, [article("2.txt", "Other news.")], [Marks()], join_by_name, Letters())
    left = list((tmp_path / "vectors").iterdir())
    assert len(left) == 3, "released, so swept: one generation of one segment, and its collection"


def test_readers_never_see_half_of_two_revisions(tmp_path: Path) -> None:
    """Each version names itself in every article, statement and person: a reader must see one version alone."""

    def corpus(version: str) -> list[object]:
        text = f'Edition {version}. "This is {version}," {version} said.'
        return [article(f"{n}.txt", text + " Rain." * n) for n in range(8)]

    def publish(version: str) -> None:
        build(tmp_path, corpus(version), [Marks()], join_by_name, Letters())  # type: ignore[arg-type]

    def read(_: int) -> set[str]:
        index = open_index(tmp_path, Letters())
        texts = [index.article(card.id).text for card in index.cards()]
        words = {text.split(".")[0].removeprefix("Edition ") for text in texts}
        words |= {person.name for person in index.people()}
        for hit in (*index.search_words(["edition"], 5), *index.search_vectors("Edition", 5)):
            words.add(index.article(hit.id.partition("/")[0]).text.split(".")[0].removeprefix("Edition "))
        assert len(texts) == 8
        index.close()
        return words

    publish("Alder")
    with ThreadPoolExecutor(3) as pool:
        found = pool.map(read, range(40))
        for version in ("Birch", "Cedar", "Elm", "Fir"):
            publish(version)
        assert all(len(words) == 1 for words in found)
    assert read(0) == {"Fir"}


def test_many_threads_read_one_index(index: Reader) -> None:
    bus = index.statements_of(FERRY.id)[0].id

    def ask(n: int) -> tuple[int, int, str]:
        found = index.passages([hit.id for hit in index.search_words(["bridge"], 5)])
        return len(found), len(index.likeness(f"bus {n}", [bus])), index.article(CORPUS[n % 4].id).path

    with ThreadPoolExecutor(4) as pool:
        assert {answer[:2] for answer in pool.map(ask, range(60))} == {(4, 1)}


def test_nothing_to_open(tmp_path: Path) -> None:
    with pytest.raises(NotIndexedError, match="python -m rag index"):
        open_index(tmp_path)
    assert published_revision(tmp_path) is None
    (tmp_path / "catalogue.sqlite").touch()
    with pytest.raises(NotIndexedError, match="holds nothing yet"):
        open_index(tmp_path)


def test_a_catalogue_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"this is no database at all, " * 100)
    with pytest.raises(DamagedIndexError, match=r"not a database.*index again"):
        open_index(tmp_path)


def test_a_catalogue_that_goes_bad_while_it_is_open_is_told(index: Reader, tmp_path: Path) -> None:
    index.close()  # so that the next question opens the file again
    for path in tmp_path.glob("catalogue.sqlite*"):
        path.write_bytes(b"overwritten " * 1000)
    with pytest.raises(DamagedIndexError, match="index again"):
        index.article(BRIDGE.id)


def test_without_keyword_arrays_everything_is_still_found(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, [Marks()], join_by_name, Letters())
    wanted = open_index(tmp_path).search_words(["bridge"], 9)
    shutil.rmtree(tmp_path / "words")
    index = open_index(tmp_path, Letters())
    assert index.search_words(["bridge"], 9) == wanted
    assert index.search_vectors("bridge", 3)
    assert any("cannot be read" in problem for problem in index.status().problems)


def test_passages_newer_than_the_vectors(tmp_path: Path) -> None:
    """Vectors fill in behind: meanwhile the old ones answer for the old passages, and for no vanished ones."""
    build(tmp_path, [BRIDGE, FERRY], [Marks()], join_by_name, Letters())
    build(tmp_path, [BRIDGE, MARKET], [Marks()], join_by_name, None)
    index = open_index(tmp_path, Letters())
    found = {hit.id.partition("/")[0] for hit in index.search_vectors("Buses will run", 20)}
    assert found == {BRIDGE.id}
    status = index.status()
    assert (status.vectors, status.passages) == (3, 4)
    only = index.search_vectors("bridge", 9, article_ids=frozenset({MARKET.id, FERRY.id}))
    assert list(only) == []


def test_likeness_of_a_statement_without_a_vector_is_worked_out(tmp_path: Path) -> None:
    build(tmp_path, [BRIDGE], [Marks()], join_by_name, Letters())
    build(tmp_path, [BRIDGE, FERRY], [Marks()], join_by_name, None)
    index = open_index(tmp_path, Letters())
    bridge, ferry = index.statements_of(BRIDGE.id)[0], index.statements_of(FERRY.id)[0]
    scores = index.likeness("Buses will run", [bridge.id, ferry.id])
    assert scores[1] == pytest.approx(1, abs=1e-3)
    assert scores[0] < 0.9


def test_vector_search_says_why_it_cannot(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, [Marks()], join_by_name)
    with pytest.raises(VectorsUnavailableError, match="not built yet"):
        open_index(tmp_path, Letters()).search_vectors("x", 3)
    build(tmp_path, CORPUS, [Marks()], join_by_name, Letters())
    with pytest.raises(VectorsUnavailableError, match="No embedder"):
        open_index(tmp_path).search_vectors("x", 3)
    with pytest.raises(VectorsUnavailableError, match="built with letters 1"):
        open_index(tmp_path, Letters("letters 2")).search_vectors("x", 3)


def test_opening_and_searching_words_loads_neither_chromadb_nor_onnxruntime(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, [Marks()], join_by_name, Letters())
    program = (
        "import sys; from pathlib import Path; import rag.index\n"
        "assert 'sqlalchemy' not in sys.modules and 'numpy' not in sys.modules\n"
        "index = rag.index.open_index(Path(sys.argv[1]), rag.index.local_embedder())\n"
        "assert index.search_words(['bridge'], 3) and index.people() and index.status().vectors\n"
        "assert not {'chromadb', 'onnxruntime', 'tokenizers'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, cwd=Path(__file__).parents[2])


def test_spans_of_everything_found_slice_the_stored_text(index: Reader) -> None:
    for card in index.cards():
        text = index.article(card.id).text
        spans = [span for statement in index.statements_of(card.id) for span in statement.content]
        spans += [passage.span for passage in index.passages_of(card.id)]
        assert all(isinstance(span, Span) and span.of(text) for span in spans)
