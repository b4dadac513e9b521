"""What linking remembers, in a ledger: only what a new article touches is taken from the disk.

Within one transaction cards and keys are changed in memory, and written at its end (`flush`). From one transaction
to the next they stay, unless another program linked something in between.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, cast

import msgspec
import numpy as np
from sqlalchemy import Connection

from sayso.errors import LedgerError
from sayso.ledger import cards
from sayso.ledger.cards import Held
from sayso.linking.postings import Found
from sayso.linking.rarity import Rarity
from sayso.linking.shelves import MOST_HELD, Shelf, Shelves, Thing

_MOST_KEYS = 400_000
"""Keys that stay in memory from one transaction to the next: some 100 MB."""
_MOST_CARDS = 20_000
_ARTICLES = "articles"


class Kept(Shelves):
    """The shelves of a ledger. `open` them in a transaction, and `flush` before it ends."""

    def __init__(self) -> None:
        self._rarity = _KeptRarity()
        self._shelves: dict[str, KeptShelf[Any]] = {}
        self._articles = -1
        self._connection: Connection | None = None

    @property
    def rarity(self) -> Rarity:
        """See `Shelves`."""
        return self._rarity

    def shelf(self, name: str, kind: type[Thing]) -> Shelf[Thing]:
        """See `Shelves`."""
        return self._shelves.setdefault(name, KeptShelf(self, name, kind))

    @property
    def connection(self) -> Connection:
        """The transaction in which the shelves are open."""
        if self._connection is None:
            raise AssertionError("the shelves are not open")
        return self._connection

    def open(self, connection: Connection) -> None:
        """Read and write in this transaction from now on."""
        self._connection = connection
        articles = cards.size(connection, _ARTICLES)
        if articles != self._articles:
            self._articles = articles
            self._rarity.load(articles, cards.stems(connection))
            for shelf in self._shelves.values():
                shelf.forget()

    def flush(self) -> None:
        """Write what changed."""
        for shelf in self._shelves.values():
            shelf.flush()
        self._rarity.flush(self.connection)
        self._articles = cards.size(self.connection, _ARTICLES)


class KeptShelf(Shelf[Thing]):
    """One shelf of a ledger."""

    def __init__(self, of: Kept, name: str, kind: type[Thing]) -> None:
        self._of, self._name, self._kind = of, name, kind
        self._cards: dict[int, Thing] = {}
        self._held: dict[int, Held] = {}
        self._new_cards: set[int] = set()
        self._new_keys: set[int] = set()
        self._size: int | None = None
        self._written = 0

    def add(self, thing: Thing, keys: Iterable[int] = ()) -> int:
        """See `Shelf`."""
        number = len(self)
        self._size = number + 1
        self.put(number, thing)
        self.also(number, keys)
        return number

    def put(self, number: int, thing: Thing) -> None:
        """See `Shelf`."""
        self._cards[number] = thing
        self._new_cards.add(number)

    def also(self, number: int, keys: Iterable[int]) -> None:
        """See `Shelf`."""
        wanted = list(dict.fromkeys(keys))
        self._fetch(wanted)
        for key in wanted:
            self._held[key].add(number)
        self._new_keys.update(wanted)

    def find(self, keys: Sequence[int], most: int = MOST_HELD) -> Found:
        """See `Shelf`."""
        self._fetch(keys)
        rows = [self._held[key] for key in keys]
        taken = [row.owners[:most] for row in rows]
        places = np.repeat(np.arange(len(keys)), [len(owners) for owners in taken])
        owners = np.concatenate([np.asarray(o, dtype=np.uint32) for o in taken]) if taken else np.zeros(0, np.uint32)
        return Found(places, owners, np.array([row.count for row in rows], dtype=np.int64))

    def under(self, key: int) -> list[int]:
        """See `Shelf`."""
        self._fetch([key])
        return self._held[key].owners.tolist()[:MOST_HELD]

    def __getitem__(self, number: int) -> Thing:
        """See `Shelf`."""
        if number not in self._cards:
            found = cards.get(self._of.connection, self._name, [number])
            if number not in found:
                raise LedgerError(self._name, f"its card {number} is missing; link anew with: sayso link --anew")
            self._cards[number] = self._decoded(found[number])
        return self._cards[number]

    def __len__(self) -> int:
        """See `Shelf`."""
        if self._size is None:
            self._size = self._written = cards.size(self._of.connection, self._name)
        return self._size

    def flush(self) -> None:
        """Write what changed, and keep in memory what is not too much."""
        connection, known = self._of.connection, self._written if len(self) else 0
        cards.put(connection, self._name, {n: encoded(self._cards[n]) for n in sorted(self._new_cards)}, known)
        cards.put_held(connection, self._name, {key: self._held[key] for key in sorted(self._new_keys)})
        self._written = len(self)
        self._new_cards.clear()
        self._new_keys.clear()
        if len(self._held) > _MOST_KEYS:
            self._held.clear()
        if len(self._cards) > _MOST_CARDS:
            self._cards.clear()

    def forget(self) -> None:
        """Take everything from the ledger again."""
        self._cards.clear()
        self._held.clear()
        self._new_cards.clear()
        self._new_keys.clear()
        self._size = None

    def _fetch(self, keys: Iterable[int]) -> None:
        missing = [key for key in keys if key not in self._held]
        if missing:
            self._held |= cards.held(self._of.connection, self._name, missing)
            self._held |= {key: Held.nobody() for key in missing if key not in self._held}

    def _decoded(self, card: bytes) -> Thing:
        return decoded(card, self._kind)


class _KeptRarity(Rarity):
    """Weights of words that notes which of them changed."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[str] = set()
        self._touched: set[str] = set()

    def load(self, articles: int, held: Mapping[str, int]) -> None:
        """Take the weights from a ledger."""
        super().load(articles, held)
        self._known, self._touched = set(held), set()

    def add(self, stems: Iterable[str]) -> None:
        """See `Rarity`."""
        own = set(stems)
        super().add(own)
        self._touched |= own

    def flush(self, connection: Connection) -> None:
        """Write the weights that changed."""
        counts = {stem: self.held(stem) for stem in sorted(self._touched)}
        new = {stem: count for stem, count in counts.items() if stem not in self._known}
        cards.put_stems(connection, new, {stem: count for stem, count in counts.items() if stem in self._known})
        self._known |= self._touched
        self._touched.clear()


def decoded(card: bytes, kind: type[Thing]) -> Thing:
    """What `encoded` made a card of."""
    try:
        return cast("Thing", _decoder(cast("Hashable", kind)).decode(card))
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(card), kind)


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(cast("type[Any]", kind))


def encoded(thing: Any) -> bytes:
    """A card as JSON; half a surrogate pair, which has no bytes in UTF-8, is escaped."""
    try:
        return msgspec.json.encode(thing, order="deterministic")
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(thing, order="deterministic")).encode("ascii")
