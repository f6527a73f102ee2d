"""The same doors from a shell: index, ask, statements, check, speakers, show, evaluate, doctor.

Exit status 0 for an answer or an abstention, 1 when a checked claim fails or the doctor finds something, 2 with one
line on standard error for a usage or input error. What happens behind the doors is `rag.pipeline`'s.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rag.errors import OnTheRecordError
from rag.settings import Settings
from rag.shell import asking, progress_bars, told

if TYPE_CHECKING:
    from rag.pipeline import Pipeline
    from rag.types import IndexReport, Turn

    QuestionRow = tuple[str, str, tuple[Turn, ...]]  # id, question, history

INDEX = click.option(
    "--index", "index_dir", type=click.Path(path_type=Path, file_okay=False), help="Where the index lives."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Ask a folder of news articles who said what, when, and where it says so."""


@main.command("index")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@INDEX
@click.option("--no-vectors", is_flag=True, help="Leave meaning-based search out: words and speakers only.")
def index_command(paths: tuple[Path, ...], index_dir: Path | None, no_vectors: bool) -> None:
    """Read articles (.txt .md .html .pdf .docx .jsonl) from folders or files; reads again only what changed."""
    from rag.pipeline import build_index

    settings = _settings(index_dir)
    paths = paths or (settings.corpus_dir,)
    for path in paths:
        if not path.exists():  # else a slip of a key would empty the index: what vanished leaves it
            raise click.UsageError(f"{path} does not exist; nothing was indexed, and the index is as it was")
    with progress_bars() as on_progress:
        report = build_index(settings, paths, on_progress, vectors=not no_vectors)
    for problem in report.problems:
        click.echo(f"left out {problem.path}: {problem.reason}. {problem.remedy}", err=True)
    click.echo(_summary(report))


def _summary(report: IndexReport) -> str:
    status = report.status
    return (
        f"{status.articles} articles, {status.statements} statements, {status.passages} passages "
        f"({report.added} new, {report.changed} changed, {report.removed} removed, {report.unchanged} as they were"
        + (f", {len(report.problems)} left out)" if report.problems else ")")
    )


@main.command("ask")
@click.argument("question", required=False)
@INDEX
@AS_JSON
@click.option("--questions", type=FILE, help='Rows {"id", "question", "history"}, answered in order.')
@click.option("--out", type=FILE, help="Where the answers of --questions go; without it, standard output.")
def ask_command(
    question: str | None, index_dir: Path | None, as_json: bool, questions: Path | None, out: Path | None
) -> None:
    """Ask one question, or a file of them."""
    from rag.contract import answer_json
    from rag.pipeline import Pipeline

    if (question is None) == (questions is None):
        raise click.UsageError("give one question, or a file of them with --questions")
    rows = list(_question_rows(questions)) if questions else []
    pipeline = Pipeline.open(_settings(index_dir))
    if questions:
        _ask_all(pipeline, rows, out)
        return
    answer = answer_json(pipeline.ask(question or ""), pipeline.index)
    click.echo(json.dumps(answer, ensure_ascii=False) if as_json else told(answer))


def _ask_all(pipeline: Pipeline, rows: list[QuestionRow], out: Path | None) -> None:
    from rag.contract import answer_json

    with click.open_file(str(out or "-"), "w", encoding="utf-8") as file, asking(len(rows)) as step:
        for row_id, text, history in rows:
            answer = answer_json(pipeline.ask(text, history), pipeline.index, row_id)
            file.write(json.dumps(answer, ensure_ascii=False) + "\n")
            step(1)


def _question_rows(path: Path) -> Iterator[QuestionRow]:
    from rag.evaluate.rows import history

    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
                yield str(row["id"]), str(row["question"]), history(row.get("history") or ())
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise click.UsageError(f"{path}:{number}: needs an id and a question ({error!r})") from error


@main.command("statements")
@INDEX
@click.option("--out", type=FILE, help="Where the lines go; without it, standard output.")
def statements_command(index_dir: Path | None, out: Path | None) -> None:
    """Every statement of every article, one JSON object a line."""
    from rag.contract import statement_json
    from rag.pipeline import Pipeline

    index = Pipeline.open(_settings(index_dir)).index
    with click.open_file(str(out or "-"), "w", encoding="utf-8") as file:
        for card in sorted(index.cards(), key=lambda card: card.path):
            for statement in index.statements_of(card.id):
                file.write(json.dumps(statement_json(statement, card.path), ensure_ascii=False) + "\n")


