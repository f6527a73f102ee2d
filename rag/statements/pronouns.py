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
RELATIVE = frozenset("who whose whom which that".split())
_REACH = 700  # characters back in which a pronoun's noun is looked for
_CLEAR = 0.6  # by how much the best must lead
_SPEAKING = 0.8  # who speaks in the same paragraph goes on speaking
_THEIRS = re.compile(
    r" (?:campaign|administration|camp|team|presidency|era|rally|rallies|famil(?:y|ies)|government|cabinet|foundation"
    r"|staff|all(?:y|ies)|aides?|advis[eo]rs?|supporters?|backers|voters|delegates|surrogates?|fans|loyalists|officials?)\b"
)  # "the Low campaign" is not Low
_STOP = re.compile(
    r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSen\.)(?<!\bRep\.)(?<!\bGov\.)(?<!\bGen\.)(?<!\bLt\.)(?<!\bSt\.)"
    r"(?<!\bRev\.)(?<!\bGovs\.)(?<!\bSens\.)(?<!\bReps\.)(?<!\bProf\.)(?<!\bSgt\.)(?<!\bCol\.)(?<!\bAdm\.)(?<!\b[A-Z]\.)[\"”’'»)\]]*\s+(?=[\"“‘'«(]*[A-Z\u00c0-\u00de0-9]))"
)  # one class of characters first: scanned for quickly


@dataclass(frozen=True, slots=True)
class Said:
    """A statement already resolved: where its source stands, and who it is."""

    at: int
    member: Member | None  # None: not of the cast ("analysts"), or unresolved
    content: tuple[Span, ...]
    name: str | None  # None: unresolved
    names: tuple[str, ...] = ()  # who "Ann Roe and Tom Low" are; empty when one or nobody spoke
    doubtful: bool = False  # "he said", and nobody knows who


