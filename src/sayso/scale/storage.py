"""Where tables go: a folder, or object storage by fsspec's addresses (`s3://…`), a file a chunk, table and day.

articles/day=2026-03-04/3f2a…-000017.parquet      one of six tables; "unknown" is the day of what has none
_chunks/3f2a…-000017.json                         a chunk that is done: written last, so what has none is not there
_inputs/3f2a….json                                an input that is done to its end
_run.json                                         which reader took all this
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import MissingLibraryError, OutputError
from sayso.records import ReaderVersion
from sayso.scale.columns import COLUMNS, Row
from sayso.scale.inputs import filesystem, is_far

if TYPE_CHECKING:
    import pyarrow

FORMAT = "sayso.tables/2"
RUN = "_run.json"
_CHUNKS, _INPUTS = "_chunks", "_inputs"
_CUT = ".cut.json"
_AT_ONCE = 1000
"""Markers fetched together: object storage answers many requests in the time of one."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A chunk that is done.

    Args:
        chunk: its name.
        articles: their ids, in order.
        files: where its rows are.
        statements: how many it has; `problems` likewise.
        again: articles that it has no more because it, or a chunk before it, has them already.
        cut: a file could not be read on here, so the chunk is to be read again.
    """

    chunk: str
    articles: tuple[str, ...]
    files: tuple[str, ...]
    statements: int = 0
    problems: int = 0
    again: int = 0
    cut: bool = False


class Storage:
    """An output folder, near or far."""

    def __init__(self, address: str, options: Mapping[str, Any] | None = None) -> None:
        """An output folder.

        Raises:
            MissingLibraryError: pyarrow, fsspec or the library for this kind of address is not installed.
        """
        try:
            import pyarrow.parquet  # noqa: F401 - so that its lack is told before anything is read
        except ImportError as error:
            why = "sayso scale needs pyarrow, which is missing; install it: pip install 'sayso[scale]'"
            raise MissingLibraryError(why) from error
        self._fs, self._root = filesystem(address, options or {})
        self._near = not is_far(address)
        self.address = address

    @property
    def is_run(self) -> bool:
        """Whether a run has begun here."""
        return self._has(RUN)

    def claim(self, reader: ReaderVersion) -> None:
        """Make this the output of a reader, or see that it is.

        Raises:
            OutputError: another reader's readings are there, or it cannot be written.
        """
        told = {"format": FORMAT, "reader": asdict(reader)}
        if not self._has(RUN):
            self._put(RUN, json.dumps(told).encode())
            return
        self.check_format()
        if (before := json.loads(self._get(RUN))) != told:
            had = before.get("reader", {})
            why = f"holds what {had.get('name')} {had.get('version')} read; give another --output to {reader.name}"
            raise OutputError(f"{self.address}: this folder {why} {reader.version}")

    def check_format(self) -> None:
        """See that the tables of the run here have the columns that this Sayso knows.

        Raises:
            OutputError: there is no run here, or another version of Sayso wrote it.
        """
        if not self.is_run:
            why = "there are no tables of sayso scale run here; give the --output of a run"
            raise OutputError(f"{self.address}: {why}")
        found = json.loads(self._get(RUN)).get("format")
        if found != FORMAT:
            why = f"another version of Sayso wrote these tables ({found}, and this one writes {FORMAT}); run again with"
            raise OutputError(f"{self.address}: {why} another --output, or take them as they are: sayso scale load")

    def write(self, chunk: str, rows: Mapping[tuple[str, str], list[Row]]) -> tuple[str, ...]:
        """Write a chunk's rows by table and day; the files' names."""
        made = []
        for (table, day), found in sorted(rows.items()):
            if found:
                made.append(f"{table}/day={day}/{chunk}.parquet")
                self._put_table(made[-1], table, found)
        return tuple(made)

    def mark(self, marker: Marker) -> None:
        """Say that a chunk is done; what it left when it was cut, and has no more, goes."""
        cut = f"{_CHUNKS}/{marker.chunk}{_CUT}"
        told = json.dumps(asdict(marker)).encode()
        if marker.cut:
            self._put(cut, told)
            return
        self._put(f"{_CHUNKS}/{marker.chunk}.json", told)
        if self._has(cut):
            for name in set(json.loads(self._get(cut))["files"]) - set(marker.files):
                self._remove(name)
            self._remove(cut)

    def drop(self, marker: Marker) -> None:
        """Take a chunk away."""
        self._remove(f"{_CHUNKS}/{marker.chunk}{_CUT if marker.cut else '.json'}")
        for name in marker.files:
            self._remove(name)

    def done(self) -> dict[str, frozenset[int]]:
        """The numbers of the chunks that are done and whole, by their inputs' names."""
        found: dict[str, set[int]] = {}
        for name in self._names(_CHUNKS):
            whole, _, number = name.removesuffix(".json").rpartition("-")
            if number.isdecimal():
                found.setdefault(whole, set()).add(int(number))
        return {whole: frozenset(numbers) for whole, numbers in found.items()}

    def markers(self, beginning: str = "") -> Iterator[Marker]:
        """The chunks that are there, by name; those alone whose names have this beginning."""
        names = self._names(_CHUNKS)
        told = [n for n in sorted(names) if n.startswith(beginning) and not (n.endswith(_CUT) and _whole(n) in names)]
        for start in range(0, len(told), _AT_ONCE):
            paths = [f"{self._root}/{_CHUNKS}/{name}" for name in told[start : start + _AT_ONCE]]
            one_by_one = self._near or len(paths) == 1  # which also leaves brackets in a folder's name alone
            raw = {path: self._fs.cat_file(path) for path in paths} if one_by_one else self._fs.cat(paths)
            for path in paths:
                had = json.loads(raw[path])
                yield Marker(**{**had, "articles": tuple(had["articles"]), "files": tuple(had["files"])})

    def finish(self, name: str, files: tuple[str, ...]) -> None:
        """Say that an input is done to its end."""
        self._put(f"{_INPUTS}/{name}.json", json.dumps({"files": files}).encode())

    def finished(self) -> set[str]:
        """The names of inputs that are done to their ends."""
        return {name.removesuffix(".json") for name in self._names(_INPUTS)}

    def rows(self, table: str, columns: list[str] | None = None) -> Iterator[Row]:
        """The rows of a table, of chunks that are done, in their order; all columns if none are named."""
        for marker in self.markers():
            for name in marker.files:
                if name.startswith(f"{table}/"):
                    yield from self.read(name, columns)

    def read(self, name: str, columns: list[str] | None = None) -> list[Row]:
        """The rows of one file."""
        import pyarrow.parquet

        with self._fs.open(f"{self._root}/{name}", "rb") as file:
            found: list[Row] = pyarrow.parquet.read_table(file, columns=columns).to_pylist()
            return found

    def size(self, names: Iterable[str]) -> int:
        """Bytes of some files."""
        return sum(self._fs.sizes([f"{self._root}/{name}" for name in names]))

    def addresses(self, names: Iterable[str]) -> list[str]:
        """The paths of some files, or what another program that reads object storage calls them."""
        return [self._fs.unstrip_protocol(f"{self._root}/{name}").removeprefix("file://") for name in names]

    @property
    def far(self) -> Any:
        """What reaches the folder by fsspec, if it is far; None for a folder on this machine."""
        return None if "file" in self._fs.protocol else self._fs

    def rewrite(self, name: str, rows: Iterable[Row]) -> bool:
        """Put other rows into a file; no file is left for none. Whether there is one."""
        kept = list(rows)
        if kept:
            self._put_table(name, name.partition("/")[0], kept)
        else:
            self._remove(name)
        return bool(kept)

    def _names(self, folder: str) -> frozenset[str]:
        """The names of a folder's files, sorted by whoever needs that."""
        path = f"{self._root}/{folder}"
        if not self._fs.exists(path):
            return frozenset()
        self._fs.invalidate_cache(path)
        listed = self._fs.ls(path, detail=False)
        return frozenset(n.rpartition("/")[2] for n in listed if n.endswith(".json"))

    def _has(self, name: str) -> bool:
        found: bool = self._fs.exists(f"{self._root}/{name}")
        return found

    def _get(self, name: str) -> bytes:
        found: bytes = self._fs.cat_file(f"{self._root}/{name}")
        return found

    def _remove(self, name: str) -> None:
        if self._has(name):
            self._fs.rm_file(f"{self._root}/{name}")

    def _put_table(self, name: str, table: str, rows: list[Row]) -> None:
        import pyarrow
        import pyarrow.parquet

        sink = pyarrow.BufferOutputStream()
        made = pyarrow.Table.from_pylist(rows, schema=self._schemas[table])
        pyarrow.parquet.write_table(made, sink, compression="zstd")
        self._put(name, sink.getvalue().to_pybytes())

    def _put(self, name: str, data: bytes) -> None:
        """Write a file in one piece: one request to object storage, and one renaming in a folder.

        Raises:
            OutputError: it cannot be written.
        """
        path = f"{self._root}/{name}"
        try:
            if self._near:
                whole = Path(path)
                whole.parent.mkdir(parents=True, exist_ok=True)
                # Hidden, so that no reader of tables takes it for one; own to this process, if two write the same.
                part = whole.with_name(f".{whole.name}.{os.getpid()}.part")
                part.write_bytes(data)
                part.replace(whole)
            else:
                self._fs.pipe_file(path, data)
        except OSError as error:
            why = f"cannot be written ({error}); make room or get the right to, and run the same again"
            raise OutputError(f"{self.address}: {name} {why}") from error

    @cached_property
    def _schemas(self) -> dict[str, pyarrow.Schema]:
        import pyarrow

        types = {
            "string": pyarrow.string(), "int64": pyarrow.int64(), "double": pyarrow.float64(),
            "list<string>": pyarrow.list_(pyarrow.string()),
        }  # fmt: skip
        return {
            table: pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])
            for table, columns in COLUMNS.items()
        }


def _whole(name: str) -> str:
    return name.removesuffix(_CUT) + ".json"
