"""Figures over time: each series of one count in one story, by whom and with which bounds, ready for a chart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.ledger.store import Store
from sayso.linking.arrivals import opened
from sayso.linking.series import Change, Point, Series, State
from sayso.questions.answers import Answers
from sayso.questions.links import Articles, Passage
from sayso.records import Bound


@dataclass(frozen=True, slots=True)
class Count:
    """One value of a series as an article reports it.

    Args:
        series: the number of the series; rows of one number are one figure over time.
        what: what is counted.
        since: when the words were first published, as far as they can be traced.
        low: the least that it means, None if open; `high` the most.
        bound: "at least", "about" and so on.
        voices: on whose word, outermost first; the outlet where the article says it itself.
        change: what it does to the series: "first", "repeat", "update", "fits", "correction", "withdrawal", or "apart"
            where it does not meet the one before and takes nobody's place.
        state: whether the article holds it up ("stands") or calls it earlier, corrected or withdrawn.
        passage: the words of the number, and where they stand.
        sentence: the sentence around them.
    """

    series: int
    what: str
    since: str | None
    low: float | None
    high: float | None
    bound: Bound
    voices: tuple[str, ...]
    change: Change
    state: State
    passage: Passage
    sentence: str


def series(store: Store, counted: str | None = None, limit: int | None = None) -> Answers[Count]:
    """Figures that more than one place reports, each series by the time at which its values were first told.

    Args:
        store: the ledger, whose articles are linked.
        counted: a part of what is counted or of the sentence around a value, case aside; a harm ("killed").
        limit: series, not rows, at most.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    rows: list[Count] = []
    count = 0
    with store.read() as connection:
        index, known = opened(connection), Articles(connection)
        for number in range(len(index.series)):
            one = index.series[number]
            if len(one.points) < 2 or not _is_of(one, counted):
                continue
            count += 1
            if limit is not None and count > limit:
                break
            rows += _rows(known, number, one)
    return Answers(Count, tuple(rows), limit is not None and count > limit)


def _is_of(one: Series, counted: str | None) -> bool:
    if counted is None:
        return True
    sought = counted.casefold()
    return any(
        sought == p.figure.harm or sought in f"{p.figure.counted or ''} {p.figure.unit or ''}".casefold()
        for p in one.points
    ) or any(sought in p.sentence.text.casefold() for p in one.points)


def _rows(known: Articles, number: int, one: Series) -> Iterator[Count]:
    for point in one.points:
        yield _row(known, number, one.what, point)


def _row(known: Articles, number: int, what: str, point: Point) -> Count:
    figure = point.figure
    return Count(
        number, what, point.since, figure.low, figure.high, figure.bound, point.voices, point.change, point.state,
        known.passage(point.where), point.sentence.text,
    )  # fmt: skip
