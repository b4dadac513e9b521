"""What a statement's speaker is called, and who that is: the machine's word, then linking's, then a person's.

`statements.speaker` and `statements.person` answer questions. They are worked out here from what was
read, from `speakers.person`, and from verdicts, of which a later one goes before an earlier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from sayso.ledger.rows import LONGEST_NAME
from sayso.ledger.schema import people, speakers, statements, verdicts

_AT_ONCE = 500
"""Readings looked at together; SQLite takes 32,766 values in a question, older ones 999."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Somebody's word that several names are one speaker's; `order` is its verdict's."""

    order: int
    names: frozenset[str]
    into: str


def folded(name: str) -> str:
    """A name as names are compared: case and spaces aside."""
    return " ".join(name.casefold().split())


def merges(connection: Connection) -> list[Merge]:
    """Every merge of names, oldest first."""
    wanted = select(verdicts.c.key, verdicts.c.body).where(verdicts.c.kind == "merge", verdicts.c.target == "speaker")
    return [
        Merge(row.key, frozenset(map(folded, row.body["names"])), row.body["into"])
        for row in connection.execute(wanted.order_by(verdicts.c.key))
    ]


def called(name: str, given: Iterable[Merge], after: int = 0) -> str:
    """What a name has become by the merges that were decided after another verdict."""
    for merge in given:
        if merge.order > after and folded(name) in merge.names:
            name = merge.into
    return name[:LONGEST_NAME]


def name_anew(connection: Connection, keys: Sequence[int]) -> None:
    """Work out the speakers of all statements in the readings `keys`, and write those that are others now."""
    given = merges(connection)
    for start in range(0, len(keys), _AT_ONCE):
        _name(connection, keys[start : start + _AT_ONCE], given)


def rename(connection: Connection, merge: Merge) -> None:
    """Let a merge, the latest of all verdicts, rename whom it names in every reading."""
    known = connection.execute(select(statements.c.speaker).distinct().where(statements.c.speaker.is_not(None)))
    for name in known.scalars().all():
        if folded(name) in merge.names and name != merge.into:
            changed = update(statements).where(statements.c.speaker == name)
            connection.execute(changed.values(speaker=merge.into[:LONGEST_NAME]))


def _name(connection: Connection, keys: Sequence[int], given: Sequence[Merge]) -> None:
    columns = ("key", "reading", "source_name", "source_speaker", "speaker", "person", "corrected")
    wanted = select(*(statements.c[name] for name in columns)).where(statements.c.reading.in_(keys))
    rows = connection.execute(wanted).mappings().all()
    linked, orders = _linked(connection, keys), _orders(connection, rows)
    names = _names(connection, {*linked.values(), *(row["person"] for row in rows)})
    changed = []
    person: str | None
    for row in rows:
        told = row["corrected"] or {}
        if told.get("source"):
            person, own, order = row["person"], told["source"], orders.get(str(told.get("source_by")), 0)
        else:
            person, own, order = linked.get((row["reading"], row["source_speaker"])), row["source_name"], 0
        name = names.get(person, own)
        speaker = None if name is None else called(name, given, order)
        if (speaker, person) != (row["speaker"], row["person"]):
            changed.append({"row": row["key"], "to": speaker, "who": person})
    if changed:
        put = update(statements).where(statements.c.key == bindparam("row"))
        connection.execute(put.values(speaker=bindparam("to"), person=bindparam("who")), changed)


def _linked(connection: Connection, keys: Sequence[int]) -> dict[tuple[int, str], str]:
    """Who the speakers of some readings are across articles."""
    wanted = select(speakers.c.reading, speakers.c.id, speakers.c.person).where(speakers.c.reading.in_(keys))
    found = connection.execute(wanted.where(speakers.c.person.is_not(None)))
    return {(row.reading, row.id): row.person for row in found}


def _names(connection: Connection, ids: set[str | None]) -> dict[str | None, str]:
    """What people go by."""
    sought = [i for i in ids if i is not None]
    found: dict[str | None, str] = {}
    for start in range(0, len(sought), _AT_ONCE):
        wanted = select(people.c.id, people.c.name).where(people.c.id.in_(sought[start : start + _AT_ONCE]))
        found |= {row.id: row.name for row in connection.execute(wanted)}
    return found


def _orders(connection: Connection, rows: Iterable[Mapping[Any, Any]]) -> dict[str, int]:
    """When verdicts that name a source were given, as their place among all."""
    ids = {by for row in rows if (by := (row["corrected"] or {}).get("source_by"))}
    if not ids:
        return {}
    wanted = select(verdicts.c.id, verdicts.c.key).where(verdicts.c.id.in_(ids))
    return {row.id: row.key for row in connection.execute(wanted)}