class Discourse:
    """What an article's sentences, quotation marks and earlier speakers tell about a pronoun."""

    def __init__(self, text: str, cast: Cast, mentions: Sequence[Mention], marks: Sequence[Span]) -> None:
        """`mentions` and `marks` (quotations with their marks) are ordered by position."""
        self.text, self.cast, self.mentions, self._marks = text, cast, mentions, marks
        self.ends = [m.span.end for m in mentions]
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
        line = self.text.rfind("\n", 0, start) + 1
        before = [s for s in self.said if s.content[0].start < start]
        last = max(before, key=lambda s: max(s.at, s.content[-1].end), default=None)
        if last is None or last.name is None:
            return None
        if max(last.at, last.content[0].start) >= line:
            return last if not self._others_between(last, start) else None
        opening = self.text[line:start].strip(" \t\"“‘'")
        previous = self.text[:line].rstrip()
        left_open = bool(self._marks) and any(
            m.end == len(previous) and previous[-1] not in "\"”’'" for m in self._marks
        )
        return last if not opening and left_open and last.content[-1].end >= len(previous) - 2 else None

    def _others_between(self, last: Said, start: int) -> bool:
        """Whether somebody else is named, outside quotation marks, between a statement and a place."""
        end = max(last.at, last.content[-1].end)
        i = bisect_right(self.ends, end)
        while i < len(self.mentions) and self.mentions[i].span.start < start:
            member = self.cast.of(self.mentions[i])
            other = member is not None and member.person and member is not last.member
            if other and self.quoted(self.mentions[i].span.start) is None:
                return True
            i += 1
        return False

    def antecedent(self, at: int) -> Mention | None:
        """The name right before "who", behind at most a comma."""
        i = bisect_right(self.ends, at) - 1
        if i < 0 or self.text[self.ends[i] : at].strip(" \u00a0,"):
            return None
        return self.mentions[i]

    def opens(self, mention: Mention) -> bool:
        """Whether a sentence begins with the name, but for a word or two: "While China ..."."""
        start = self.text.rfind("\n", 0, mention.span.start) + 1
        number = self.sentence(mention.span.start)
        if number and self._stops:
            start = max(start, self._stops[number - 1])
        return self.quoted(mention.span.start) is None and len(self.text[start : mention.span.start].split()) < 3

    def quoted(self, at: int) -> Span | None:
        """The quotation a place lies in, None outside marks."""
        i = bisect_right(self._marks, at, key=lambda m: m.start) - 1
        return self._marks[i] if i >= 0 and at < self._marks[i].end else None

    def sentence(self, at: int) -> int:
        """The number of the sentence a place is in; quotations' sentences count too."""
        if self._stops is None:
            self._stops = [m.end() for m in _STOP.finditer(self.text)]
        return bisect_right(self._stops, at)

    def resolve(self, at: int, gender: str, barred: Sequence[Span] = (), own: Member | None = None) -> list[Member]:
        """Who he or she at a place may be, the likeliest first; one when it is clear, several when it is not.

        `barred` are stretches whose people cannot be meant (whom he spoke to); `own` is not meant either.
        """
        out = set(self._members_in(barred)) | ({own} if own else set())
        return _clear(self._scores(at, gender, out))

    def interrupting(self, at: int, gender: str, barred: Sequence[Span], told: Sequence[Span]) -> list[Member]:
        """Who "he said" inside or behind his own words may be: who has been speaking, if it is not said of himself.

        Whom others name in their words is not meant. In "Low must know, he said" it is hardly Low: somebody else is
        named only if they spoke last; `told` are the words of that sentence.
        """
        heard = self._heard(at, gender)
        line = self.text.rfind("\n", 0, at) + 1
        last = heard[0] if heard and heard[0].at >= line else None
        if last is not None and last.doubtful:
            return []  # who spoke just before is not known either
        scores = self._scores(at, gender, set(self._members_in(barred)), heard, _SPEAKING if last else 0.0)
        sources = [s.member for s in heard if any(t.start <= s.at < t.end for t in told)]  # "according to Low, he said"
        named = [m for m in self._members_in(told, of_others=False) if m in scores and m not in sources]
        if not named:
            return _clear(scores)
        return [m for m in scores if last and m is last.member and m not in named]

    def _heard(self, at: int, gender: str) -> list[Said]:
        """Who has spoken shortly before a place and may be he or she, the last one first."""
        return [
            s
            for s in reversed(self.said)
            if s.at < at <= s.at + _REACH
            and not any(c.start <= at < c.end for c in s.content)
            and (s.doubtful or (s.member and s.member.person and s.member.gender in ("", gender)))
        ]

    def _scores(
        self, at: int, gender: str, out: set[Member], heard: Sequence[Said] = (), speaking: float = 0.0
    ) -> dict[Member, float]:
        here, inside = self.sentence(at), self.quoted(at)
        told = [(said.member, span) for said in heard if said.member for span in said.content]
        scores: dict[Member, float] = {}
        i = bisect_right(self.ends, at) - 1
        while i >= 0 and self.mentions[i].span.start >= at - _REACH:
            mention = self.mentions[i]
            member = self.cast.of(mention)
            i -= 1
            if member is None or not member.person or member in out or (member.gender and member.gender != gender):
                continue
            if any(speaker is not member and span.covers(mention.span) for speaker, span in told):
                continue
            weight = self._weight(mention, here, inside) + (0.2 if member.gender else 0.0)
            scores[member] = max(scores.get(member, 0.0), weight)
        self._add_speakers(scores, here, gender, out, at, speaking)
        return scores

    def within_sentence(self, span: Span, at: int) -> Span | None:
        """The part of a span in the same sentence as a place; None when there is none."""
        number = self.sentence(at)
        stops = self._stops or []
        start = max(span.start, stops[number - 1] if number else 0)
        end = min(span.end, stops[number] if number < len(stops) else len(self.text))
        return Span(start, end) if start < end else None

    def _weight(self, mention: Mention, here: int, inside: Span | None) -> float:
        distance = here - self.sentence(mention.span.start)
        quotation = self.quoted(mention.span.start)
        if (quotation is not None and quotation != inside) or _THEIRS.match(self.text, mention.span.end):
            return max(0.0, 0.8 - 0.2 * distance)
        subject = 1.0 if self._leads(mention) or self._introduces(mention) else 0.0
        possessive = 0.3 if mention.possessive else 0.0
        return max(0.1, 2.0 + subject - possessive - 0.7 * distance)

    def _introduces(self, mention: Mention) -> bool:
        """Whether somebody is named in full for the first time, with a description: the next one to speak."""
        member = self.cast.of(mention)
        return (
            member is not None
            and mention.name.full
            and member.mentions[0] is mention
            and self.text[mention.span.end : mention.span.end + 2] in (", ", " (")
        )

    def _leads(self, mention: Mention) -> bool:
        """Whether it is the first person named in its sentence, as subjects are, or joined to that one by "and"."""
        number = self.sentence(mention.span.start)
        i = bisect_right(self.ends, mention.span.start) - 1
        start = mention.span.start
        while i >= 0 and self.sentence(self.mentions[i].span.start) == number:
            before = self.mentions[i]
            other = self.cast.of(before)
            if other is not None and other.person and self.quoted(before.span.start) is None:
                if before.possessive or self.text[before.span.end : start].strip() not in ("and", ",", ", and", "&"):
                    return False
                start = before.span.start
            i -= 1
        return True

    def _add_speakers(
        self, scores: dict[Member, float], here: int, gender: str, out: set[Member], at: int, speaking: float
    ) -> None:
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
            scores[member] = scores.get(member, 0.5) + bonus + speaking
            break

    def _members_in(self, spans: Sequence[Span], of_others: bool = True) -> list[Member]:
        """Whoever is named in these stretches; `of_others` counts "Low's house" for Low."""
        found = []
        for span in spans:
            i = bisect_right(self.ends, span.start)
            while i < len(self.mentions) and self.mentions[i].span.start < span.end:
                member = self.cast.of(self.mentions[i])
                if member is not None and (of_others or not self.mentions[i].possessive):
                    found.append(member)
                i += 1
        return found


def _clear(scores: dict[Member, float]) -> list[Member]:
    """The likeliest member, and the ones too near to it."""
    ranked = sorted(scores, key=lambda m: (-scores[m], m.name))
    return [m for m in ranked if scores[ranked[0]] - scores[m] < _CLEAR]