@main.command("check")
@click.argument("draft", type=click.File("r", encoding="utf-8"))
@INDEX
@AS_JSON
def check_command(draft: Any, index_dir: Path | None, as_json: bool) -> None:
    """Check every quotation and attributed claim of a draft (plain text or Markdown); - reads standard input."""
    from rag.contract import check_json
    from rag.pipeline import Pipeline
    from rag.types import Verdict

    pipeline = Pipeline.open(_settings(index_dir))
    claims = pipeline.check(draft.read())
    checked = check_json(claims, pipeline.index)
    if as_json:
        click.echo(json.dumps(checked, ensure_ascii=False))
    else:
        for claim in checked["claims"]:
            found = f" (the articles give it to {claim['speaker_found']})" if claim["speaker_found"] else ""
            click.echo(f"{claim['verdict']:>28}  {claim['text']}{found}")
    if any(claim.verdict is not Verdict.VERIFIED for claim in claims):
        sys.exit(1)


@main.command("speakers")
@INDEX
@AS_JSON
def speakers_command(index_dir: Path | None, as_json: bool) -> None:
    """Everybody whose words the articles report, most statements first."""
    from rag.pipeline import Pipeline

    for person in Pipeline.open(_settings(index_dir)).index.people():
        if as_json:
            row = {
                "name": person.name,
                "aliases": list(person.aliases),
                "roles": [{"article": role.article_id, "text": role.text} for role in person.roles],
                "statements": len(person.statement_ids),
            }
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            role = f", {person.roles[0].text}" if person.roles else ""
            click.echo(f"{len(person.statement_ids):5}  {person.name}{role}")


@main.command("show")
@click.argument("article")
@INDEX
@AS_JSON
def show_command(article: str, index_dir: Path | None, as_json: bool) -> None:
    """One article, by its path or id, with how its headline, outlet, author and date are known."""
    from rag.pipeline import Pipeline

    found = Pipeline.open(_settings(index_dir)).index.article(article)
    about = {
        name: {"value": known.value, "known from": known.origin.value} if known else None
        for name, known in (
            ("headline", found.headline),
            ("outlet", found.outlet),
            ("author", found.author),
            ("date", found.published),
        )
    }
    if as_json:
        blocks = [{"start": b.span.start, "end": b.span.end, "kind": b.kind.value} for b in found.blocks]
        row = {"id": found.id, "article": found.path, **about, "blocks": blocks, "text": found.text}
        click.echo(json.dumps(row, ensure_ascii=False))
        return
    click.echo(f"{found.path} ({found.id})")
    for name, known in about.items():
        click.echo(f"{name}: " + (f"{known['value']} ({known['known from']})" if known else "unknown"))
    click.echo("\n" + found.text)


@main.command("evaluate")
@click.option("--questions", type=FILE, help="Gold rows; the default is tests/gold/questions.jsonl over corpus/.")
@INDEX
@click.option("--compare", type=FILE, help="The JSON of an earlier run.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("build/evaluation"))
@click.option("--dataset", type=click.Choice(["polnear", "realtimeqa"]), help="A public data set instead.")
@click.argument("checkout", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--split", default="dev", help="Which part of the data set.")
def evaluate_command(
    questions: Path | None,
    index_dir: Path | None,
    compare: Path | None,
    out: Path,
    dataset: str | None,
    checkout: Path | None,
    split: str,
) -> None:
    """Ask gold questions as a user would and report what was right: a table, a JSON and an HTML page."""
    from rag.evaluate.run import run

    if (dataset is None) != (checkout is None):
        raise click.UsageError("--dataset NAME goes with the folder of its checkout")
    settings = _settings(index_dir)
    chosen = replace(settings, index_dir=index_dir or out / "index") if not questions or dataset else settings
    with progress_bars() as on_progress:
        click.echo(
            run(
                chosen,
                out,
                questions,
                compare,
                (dataset, checkout, split) if dataset and checkout else None,
                on_progress,
            )
        )


@main.command("doctor")
@INDEX
@AS_JSON
@click.option("--weights", is_flag=True, help="Look at the model weights only.")
def doctor_command(index_dir: Path | None, as_json: bool, weights: bool) -> None:
    """What is installed, configured, reachable and healthy."""
    from rag.doctor import diagnose

    findings = diagnose(_settings(index_dir), weights_only=weights)
    for finding in findings:
        row = {"part": finding.part, "ok": finding.ok, "found": finding.found, "remedy": finding.remedy}
        told = f"{'ok ' if finding.ok else 'BAD'}  {finding.part}: {finding.found}"
        click.echo(json.dumps(row) if as_json else told + (f". {finding.remedy}" if finding.remedy else ""))
    if not all(finding.ok for finding in findings):
        sys.exit(1)


def _settings(index_dir: Path | None) -> Settings:
    settings = Settings.from_environment()
    return replace(settings, index_dir=index_dir) if index_dir else settings


def run() -> None:
    """Start the command line; an error of ours becomes one line and exit status 2."""
    try:
        main(prog_name="python -m rag")
    except OnTheRecordError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
    except ValueError as error:
        if "is not a number" not in str(error):
            raise
        click.echo(f"error: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    run()
