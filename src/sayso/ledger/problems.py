"""What could not be added, and why: kept until the same input is added after all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from sayso.errors import InputError
from sayso.ledger.articles import now
from sayso.ledger.columns import short
from sayso.ledger.schema import problems as table
from sayso.ledger.store import Store


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be added: the sort of error, what it says, and when and how often it came."""

    name: str
    kind: str
    why: str
    first: str
    last: str
    times: int


def note(connection: Connection, error: InputError) -> None:
    """Keep an error; one that this input had before is counted, and told as it is now."""
    same = table.c.name_key == short(error.source)
    told = {"kind": type(error).__name__.removesuffix("Error"), "why": error.why, "last": now()}
    again = connection.execute(update(table).where(same).values(told | {"times": table.c.times + 1}))
    if not again.rowcount:
        new = {"name_key": short(error.source), "name": error.source, "first": told["last"], "times": 1}
        connection.execute(insert(table).values(told | new))


def is_noted(connection: Connection, name: str) -> bool:
    """Whether an input has a problem."""
    return connection.execute(select(table.c.times).where(table.c.name_key == short(name))).scalar() is not None


def settle(connection: Connection, name: str) -> None:
    """Forget the problem of an input that has been added."""
    connection.execute(delete(table).where(table.c.name_key == short(name)))


def settle_all(store: Store, names: Iterable[str]) -> None:
    """Forget the problems of inputs that went well this time."""
    keys = {short(name) for name in names}
    with store.read() as connection:
        noted = keys and keys.intersection(connection.execute(select(table.c.name_key)).scalars())
    if noted:
        with store.write() as connection:
            for key in sorted(noted):
                connection.execute(delete(table).where(table.c.name_key == key))


def all_problems(store: Store) -> list[Problem]:
    """The problems there are, by the inputs' names."""
    with store.read() as connection:
        columns = [table.c[name] for name in ("name", "kind", "why", "first", "last", "times")]
        return [Problem(*row) for row in connection.execute(select(*columns).order_by(table.c.name))]
