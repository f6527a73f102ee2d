"""What `make bench` measures in which order, on which articles, and what it does when a part of it fails."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from benchmarks.cells import OURS, SAME, Cell, read_cells, with_vectors
from benchmarks.compare import _alone, chosen_peers, plan
from benchmarks.corpora import corpus, split_size
from benchmarks.measuring import Bench, measured
from benchmarks.report import write
from benchmarks.watched import watch

PEERS = ["bm25s", "langchain_chroma", "llamaindex_vector", "txtai_hybrid"]
BROKEN = "import sys\nname = 'p'\nsys.exit('the harbour is closed')\n\nrun('broken', None)\n"


def _article(name: str) -> str:
    return json.dumps({"id": name, "text": f"The ferry {name} sails at noon."}) + "\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A benchmark of four articles, one question about the last of them, and two more articles."""
    folder = tmp_path / "bench"
    (folder / "dev").mkdir(parents=True)
    (folder / "peers").mkdir()
    (folder / "peers" / "p_broken.py").write_text(BROKEN)
    (folder / "dev" / "corpus.jsonl").write_text("".join(map(_article, "abcd")))
    (folder / "dev" / "questions.jsonl").write_text(json.dumps({"id": "q", "relevant_ids": ["d"]}) + "\n")
    with gzip.open(folder / "large.jsonl.gz", "wt") as large:
        large.writelines(map(_article, "bexa"))
    return folder


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        pytest.param(2, "da", id="smaller: what the question is about first"),
        pytest.param(4, "dabc", id="the split"),
        pytest.param(6, "dabcex", id="larger: what is there twice is taken once"),
    ],
)
def test_a_corpus_is_made_by_taking_articles(source: Path, tmp_path: Path, size: int, expected: str) -> None:
    assert corpus(source, "dev", size, tmp_path / "out", None)
    lines = (tmp_path / "out" / "corpus.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == list(expected)
    assert split_size(source, "dev") == 4


def test_more_articles_than_there_are_is_refused(source: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="only 6 articles"):
        corpus(source, "dev", 7, tmp_path / "out", None)


def test_what_is_worth_most_is_measured_first() -> None:
    cells = list(plan([500, 2200, 10_000], 2200, PEERS, everything=False))
    main = [(OURS, 2200), ("bm25s", 2200), ("langchain_chroma", 2200), ("txtai_hybrid", 2200), (SAME, 2200)]
    assert cells[:7] == [*main, (OURS, 500), (OURS, 10_000)]
    assert cells[7:] == [*((peer, 500) for peer in PEERS), ("bm25s", 10_000), ("langchain_chroma", 10_000)]


def test_peers_that_were_named_are_measured_everywhere() -> None:
    cells = list(plan([10_000], 2200, ["llamaindex_vector"], everything=True))
    assert cells == [(OURS, 10_000), ("llamaindex_vector", 10_000)]


def test_whose_vectors_a_peer_takes_is_measured_before_it(source: Path, tmp_path: Path) -> None:
    bench = Bench.laid_out(source, "dev", tmp_path / "scratch", Path(sys.executable), None, 60)
    assert chosen_peers(["txtai_hybrid"], bench) == ["langchain_chroma", "txtai_hybrid"]
    assert chosen_peers([], bench) == ["broken"]


def test_a_peer_that_takes_vectors_is_given_their_cost() -> None:
    taken = {"words_s": 1.0, "whole_s": 1.0, "cpu_s": 2.0, "peak_indexing": 300.0}
    made = {"words_s": 40.0, "whole_s": 40.0, "cpu_s": 70.0, "peak_indexing": 900.0}
    cells = with_vectors([_cell("txtai_hybrid", taken), _cell("langchain_chroma", made)])
    assert cells[0].figures == {"words_s": 41.0, "whole_s": 41.0, "cpu_s": 72.0, "peak_indexing": 900.0}


def _cell(name: str, figures: dict[str, float], error: str | None = None) -> Cell:
    return Cell(name, 4, "2026-01-05 10:00", "abc1234", 0.1, 1.0, figures, error)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("broken", "exit status 1: the harbour is closed", id="its script fails"),
        pytest.param("absent", "no script for it", id="there is no such script"),
    ],
)
def test_a_peer_that_fails_is_told(source: Path, tmp_path: Path, name: str, told: str) -> None:
    bench = Bench.laid_out(source, "dev", tmp_path / "scratch", Path(sys.executable), None, 60)
    measured(bench, name, 4).kept(bench.cells)
    (cell,) = read_cells(bench.cells)
    assert (cell.name, cell.articles, cell.figures) == (name, 4, {})
    assert cell.error is not None
    assert cell.error.startswith(told)
    assert not (source / "results").exists()  # the benchmark's own folder is only read


def test_the_table_replaces_the_one_before_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("# Before\n")
    ours = _cell(OURS, {"hits@1": 0.8, "whole_s": 2.0, "words_s": 0.5, "tagged_s": 1.0, "cpu_s": 3.0})
    same = _cell(SAME, {"whole_s": 4.0, "cpu_s": 4.0, "passages": 9.0})
    write([ours], 4, tmp_path, Path(sys.executable), "make bench")
    readme.write_text(readme.read_text() + "\nAfter\n")
    write([ours, same, _cell("broken", {}, "the harbour is closed")], 4, tmp_path, Path(sys.executable), "make bench")
    text = readme.read_text()
    assert text.startswith("# Before\n")
    assert text.endswith("\nAfter\n")
    assert text.count(f"| 4 | **{OURS}** | 0.800 | – |") == 1
    assert "| broken, failed: the harbour is closed | – |" in text
    assert "fully indexed in **0.50** of the time, 0.75 of the processor time" in text
    assert len(json.loads((tmp_path / "results.json").read_text())) == 3
    assert "no plots" in capsys.readouterr().out  # this interpreter draws none, and the table is written all the same


def test_a_command_is_watched_to_its_end(tmp_path: Path) -> None:
    answers = tmp_path / "answers"
    code = (
        f"import time; held = bytearray(64_000_000); open({str(answers)!r}, 'w').close(); time.sleep(0.4); print('ok')"
    )
    seen = watch(
        [sys.executable, "-c", code], tmp_path / "log", cwd=tmp_path, limit_s=60, env={"A": "b"}, answers=answers
    )
    assert seen.status == 0
    assert seen.peak >= seen.peak_answering > 60
    assert (tmp_path / "log").read_text() == "ok\n"


def test_a_command_past_its_limit_is_ended(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    with pytest.raises(TimeoutError, match="not done after"):
        watch(command, tmp_path / "log", cwd=tmp_path, limit_s=0.2, env={})


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    _alone(tmp_path / "lock")
    with pytest.raises(SystemExit, match="Another run"):
        _alone(tmp_path / "lock")
