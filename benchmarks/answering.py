"""Time what a user waits for: import, opening an index, an answer, the app's first usable page.

Prints one table row a figure, in milliseconds; run it on an otherwise idle machine and compare ratios.

    python -m benchmarks.answering --index DIR --questions questions.jsonl [--app]
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def _process(code: str) -> float:
    """Milliseconds a fresh interpreter takes for some code, start to end."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    return 1000 * (time.perf_counter() - began)


def _median(measure: Callable[[], float], times: int = 5) -> float:
    return statistics.median(measure() for _ in range(times))


def _answers(index: Path, questions: Path, rounds: int) -> tuple[list[float], float]:
    """Totals of every warm answer as its own timings say, and the first, cold one."""
    from rag.evaluate.rows import read_rows
    from rag.pipeline import Pipeline
    from rag.settings import Settings

    pipeline = Pipeline.open(replace(Settings(), index_dir=index))
    rows = read_rows(questions)
    first = pipeline.ask(rows[0].question, rows[0].history).timings.total
    for row in rows:
        pipeline.ask(row.question, row.history)
    asked = [pipeline.ask(row.question, row.history).timings.total for _ in range(rounds) for row in rows]
    return sorted(asked), first


def _app(index: Path) -> float:
    """Milliseconds until a browser shows the question box of a freshly started app."""
    from playwright.sync_api import sync_playwright

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless=true"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        began = time.perf_counter()
        app = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "RAG_INDEX": str(index)})
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            page.goto(f"http://127.0.0.1:{port}")
            page.get_by_test_id("stChatInputTextArea").wait_for()
            return 1000 * (time.perf_counter() - began)
        finally:
            app.terminate()
            app.wait()
            browser.close()


def _wait_for(url: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310  our own loopback address
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(url)


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--app", action="store_true", help="start the app in a browser too")
    given = parser.parse_args()
    opened = (
        f"from rag.index import open_index; from pathlib import Path; open_index(Path({str(given.index)!r})).cards()"
    )
    figures = {
        "interpreter alone": _median(lambda: _process("pass")),
        "python -m rag --help": _median(
            lambda: _process(
                "import runpy, sys; sys.argv = ['rag', '--help'];runpy.run_module('rag', run_name='__main__')"
            )
        ),
        "import the pipeline and open the index": _median(lambda: _process(f"import rag.pipeline; {opened}")),
    }
    asked, first = _answers(given.index, given.questions, given.rounds)
    figures["first answer (loads the embedding model)"] = first
    figures["answer, p50"] = asked[len(asked) // 2]
    figures["answer, p95"] = asked[int(0.95 * len(asked))]
    if given.app:
        figures["app, start to usable page"] = _app(given.index.resolve())
    print(f"| {len(asked)} answers, load {os.getloadavg()[0]:.1f} | ms |\n|---|---|")
    for name, milliseconds in figures.items():
        print(f"| {name} | {milliseconds:.0f} |")
    print(json.dumps({name: round(value, 1) for name, value in figures.items()}), file=sys.stderr)


if __name__ == "__main__":
    main()
