"""What reading so many articles would take: a sample is read, and the rest is arithmetic with its assumptions told."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import QuestionError
from sayso.records import Reading
from sayso.scale.inputs import Input, listed
from sayso.scale.storage import Storage
from sayso.scale.tasks import Place, Work, items_of, read_item, write

START_SECONDS = 2.0
"""Seconds in which a process starts and loads its model; once for each core (measured: docs/scale.md)."""
MOST = 500
"""Articles of a sample that are read: at ten a second, the rate is known within a few percent after a minute."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An estimate.

    Args:
        sample: articles that were read for it.
        characters: an article's length on average, in code points.
        rate: articles a second on one core, taking in and writing included.
        articles: how many are to be read; `cores` by how many.
        hours: the time that it takes.
        core_hours: the same on one core, which is what is paid for.
        cost: `core_hours` times the price.
        gigabytes: of tables, 10⁹ bytes each.
    """

    sample: int
    characters: int
    rate: float
    articles: int
    cores: int
    hours: float
    core_hours: float
    cost: float
    gigabytes: float


def planned(arguments: Iterable[str], work: Work, articles: int, cores: int, price: float, most: int = MOST) -> Plan:
    """Read a sample on one core, write its tables to be weighed, and reckon.

    Args:
        arguments: the sample, as `sayso.scale.inputs.listed` takes it; what cannot be read in it is passed over.
        work: the reader and how inputs are taken in; nothing is left in its output.
        articles: how many are to be read.
        cores: by how many; each is taken to be as fast as this one, and all to be busy to the end.
        price: of a core for an hour, in any currency.
        most: articles of the sample that are read.

    Raises:
        QuestionError: nothing in the sample can be read.
    """
    _ = work.attributor  # what it takes to load is told apart
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        sample = list(_sample(listed(arguments, dict(work.options), work.chunk).inputs, work, most))
        write("sample", Storage(folder), sample)
        seconds = time.perf_counter() - began
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.parquet"))
    if not sample:
        raise QuestionError("nothing in the sample can be read; give articles like those that are to be read")
    count = len(sample)
    core_hours = (articles * seconds / count + cores * START_SECONDS) / 3600
    return Plan(
        count, round(sum(len(r.article.text) for r in sample) / count), round(count / seconds, 2), articles, cores,
        round(core_hours / cores, 2), round(core_hours, 2), round(core_hours * price, 2),
        round(articles * size / count / 1e9, 2),
    )  # fmt: skip


def _sample(inputs: Iterable[Input], work: Work, most: int) -> Iterator[Reading]:
    reader, count = work.attributor, 0
    for one in inputs:
        for item in items_of(one, work, Place(one)):
            if count == most:
                return
            reading = read_item(item, reader)
            if isinstance(reading, Reading):
                count += 1
                yield reading
