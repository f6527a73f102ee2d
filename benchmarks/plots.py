"""Results to two plots beside them: quality against latency, and indexing time against the size of the corpus.

Run by `make bench` with the interpreter of the peers, which has matplotlib: `plots.py FOLDER SPLIT_SIZE < cells.json`.
"""

import json
import sys
from pathlib import Path
from typing import Any

OURS = "On the Record"
Cells = list[dict[str, Any]]
_OURS, _PEER = "#c8102e", "#1f77b4"
_COLOURS = ("#1f77b4", "#ff7f0e", "#2ca02c", "#9467bd", "#8c564b", "#17becf", "#7f7f7f", "#bcbd22", "#e377c2")


def quality(plt: Any, cells: Cells, out: Path) -> None:
    """Hits@1 over the median of a query; the bars are a standard error, and the 95th percentile."""
    figure, axes = plt.subplots(figsize=(8, 4.5))
    named: list[tuple[float, float]] = []
    for cell in cells:
        x, y, slow = cell["figures"]["p50"], cell["figures"]["hits@1"], cell["figures"]["p95"]
        colour = _OURS if cell["name"] == OURS else _PEER
        axes.errorbar(x, y, yerr=0.04, xerr=[[0], [max(slow - x, 0)]], fmt="o", color=colour, lw=0.8, alpha=0.9)
        crowded = any(0.2 < x / other < 5 and abs(y - height) < 0.02 for other, height in named)
        at = (4, -11 if crowded else 5)
        axes.annotate(cell["name"], (x, y), xytext=at, textcoords="offset points", fontsize=8, color=colour)
        named.append((x, y))
    axes.set(xscale="log", xlabel="query, ms (median; bar to the 95th percentile)", ylabel="Hits@1 (± standard error)")
    axes.set_title(f"Quality against latency, {cells[0]['articles']:,} articles", fontsize=10)
    axes.xaxis.set_major_formatter("{x:g}")
    _save(figure, out)


def indexing(plt: Any, cells: Cells, out: Path) -> None:
    """Seconds over articles, a line each, the slowest first; ours until searchable too."""
    figure, axes = plt.subplots(figsize=(8, 4.5))
    lines = {(name, "whole_s"): name for name in {cell["name"] for cell in cells}}
    lines |= {(OURS, "words_s"): f"{OURS}, searchable"} if (OURS, "whole_s") in lines else {}
    drawn = []
    for (name, figure_name), label in lines.items():
        points = sorted((cell["articles"], cell["figures"][figure_name]) for cell in cells if cell["name"] == name)
        drawn.append((points[-1][1] / points[-1][0], name, label, points))
    for _, name, label, points in sorted(drawn, reverse=True):
        style = {"color": _OURS, "lw": 2, "ls": "-" if label == OURS else "--"} if name == OURS else {"lw": 1}
        axes.plot(*zip(*points, strict=True), marker=".", label=label, **style)
    axes.set(xscale="log", yscale="log", xlabel="articles", ylabel="fully indexed, s")
    axes.set_title("Indexing time against corpus size", fontsize=10)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.yaxis.set_major_formatter("{x:g}")
    axes.legend(fontsize=7, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    _save(figure, out)


def _save(figure: Any, out: Path) -> None:
    figure.axes[0].grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(out, metadata={"Date": None})


def main() -> None:
    """Read, draw, write."""
    import matplotlib as mpl  # type: ignore[import-not-found,unused-ignore]

    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "bench", "axes.spines.top": False, "axes.spines.right": False})
    mpl.rcParams["axes.prop_cycle"] = mpl.cycler(color=_COLOURS)
    from matplotlib import pyplot as plt

    out, split = Path(sys.argv[1]), int(sys.argv[2])
    cells = [cell for cell in json.load(sys.stdin) if "whole_s" in cell["figures"]]
    told = [cell for cell in cells if "hits@1" in cell["figures"]]
    if at_split := [cell for cell in told if cell["articles"] == split]:
        quality(plt, at_split, out / "quality.svg")
    if cells:
        indexing(plt, cells, out / "indexing.svg")


if __name__ == "__main__":
    main()
