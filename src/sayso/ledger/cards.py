"""Cards on shelves and the keys that they are found by: what linking remembers, as rows of a ledger.

What the cards say is for linking to know; here they are bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, union_all, update

from sayso.ledger.schema import claims, link_cards, link_keys, link_stems, linked, links

MOST_OWNERS = 256
"""Owners of a key that are kept, the first to come; a row is then at most 1 kB."""
_AT_ONCE = 500
"""Keys or numbers in one question: SQLite takes 999 values in older builds."""
_UNSIGNED, _SIGNED = 1 << 64, 1 << 63


@dataclass(slots=True)
class Held:
    """Who is under a key: how many in all, and the numbers of the first. `is_new` until it is a row."""

    count: int
    owners: array[int]
    is_new: bool

    @classmethod
    def nobody(cls) -> Held:
        """Nobody yet."""
        return cls(0, array("I"), is_new=True)

    def add(self, owner: int) -> None:
        """One more."""
        self.count += 1
        if len(self.owners) < MOST_OWNERS:
            self.owners.append(owner)


def size(connection: Connection, shelf: str) -> int:
    """How many cards a shelf has."""
    last = connection.execute(select(func.max(link_cards.c.number)).where(link_cards.c.shelf == shelf)).scalar()
    return 0 if last is None else int(last) + 1


def get(connection: Connection, shelf: str, numbers: Sequence[int]) -> dict[int, bytes]:
    """Cards of a shelf by number."""
    found: dict[int, bytes] = {}
    for some in _parts(numbers):
        wanted = select(link_cards.c.number, link_cards.c.card)
        rows = connection.execute(wanted.where(link_cards.c.shelf == shelf, link_cards.c.number.in_(some)))
        found |= {number: bytes(card) for number, card in rows}
    return found


def put(connection: Connection, shelf: str, cards: Mapping[int, bytes], known: int) -> None:
    """Write cards; those numbered below `known` have rows already."""
    of = link_cards.c.shelf == shelf
    old = [{"at": number, "now": card} for number, card in cards.items() if number < known]
    if old:
        change = update(link_cards).where(of, link_cards.c.number == bindparam("at")).values(card=bindparam("now"))
        connection.execute(change, old)
    new = [{"shelf": shelf, "number": number, "card": card} for number, card in cards.items() if number >= known]
    if new:
        connection.execute(insert(link_cards), new)


def held(connection: Connection, shelf: str, keys: Sequence[int]) -> dict[int, Held]:
    """Who is under some keys (64 bits, unsigned), where anybody is."""
    found = {}
    for some in _parts([_signed(key) for key in keys]):
        wanted = select(link_keys.c.key, link_keys.c.held, link_keys.c.owners)
        for key, count, owners in connection.execute(
            wanted.where(link_keys.c.shelf == shelf, link_keys.c.key.in_(some))
        ):
            numbers = array("I")
            numbers.frombytes(owners)
            found[key % _UNSIGNED] = Held(count, numbers, is_new=False)
    return found


def put_held(connection: Connection, shelf: str, rows: Mapping[int, Held]) -> None:
    """Write who is under some keys."""
    of = link_keys.c.shelf == shelf
    old = [
        {"at": _signed(key), "count": row.count, "numbers": row.owners.tobytes()}
        for key, row in rows.items()
        if not row.is_new
    ]
    if old:
        change = update(link_keys).where(of, link_keys.c.key == bindparam("at"))
        connection.execute(change.values(held=bindparam("count"), owners=bindparam("numbers")), old)
    new = [
        {"shelf": shelf, "key": _signed(key), "held": row.count, "owners": row.owners.tobytes()}
        for key, row in rows.items()
        if row.is_new
    ]
    if new:
        connection.execute(insert(link_keys), new)
    for row in rows.values():
        row.is_new = False


def stems(connection: Connection) -> dict[str, int]:
    """In how many articles each word stands."""
    return {row.stem: row.held for row in connection.execute(select(link_stems))}


def put_stems(connection: Connection, new: Mapping[str, int], grown: Mapping[str, int]) -> None:
    """Write in how many articles words stand: those met for the first time, and those met again."""
    if new:
        connection.execute(insert(link_stems), [{"stem": stem, "held": count} for stem, count in new.items()])
    if grown:
        change = update(link_stems).where(link_stems.c.stem == bindparam("at")).values(held=bindparam("count"))
        connection.execute(change, [{"at": stem, "count": count} for stem, count in grown.items()])


def has_link(connection: Connection, link: str) -> bool:
    """Whether linking found a link with that id."""
    found = union_all(select(links.c.id).where(links.c.id == link), select(claims.c.link).where(claims.c.link == link))
    return connection.execute(found).first() is not None


def forget(connection: Connection) -> None:
    """Remove all that linking found and remembers; what people decided of it stays, as verdicts."""
    every: Iterable[Table] = (links, claims, linked, link_cards, link_keys, link_stems)
    for table in every:
        connection.execute(delete(table))


def _parts(wanted: Sequence[int]) -> Iterable[Sequence[int]]:
    return (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))


def _signed(key: int) -> int:
    """A key as databases count to 64 bits."""
    return key - _UNSIGNED if key >= _SIGNED else key
