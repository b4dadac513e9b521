"""What linking remembers: things in the order in which they came, each found again by keys.

Everything that linking knows of earlier articles stands on a few shelves, so that the same code links a folder in
memory and a ledger of years (`kept.py`), where only what a new article touches is taken from the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

from sayso.linking.postings import Found, Postings
from sayso.linking.rarity import Rarity

Thing = TypeVar("Thing")

MOST_HELD = 64
"""Holders that are remembered of a key, the first to come: what hundreds hold tells none of them apart."""


class Shelf(Protocol[Thing]):
    """Things by number, 0 for the first to come, and by the keys that they were put under."""

    def add(self, thing: Thing, keys: Iterable[int] = ()) -> int:
        """Put a thing at the end, under some keys; its number."""
        ...

    def put(self, number: int, thing: Thing) -> None:
        """Put a thing in the place of another, whose keys it takes."""
        ...

    def also(self, number: int, keys: Iterable[int]) -> None:
        """Put the thing of that number under further keys."""
        ...

    def find(self, keys: Sequence[int], most: int = MOST_HELD) -> Found:
        """Which things are under some keys; of a key with more than `most` the first ones."""
        ...

    def under(self, key: int) -> list[int]:
        """The numbers of what is under one key, those that came first if there are many."""
        ...

    def __getitem__(self, number: int) -> Thing:
        """The thing of that number."""
        ...

    def __len__(self) -> int:
        """How many there are."""
        ...


class Shelves(Protocol):
    """All that linking remembers: shelves by name, and how rare words are."""

    @property
    def rarity(self) -> Rarity:
        """Weights of words by the articles that hold them."""
        ...

    def shelf(self, name: str, kind: type[Thing]) -> Shelf[Thing]:
        """The shelf of that name, which holds things of one kind."""
        ...


class MemoryShelf(Shelf[Thing]):
    """A shelf that lasts as long as the program."""

    def __init__(self) -> None:
        self._things: list[Thing] = []
        self._postings = Postings()

    def add(self, thing: Thing, keys: Iterable[int] = ()) -> int:
        """See `Shelf`."""
        self._things.append(thing)
        self._postings.add(keys, len(self._things) - 1)
        return len(self._things) - 1

    def put(self, number: int, thing: Thing) -> None:
        """See `Shelf`."""
        self._things[number] = thing

    def also(self, number: int, keys: Iterable[int]) -> None:
        """See `Shelf`."""
        self._postings.add(keys, number)

    def find(self, keys: Sequence[int], most: int = MOST_HELD) -> Found:
        """See `Shelf`."""
        return self._postings.find(keys, most)

    def under(self, key: int) -> list[int]:
        """See `Shelf`."""
        return sorted(self._postings.find([key], MOST_HELD).owners.tolist())[:MOST_HELD]

    def __getitem__(self, number: int) -> Thing:
        """See `Shelf`."""
        return self._things[number]

    def __len__(self) -> int:
        """See `Shelf`."""
        return len(self._things)


class Memory(Shelves):
    """Shelves that last as long as the program."""

    def __init__(self) -> None:
        self._rarity = Rarity()
        self._shelves: dict[str, MemoryShelf[Any]] = {}

    @property
    def rarity(self) -> Rarity:
        """See `Shelves`."""
        return self._rarity

    def shelf(self, name: str, kind: type[Thing]) -> Shelf[Thing]:  # noqa: ARG002 - a list holds anything
        """See `Shelves`."""
        return self._shelves.setdefault(name, MemoryShelf())
