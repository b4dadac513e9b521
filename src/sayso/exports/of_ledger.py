"""From a ledger to what exports are made from: each article's current reading, in the order of their ids.

A page of articles is held at a time. Verdicts are people's work and few: their rows are read once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from sayso.exports.entry import Entry, Who
from sayso.ledger.anchors import Anchor
from sayso.ledger.articles import key_of
from sayso.ledger.readings import all_readings
from sayso.ledger.schema import articles, figures, readings, statements
from sayso.ledger.schema import verdicts as table
from sayso.ledger.standing import anchor_of, at, hull, place_of, rows_of, text_of, versions_of
from sayso.ledger.store import Store
from sayso.ledger.verdicts import Verdict
from sayso.records import Reading

Row = Mapping[Any, Any]
_AT_ONCE = 200
"""Articles whose speakers are looked up together, as many as the ledger reads at once."""


def entries(store: Store) -> Iterator[Entry]:
    """Every article's current reading, with the verdicts on it and who its speakers are across articles.

    Raises:
        LedgerError: the database failed.
    """
    with store.read() as connection:
        given = _given(connection)
    found = all_readings(store)
    while page := list(islice(found, _AT_ONCE)):
        with store.read() as connection:
            speakers = _speakers(connection, [reading.article.id for reading in page])
            verdicts = [_verdicts(connection, reading, given) for reading in page]
        for reading, about in zip(page, verdicts, strict=True):
            yield Entry(reading, about, speakers[reading.article.id])


def _given(connection: Connection) -> dict[str, list[Row]]:
    """Verdicts, oldest first, by the id of each article that is a version of the page they were given on."""
    given: dict[str, list[Row]] = defaultdict(list)
    ids: dict[int, list[str]] = {}
    wanted = select(table).where(table.c.article.is_not(None)).order_by(table.c.key)
    for row in connection.execute(wanted).mappings():
        if row["article"] not in ids:
            ids[row["article"]] = _ids(connection, versions_of(connection, row["article"]))
        for article in ids[row["article"]]:
            given[article].append(row)
    return given


def _ids(connection: Connection, keys: Iterable[int]) -> list[str]:
    return list(connection.execute(select(articles.c.id).where(articles.c.key.in_(list(keys)))).scalars())


def _speakers(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, Who]]:
    """By article and statement, who made it."""
    found: dict[str, dict[str, Who]] = {article: {} for article in ids}
    wanted = select(articles.c.id.label("of"), statements.c.id, statements.c.speaker, statements.c.person)
    of_page = wanted.join(readings, readings.c.key == statements.c.reading).join(
        articles, articles.c.key == readings.c.article
    )
    for row in connection.execute(of_page.where(readings.c.is_current, articles.c.id.in_(list(ids)))):
        if row.speaker is not None:
            found[row.of][row.id] = Who(row.speaker, row.person)
    return found


def _verdicts(connection: Connection, reading: Reading, given: Mapping[str, Sequence[Row]]) -> tuple[Verdict, ...]:
    """The verdicts on one reading; on another version of its page, only those that find what they are about."""
    about = given.get(reading.article.id)
    key = None if about is None else key_of(connection, reading.article.id)
    if about is None or key is None:
        return ()
    current = select(readings.c.key).where(readings.c.article == key, readings.c.is_current)
    taken = connection.execute(current).scalar_one()
    rows = {
        "statement": rows_of(connection, statements, taken),
        "figure": rows_of(connection, figures, taken),
        "passage": [],
    }
    placed = [(row, _placed(connection, row, rows[row["target"]], key, reading)) for row in about]
    return tuple(verdict for row, verdict in placed if row["article"] == key or verdict.state != "gone")


def _placed(connection: Connection, row: Row, rows: Sequence[Row], key: int, reading: Reading) -> Verdict:
    """A verdict that names the statement or the place of the figure that it is about in this reading."""
    text, anchor = reading.article.text, anchor_of(row)
    found, state = place_of(row, rows, key, text)
    if row["target"] == "passage" and anchor is not None and anchor.find(text) is not None:
        state = "stands" if row["article"] == key else "moved"
    statement = row["statement"]
    if found is not None and row["target"] == "statement":
        statement, anchor = rows[found]["id"], Anchor.at(text, *hull(rows[found]))
    elif found is not None:
        anchor = Anchor.at(text, *at(rows[found]))
    body = row["body"] if row["article"] == key else _moved(row["body"], text_of(connection, row["article"]), text)
    article = reading.article.id
    return Verdict(
        row["id"], row["kind"], row["who"], row["at"], body, row["target"], article, statement, anchor, state
    )


def _moved(body: Mapping[str, Any], before: str, text: str) -> dict[str, Any]:
    """What a verdict says, its spans as they stand in another version of the page; those that do not are left out."""
    moved = dict(body)
    if "source_span" in body:
        moved["source_span"] = Anchor.at(before, *body["source_span"]).find(text)
    if "content" in body:
        parts = [Anchor.at(before, *span).find(text) for span in body["content"]]
        moved["content"] = None if None in parts else parts
    return {name: value for name, value in moved.items() if value is not None}
