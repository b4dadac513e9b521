"""Whether a ledger holds what it says: every span, every hash, every reference."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from sayso.errors import BrokenSpanError
from sayso.ledger import articles, rows
from sayso.ledger.articles import content_hash
from sayso.ledger.schema import appearances, metadata, raws, readings, verdicts
from sayso.ledger.schema import articles as article_table
from sayso.ledger.store import Store
from sayso.records import Reading

_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: where, and what."""

    place: str
    why: str


def examine(store: Store) -> Iterator[Finding]:
    """What is wrong with a ledger; nothing, if it is well. Reads all of it, in bounded memory.

    Raises:
        LedgerError: the database is too damaged to be read.
    """
    with store.read() as connection:
        yield from (Finding("the database", damage) for damage in store.dialect.damages(connection))
        yield from _references(connection)
        yield from _texts(connection)
        yield from _bytes(connection)
        yield from _currents(connection)
        yield from _anchors(connection)


def _references(connection: Connection) -> Iterator[Finding]:
    """Rows that belong to rows which are not there, for every foreign key of the schema."""
    for table in metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            other = key.referred_table.alias("other")
            same = and_(*(e.parent == other.c[e.column.name] for e in key.elements))
            held = and_(*(e.parent.is_not(None) for e in key.elements))
            first = next(iter(other.c))
            wanted = select(func.count()).select_from(table.outerjoin(other, same)).where(held, first.is_(None))
            if lost := connection.execute(wanted).scalar_one():
                yield Finding(table.name, f"{lost} rows belong to rows of {key.referred_table.name} that are not there")


def _texts(connection: Connection) -> Iterator[Finding]:
    """Texts that are not what their id was made from, and readings that do not point at their own words."""
    last = 0
    while True:
        page = select(article_table.c.key, article_table.c.id).where(article_table.c.key > last)
        ids = {r.key: r.id for r in connection.execute(page.order_by(article_table.c.key).limit(_AT_ONCE))}
        if not ids:
            return
        last = max(ids)
        found = articles.by_key(connection, ids)
        for key, article in found.items():
            if article.id != ids[key]:
                yield Finding(ids[key], f"its text is another's: {article.id}")
            if any(not 0 <= p.start <= p.end <= len(article.text) for p in article.passages):
                yield Finding(ids[key], "a passage points outside the text")
        heads = connection.execute(select(readings).where(readings.c.article.in_(ids))).mappings().all()
        for head, reading in zip(heads, rows.readings(connection, heads, found), strict=True):
            yield from _reading(ids[head["article"]], reading)


def _reading(place: str, reading: Reading) -> Iterator[Finding]:
    try:
        reading.check()
    except BrokenSpanError as error:
        yield Finding(place, f"{reading.reader.name} {reading.reader.version}: {error}")
    ids = {statement.id for statement in reading.statements}
    for statement in reading.statements:
        if statement.within is not None and statement.within not in ids:
            yield Finding(place, f"statement {statement.id} is within {statement.within}, which is not there")


def _bytes(connection: Connection) -> Iterator[Finding]:
    """Snapshots whose bytes are lost, or are others than their hash says."""
    met = appearances.outerjoin(raws, raws.c.hash == appearances.c.content)
    met = met.outerjoin(article_table, article_table.c.id == appearances.c.content)
    lost = select(appearances.c.name, appearances.c.content).select_from(met)
    lost = lost.where(raws.c.hash.is_(None), article_table.c.id.is_(None)).order_by(appearances.c.key)
    for name, content in connection.execute(lost):
        yield Finding(name, f"its bytes are not here: {content}")
    for content in connection.execute(select(raws.c.hash)).scalars().all():
        try:
            raw = articles.raw_of(connection, content)
        except zlib.error as error:
            yield Finding(content, f"these bytes cannot be unpacked: {error}")
        else:
            if raw is None or content_hash(raw) != content:
                yield Finding(content, "these bytes are not those that the hash was made from")


def _currents(connection: Connection) -> Iterator[Finding]:
    """Articles without exactly one reading that answers."""
    current = and_(readings.c.article == article_table.c.key, readings.c.is_current)
    counted = select(article_table.c.id, func.count(readings.c.key)).select_from(
        article_table.outerjoin(readings, current)
    )
    for article, count in connection.execute(
        counted.group_by(article_table.c.id).having(func.count(readings.c.key) != 1)
    ):
        yield Finding(article, f"{count} readings of it are current; there should be one")


def _anchors(connection: Connection) -> Iterator[Finding]:
    """Verdicts that do not point at the words they quote."""
    quoted = select(verdicts.c.id, verdicts.c.exact, verdicts.c.start, verdicts.c.stop, article_table.c.text)
    for row in connection.execute(quoted.join(article_table, article_table.c.key == verdicts.c.article)):
        if row.exact is not None and row.text[row.start : row.stop] != row.exact:
            yield Finding(f"verdict {row.id}", f"the article does not say {row.exact!r} at {row.start}-{row.stop}")
