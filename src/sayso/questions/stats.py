"""How much a ledger holds."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from sayso.ledger.schema import appearances, articles, figures, problems, readings, statements, verdicts
from sayso.ledger.store import Store
from sayso.questions.answers import Answers


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something; what is not a number, such as a date, as text."""

    what: str
    count: int | str


def stats(store: Store) -> Answers[Count]:
    """How many articles, appearances, outlets, statements, speakers and so on there are, and from when to when.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    current = readings.c.is_current
    of_current = statements.join(readings, readings.c.key == statements.c.reading)
    with store.read() as connection:

        def count(column: object, *conditions: object) -> int:
            wanted = select(column).where(*conditions)  # type: ignore[call-overload]
            return int(connection.execute(wanted).scalar_one())

        named = select(func.count(statements.c.speaker.distinct())).select_from(of_current).where(current)
        said = select(func.count()).select_from(of_current).where(current)
        of_figures = figures.join(readings, readings.c.key == figures.c.reading)
        rows: list[tuple[str, int | str]] = [
            ("articles", count(func.count(articles.c.key))),
            ("appearances", count(func.count(appearances.c.key))),
            ("outlets", count(func.count(articles.c.outlet.distinct()))),
            ("statements", connection.execute(said).scalar_one()),
            ("speakers", connection.execute(named).scalar_one()),
            ("figures", connection.execute(select(func.count()).select_from(of_figures).where(current)).scalar_one()),
            ("verdicts", count(func.count(verdicts.c.key))),
            ("problems", count(func.count(problems.c.name_key))),
            ("older readings", count(func.count(readings.c.key), ~current)),
            ("bytes", store.dialect.size(connection)),
        ]
        first, last = connection.execute(select(func.min(articles.c.published), func.max(articles.c.published))).one()
    rows += [("first published", first)] * bool(first) + [("last published", last)] * bool(last)
    return Answers(Count, tuple(Count(what, number) for what, number in rows))


def revision(store: Store) -> tuple[int | None, ...]:
    """Numbers that differ after anything was added, read or judged: what was counted before may not hold any more."""
    newest = (select(func.max(table.c.key)).scalar_subquery() for table in (articles, appearances, readings, verdicts))
    with store.read() as connection:
        return tuple(connection.execute(select(*newest)).one())
