"""How likely an answer is one, to a line a reader understands: the chance, and the least at which anything is told."""

from __future__ import annotations

from rag.contract import Json
from rag.types import QuestionKind
from rag.ui.nodes import Node, el

_CERTAIN = 0.995  # from here on a rounded figure would claim what nobody knows


def sureness(answer: Json) -> Node | None:
    """None where there is nothing to doubt (somebody's statements were asked for and are listed) or to measure."""
    chance, fact = answer["confidence"], answer.get("kind") == QuestionKind.FACT.value
    answered = answer["status"] == "answered"
    if not (fact or (answered and chance < _CERTAIN)) or (not answered and not answer["evidence"]):
        return None
    least = answer.get("least")
    start = f" · an answer is given from {per_cent(least)}" if least and fact else ""
    meter = el(
        "span", class_="meter", aria_hidden="true", data_part=str(chance), data_mark=str(least) if start else None
    )
    return el("p", meter, f"{_words(fact, answered)}: {per_cent(chance)}{start}", class_="sureness")


def per_cent(chance: float) -> str:
    """A chance in figures, never rounded up to certainty or down to none.

    >>> [per_cent(chance) for chance in (0.978, 0.9999, 0.0008, 1.0, 0.0)]
    ['98 %', 'over 99 %', 'under 1 %', 'over 99 %', 'under 1 %']
    """
    if chance >= _CERTAIN:
        return "over 99 %"
    return f"{chance:.0%}".replace("%", " %") if chance >= 1 - _CERTAIN else "under 1 %"


def _words(fact: bool, answered: bool) -> str:
    if not answered:
        return "Chance that what was found answers the question"
    return "Chance that this answers the question" if fact else "How well this fits the question"
