"""A model's text, piece by piece as it streams, to whole sentences with the evidence numbers each one cites.

Understands prose with [n] and the JSON form {"sentences": [{"text": ..., "evidence": [n]}]}. Believes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from rag.types import Span
from rag.words import fold, sentences

_MARKER = re.compile(r"\s*[\[【]\s*\^?-?\d+(?:\s*[,;–-]\s*\^?-?\d+)*(?:†[^】\]]*)?\s*[\]】]")
_NUMBER = re.compile(r"-?\d+")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_STRUCTURED = re.compile(r"\s*(?:```(?:json)?\s*)?[{\[]\s*[\"{]")
_MAYBE_STRUCTURED = re.compile(r"\s*(?:`{0,3}(?:j|js|jso|json)?\s*)?[{\[]?\s*")

Told = tuple[str, tuple[int, ...]]


class Reader:
    """Takes a stream in pieces; gives each sentence once it is whole, and the rest at the end."""

    def __init__(self) -> None:
        self._raw = ""  # what is not given yet; for the JSON form, everything
        self._given = 0  # sentences of the JSON form given so far

    def feed(self, piece: str) -> Iterator[Told]:
        """The sentences that this piece completed."""
        self._raw += piece
        if "." in piece or "\n" in piece or "}" in piece or "!" in piece or "?" in piece or "[" in self._raw[-40:]:
            yield from self._new(finished=False)

    def end(self) -> Iterator[Told]:
        """What is left when the model is done."""
        yield from self._new(finished=True)

    def _new(self, *, finished: bool) -> Iterator[Told]:
        text = _THOUGHT.sub(lambda match: " " * len(match.group()), self._raw)
        if _STRUCTURED.match(text):
            for told in list(_structured(text))[self._given :]:
                self._given += 1
                yield told
        elif finished or not _MAYBE_STRUCTURED.fullmatch(text):
            found = _prose(text, finished=finished)
            self._raw = self._raw[found[-1][2] :] if found else self._raw
            yield from ((shown, numbers) for shown, numbers, _ in found)


def prose(text: str) -> list[Told]:
    """Sentences of plain text with the numbers that stand in or right behind each.

    >>> prose("Reyes said “No. Never.” [1] Brandt left. [2, 3]")
    [('Reyes said “No. Never.”', (1,)), ('Brandt left.', (2, 3))]
    """
    return [(shown, numbers) for shown, numbers, _ in _prose(text, finished=True)]


def _prose(text: str, *, finished: bool) -> list[tuple[str, tuple[int, ...], int]]:
    """As `prose`, with where each ends; of a text still being written only what can no longer change."""
    markers = [(Span(*match.span()), match.group()) for match in _MARKER.finditer(text)]
    blank = _MARKER.sub(lambda match: " " * len(match.group()), text)
    pieces = _whole(blank)
    found = []
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        end = len(text) if last else pieces[number + 1].start
        if not finished and (last or text[piece.end : end].count("[") > text[piece.end : end].count("]")):
            break
        if not finished and number == len(pieces) - 2 and text[end:].lstrip()[:1] in ("[", "【"):
            break  # the sentence's own number may still be on its way
        numbers = [int(n) for span, shown in markers if piece.start <= span.start < end for n in _NUMBER.findall(shown)]
        shown = " ".join(piece.of(blank).split()).replace(" .", ".").replace(" ,", ",")
        found.append((shown, tuple(dict.fromkeys(numbers)), end))
    return found


def _whole(text: str) -> list[Span]:
    """Sentences, those that a quotation runs through joined; a mark never closed joins nothing beyond its line."""
    pieces: list[Span] = []
    opened = False
    for piece in sentences(text):
        marks = fold(piece.of(text)).count('"')
        if pieces and opened and "\n" not in text[pieces[-1].end : piece.start]:
            pieces[-1] = Span(pieces[-1].start, piece.end)
        else:
            pieces.append(piece)
            opened = False
        opened = opened != bool(marks % 2)
    return [piece for piece in pieces if re.search(r"\w", piece.of(text))]


def _structured(text: str) -> Iterator[Told]:
    """Every whole object with a text, in order, whatever stands around it; what is cut off is left out."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except ValueError:
            at = text.find("{", at + 1)
            continue
        yield from _objects(value)
        at = text.find("{", end)


def _objects(value: Any) -> Iterator[Told]:
    if isinstance(value, dict) and isinstance(value.get("sentences"), list):
        for one in value["sentences"]:
            yield from _objects(one)
    elif isinstance(value, dict) and isinstance(value.get("text"), str):
        given = value.get("evidence", value.get("citations", []))
        numbers = [n for n in (given if isinstance(given, list) else [given]) if type(n) is int]
        shown, inside = _MARKER.sub("", value["text"]), _MARKER.findall(value["text"])
        numbers += [int(n) for marker in inside for n in _NUMBER.findall(marker)]
        if shown.strip():
            yield " ".join(shown.split()), tuple(dict.fromkeys(numbers))
