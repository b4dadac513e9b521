"""From what comes in to the ledger: an article a transaction, so that whatever is interrupted can be begun again.

Articles are made and read by several threads; one writes, in the order in which they came in. What the
ledger has is not read again: bytes that were added before under the same name are not even looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from sqlalchemy import Connection

from sayso.errors import BrokenSpanError, InputError
from sayso.ledger import articles, problems, readings
from sayso.ledger.articles import Snapshot, now
from sayso.ledger.store import Store
from sayso.reading.attribution import Attributor
from sayso.reading.many import in_order
from sayso.reading.pipeline import take
from sayso.records import Article, Reading
from sayso.sources.articles import to_article
from sayso.sources.found import Found, Settings
from sayso.sources.intake import Gets, gather

What = Literal["added", "met", "read", "known"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an input.

    `what` is "added" for a new text, "met" for a known one at a new place, "read" for one that was read
    again (by another reader, or because more is known of it), "known" where nothing changed.
    """

    name: str
    article: str
    what: What
    statements: int = 0


Outcome = Added | InputError


@dataclass(slots=True)
class Summary:
    """What became of all that was given, as counts: inputs by what they were, failures, statements read anew."""

    added: int = 0
    met: int = 0
    read: int = 0
    known: int = 0
    failed: int = 0
    statements: int = 0

    def count(self, outcome: Outcome) -> None:
        """Count one more."""
        if isinstance(outcome, Added):
            setattr(self, outcome.what, getattr(self, outcome.what) + 1)
            self.statements += outcome.statements
        else:
            self.failed += 1

    def __str__(self) -> str:
        told = {
            "new": self.added, "at a new place": self.met, "read again": self.read, "known": self.known,
            "failed": self.failed,
        }  # fmt: skip
        said = ", ".join(f"{number:,} {what}" for what, number in told.items() if number)
        return f"{said or 'nothing to add'}; {self.statements:,} statements"


def take_in(
    store: Store, arguments: Sequence[str], settings: Settings, fetcher: Callable[[], Gets], reader: Attributor,
    jobs: int | None = None,
) -> Iterator[Outcome]:  # fmt: skip
    """Add what the arguments of a command lead to: `gather`, then `add`; what is in the ledger is not fetched again.

    Args:
        store: the ledger.
        arguments: files, folders, patterns, addresses, as `sayso.sources.intake.gather` takes them.
        settings: limits and the like; `known` is the ledger's.
        fetcher: gives what fetches addresses, and is asked when the first is met.
        reader: takes the statements.
        jobs: threads that read; all cores if None.

    Raises:
        LedgerError: the ledger cannot be written; what was told of before is kept.
        ModelError: the reader lacks its model.
    """

    def is_known(address: str) -> bool:
        with store.read() as connection:
            return articles.has_address(connection, address)

    failed = set()
    for outcome in add(store, gather(arguments, replace(settings, known=is_known), fetcher), reader, jobs):
        if isinstance(outcome, InputError):
            failed.add(outcome.source)
        yield outcome
    problems.settle_all(store, set(arguments) - failed)


def add(
    store: Store, items: Iterable[Found | InputError], reader: Attributor, jobs: int | None = None
) -> Iterator[Outcome]:
    """Add what comes in, in its order; an input that cannot be added is kept as a problem, and the rest goes on.

    Args:
        store: the ledger.
        items: from `sayso.sources.intake.gather`, or made by hand; drawn as they are needed.
        reader: takes the statements.
        jobs: threads that read; all cores if None.

    Raises:
        LedgerError: the ledger cannot be written (a full disk, for one); what was told of before is kept.
        ModelError: the reader lacks its model.
    """
    come = _Come(items)
    for ready in in_order(partial(_prepared, store, reader), come, jobs):
        yield ready if isinstance(ready, Added) else _kept(store, reader, ready)
    problems.settle_all(store, come.well())


def reread(store: Store, reader: Attributor, jobs: int | None = None) -> Iterator[Added]:
    """Let `reader` answer for every article: what it has not read is read, from the frozen text.

    Each article's reading is replaced in one transaction; those of other readers stay until `readings.prune`.

    Raises:
        LedgerError: the ledger cannot be written; what was told of before is kept.
        ModelError: the reader lacks its model.
    """
    for key, reading in in_order(partial(_read_again, store, reader), _unanswered(store, reader), jobs):
        yield _reread(store, reader, key, reading)


