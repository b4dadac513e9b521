"""Inputs in chunks, and what becomes of a chunk: readings by day, and problems."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from sayso.errors import InputError, SaysoError
from sayso.reading.attribution import Attributor
from sayso.reading.pipeline import take
from sayso.records import Reading
from sayso.scale.columns import Row, day_of, problem, rows_of
from sayso.scale.storage import Marker, Storage
from sayso.sources.articles import to_article
from sayso.sources.found import Found

Item = Found | InputError


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some inputs, in order; the name says which, and is the same whenever the same inputs are cut alike."""

    name: str
    items: tuple[Item, ...]


def chunked(items: Iterable[Item], most: int) -> Iterator[Chunk]:
    """Inputs in chunks of `most`."""
    left = iter(items)
    number = 0
    while some := tuple(islice(left, most)):
        yield Chunk(f"{number:08}-{_hash(some)}", some)
        number += 1


def _hash(items: Iterable[Item]) -> str:
    made = hashlib.sha256()
    for item in items:
        told = item.raw if isinstance(item, Found) else str(item).encode("utf-8", "surrogatepass")
        made.update(hashlib.sha256(told).digest())
    return made.hexdigest()[:12]


def read_item(item: Item, reader: Attributor) -> Reading | InputError:
    """The reading of one input, or why there is none."""
    if isinstance(item, InputError):
        return item
    try:
        return replace(take(to_article(item), reader), source=item.name)
    except InputError as error:
        return error if error.source == item.name else InputError(item.name, str(error))
    except SaysoError as error:
        return InputError(item.name, f"it was read wrongly ({error}); please report this")
    except Exception as error:  # noqa: BLE001 - among millions, one that breaks the reader must not stop the rest
        return InputError(item.name, f"the reader broke on it ({type(error).__name__}: {error}); please report this")


def written(chunk: Chunk, storage: Storage, results: Iterable[Reading | InputError]) -> Marker:
    """Write the tables of a chunk and then its marker; `results` are of its items, in order.

    An article that the chunk has twice is there once; what could not be read is a row of `problems`.
    """
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    seen: dict[str, None] = {}
    statements = problems = 0
    for result in results:
        if isinstance(result, InputError):
            rows["problems", "unknown"].append(problem(result))
            problems += 1
        elif result.article.id not in seen:
            seen[result.article.id] = None
            statements += len(result.statements)
            for table, found in rows_of(result).items():
                rows[table, day_of(result)].extend(found)
    marker = Marker(chunk.name, tuple(seen), storage.write(chunk.name, rows), statements, problems)
    storage.mark(marker)
    return marker
