"""From the tables of a run into a ledger, without reading again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.errors import InputError, OutputError
from sayso.ledger import articles, problems, readings
from sayso.ledger.articles import Snapshot, now
from sayso.ledger.store import Store
from sayso.records import Reading
from sayso.scale.inputs import is_far
from sayso.scale.storage import RUN, Storage
from sayso.sources.found import Found


def is_run(address: str) -> bool:
    """Whether a path, or an address of object storage, is the output of a run."""
    return Storage(address).is_run if is_far(address) else Path(address, RUN).is_file()


def load(storage: Storage, store: Store, tell: Callable[[], object] | None = None) -> int:
    """Put the readings and the problems of a run into a ledger: how many readings were not there before.

    An article is a transaction, so what is cut off can be begun again.

    Raises:
        OutputError: there is no run in this folder.
        LedgerError: the ledger cannot be written; what was told of before is kept.
    """
    if not storage.is_run:
        raise OutputError(f"{storage.address}: there are no tables of sayso scale run here; give the --output of a run")
    count = 0
    for reading in readings_of(storage):
        article = reading.article
        raw = article.text.encode("utf-8", "surrogatepass")
        found = Found(reading.source or article.id, raw, "text/plain", article.url)
        with store.write() as connection:
            moment = now()
            key, _article = articles.keep(connection, article, moment)
            articles.meet(connection, key, article, Snapshot.of(found, article), moment)
            if readings.state(connection, key, reading.reader) is None:
                readings.save(connection, key, reading, moment)
                count += 1
        if tell is not None:
            tell()
    for row in storage.rows("problems"):
        with store.write() as connection:
            problems.note(connection, InputError(row["source"], row["why"]))
    return count


def readings_of(storage: Storage) -> Iterator[Reading]:
    """The readings of a run, whole, in the order of their chunks."""
    return (Reading.from_dict(json.loads(row["reading"])) for row in storage.rows("articles", ["reading"]))
