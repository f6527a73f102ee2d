"""Gold rows go in, measures and a report come out; every answer is asked through `pipeline.ask`, by no back door."""

from rag.evaluate.datasets import Dataset, load_dataset
from rag.evaluate.measures import Outcome, Report, evaluate
from rag.evaluate.report import write_html, write_table

__all__ = ["Dataset", "Outcome", "Report", "evaluate", "load_dataset", "write_html", "write_table"]
