"""An asked office ("the Chinese president") to the people whom the articles describe so."""

from __future__ import annotations

from collections.abc import Sequence

from rag.names.lexicon import NATIONS, OFFICES
from rag.names.parts import bare, key

_LEADERS = frozenset("president premier chancellor dictator king queen emperor".split())
_IDLE = frozenset("the a an of for his her its their current s".split())


def holding(asked: str, roles: Sequence[Sequence[str]]) -> list[int]:
    """Which people may be meant by an office, from the roles the articles give each: indices, empty for nobody.

    Every word asked must stand in one role, a country for its adjective and "leader" for whoever leads one. A former
    holder is meant only when a former one is asked for.

    >>> holding("the Chinese president", [["President of China"], ["former Chinese President"], ["Russian President"]])
    [0]
    """
    wanted = _words(asked)
    if not wanted & set(OFFICES.values()) and "head" not in wanted:
        return []
    return [i for i, own in enumerate(roles) if any(_holds(wanted, _words(role)) for role in own)]


def _holds(wanted: frozenset[str], known: frozenset[str]) -> bool:
    if "former" in known and "former" not in wanted:
        return False
    if known & _LEADERS:
        known |= {"leader", "head"}
    return wanted <= known


def _words(text: str) -> frozenset[str]:
    plain = (key(word.strip(',;:()"“”')) for word in bare(text).split())
    return frozenset(OFFICES.get(w) or NATIONS.get(w) or w for w in plain if w not in _IDLE)
