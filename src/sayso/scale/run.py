"""A run over inputs of any number: what is done is not done again, and every article is there once."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sayso.ledger import articles, readings
from sayso.ledger.articles import Snapshot, now
from sayso.ledger.store import Store
from sayso.records import Reading
from sayso.scale.chunks import Item, chunked
from sayso.scale.engines import ENGINES, Work
from sayso.scale.storage import Marker, Storage
from sayso.sources.found import Found

CHUNK = 200
"""Inputs of a chunk: half a minute of reading on one core, which is what a killed process loses."""


@dataclass(slots=True)
class Summary:
    """What a run has come to, counting what earlier runs did; `again` are articles met more than once."""

    chunks: int = 0
    articles: int = 0
    statements: int = 0
    problems: int = 0
    again: int = 0

    def __str__(self) -> str:
        told = f"{self.articles:,} articles, {self.statements:,} statements in {self.chunks:,} chunks"
        told += f"; {self.again:,} met more than once" if self.again else ""
        return told + (f"; {self.problems:,} problems (see the table)" if self.problems else "")


def run(
    items: Iterable[Item],
    work: Work,
    *,
    engine: str = "local",
    jobs: int | None = None,
    most: int = CHUNK,
    tell: Callable[[Marker], object] | None = None,
) -> Summary:
    """Read inputs into tables, going on where an earlier run of the same inputs was cut off.

    Args:
        items: from `sayso.sources.intake.gather`, in the same order each time.
        work: the reader and the output.
        engine: "local" or "ray".
        jobs: processes; all cores if None.
        most: inputs of a chunk, the same each time.
        tell: called with each chunk that is done.

    Raises:
        MissingLibraryError: what the engine or the output needs is not installed.
    """
    storage = Storage(work.output, dict(work.options))
    done = {marker.chunk for marker in storage.markers()}
    todo = (chunk for chunk in chunked(items, most) if chunk.name not in done)
    for marker in ENGINES[engine](work, todo, jobs or os.cpu_count() or 1):
        if tell is not None:
            tell(marker)
    return settled(storage)


def settled(storage: Storage) -> Summary:
    """Leave each article in the first chunk that has it, and sum up. Cut off, it may be done again."""
    summary, seen = Summary(), set[str]()
    for marker in storage.markers():
        double = {article for article in marker.articles if article in seen}
        seen.update(marker.articles)
        if double:
            marker = _without(storage, marker, double)
        summary.chunks += 1
        summary.articles += len(marker.articles)
        summary.statements += marker.statements
        summary.problems += marker.problems
        summary.again += len(double)
    return summary


def _without(storage: Storage, marker: Marker, articles_: set[str]) -> Marker:
    statements = marker.statements
    for name in marker.files:
        if name.startswith("problems/"):
            continue
        rows = storage.read(name)
        kept = [row for row in rows if row["article"] not in articles_]
        if name.startswith("statements/"):
            statements -= len(rows) - len(kept)
        storage.rewrite(name, kept)
    left = tuple(a for a in marker.articles if a not in articles_)
    files = tuple(name for name in marker.files if name.startswith("problems/") or _has_rows(storage, name))
    made = Marker(marker.chunk, left, files, statements, marker.problems)
    storage.mark(made)
    return made


def _has_rows(storage: Storage, name: str) -> bool:
    try:
        return bool(storage.read(name))
    except FileNotFoundError:
        return False


def load(storage: Storage, store: Store, tell: Callable[[], object] | None = None) -> int:
    """Put the readings of a run into a ledger, without reading again: how many were not there before."""
    count = 0
    for row in storage.rows("articles"):
        reading = Reading.from_dict(json.loads(row["reading"]))
        found = Found(
            row["source"] or row["article"], reading.article.text.encode("utf-8", "surrogatepass"), "text/plain"
        )
        with store.write() as connection:
            moment = now()
            key, _article = articles.keep(connection, reading.article, moment)
            articles.meet(connection, key, reading.article, Snapshot.of(found, reading.article), moment)
            if readings.state(connection, key, reading.reader) is None:
                readings.save(connection, key, reading, moment)
                count += 1
        if tell is not None:
            tell()
    return count


def readings_of(storage: Storage) -> Iterator[Reading]:
    """The readings of a run, whole."""
    return (Reading.from_dict(json.loads(row["reading"])) for row in storage.rows("articles"))
