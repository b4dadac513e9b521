"""Which of two articles came first, as far as their dates of publication tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def came_first(one: str | None, other: str | None) -> int:
    """-1 if `one` was published before `other`, 1 if after it, 0 if their dates do not tell.

    A date without an hour may be any hour of its day; an hour without a zone is taken as UTC.

    >>> came_first("2031-04-02", "2031-04-02T09:00Z"), came_first("2031-04-01", "2031-04-02T09:00Z")
    (0, -1)
    """
    mine, theirs = _within(one), _within(other)
    if mine is None or theirs is None or mine == theirs:
        return 0
    if mine[1] <= theirs[0]:
        return -1
    return 1 if theirs[1] <= mine[0] else 0


def start_of(published: str | None) -> datetime | None:
    """The first moment that a date of publication may mean, or None where it is none."""
    span = _within(published)
    return None if span is None else span[0]


def _within(published: str | None) -> tuple[datetime, datetime] | None:
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment, moment + (timedelta(days=1) if len(published) <= 10 else timedelta(seconds=1))
