"""The articles of a ledger: a list of them, and one with all that is known of its statements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from sayso.errors import NothingNamedError
from sayso.ledger import readings as reading_rows
from sayso.ledger.schema import appearances, articles, places, readings, statements
from sayso.ledger.searching import Query
from sayso.ledger.store import Store
from sayso.ledger.verdicts import Verdict, all_verdicts
from sayso.questions.answers import Answers
from sayso.questions.filters import of_outlet, published
from sayso.questions.show import Appearance
from sayso.records import Place, Reading

_HASH = "sha256:"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list; `statements` counts those of its current reading."""

    id: str
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    url: str | None
    added: str
    statements: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What has become of a statement: the name it goes by, what people said of it, to what they corrected it."""

    speaker: str | None
    person: str | None
    verdict: str | None
    corrected: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """An article with its current reading, its statements' standing by id, where it was met, and all verdicts on it."""

    reading: Reading
    standing: Mapping[str, Standing]
    appearances: tuple[Appearance, ...]
    verdicts: tuple[Verdict, ...]


def listed(
    store: Store,
    words: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> Answers[Listed]:
    """The articles with some words, of an outlet, of a period: the newest first.

    Raises:
        QuestionError: a date is none, or there is no word in `words`.
        LedgerError: the ledger cannot be read.
    """
    chosen: Select[Any] = select(articles).where(*published(since, until))
    if outlet is not None:
        chosen = chosen.where(of_outlet(outlet))
    if words is not None:
        chosen = store.dialect.matching(chosen, articles, Query.of(words))
    chosen = chosen.order_by(articles.c.published.desc(), articles.c.key.desc())
    if limit is not None:
        chosen = chosen.limit(limit + 1)
    with store.read() as connection:
        rows = connection.execute(chosen).mappings().all()
        shown = rows[:limit]
        counts = _counts(connection, [row["key"] for row in shown])
    names = ("id", "title", "outlet", "byline", "published", "url", "added")
    found = tuple(Listed(**{name: row[name] for name in names}, statements=counts.get(row["key"], 0)) for row in shown)
    return Answers(Listed, found, len(rows) > len(shown))


def _counts(connection: Connection, keys: Sequence[int]) -> dict[int, int]:
    joined = statements.join(readings, readings.c.key == statements.c.reading)
    wanted = select(readings.c.article, func.count()).select_from(joined)
    wanted = wanted.where(readings.c.is_current, readings.c.article.in_(keys)).group_by(readings.c.article)
    return {row[0]: row[1] for row in connection.execute(wanted)}


def leaf(store: Store, article: str) -> Leaf:
    """The article with an id, of which the first characters of the hash are enough.

    Raises:
        NothingNamedError: there is no such article.
        LedgerError: the ledger cannot be read.
    """
    begins = article if article.startswith(_HASH) else _HASH + article
    with store.read() as connection:
        wanted = select(articles.c.key, articles.c.id).where(articles.c.id.startswith(begins, autoescape=True)).limit(2)
        found = connection.execute(wanted).all()
        if len(found) != 1:
            raise NothingNamedError(f"there is no article {article}; see the list of articles")
        key = found[0].key
        head = connection.execute(select(readings).where(readings.c.article == key, readings.c.is_current)).mappings()
        reading = next(reading_rows.of_heads(connection, [head.one()]))
        columns = (statements.c[name] for name in ("id", "speaker", "person", "verdict", "corrected"))
        rows = connection.execute(
            select(*columns).join(readings, readings.c.key == statements.c.reading)
            .where(readings.c.article == key, readings.c.is_current)
        ).all()  # fmt: skip
        met = select(appearances).where(appearances.c.article == key).order_by(appearances.c.seen, appearances.c.key)
        met_at = tuple(
            Appearance(row["name"], row["address"], row["seen"], row["content"])
            for row in connection.execute(met).mappings()
        )
    standing = {row.id: Standing(row.speaker, row.person, row.verdict, row.corrected) for row in rows}
    return Leaf(reading, standing, met_at, tuple(all_verdicts(store, reading.article.id)))


def article_of(store: Store, statement: str) -> str:
    """The id of the article whose current reading has a statement.

    Raises:
        NothingNamedError: there is no such statement.
    """
    wanted = select(articles.c.id).join(readings, readings.c.article == articles.c.key)
    wanted = wanted.join(statements, statements.c.reading == readings.c.key)
    with store.read() as connection:
        found = connection.execute(wanted.where(statements.c.id == statement, readings.c.is_current)).scalar()
    if found is None:
        raise NothingNamedError(f"there is no statement {statement}; see: sayso search WORDS")
    return str(found)


def places_of(store: Store, chosen: Collection[str]) -> list[Place]:
    """The places with a position that some articles name, in the articles' order."""
    columns = [places.c[name] for name in ("text", "start", "stop", "name", "lat", "lon", "country", "geonames", "use")]
    joined = places.join(readings, readings.c.key == places.c.reading).join(
        articles, articles.c.key == readings.c.article
    )
    wanted = select(*columns).select_from(joined).where(readings.c.is_current, places.c.lat.is_not(None))
    ids = sorted(chosen)
    found: list[Place] = []
    with store.read() as connection:
        for at in range(0, len(ids), _AT_ONCE):
            page = wanted.where(articles.c.id.in_(ids[at : at + _AT_ONCE])).order_by(articles.c.key, places.c.start)
            found += [Place(*row) for row in connection.execute(page)]
    return found
