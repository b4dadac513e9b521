"""What one process does with an input: draw what it holds, read it, and write it chunk by chunk.

Every process that has a part of an input draws all of it, which takes a hundredth of what reading takes, and reads
every so manieth chunk. So chunks are the same whoever reads them, and nothing but the input's address travels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count, islice
from typing import Any, BinaryIO

from sayso.errors import InputError, SaysoError, UnreadableInputError
from sayso.reading.attribution import Attributor
from sayso.reading.many import ReaderName, reader_named
from sayso.reading.pipeline import take
from sayso.records import Reading
from sayso.scale.columns import Row, day_of, problem, rows_of
from sayso.scale.inputs import Input, opened
from sayso.scale.storage import Marker, Storage
from sayso.sources.articles import to_article
from sayso.sources.found import Found, Item, Link, Settings
from sayso.sources.inputs import why_unreadable
from sayso.sources.intake import from_stream

CHUNK = 200
"""Inputs of a chunk: some seconds of reading on one core, which is what a killed process loses."""


@dataclass(frozen=True, slots=True)
class Work:
    """What every process of a run does.

    Args:
        output: a folder, or an address such as `s3://bucket/folder`.
        reader: takes the statements: by name, or one that can be pickled.
        chunk: inputs that are read and written together.
        settings: how inputs are taken in: limits, names of columns.
        options: for fsspec, where an address is far, as pairs of names and values.
    """

    output: str
    reader: ReaderName | Attributor = "learned"
    chunk: int = CHUNK
    settings: Settings = Settings()  # noqa: RUF009 - it is frozen
    options: tuple[tuple[str, Any], ...] = ()

    @property
    def attributor(self) -> Attributor:
        """The reader itself; one that is named is made once in a process."""
        return reader_named(self.reader) if isinstance(self.reader, str) else self.reader

    @property
    def storage(self) -> Storage:
        """Where the tables go."""
        return _storage(self.output, self.options)


@cache
def _storage(output: str, options: tuple[tuple[str, Any], ...]) -> Storage:
    return Storage(output, dict(options))


@dataclass(frozen=True, slots=True)
class Task:
    """A part of an input: of every `stripes` chunks the one numbered `stripe`, but for those that are `done`.

    Args:
        apart: items, by number, that are not to be read, and why: they ended processes.
        until: the number of the item that cannot even be drawn, if one is known, and why.
    """

    input: Input
    stripe: int = 0
    stripes: int = 1
    done: frozenset[int] = frozenset()
    apart: Mapping[int, str] = field(default_factory=dict)
    until: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A chunk that is done, and how far in its input that is, from 0 to 1; without a chunk, the end of a task.

    `whole` says of the end whether the input could be read to its own.
    """

    task: Task
    share: float
    marker: Marker | None = None
    number: int = 0
    whole: bool = True


def perform(work: Work, task: Task, at: Callable[[int], object]) -> Iterator[Step]:
    """Do a task.

    Args:
        work: what to do.
        task: of what.
        at: told the number of each item before it is drawn and read, so that whoever watches knows what it was.

    Raises:
        OutputError: tables cannot be written.
        ModelError: the reader lacks its model.
    """
    reader, place = work.attributor, Place(task.input)
    items = _numbered(items_of(task.input, work, place), task, at)
    for number in count():
        some = _Counted(islice(items, work.chunk))
        if number % task.stripes == task.stripe and number not in task.done:
            results = (_read(n, item, task, reader) for n, item in some)
            marker = write(f"{task.input.name}-{number:06}", work.storage, results, lambda: place.is_cut)
            if marker is not None:
                yield Step(task, place.share, marker, number)
        else:
            for _item in some:
                pass
        if some.count < work.chunk:
            break
    yield Step(task, 1.0, whole=not place.is_cut)


def read_item(item: Found | InputError, reader: Attributor) -> Reading | InputError:
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


def write(
    name: str, storage: Storage, results: Iterable[Reading | InputError], is_cut: Callable[[], bool] = lambda: False
) -> Marker | None:
    """Write the tables of a chunk and then its marker; none for nothing.

    An article that the chunk has twice is there once; what could not be read is a row of `problems`. A chunk that
    `is_cut`, when all of it has come, is to be read again by another run.
    """
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    seen: dict[str, None] = {}
    statements = problems = again = 0
    for result in results:
        if isinstance(result, InputError):
            rows["problems", "unknown"].append(problem(result))
            problems += 1
        elif result.article.id in seen:
            again += 1
        else:
            seen[result.article.id] = None
            statements += len(result.statements)
            for table, found in rows_of(result).items():
                rows[table, day_of(result)].extend(found)
    if not rows:
        return None
    marker = Marker(name, tuple(seen), storage.write(name, rows), statements, problems, again, is_cut())
    storage.mark(marker)
    return marker


class Place:
    """How far in an input's bytes drawing has come, and whether some of them could not be had."""

    def __init__(self, whole: Input) -> None:
        self._whole, self._before = max(whole.size, 1), 0
        self._stream: BinaryIO | None = None
        self.is_cut = False

    def follow(self, stream: BinaryIO | None) -> None:
        """Watch a file that was opened, or that is about to be closed."""
        self._before += 0 if self._stream is None else self._stream.tell()
        self._stream = stream

    @property
    def share(self) -> float:
        """From 0 to 1; a table whose end is read first may be told too far on for a moment."""
        here = 0 if self._stream is None or self._stream.closed else self._stream.tell()
        return min(1.0, (self._before + here) / self._whole)


class _Counted(Iterator[Any]):
    """Counts what is drawn."""

    def __init__(self, items: Iterator[Any]) -> None:
        self._items, self.count = items, 0

    def __next__(self) -> Any:
        item = next(self._items)
        self.count += 1
        return item


def items_of(whole: Input, work: Work, place: Place) -> Iterator[Found | InputError]:
    """What an input holds, item by item; what cannot be had is an error in its place."""
    for file in whole.files:
        try:
            with opened(file, dict(work.options)) as stream:
                place.follow(stream)
                for item in _without_links(from_stream(file, stream, work.settings), file):
                    # Damage stays, and is a problem; a file that cannot be read may be readable another time.
                    place.is_cut = place.is_cut or (isinstance(item, UnreadableInputError) and item.source == file)
                    yield item
                place.follow(None)
        except (OSError, ValueError) as error:
            place.is_cut = True
            yield UnreadableInputError(file, why_unreadable(error))
        except Exception as error:  # noqa: BLE001 - among millions, one that breaks a library must not stop the rest
            why = f"it broke what opens it ({type(error).__name__}: {error}); please report this"
            yield InputError(file, why)


def _without_links(items: Iterable[Item], file: str) -> Iterator[Found | InputError]:
    links = 0
    for item in items:
        if isinstance(item, Link):
            links += 1
        else:
            yield item
    if links:
        why = f"it leads to {links:,} addresses, which sayso scale does not fetch; use: sayso add"
        yield InputError(file, why)


def _numbered(
    items: Iterator[Found | InputError], task: Task, at: Callable[[int], object]
) -> Iterator[tuple[int, Found | InputError]]:
    for number in count():
        if task.until is not None and task.until[0] == number:
            yield number, InputError(task.input.files[0], task.until[1])
            return
        at(number)
        item = next(items, None)
        if item is None:
            return
        yield number, item


def _read(number: int, item: Found | InputError, task: Task, reader: Attributor) -> Reading | InputError:
    if number in task.apart:
        return InputError(item.source if isinstance(item, InputError) else item.name, task.apart[number])
    return read_item(item, reader)
