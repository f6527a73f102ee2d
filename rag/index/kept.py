"""Keys to what is read for them, many at once, and kept until too much is: the least recently used goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """What was read lately; several threads may ask at once."""

    def __init__(self, read: Callable[[list[Key]], Mapping[Key, Value]], most: int) -> None:
        """`read` gives a value for every key, or fails; `most` values are kept."""
        self._read = read
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def one(self, key: Key) -> Value:
        """The value of a key."""
        return self.many([key])[key]

    def many(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """The values of some keys, those that are not kept read together."""
        wanted = dict.fromkeys(keys)
        with self._lock:
            found = {key: self._values[key] for key in wanted if key in self._values}
            for key in found:
                self._values.move_to_end(key)
        if missing := [key for key in wanted if key not in found]:
            read = self._read(missing)
            with self._lock:
                self._values.update(read)
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
            found.update(read)
        return found
