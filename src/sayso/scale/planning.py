"""What reading so many articles would take: a sample is read, and the rest is arithmetic with its assumptions told."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.errors import QuestionError
from sayso.reading.attribution import Attributor
from sayso.records import Reading
from sayso.scale.chunks import Item, read_item

_MODEL_SECONDS = 2.0
"""Seconds in which a process starts and loads its model; once for each core."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An estimate.

    Args:
        sample: articles that were read for it.
        characters: an article's length on average, in code points.
        rate: articles a second on one core.
        articles: how many are to be read; `cores` by how many.
        hours: the time that it takes.
        core_hours: the same on one core, which is what is paid for.
        cost: `core_hours` times the price.
        gigabytes: of tables; readings pack to what the sample's packed to.
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


def planned(items: Iterable[Item], reader: Attributor, articles: int, cores: int, price: float) -> Plan:
    """Read a sample on one core, and reckon.

    Args:
        items: the sample; what cannot be read in it is passed over.
        reader: takes the statements.
        articles: how many are to be read.
        cores: by how many; each is taken to be as fast as this one, and all to be busy to the end.
        price: of a core for an hour, in any currency.

    Raises:
        QuestionError: nothing in the sample can be read.
    """
    seconds, characters, size, count = 0.0, 0, 0, 0
    for item in items:
        began = time.perf_counter()
        reading = read_item(item, reader)
        took = time.perf_counter() - began
        if isinstance(reading, Reading):
            seconds, count = seconds + took, count + 1
            characters += len(reading.article.text)
            size += len(zlib.compress(json.dumps(reading.to_dict()).encode(), 6))
    if not count:
        raise QuestionError("nothing in the sample can be read; give articles like those that are to be read")
    core_seconds = articles * seconds / count + cores * _MODEL_SECONDS
    core_hours = core_seconds / 3600
    return Plan(
        count, round(characters / count), round(count / seconds, 2), articles, cores, round(core_hours / cores, 2),
        round(core_hours, 2), round(core_hours * price, 2), round(articles * size / count / 1e9, 2),
    )  # fmt: skip
