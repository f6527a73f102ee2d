"""Words for several or for a thing ("they", "it", "the nation") to who spoke or was spoken of before them.

One person behind "he" or "she" is left to `pronouns`.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right

from rag.names import Kind, key, organisation_key
from rag.names.lexicon import NATIONS
from rag.statements.mentions import Mention
from rag.statements.pronouns import Discourse, Said

PLURAL = frozenset("they them their theirs themselves".split())
THING = frozenset("it its itself".split())
COUNTRY = frozenset("nation country kingdom".split())
_MANY = ("s", "people", "police", "media")


def going_on(discourse: Discourse, at: int, thing: bool) -> Said | None:
    """What "they" or, for a thing, "it" at a place continues: the group, the two or the thing that spoke last.

    Only within the paragraph, and "it" only where no other country or organisation opens a sentence in between.
    """
    said = discourse.last(at)
    if said is None or said.name is None or "\n" in discourse.text[said.at : at]:
        return None
    if said.member is not None and (said.member.person or not thing):
        return None
    named = said.member is not None or organisation_key(said.name) in NATIONS
    if thing:
        return said if named and not _another(discourse, said, at) else None
    return said if not named and (said.names or said.name.rstrip(".").endswith(_MANY)) else None


def _another(discourse: Discourse, said: Said, at: int) -> bool:
    own = organisation_key(said.name or "")
    between = discourse.mentions[bisect_right(discourse.ends, said.content[-1].end) :]
    return any(
        m.name.kind in (Kind.PLACE, Kind.ORGANISATION)
        and discourse.opens(m)
        and organisation_key(m.span.of(discourse.text)) != own
        for m in itertools.takewhile(lambda m: m.span.start < at, between)
    )


def country_before(discourse: Discourse, at: int) -> Mention | None:
    """The country "the nation" stands for: the last one that is the subject of a sentence of the paragraph."""
    line = discourse.text.rfind("\n", 0, at) + 1
    for mention in reversed(discourse.mentions[: bisect_right(discourse.ends, at)]):
        if mention.span.start < line:
            return None
        if key(mention.name.text) in NATIONS and discourse.opens(mention):
            joined = discourse.text.startswith((" and ", ", "), mention.span.end)
            joined = joined or discourse.text[: mention.span.start].endswith(" and ")
            return None if joined or mention.possessive else mention
    return None
