"""What a person should look at first: disputed statements, voices that are nobody known, and doubtful readings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, func, select

from sayso.ledger.schema import readings, statements
from sayso.ledger.store import Store
from sayso.questions.links import disputes
from sayso.questions.statements import Said, said_by_id, unresolved_condition

Why = Literal["disputed", "unresolved", "doubtful"]

DOUBTFUL = 0.7
"""Confidence below which two readings in three are wrong by the gold of PolNeAR dev (`python -m evaluation`)."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A statement that nobody has judged yet, why it is in the queue, and how confident the reader was."""

    said: Said
    why: Why
    confidence: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How many statements people have judged, of how many."""

    judged: int
    all: int


def queue(store: Store, limit: int = 50) -> list[Queued]:
    """The statements to be judged next: disputed ones, then those nobody is known for, then the least confident.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    found: dict[str, Why] = {}
    for dispute in disputes(store, limit=limit):
        found.update((statement, "disputed") for side in dispute.sides for statement in side.statements)
    with store.read() as connection:
        wanted = select(statements.c.id).join(readings, readings.c.key == statements.c.reading)
        wanted = wanted.where(readings.c.is_current, statements.c.verdict.is_(None))
        in_doubt: tuple[tuple[Why, ColumnElement[bool]], ...] = (
            ("unresolved", unresolved_condition()), ("doubtful", statements.c.confidence < DOUBTFUL),
        )  # fmt: skip
        for why, condition in in_doubt:
            page = wanted.where(condition).order_by(statements.c.confidence, statements.c.key).limit(limit)
            for statement in connection.execute(page).scalars():
                found.setdefault(statement, why)
    return list(_queued(store, found, limit))


def progress(store: Store) -> Progress:
    """How far people have come."""
    wanted = select(func.count(statements.c.verdict), func.count()).select_from(statements)
    with store.read() as connection:
        judged, everything = connection.execute(
            wanted.join(readings, readings.c.key == statements.c.reading).where(readings.c.is_current)
        ).one()
    return Progress(judged, everything)


def _queued(store: Store, found: dict[str, Why], limit: int) -> Iterator[Queued]:
    first = list(found)[: 3 * limit]
    rows = {said.id: (said, confidence) for said, confidence in said_by_id(store, first)}
    for statement in first:
        said, confidence = rows.get(statement, (None, 0.0))
        if said is not None and said.verdict is None:
            yield Queued(said, found[statement], confidence)