class _Come:
    """Notes, as items are drawn, which archives and tables they are parts of, and which of these failed somewhere."""

    def __init__(self, items: Iterable[Found | InputError]) -> None:
        self._items = items
        self._whole: set[str] = set()
        self._failed: set[str] = set()

    def __iter__(self) -> Iterator[Found | InputError]:
        for item in self._items:
            if isinstance(item, InputError):
                self._failed.add(item.source)
            elif "#" in item.name:
                self._whole.add(item.name.partition("#")[0])
            yield item

    def well(self) -> set[str]:
        """Those that were read to their ends."""
        return self._whole - self._failed


@dataclass(frozen=True, slots=True)
class _Ready:
    """An input made into an article and, where that is needed, read."""

    snapshot: Snapshot
    article: Article
    reading: Reading | None


def _prepared(store: Store, reader: Attributor, item: Found | InputError) -> _Ready | Outcome:
    """What a thread does with an input before it is written."""
    if isinstance(item, InputError):
        return item
    try:
        with store.read() as connection:
            if (known := _as_before(connection, reader, item)) is not None:
                return known
        article = to_article(item)
        with store.read() as connection:
            fuller, is_read = _as_kept(connection, reader, article)
        return _Ready(Snapshot.of(item, article), article, None if is_read else take(fuller, reader))
    except InputError as error:
        # Told of the input as it is called, or the problem would not be found again when it is settled.
        return error if error.source == item.name else InputError(item.name, str(error))
    except BrokenSpanError as error:
        return InputError(item.name, f"it was read wrongly ({error}); please report this")


def _as_before(connection: Connection, reader: Attributor, item: Found) -> Added | None:
    """What there is to say of bytes that were added before, if nothing else is said of them now."""
    if item.given or problems.is_noted(connection, item.name):
        return None
    key = articles.seen_before(connection, item)
    if key is None or not readings.state(connection, key, reader.version):
        return None
    return Added(item.name, articles.id_of(connection, key), "known")


def _as_kept(connection: Connection, reader: Attributor, article: Article) -> tuple[Article, bool]:
    """An article as it will be kept, and whether the reader has read that."""
    key = articles.key_of(connection, article.id)
    if key is None:
        return article, False
    known = articles.by_key(connection, [key])[key]
    fuller = articles.filled(known, article)
    return fuller, fuller == known and readings.state(connection, key, reader.version) is not None


def _kept(store: Store, reader: Attributor, ready: _Ready | InputError) -> Outcome:
    """Write an input; what it became."""
    if isinstance(ready, InputError):
        with store.write() as connection:
            problems.note(connection, ready)
        return ready
    reading = ready.reading
    while True:
        with store.write() as connection:
            before, is_read = _as_kept(connection, reader, ready.article)
            if is_read or (reading is not None and reading.article == before):
                return _written(connection, reader, ready, None if is_read else reading)
        # Since it was read, the same text was added with more known of it: by another process, or just before.
        reading = take(before, reader)


def _written(connection: Connection, reader: Attributor, ready: _Ready, reading: Reading | None) -> Added:
    moment, found = now(), ready.snapshot.found
    is_new = articles.key_of(connection, ready.article.id) is None
    key, _ = articles.keep(connection, ready.article, moment)
    is_met = articles.meet(connection, key, ready.article, ready.snapshot, moment)
    if reading is not None:
        readings.save(connection, key, reading, moment)
    elif not readings.state(connection, key, reader.version):
        readings.make_current(connection, key, reader.version)
    problems.settle(connection, found.name)
    what: What = "added" if is_new else "read" if reading is not None else "met" if is_met else "known"
    return Added(found.name, ready.article.id, what, 0 if reading is None else len(reading.statements))


def _unanswered(store: Store, reader: Attributor) -> Iterator[int]:
    last = 0
    while True:
        with store.read() as connection:
            page = readings.unanswered(connection, reader.version, last)
        if not page:
            return
        yield from page
        last = page[-1]


def _read_again(store: Store, reader: Attributor, key: int) -> tuple[int, Reading | None]:
    """What the reader takes from the article in a row; None if it read that before."""
    with store.read() as connection:
        is_read = readings.state(connection, key, reader.version) is not None
        article = articles.by_key(connection, [key])[key]
    return key, None if is_read else take(article, reader)


def _reread(store: Store, reader: Attributor, key: int, reading: Reading | None) -> Added:
    """Write that a reader answers for an article now."""
    while True:
        with store.write() as connection:
            article = articles.by_key(connection, [key])[key]
            name = articles.first_names(connection, [key])[key]
            if readings.state(connection, key, reader.version) is not None:
                readings.make_current(connection, key, reader.version)
                return Added(name, article.id, "known")
            if reading is not None and reading.article == article:
                readings.save(connection, key, reading, now())
                return Added(name, article.id, "read", len(reading.statements))
        # Since it was read, more became known of the article: who published it, when.
        reading = take(article, reader)
