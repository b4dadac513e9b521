"""Readings by reader version: the newest answers, older ones stay until they are pruned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, delete, exists, func, insert, select, update

from sayso.ledger import articles, rows, standing
from sayso.ledger.schema import articles as article_table
from sayso.ledger.schema import readings as table
from sayso.ledger.store import Store
from sayso.records import ReaderVersion, Reading

_AT_ONCE = 200
"""Readings that are taken from the database together; some 10 MB."""


def save(connection: Connection, article: int, reading: Reading, moment: str) -> None:
    """Keep a reading of the article in that row as its current one.

    It replaces what the same reader's version took before; other versions' stay beside it.
    """
    connection.execute(delete(table).where(*_by(article, reading.reader)))
    connection.execute(update(table).where(table.c.article == article).values(is_current=False))
    row = {
        "article": article, "reader": reading.reader.name, "version": reading.reader.version,
        "model_sha256": reading.reader.model_sha256 or "", "is_current": True, "taken": moment,
    }  # fmt: skip
    key = int(connection.execute(insert(table).values(row)).inserted_primary_key[0])  # type: ignore[index]
    rows.put(connection, key, reading)
    standing.apply_to(connection, article, [key])


def state(connection: Connection, article: int, reader: ReaderVersion) -> bool | None:
    """Whether a reader's reading of an article is current; None if there is none."""
    return connection.execute(select(table.c.is_current).where(*_by(article, reader))).scalar()


def make_current(connection: Connection, article: int, reader: ReaderVersion) -> None:
    """Let the reading that a reader took before answer again."""
    connection.execute(update(table).where(table.c.article == article).values(is_current=False))
    connection.execute(update(table).where(*_by(article, reader)).values(is_current=True))


def current_heads(connection: Connection, after: int) -> Sequence[RowMapping]:
    """The rows of the readings that answer, of the first few articles added after the one in the row `after`."""
    page = select(table).where(table.c.is_current, table.c.article > after).order_by(table.c.article)
    return connection.execute(page.limit(_AT_ONCE)).mappings().all()


def all_readings(store: Store, *, reader: ReaderVersion | None = None) -> Iterator[Reading]:
    """The current readings, or those of one reader's version, in the order of their articles' ids.

    Each comes with the name that its article was first added as for its `source`.
    """
    last = ""
    chosen = table.c.is_current if reader is None else and_(*_version(reader))
    while True:
        with store.read() as connection:
            ids = select(table, article_table.c.id).join(article_table, article_table.c.key == table.c.article)
            page = ids.where(chosen, article_table.c.id > last).order_by(article_table.c.id).limit(_AT_ONCE)
            heads = connection.execute(page).mappings().all()
            if not heads:
                return
            found = list(of_heads(connection, heads))
        yield from found
        last = heads[-1]["id"]


def of_heads(connection: Connection, heads: Sequence[RowMapping]) -> Iterator[Reading]:
    """The readings whose rows are `heads`, with the names that their articles were first added as."""
    keys = [head["article"] for head in heads]
    names = articles.first_names(connection, keys)
    found = rows.readings(connection, heads, articles.by_key(connection, keys))
    return (replace(reading, source=names.get(key)) for key, reading in zip(keys, found, strict=True))


def current(connection: Connection, article: int) -> Reading | None:
    """The reading of an article that answers questions."""
    chosen = select(table).where(table.c.article == article, table.c.is_current)
    return next(of_heads(connection, connection.execute(chosen).mappings().all()), None)


def unanswered(connection: Connection, reader: ReaderVersion, after: int) -> list[int]:
    """Rows of articles after the row `after` for which another reader answers, the first few."""
    current = exists().where(table.c.article == article_table.c.key, table.c.is_current, *_version(reader))
    page = select(article_table.c.key).where(article_table.c.key > after, ~current).order_by(article_table.c.key)
    return list(connection.execute(page.limit(_AT_ONCE)).scalars())


def prune(store: Store) -> int:
    """Remove all readings but the current ones: how many."""
    with store.write() as connection:
        count = connection.execute(select(func.count()).select_from(table).where(~table.c.is_current)).scalar_one()
        connection.execute(delete(table).where(~table.c.is_current))
        return int(count)


def _version(reader: ReaderVersion) -> list[Any]:
    return [
        table.c.reader == reader.name,
        table.c.version == reader.version,
        table.c.model_sha256 == (reader.model_sha256 or ""),
    ]


def _by(article: int, reader: ReaderVersion) -> list[Any]:
    return [table.c.article == article, *_version(reader)]
