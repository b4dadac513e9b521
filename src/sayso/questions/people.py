"""Who speaks in a ledger, how much and where."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from sayso.ledger.schema import articles, readings, statements
from sayso.ledger.schema import speakers as speaker_table
from sayso.ledger.store import Store
from sayso.questions.answers import Answers
from sayso.questions.filters import About
from sayso.records import VoiceSort

_AT_ONCE = 500
"""Names asked for together; SQLite takes 32,766 values in a question, older ones 999."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody or something that speaks.

    Args:
        speaker: the name that statements go by.
        sort: the sort of voice, in most statements.
        roles: what articles call them, the most usual first: "Defence Secretary".
        statements: how many there are; `articles` and `outlets` likewise.
        first: when the first of the articles was published, ISO 8601; `last` likewise.
    """

    speaker: str
    sort: VoiceSort
    roles: tuple[str, ...]
    statements: int
    articles: int
    outlets: int
    first: str | None
    last: str | None


def heard(store: Store, about: About = About(), limit: int | None = None) -> Answers[Heard]:  # noqa: B008 - it is frozen
    """Those who speak in the statements that `about` describes, whoever says most first.

    Raises:
        QuestionError: the filters make no sense.
        LedgerError: the ledger cannot be read.
    """
    count = func.count()
    columns: list[Any] = [
        statements.c.speaker, count.label("statements"),
        func.count(readings.c.article.distinct()).label("articles"),
        func.count(articles.c.outlet.distinct()).label("outlets"),
        func.min(articles.c.published).label("first"), func.max(articles.c.published).label("last"),
    ]  # fmt: skip
    chosen = _of_named(select(*columns)).group_by(statements.c.speaker).order_by(count.desc(), statements.c.speaker)
    if limit is not None:
        chosen = chosen.limit(limit + 1)
    with store.read() as connection:
        rows = connection.execute(about.narrowed(chosen, connection, store.dialect)).mappings().all()
        shown = rows[:limit]
        names = [row["speaker"] for row in shown]
        sorts, roles = _most(connection, names), _roles(connection, names)
    found = tuple(Heard(sort=sorts[row["speaker"]], roles=roles.get(row["speaker"], ()), **row) for row in shown)
    return Answers(Heard, found, len(rows) > len(shown))


def _of_named(chosen: Select[Any]) -> Select[Any]:
    joined = statements.join(readings, readings.c.key == statements.c.reading)
    joined = joined.join(articles, articles.c.key == readings.c.article)
    return chosen.select_from(joined).where(statements.c.speaker.is_not(None))


def _most(connection: Connection, names: list[str]) -> dict[str, VoiceSort]:
    """The sort that most of each one's statements have."""
    found: dict[str, VoiceSort] = {}
    count = func.count()
    wanted = select(statements.c.speaker, statements.c.source_sort).group_by(
        statements.c.speaker, statements.c.source_sort
    )
    for start in range(0, len(names), _AT_ONCE):
        page = wanted.where(statements.c.speaker.in_(names[start : start + _AT_ONCE]))
        for name, sort in connection.execute(page.order_by(count.desc(), statements.c.source_sort)):
            found.setdefault(name, sort)
    return found


def _roles(connection: Connection, names: list[str]) -> dict[str, tuple[str, ...]]:
    """What current readings call each one, the most usual first."""
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    same = (speaker_table.c.reading == statements.c.reading) & (speaker_table.c.id == statements.c.source_speaker)
    joined = statements.join(speaker_table, same).join(readings, readings.c.key == statements.c.reading)
    wanted = select(statements.c.speaker, readings.c.key, speaker_table.c.id, speaker_table.c.roles)
    wanted = wanted.select_from(joined).where(readings.c.is_current)
    for start in range(0, len(names), _AT_ONCE):
        seen = set()
        for name, reading, speaker, roles in connection.execute(
            wanted.where(statements.c.speaker.in_(names[start : start + _AT_ONCE]))
        ):
            if (name, reading, speaker) not in seen:
                seen.add((name, reading, speaker))
                for role in roles:
                    counted[name][role] += 1
    return {name: tuple(sorted(roles, key=lambda r: (-roles[r], r))) for name, roles in counted.items()}
