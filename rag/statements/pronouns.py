"""A pronoun that speaks to the member of the cast it stands for, when the article leaves no real choice.

The last speaker goes on speaking; else the subject of the sentence before is meant. Gender must agree. Two who fit
equally well are two candidates and no answer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rag.statements.cast import Cast, Member
from rag.statements.mentions import Mention
from rag.types import Span

GENDER = dict.fromkeys("he him his himself".split(), "m") | dict.fromkeys("she her hers herself".split(), "f")
FIRST = frozenset("i me my mine myself".split())
PLURAL = frozenset("they them their theirs themselves".split())
THING = frozenset("it its itself".split())
RELATIVE = frozenset("who whose whom which that".split())
_REACH = 700  # characters back in which a pronoun's noun is looked for
_CLEAR = 0.6  # by how much the best must lead
_STOP = re.compile(
    r"[.!?…](?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSen\.)(?<!\bRep\.)(?<!\bGov\.)(?<!\bGen\.)(?<!\bLt\.)(?<!\bSt\.)"
    r"(?<!\bRev\.)(?<!\b[A-Z]\.)[\"”’'»)\]]*\s+(?=[\"“‘'«(]*[A-Z\u00c0-\u00de0-9])|\n+"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement already resolved: where its source stands, and who it is."""

    at: int
    member: Member | None  # None: not of the cast ("analysts"), or unresolved
    content: tuple[Span, ...]
    name: str | None  # None: unresolved


