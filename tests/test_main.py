"""The command line keeps its contract: what it prints, what its JSON holds, and how it ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


def rag(*arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program as a user does."""
    command = [sys.executable, "-m", "rag", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, input=stdin, check=False)


def ask(index: Path, question: str) -> dict[str, Any]:
    done = rag("ask", question, "--index", index, "--json")
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


KEYS = {"id", "question", "status", "reason", "answer", "citations", "evidence", "model", "dropped", "timings_ms"}
CITED = {"n", "article", "headline", "published", "start", "end", "text", "speaker", "mode", "cue"}


def test_an_answer_has_every_field_of_the_contract(sample_index: Path) -> None:
    answer = ask(sample_index, "what did Singleton say?")
    assert set(answer) >= KEYS
    assert answer["status"] == "answered"
    assert answer["reason"] is None
    assert answer["model"] == "extractive"
    assert set(answer["timings_ms"]) == {"parse", "retrieve", "answer", "verify", "total"}
    assert all(set(c) >= CITED for c in answer["citations"])
    assert [c["n"] for c in answer["citations"]] == list(range(1, len(answer["citations"]) + 1))
    assert {c["speaker"] for c in answer["citations"]} == {"Craig Singleton"}
    assert {c["published"] for c in answer["citations"]} == {"2022-09-15", "2022-12-30"}
    assert len(answer["evidence"]) >= 10


def test_every_citation_is_the_articles_own_characters(sample_index: Path) -> None:
    texts: dict[str, str] = {}
    for c in ask(sample_index, "What did Putin say?")["citations"]:
        if c["article"] not in texts:
            texts[c["article"]] = json.loads(rag("show", c["article"], "--index", sample_index, "--json").stdout)[
                "text"
            ]
        assert texts[c["article"]][c["start"] : c["end"]] == c["text"]


def test_the_same_question_gives_the_same_bytes_apart_from_timings(sample_index: Path) -> None:
    first, second = (ask(sample_index, "What did Muraviev say about symbolism?") for _ in range(2))
    assert first.pop("timings_ms").keys() == second.pop("timings_ms").keys()
    assert json.dumps(first) == json.dumps(second)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What did Macron say?", "unknown speaker"),
        ("What did Nancy Pelosi say?", "speaker silent"),
        ("What did Craig Singleton say about Norway?", "speaker silent on topic"),
        ("Who won the regatta of 2019?", "nothing found"),
    ],
)
def test_three_silences_and_nothing_found_are_told_apart(sample_index: Path, question: str, reason: str) -> None:
    answer = ask(sample_index, question)
    assert (answer["status"], answer["reason"]) == ("abstained", reason)
    assert answer["citations"] == []
    assert answer["answer"], "a silence is said in words"
    assert all(sentence["citations"] == [] for sentence in answer["answer"])


def test_a_file_of_questions_is_answered_in_order_with_history(sample_index: Path, tmp_path: Path) -> None:
    rows = [
        {"id": "b", "question": "Who won the regatta of 2019?"},
        {
            "id": "a",
            "question": "And what does he say on Taiwan?",
            "history": [{"role": "user", "content": "What did Singleton say?"}, {"role": "assistant", "content": ""}],
        },
    ]
    questions, answers = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
    questions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = rag("ask", "--questions", questions, "--out", answers, "--index", sample_index)
    assert done.returncode == 0, done.stderr
    first, second = (json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines())
    assert (first["id"], first["status"]) == ("b", "abstained")
    assert (second["id"], second["status"]) == ("a", "answered")
    assert {c["speaker"] for c in second["citations"]} == {"Craig Singleton"}


def test_statements_are_one_a_line_with_spans_into_the_articles(sample_index: Path) -> None:
    lines = [json.loads(line) for line in rag("statements", "--index", sample_index).stdout.splitlines()]
    assert len(lines) > 40
    text = json.loads(rag("show", lines[0]["article"], "--index", sample_index, "--json").stdout)["text"]
    for row in lines:
        assert row["mode"] in ("direct", "mixed", "indirect")
        assert row["content"]
        if row["article"] == lines[0]["article"]:
            assert all(text[s:e].strip() == text[s:e] != "" for s, e in row["content"])


def test_speakers_are_listed_by_how_much_they_say(sample_index: Path) -> None:
    rows = [json.loads(line) for line in rag("speakers", "--index", sample_index, "--json").stdout.splitlines()]
    counts = [row["statements"] for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert {"Vladimir Putin", "Xi Jinping", "Craig Singleton"} <= {row["name"] for row in rows}


def test_a_checked_draft_ends_with_one_when_a_claim_fails(sample_index: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text("“It’s all about symbolism,” Alexey Muraviev argued.", encoding="utf-8")
    bad.write_text("“It’s not all about symbolism,” Alexey Muraviev argued.", encoding="utf-8")
    passed, failed = (rag("check", path, "--index", sample_index, "--json") for path in (good, bad))
    assert passed.returncode == 0, passed.stdout
    assert json.loads(passed.stdout)["claims"][0]["verdict"] == "verified"
    assert failed.returncode == 1
    assert json.loads(failed.stdout)["claims"][0]["verdict"] != "verified"


def test_a_bad_article_is_named_and_the_rest_go_in(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text("Harbour opens\n\nThe pier is safe, the mayor said on Monday.\n", encoding="utf-8")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 nothing of a PDF follows")
    done = rag("index", folder, "--index", tmp_path / "index", "--no-vectors")
    assert done.returncode == 0
    assert "bad.pdf" in done.stderr
    assert done.stdout.startswith("1 articles")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask", "who?", "--index", "nowhere-at-all"), "index"),
        (("ask",), "--questions"),
        (("index", "corpus", "no-such-folder"), "no-such-folder does not exist"),
        (("ask", "--questions", "missing.jsonl"), "missing.jsonl"),
        (("show", "no-such-article.txt"), "no-such-article.txt"),
        (("check", "missing.md"), "missing.md"),
        (("evaluate", "--dataset", "polnear"), "checkout"),
        (("nonsense",), "nonsense"),
    ],
)
def test_a_usage_error_is_told_on_standard_error_with_status_2(
    sample_index: Path, arguments: tuple[str, ...], says: str
) -> None:
    extra = ("--index", sample_index) if arguments[0] in ("show", "check") else ()
    done = rag(*arguments, *extra)
    assert done.returncode == 2
    assert done.stdout == ""
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, rag.__main__; print([m for m in sys.modules if '.' not in m])"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    heavy = {"chromadb", "onnxruntime", "langchain", "openai", "streamlit", "numpy", "sqlalchemy", "trafilatura"}
    assert heavy.isdisjoint(re.findall(r"'(\w+)'", loaded))
