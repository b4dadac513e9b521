"""When: what was said and what happened, in the order of time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Select, and_, case, func, or_, select

from sayso.ledger.schema import articles, readings, statements
from sayso.ledger.schema import moments as table
from sayso.ledger.store import Store
from sayso.questions.answers import Answers
from sayso.questions.filters import of_outlet, published

_REACH = 240
"""Code points on either side of a time expression that are looked through for its sentence."""
_AT_ONCE = 20_000
"""Time expressions looked at in one question; beyond that the answer says that there is more."""


_STOP = re.compile(r"[.!?]['\"’”]?(?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Event:
    """One point of a timeline.

    Args:
        when: the time, as TIMEX3 and ISO 8601 write it.
        what: "said", for a statement that the article dates; else "told", for a time that a text speaks of.
        words: what was said, or the sentence around the time expression.
        speaker: on whose word it stands; None where the article says it itself.
        outlet: who published it; `published`, `title` and `url` likewise.
        statement: the id of the statement, if there is one.
        article: the id of the article's text.
    """

    when: str
    what: Literal["said", "told"]
    words: str
    speaker: str | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    statement: str | None
    article: str


@dataclass(frozen=True, slots=True)
class Period:
    """Which part of a timeline; whatever is None does not matter.

    Args:
        since: times on or after this one (2026, 2026-03, 2026-03-04 …).
        until: times on or before this one; a month or a year counts whole.
        words: in the sentence or the statement, case aside; all of them.
        who: a part of the speaker's name, case aside.
        outlet: a part of the outlet's name, case aside.
    """

    since: str | None = None
    until: str | None = None
    words: str | None = None
    who: str | None = None
    outlet: str | None = None


def timeline(store: Store, period: Period = Period(), limit: int | None = None) -> Answers[Event]:
    """What was said and told of, the oldest first; times without a year, such as "Monday", are left out.

    Raises:
        QuestionError: a date is none.
        LedgerError: the ledger cannot be read.
    """
    list(published(period.since, period.until))  # complains of what is no date
    with store.read() as connection:
        dated = _said(connection, period)
        found = [*dated, *_beside(dated, _told(connection, period))]
    wanted = [word.casefold() for word in (period.words or "").split()]
    found = [e for e in found if all(word in e.words.casefold() for word in wanted)]
    found.sort(key=lambda e: (e.when, e.published or "", e.article, e.words, e.statement or ""))
    return Answers(Event, tuple(found[:limit]), limit is not None and len(found) > limit)


def _beside(dated: list[Event], told: list[Event]) -> Iterator[Event]:
    """The times told of, but those that only date a statement that is there itself."""
    known: dict[tuple[str, str], list[str]] = defaultdict(list)
    for event in dated:
        known[event.article, event.when].append(event.words.split(" … ")[0])
    for event in told:
        if not any(words in event.words for words in known.get((event.article, event.when), ())):
            yield event


def _told(connection: Connection, period: Period) -> list[Event]:
    held = and_(statements.c.reading == table.c.reading, statements.c.id == table.c.statement)
    joined = table.join(readings, readings.c.key == table.c.reading).join(articles).outerjoin(statements, held)
    # Only the text around a time expression is fetched, not each article's whole.
    begin = case((table.c.start > _REACH, table.c.start - _REACH), else_=0)
    around = func.substr(articles.c.text, begin + 1, table.c.stop + _REACH - begin).label("around")
    columns = [table.c.value, (table.c.start - begin).label("at"), around, statements.c.id.label("statement")]
    chosen = _narrowed(select(*columns, *_shared()).select_from(joined), table.c.value, period)
    return [
        Event(row["value"], "told", _sentence(row["around"], row["at"]), **_plain(row))
        for row in connection.execute(chosen).mappings()
    ]


def _said(connection: Connection, period: Period) -> list[Event]:
    joined = statements.join(readings, readings.c.key == statements.c.reading).join(articles)
    columns = [statements.c.said_at, statements.c.content, statements.c.id.label("statement")]
    chosen = _narrowed(select(*columns, *_shared()).select_from(joined), statements.c.said_at, period)
    chosen = chosen.where(statements.c.verdict.is_distinct_from("rejected"))
    return [
        Event(row["said_at"], "said", row["content"], **_plain(row)) for row in connection.execute(chosen).mappings()
    ]


def _shared() -> list[Any]:
    told = [articles.c[name] for name in ("outlet", "published", "title", "url")]
    return [statements.c.speaker, *told, articles.c.id.label("article")]


def _plain(row: Any) -> dict[str, Any]:
    return {name: row[name] for name in ("speaker", "outlet", "published", "title", "url", "statement", "article")}


def _narrowed(chosen: Select[Any], value: Any, period: Period) -> Select[Any]:
    chosen = chosen.where(readings.c.is_current, or_(value.like("1___%"), value.like("2___%")))
    if period.since:
        chosen = chosen.where(value >= period.since)
    if period.until:
        chosen = chosen.where(value <= period.until + "\U0010ffff")
    if period.who is not None:
        chosen = chosen.where(statements.c.speaker.icontains(period.who, autoescape=True))
    if period.outlet is not None:
        chosen = chosen.where(of_outlet(period.outlet))
    return chosen.limit(_AT_ONCE)


def _sentence(around: str, at: int) -> str:
    """The sentence at an offset of a stretch of text, as far as it is there."""
    begin = max((m.end() for m in _STOP.finditer(around, 0, at)), default=0)
    stop = _STOP.search(around, at)
    return around[begin : stop.end() if stop else len(around)].strip()