class Discourse:
    """What an article's sentences, quotation marks and earlier speakers tell about a pronoun."""

    def __init__(self, text: str, cast: Cast, mentions: Sequence[Mention], marks: Sequence[Span]) -> None:
        """`mentions` and `marks` (quotations with their marks) are ordered by position."""
        self._text, self._cast, self._mentions, self._marks = text, cast, mentions, marks
        self._ends = [m.span.end for m in mentions]
        self._stops: list[int] | None = None
        self.said: list[Said] = []

    def hear(self, said: Said) -> None:
        """Note a statement once its speaker has been looked for."""
        self.said.append(said)

    def last(self, at: int) -> Said | None:
        """The last statement with a known speaker whose source stands before a place."""
        return next((s for s in reversed(self.said) if s.at < at and s.name), None)

    def last_person(self, at: int) -> Member | None:
        """The last person of the cast to have spoken before a place."""
        return next((s.member for s in reversed(self.said) if s.at < at and s.member and s.member.person), None)

    def going_on(self, content: tuple[Span, ...]) -> Said | None:
        """The statement that a quotation without a source continues.

        That is the one right before it in the paragraph, or that of the paragraph before if its quotation stayed open.
        """
        start = content[0].start
        if self.quoted(start) is None and self.quoted(max(0, start - 1)) is None:
            return None
        line = self._text.rfind("\n", 0, start) + 1
        before = [s for s in self.said if s.content[0].start < start]
        last = max(before, key=lambda s: max(s.at, s.content[-1].end), default=None)
        if last is None or last.name is None:
            return None
        if max(last.at, last.content[0].start) >= line:
            return last if not self._others_between(last, start) else None
        opening = self._text[line:start].strip(" \t\"“‘'")
        previous = self._text[:line].rstrip()
        left_open = bool(self._marks) and any(
            m.end == len(previous) and previous[-1] not in "\"”’'" for m in self._marks
        )
        return last if not opening and left_open and last.content[-1].end >= len(previous) - 2 else None

    def _others_between(self, last: Said, start: int) -> bool:
        """Whether somebody else is named, outside quotation marks, between a statement and a place."""
        end = max(last.at, last.content[-1].end)
        i = bisect_right(self._ends, end)
        while i < len(self._mentions) and self._mentions[i].span.start < start:
            member = self._cast.of(self._mentions[i])
            other = member is not None and member.person and member is not last.member
            if other and self.quoted(self._mentions[i].span.start) is None:
                return True
            i += 1
        return False

    def antecedent(self, at: int) -> Mention | None:
        """The name right before "who", behind at most a comma."""
        i = bisect_right(self._ends, at) - 1
        if i < 0 or self._text[self._ends[i] : at].strip(" \u00a0,"):
            return None
        return self._mentions[i]

    def same_group(self, at: int, thing: bool) -> Said | None:
        """The group ("analysts") or, for "it", the thing that spoke in the same paragraph and goes on speaking."""
        said = self.last(at)
        if said is None or said.name is None or "\n" in self._text[said.at : at]:
            return None
        if said.member is not None and (said.member.person or not thing):
            return None
        plural = said.name.rstrip(".").endswith(("s", "people", "police", "media")) or " and " in said.name
        named = said.member is not None
        return said if named == thing and (named or plural) else None

    def quoted(self, at: int) -> Span | None:
        """The quotation a place lies in, None outside marks."""
        i = bisect_right(self._marks, at, key=lambda m: m.start) - 1
        return self._marks[i] if i >= 0 and at < self._marks[i].end else None

    def sentence(self, at: int) -> int:
        """The number of the sentence a place is in; quotations' sentences count too."""
        if self._stops is None:
            self._stops = [m.end() for m in _STOP.finditer(self._text)]
        return bisect_right(self._stops, at)

    def resolve(self, at: int, gender: str, barred: Sequence[Span] = (), own: Member | None = None) -> list[Member]:
        """Who he or she at a place may be, the likeliest first; one when it is clear, several when it is not.

        `barred` are stretches whose people cannot be meant (whom he spoke to); `own` is not meant either.
        """
        scores = self._scores(at, gender, barred, own)
        ranked = sorted(scores, key=lambda m: (-scores[m], m.name))
        if not ranked:
            return []
        best = scores[ranked[0]]
        return [m for m in ranked if best - scores[m] < _CLEAR]

    def _scores(self, at: int, gender: str, barred: Sequence[Span], own: Member | None) -> dict[Member, float]:
        here, inside = self.sentence(at), self.quoted(at)
        out = set(self._members_in(barred)) | ({own} if own else set())
        scores: dict[Member, float] = {}
        i = bisect_right(self._ends, at) - 1
        while i >= 0 and self._mentions[i].span.start >= at - _REACH:
            mention = self._mentions[i]
            member = self._cast.of(mention)
            i -= 1
            if member is None or not member.person or member in out or (member.gender and member.gender != gender):
                continue
            weight = self._weight(mention, here, inside) + (0.2 if member.gender else 0.0)
            scores[member] = max(scores.get(member, 0.0), weight)
        self._add_speakers(scores, here, gender, out, at)
        return scores

    def _weight(self, mention: Mention, here: int, inside: Span | None) -> float:
        distance = here - self.sentence(mention.span.start)
        quotation = self.quoted(mention.span.start)
        if quotation is not None and quotation != inside:
            return max(0.0, 0.8 - 0.2 * distance)
        subject = 1.0 if self._leads(mention) or self._introduces(mention) else 0.0
        possessive = 0.3 if mention.possessive else 0.0
        return max(0.1, 2.0 + subject - possessive - 0.7 * distance)

    def _introduces(self, mention: Mention) -> bool:
        """Whether somebody is named in full for the first time, with a description: the next one to speak."""
        member = self._cast.of(mention)
        return (
            member is not None
            and mention.name.full
            and member.mentions[0] is mention
            and self._text[mention.span.end : mention.span.end + 2] in (", ", " (")
        )

    def _leads(self, mention: Mention) -> bool:
        """Whether it is the first person named in its sentence, as subjects are."""
        number = self.sentence(mention.span.start)
        i = bisect_right(self._ends, mention.span.start) - 1
        while i >= 0 and self.sentence(self._mentions[i].span.start) == number:
            other = self._cast.of(self._mentions[i])
            if other is not None and other.person and self.quoted(self._mentions[i].span.start) is None:
                return False
            i -= 1
        return True

    def _add_speakers(self, scores: dict[Member, float], here: int, gender: str, out: set[Member], at: int) -> None:
        for said in reversed(self.said):
            if said.at >= at:
                continue
            if at - said.at > _REACH:
                break
            member = said.member
            if member is None or member in out or (member.gender and member.gender != gender) or not member.person:
                continue
            distance = here - self.sentence(said.content[-1].end - 1)
            bonus = max(0.0, 1.6 - 0.4 * max(0, min(distance, here - self.sentence(said.at))))
            scores[member] = scores.get(member, 0.5) + bonus
            break

    def _members_in(self, spans: Sequence[Span]) -> list[Member]:
        found = []
        for span in spans:
            i = bisect_right(self._ends, span.start)
            while i < len(self._mentions) and self._mentions[i].span.start < span.end:
                member = self._cast.of(self._mentions[i])
                if member is not None:
                    found.append(member)
                i += 1
        return found
