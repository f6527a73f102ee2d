"""Dates and figures to the words a reader would use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def day(published: str | None) -> str | None:
    """A date as a reader writes it; a month or a year stays what it is.

    >>> [day(d) for d in ("2024-05-16", "2024-05", "2024", None)]
    ['16 May 2024', 'May 2024', '2024', None]
    """
    if not published or len(published) not in (7, 10):
        return published or None
    when = date.fromisoformat(published if len(published) == 10 else f"{published}-01")
    return f"{when.day} {when:%B %Y}" if len(published) == 10 else f"{when:%B %Y}"


def days(since: str | None, until: str | None) -> str | None:
    """The days between which articles are searched; None: any.

    >>> days("2024-05-16", "2024-05-17"), days("2024-05-16", "2024-05-16")
    ('16 May 2024 to 17 May 2024', '16 May 2024')
    >>> days("2024-05-16", None), days(None, "2024-05-16")
    ('since 16 May 2024', 'until 16 May 2024')
    """
    if not since or not until:
        return f"since {day(since)}" if since else f"until {day(until)}" if until else None
    return day(since) if since == until else f"{day(since)} to {day(until)}"


def count(n: int, noun: str) -> str:
    """A number of things.

    >>> count(1, "article"), count(2000, "article")
    ('1 article', '2,000 articles')
    """
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def ranges(numbers: Sequence[int]) -> str:
    """Numbers in order, neighbours drawn together.

    >>> ranges([1, 2, 3, 5, 6, 9])
    '1–3, 5, 6, 9'
    """
    runs: list[list[int]] = []
    for n in sorted(numbers):
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
