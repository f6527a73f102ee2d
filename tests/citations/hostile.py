"""Annotated articles to sentences that quote them honestly and sentences that do not, by rule and by a seed.

Every row says which statement it is about, so that a test can cite it as a model would.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rag import names
from rag.types import Article, Known, Mode, Origin, Span, Statement
from rag.words import fold
from tests.citations.newsroom import Newsroom

_NOT = re.compile(
    r"\b(?:not|never|no|without|nothing|nobody|none|neither|nor|cannot|but|unless|if|only|however)\b|n['’]t\b"
)
_FIGURE = re.compile(r"(?<![\w.,])\d+(?![\w]|[.,]\d)")


@dataclass(frozen=True)
class Row:
    """One sentence with the rule that made it and the statement it claims to quote."""

    rule: str
    text: str
    statement: Statement


Direct = tuple[Statement, str, str]  # statement, speaker, the words between the marks


def read(path: Path) -> Newsroom:
    """The annotated articles as a small index: every attribution a statement under the words of its source."""
    written = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        made = Article(row["id"], row["id"], row["text"], published=Known(row["date"], Origin.METADATA))
        written.append((made, list(_statements(made, row["attributions"]))))
    return Newsroom(*written)


def read_questions(questions: Path, corpus: Path) -> Newsroom:
    """The articles of a folder with the statements that gold questions about speakers name."""
    said: dict[str, dict[int, Statement]] = {}
    for line in questions.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for gold in row["gold"] if row["type"] == "speaker" else ():
            text = (corpus / gold["article"]).read_bytes().decode("utf-8")
            for start, end in gold["spans"]:
                mode = Mode.DIRECT if fold(text[start]) == fold(text[end - 1]) == '"' else Mode.INDIRECT
                one = Statement(
                    f"{gold['article']}:{start}", gold["article"], mode, (Span(start, end),), None, None, row["speaker"]
                )
                said.setdefault(gold["article"], {})[start] = one
    return Newsroom(
        *(
            (Article(name, name, (corpus / name).read_bytes().decode("utf-8")), list(rows.values()))
            for name, rows in said.items()
        )
    )


def _statements(made: Article, attributions: list[dict[str, list[list[int]]]]) -> Iterator[Statement]:
    for one in attributions:
        content = tuple(Span(*span) for span in sorted(one["content"]))
        if not content or not one["source"]:
            continue
        mention = Span(one["source"][0][0], one["source"][-1][1])
        cue = Span(one["cue"][0][0], one["cue"][-1][1]) if one["cue"] else None
        words = mention.of(made.text)
        first = content[0].of(made.text)
        mode = Mode.DIRECT if fold(first)[0] == '"' and fold(content[-1].of(made.text))[-1] == '"' else Mode.INDIRECT
        mode = Mode.MIXED if mode is Mode.INDIRECT and '"' in fold(first) else mode
        name = re.fullmatch(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)*", words) and words not in ("He", "She", "They", "It")
        speaker = words if name else None
        yield Statement(f"{made.id}:{content[0].start}", made.id, mode, content, cue, mention, speaker)


def direct(room: Newsroom) -> list[Direct]:
    """Statements of one unbroken quotation by somebody named: statement, speaker, the words between the marks."""
    found = []
    for made in room.articles.values():
        for statement in room.said[made.id]:
            words = statement.content[0].of(made.text)
            inner = words[1:-1]
            whole = len(statement.content) == 1 and statement.mode is Mode.DIRECT and '"' not in fold(inner)
            if whole and statement.speaker and "\n" not in inner and len(inner.split()) >= 8:
                found.append((statement, statement.speaker, inner))
    return found


def honest(room: Newsroom, seed: int) -> Iterator[Row]:
    """Sentences that quote word for word, in the ways that people and models write them."""
    chance = random.Random(seed)  # noqa: S311  rows, not secrets
    for statement, speaker, words in direct(room):
        bare = words.rstrip(" ,.;:")
        row = bare.split()
        half = len(row) // 2
        yield Row("whole, curly", f"{speaker} said: “{words}”", statement)
        yield Row("whole, straight", f'"{_straight(bare)}," {speaker} said.', statement)
        yield Row("according to", f"According to {speaker}, “{bare}”.", statement)
        yield Row("inverted", f"“{bare},” said {speaker}.", statement)
        yield Row("signed", f"“{words}” — {speaker}", statement)
        if not _NOT.search(words):
            start = chance.randrange(0, len(row) - 5)
            part = " ".join(row[start : start + chance.randrange(5, len(row) - start + 1)]).strip(" ,.;:—-–'’‘")
            yield Row("fragment", f"{speaker} said that “{part}”.", statement)
            yield Row("split", f"“{' '.join(row[:half])},” {speaker} said, “{' '.join(row[half:])}.”", statement)
            yield Row("goes on", f"“{' '.join(row[:half])},” {speaker} said. “{' '.join(row[half:])}.”", statement)
            if len(row) >= 12:
                yield Row("ellipsis", f"{speaker} said: “{' '.join(row[:4])} … {' '.join(row[-4:])}”", statement)
    for made in room.articles.values():
        for statement in room.said[made.id]:
            words = statement.content[0].of(made.text)
            cue = fold(statement.cue.of(made.text)) if statement.cue else ""
            plain = statement.mode is Mode.INDIRECT and len(statement.content) == 1 and '"' not in fold(words)
            plain = plain and cue in ("said", "says") and _is_clause(made.text, statement.content[0])
            if plain and statement.speaker and "\n" not in words and len(words.split()) >= 7 and words[:5] != "that ":
                yield Row("retold", f"{statement.speaker} said that {words}.", statement)


def _is_clause(text: str, span: Span) -> bool:
    """Whether the words are a whole clause as annotated: no word cut, none that only continues another."""
    first = fold(span.of(text)).split()[0]
    if re.search(r"[.!?]\s", span.of(text)):
        return False
    return not text[span.start - 1 : span.start].isalnum() and first not in (
        "to",
        "if",
        "when",
        "what",
        "how",
        "whether",
    )


def _straight(words: str) -> str:
    return words.replace("’", "'").replace("‘", "'").replace("—", "-").replace("–", "-")


Rule = Callable[[str, str, random.Random, list[Direct]], str | None]


def hostile(room: Newsroom, seed: int) -> Iterator[Row]:
    """Sentences that change what was said or who said it, each by one rule."""
    chance = random.Random(seed)  # noqa: S311  rows, not secrets
    rows = direct(room)
    for statement, speaker, words in rows:
        for name, rule in RULES.items():
            text = rule(words.rstrip(" ,.;:"), speaker, chance, rows)
            if text is not None:
                yield Row(name, text, statement)
    for row in honest(room, seed):
        if row.rule == "retold" and row.statement.speaker:
            for name, rule in RETOLD.items():
                text = rule(row.text, row.statement.speaker, chance, rows)
                if text is not None:
                    yield Row(name, text, row.statement)


def _negated(words: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    changed = re.sub(r"\b(is|are|was|were|will|would|can|could|should|do|have|has)\b", r"\1 not", words, count=1)
    return f"{speaker} said: “{changed}”" if changed != words else None


def _dropped_not(words: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    changed = re.sub(r"\bnot |\bnever |(?<=\w)n[’']t\b", "", words, count=1)
    return f"{speaker} said: “{changed}”" if changed != words else None


def _dropped_before(words: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    match = re.search(r"\b(?:not|never)\s+((?:\w+\s+){3,}\w+)", words)
    return f"{speaker} said they would “{match.group(1)}”." if match else None


def _figure(words: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    changed = _FIGURE.sub(lambda match: str(int(match.group()) + chance.randrange(1, 90)), words, count=1)
    return f"{speaker} said: “{changed}”" if changed != words else None


def _swapped(words: str, speaker: str, chance: random.Random, rows: list[Direct]) -> str | None:
    others = sorted({s for _, s, _ in rows if len(s.split()) > 1 and not names.compatible(s, speaker)})
    return f"“{words},” said {chance.choice(others)}."


def _signed(words: str, speaker: str, chance: random.Random, rows: list[Direct]) -> str | None:
    others = sorted({s for _, s, _ in rows if len(s.split()) > 1 and not names.compatible(s, speaker)})
    return f"“{words}.” — {chance.choice(others)}"


def _stitched(words: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    row = words.split()
    return f"{speaker} said: “{' '.join(row[:4])} {' '.join(row[-3:])}”" if len(row) >= 12 else None


def _over_negation(words: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    match = re.search(r"^(.{12,}?\S)\s+(?:\S+\s+)??(?:\w+n[’']t|not|never)\s+(\S.{12,})$", words)
    return f"{speaker} said: “{match.group(1)} … {match.group(2)}”" if match else None


def _tail(words: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    tails = ("and everybody knows it", "by the end of the year", "whatever the cost may be", "and I am sorry for it")
    return f"{speaker} said: “{words} {chance.choice(tails)}”"


def _another(words: str, speaker: str, chance: random.Random, rows: list[Direct]) -> str | None:
    others = [w for _, s, w in rows if not names.compatible(s, speaker) and words not in w and w not in words]
    return f"{speaker} said: “{chance.choice(others)}”"


def _paraphrased(words: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    row = words.split()
    places = [i for i, word in enumerate(row) if len(word) > 4 and word.isalpha()]
    if len(places) < 2:
        return None
    for at in chance.sample(places, 2):
        row[at] = chance.choice(("matters", "people", "really", "countries", "nearly", "holding", "bigger"))
    return f"{speaker} said: “{' '.join(row)}”"


def _one_word(words: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    row = words.split()
    at = chance.randrange(len(row))
    row[at] = "lanterns" if fold(row[at]) != "lanterns" else "harbours"
    return f'"{_straight(" ".join(row))}," {speaker} said.'


def _split_altered(words: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    row = words.split()
    half = len(row) // 2
    return f"“{' '.join(row[:half])},” {speaker} said, “{' '.join(row[half:-1])} tomorrow morning.”"


def _borrowed(words: str, speaker: str, chance: random.Random, rows: list[Direct]) -> str | None:
    others = [w.rstrip(" ,.;:") for _, s, w in rows if not names.compatible(s, speaker) and words not in w]
    return f"“{words},” {speaker} said. “{chance.choice(others)}.”"


def _reordered(words: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    row = words.split()
    return f"{speaker} said: “{' '.join(row[-4:])} … {' '.join(row[:4])}”" if len(row) >= 12 else None


def _according_to_other(words: str, speaker: str, chance: random.Random, rows: list[Direct]) -> str | None:
    others = sorted({s for _, s, _ in rows if len(s.split()) > 1 and not names.compatible(s, speaker)})
    return f'According to {chance.choice(others)}, "{_straight(words)}."'


def _retold_negated(text: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    lead, rest = text.split(" said that ", 1)
    changed = re.sub(r"\b(is|are|was|were|will|would|can|could|should|had|has)\b(?! not)", r"\1 not", rest, count=1)
    return f"{lead} said that {changed}" if changed != rest and not _NOT.search(rest) else None


def _retold_affirmed(text: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    changed = re.sub(r"\bnot |\bnever |(?<=\w)n[’']t\b", "", text, count=1)
    return changed if changed != text else None


def _retold_figure(text: str, speaker: str, chance: random.Random, rows: object) -> str | None:
    changed = _FIGURE.sub(lambda match: str(int(match.group()) + chance.randrange(1, 90)), text, count=1)
    return changed if changed != text else None


def _retold_swapped(text: str, speaker: str, chance: random.Random, rows: list[Direct]) -> str | None:
    others = sorted({s for _, s, _ in rows if len(s.split()) > 1 and not names.compatible(s, speaker)})
    return f"{chance.choice(others)} said that {text.split(' said that ', 1)[1]}"


RETOLD: dict[str, Rule] = {
    "retold, negation put in": _retold_negated,
    "retold, negation dropped": _retold_affirmed,
    "retold, changed figure": _retold_figure,
    "retold, swapped speaker": _retold_swapped,
}

RULES: dict[str, Rule] = {
    "negation put in": _negated,
    "negation dropped": _dropped_not,
    "fragment behind a negation": _dropped_before,
    "changed figure": _figure,
    "swapped speaker": _swapped,
    "swapped speaker, straight": _according_to_other,
    "signed by another": _signed,
    "stitched fragments": _stitched,
    "ellipsis over a negation": _over_negation,
    "invented tail": _tail,
    "quotation of another": _another,
    "paraphrase within marks": _paraphrased,
    "one word changed": _one_word,
    "split, second half altered": _split_altered,
    "fragments out of order": _reordered,
    "goes on with another's words": _borrowed,
}
