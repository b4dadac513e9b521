"""How many, of what, on whose word: every value that a ledger's articles report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select

from sayso.ledger.schema import articles, readings, statements
from sayso.ledger.schema import figures as table
from sayso.ledger.store import Store
from sayso.questions.answers import Answers
from sayso.questions.filters import of_outlet, published
from sayso.records import Bound, Harm, Victims


@dataclass(frozen=True, slots=True)
class Reported:
    """One value as an article has it; what a person corrected stands here as corrected, and `verdict` says so.

    Args:
        words: the number with its bound, as written; `low` and `high` are what it means, None if open.
        counted: what is counted; `unit` of what; `place` where; `since` and `until` when.
        harm: killed, injured and so on, where people came to harm; `victims` who they were, `by` at whose hands.
        speaker: on whose word it stands; None where the article says it itself.
        verdict: confirmed, corrected or rejected, if people said so.
        statement: the id of the statement that holds it.
        article: the id of the text, in which the figure stands at `[start, stop)`.
    """

    words: str
    low: float | None
    high: float | None
    bound: Bound
    counted: str | None
    unit: str | None
    place: str | None
    since: str | None
    until: str | None
    harm: Harm | None
    victims: Victims | None
    by: str | None
    speaker: str | None
    verdict: str | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    statement: str | None
    article: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures; whatever is None does not matter.

    Args:
        counted: a part of what is counted, case aside; "killed" and the like also find the harm of that name.
        place: a part of the place's name, case aside.
        who: a part of the name of the one on whose word it stands, case aside.
        outlet: a part of the outlet's name, case aside.
        since: published on or after this date (2026, 2026-03, 2026-03-04 …).
        until: published on or before this date; a month or a year counts whole.
        rejected: whether figures that somebody rejected are given too.
    """

    counted: str | None = None
    place: str | None = None
    who: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    rejected: bool = False


_PLAIN = ("low", "high", "bound", "counted", "unit", "place", "since", "until", "harm", "victims", "verdict")
_OF_ARTICLES = ("outlet", "published", "title", "url")


def figures(store: Store, wanted: Wanted = Wanted(), limit: int | None = None) -> Answers[Reported]:
    """The figures that `wanted` describes, those of the oldest article first.

    Raises:
        QuestionError: a date is none.
        LedgerError: the ledger cannot be read.
    """
    columns: list[Any] = [table.c[name] for name in (*_PLAIN, "text", "start", "stop", "statement", "corrected")]
    columns += [table.c.counted_by, statements.c.speaker, *(articles.c[name] for name in _OF_ARTICLES)]
    columns.append(articles.c.id.label("article"))
    held = and_(statements.c.reading == table.c.reading, statements.c.id == table.c.statement)
    joined = table.join(readings, readings.c.key == table.c.reading).join(articles).outerjoin(statements, held)
    chosen = select(*columns).select_from(joined).where(readings.c.is_current, *_conditions(wanted))
    chosen = chosen.order_by(articles.c.published, articles.c.key, table.c.position)
    if limit is not None:
        chosen = chosen.limit(limit + 1)
    with store.read() as connection:
        rows = connection.execute(chosen).mappings().all()
    return Answers(Reported, tuple(map(_reported, rows[:limit])), limit is not None and len(rows) > limit)


def _conditions(wanted: Wanted) -> list[Any]:
    conditions: list[Any] = [*published(wanted.since, wanted.until)]
    if wanted.counted is not None:
        found = table.c.counted.icontains(wanted.counted, autoescape=True)
        conditions.append(or_(found, table.c.harm == wanted.counted.casefold()))
    if wanted.place is not None:
        conditions.append(table.c.place.icontains(wanted.place, autoescape=True))
    if wanted.who is not None:
        conditions.append(statements.c.speaker.icontains(wanted.who, autoescape=True))
    if wanted.outlet is not None:
        conditions.append(of_outlet(wanted.outlet))
    if not wanted.rejected:
        conditions.append(table.c.verdict.is_distinct_from("rejected"))
    return conditions


def _reported(row: Any) -> Reported:
    values = {name: row[name] for name in (*_PLAIN, "start", "stop", "statement", "speaker", *_OF_ARTICLES, "article")}
    values |= {"words": row["text"], "by": row["counted_by"]}
    for name, value in (row["corrected"] or {}).items():
        values["by" if name == "counted_by" else name] = value
    return Reported(**values)
