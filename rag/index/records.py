"""Nouns to one line of ASCII JSON and back, field by field as their types say.

Fields that hold their default are left out, so a noun may gain a field and old rows still read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache, partial
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from rag.types import Span

Noun = TypeVar("Noun")
Decode = Callable[[Any], Any]


def to_json(noun: Any, leave_out: frozenset[str] = frozenset()) -> str:
    """One line, the same for equal nouns; ASCII, so that any database stores any text.

    >>> to_json(Passage("a/0-5", "a", Span(0, 5)))
    '{"id":"a/0-5","article_id":"a","span":[0,5]}'
    """
    return json.dumps(_record(noun, leave_out), default=_plain, separators=(",", ":"))


def from_json(kind: type[Noun], line: str | bytes, **known: object) -> Noun:
    """The noun again; `known` gives the fields that were left out."""
    return _from_record(kind, json.loads(line), **known)


def all_from_json(kind: type[Noun], lines: str) -> list[Noun]:
    """The nouns of a JSON array, which are read much faster than each by itself; one that stands alone is read too."""
    records = json.loads(lines)
    return [_from_record(kind, record) for record in (records if isinstance(records, list) else [records])]


def _record(noun: Any, leave_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    values = ((f.name, getattr(noun, f.name), f.default) for f in fields(noun) if f.name not in leave_out)
    return {name: value for name, value, default in values if default is MISSING or value != default}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, date):
        return value.isoformat()
    return _record(value)


def _from_record(kind: type[Noun], record: dict[str, Any], **known: object) -> Noun:
    decoders = _decoders(cast("Hashable", kind))
    return kind(**{name: decoders[name](value) for name, value in record.items() if name in decoders}, **known)


@cache
def _decoders(kind: Any) -> dict[str, Decode]:
    hints = get_type_hints(kind)
    return {f.name: _decoder(hints[f.name]) for f in fields(kind)}


def _decoder(hint: Any) -> Decode:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = _decoder(next(part for part in get_args(hint) if part is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        inner = _decoder(get_args(hint)[0])
        return lambda value: tuple(map(inner, value))
    if hint is Span:
        return lambda value: Span(*value)
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    if is_dataclass(hint):
        return partial(_from_record, cast("type[Any]", hint))
    return _same


def _same(value: Any) -> Any:
    return value
