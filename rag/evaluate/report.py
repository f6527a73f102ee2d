"""A measured run to a table in the shell and one self-contained HTML page with every miss and every change.

What counts as a miss was decided in `measures`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from rag.contract import Json
from rag.errors import InputError
from rag.evaluate.measures import Report

SHARES = {"statement recall", "statement precision", "speaker right", "facts right", "abstains when it should"}


def read_earlier(path: Path) -> Json:
    """An earlier run's JSON; InputError says what is wrong with the file."""
    try:
        earlier: Json = json.loads(path.read_text(encoding="utf-8"))
        earlier = {"measures": earlier["measures"], "outcomes": earlier["outcomes"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: not a report of `rag evaluate` ({error}); give the JSON it wrote") from error
    return earlier


def write_table(report: Report, earlier: Json | None = None) -> str:
    """The measures as aligned text, with the difference to the earlier run where there is one."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=None, box=None, pad_edge=False)
    table.add_column("measure")
    table.add_column("value", justify="right")
    if earlier:
        table.add_column("before", justify="right")
        table.add_column("change", justify="right")
    for name, value in report.measures.items():
        table.add_row(name, _figure(value), *(_difference(value, earlier["measures"].get(name)) if earlier else ()))
    console = Console(width=100, highlight=False, color_system=None)
    with console.capture() as captured:
        console.print(table)
    return captured.get().rstrip()


def write_html(report: Report, path: Path, title: str, earlier: Json | None = None) -> None:
    """The whole report as one file that loads nothing from anywhere."""
    from jinja2 import Environment

    template = resources.files("rag.evaluate").joinpath("report.html").read_text(encoding="utf-8")
    before = {outcome["id"]: outcome for outcome in earlier["outcomes"]} if earlier else {}
    path.parent.mkdir(parents=True, exist_ok=True)
    page = Environment(autoescape=True).from_string(template)
    path.write_text(
        page.render(
            title=title,
            measures=[
                (n, _figure(v), *_difference(v, earlier["measures"].get(n) if earlier else None), _bar(n, v))
                for n, v in report.measures.items()
            ],
            earlier=bool(earlier),
            kinds=report.kinds,
            misses=[o for o in report.outcomes if not o.right],
            changed=[(o, before[o.id]) for o in report.outcomes if o.id in before and o.right != before[o.id]["right"]],
            latency=_histogram([o.milliseconds for o in report.outcomes]),
            outcomes=report.outcomes,
        ),
        encoding="utf-8",
    )


def _figure(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if float(value).is_integer() and value > 1 else f"{value:.3f}"


def _difference(value: float | None, before: Any) -> tuple[str, str]:
    if value is None or before is None:
        return "-", "-"
    return _figure(before), f"{value - before:+.3f}"


def _bar(name: str, value: float | None) -> float | None:
    """How long a bar to draw, 0 to 100; None: a figure that is no share."""
    shares = SHARES | {"abstains when it should not", "MRR@10"}
    return 100 * value if value is not None and (name in shares or name.startswith("success")) else None


def _histogram(times: list[float], bins: int = 24) -> list[Mapping[str, float]]:
    """Bars of a histogram in a 100 x 40 drawing."""
    if not times:
        return []
    top = max(times) or 1.0
    counts = [0] * bins
    for time in times:
        counts[min(bins - 1, int(bins * time / top))] += 1
    tallest = max(counts)
    width = 100 / bins
    return [
        {"x": i * width, "width": width * 0.9, "height": 40 * n / tallest, "count": n, "from": top * i / bins}
        for i, n in enumerate(counts)
    ]
