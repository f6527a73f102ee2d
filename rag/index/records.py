"""Nouns to one line of ASCII JSON and back, field by field as their types say.

Fields that hold their default are left out, so a noun may gain a field and old rows still read.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
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
    return _from_record(kind, {**json.loads(line), **known})


def all_from_json(kind: type[Noun], lines: Iterable[str]) -> list[Noun]:
    """The nouns of many lines, read together, which is much faster than each by itself.

    A line may hold an array of them.
    """
    with uncollected():
        found = json.loads(f"[{','.join(lines)}]")
        flat = (one for each in found for one in (each if isinstance(each, list) else (each,)))
        return [_from_record(kind, record) for record in flat]


@contextmanager
def uncollected() -> Iterator[None]:
    """Make objects by the hundred thousand without Python's collector looking through all of them time and again."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _record(noun: Any, leave_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    values = ((f.name, getattr(noun, f.name), f.default) for f in fields(noun) if f.name not in leave_out)
    return {name: value for name, value, default in values if default is MISSING or value != default}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, date):
        return value.isoformat()
    return _record(value)


def _from_record(kind: type[Noun], record: dict[str, Any]) -> Noun:
    required, optional = _fields(cast("Hashable", kind))
    values = [record[name] if decode is None else decode(record[name]) for name, decode in required]
    for name, decode, default in optional:
        value = record.get(name, default)
        values.append(value if decode is None or value is default else decode(value))
    return kind(*values)


@cache
def _fields(kind: Any) -> tuple[list[tuple[str, Decode | None]], list[tuple[str, Decode | None, Any]]]:
    """The fields without a default, then those with one, each with what decodes it; None: it is as it stands."""
    hints = get_type_hints(kind)
    every = [(f.name, _decoder(hints[f.name]), f.default) for f in fields(kind)]
    required = [(name, decode) for name, decode, default in every if default is MISSING]
    return required, [each for each in every if each[2] is not MISSING]


def _decoder(hint: Any) -> Decode | None:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = _decoder(next(part for part in get_args(hint) if part is not type(None)))
        return inner and partial(_unless_none, inner)
    if origin is tuple:
        inner = _decoder(get_args(hint)[0])
        return partial(_each, inner) if inner else tuple
    if hint is Span:
        return lambda value: Span(*value)
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    if is_dataclass(hint):
        return partial(_from_record, cast("type[Any]", hint))
    return None


def _unless_none(decode: Decode, value: Any) -> Any:
    return None if value is None else decode(value)


def _each(decode: Decode, values: list[Any]) -> tuple[Any, ...]:
    return tuple(map(decode, values))
