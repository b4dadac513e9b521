"""Where tables go: a folder, or object storage by fsspec's addresses (`s3://…`), a file a chunk, table and day.

A chunk's marker is written last. What has no marker is not there: its files are written again under the same names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sayso.errors import MissingLibraryError
from sayso.scale.columns import COLUMNS, Row

if TYPE_CHECKING:
    import pyarrow

_MARKERS = "_chunks"


@dataclass(frozen=True, slots=True)
class Marker:
    """A chunk that is done: its name, its articles' ids in order, its files, and what it counted."""

    chunk: str
    articles: tuple[str, ...]
    files: tuple[str, ...]
    statements: int
    problems: int


class Storage:
    """An output folder, near or far."""

    def __init__(self, address: str, options: Mapping[str, Any] | None = None) -> None:
        """An output folder.

        Raises:
            MissingLibraryError: pyarrow, fsspec or the library for this kind of address is not installed.
        """
        try:
            import fsspec
            import pyarrow.parquet  # noqa: F401 - so that its lack is told before anything is read
        except ImportError as error:
            raise _missing(error.name or "pyarrow") from error
        try:
            self._fs, self._root = fsspec.core.url_to_fs(address, **dict(options or {}))
        except ImportError as error:
            raise _missing(f"what {address.partition(':')[0]}:// needs ({error})") from error
        self.address = address

    def write(self, chunk: str, rows: Mapping[tuple[str, str], list[Row]]) -> tuple[str, ...]:
        """Write a chunk's rows by table and day; the files' names."""
        return tuple(self._write(chunk, table, day, found) for (table, day), found in sorted(rows.items()) if found)

    def mark(self, marker: Marker) -> None:
        """Say that a chunk is done."""
        self._put(f"{_MARKERS}/{marker.chunk}.json", json.dumps(asdict(marker)).encode())

    def markers(self) -> Iterator[Marker]:
        """The chunks that are done, by name."""
        folder = f"{self._root}/{_MARKERS}"
        names = sorted(self._fs.ls(folder, detail=False)) if self._fs.exists(folder) else []
        for name in names:
            if name.endswith(".json"):
                told = json.loads(self._fs.cat_file(name))
                yield Marker(
                    told["chunk"], tuple(told["articles"]), tuple(told["files"]), told["statements"], told["problems"]
                )

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, of chunks that are done, in their order."""
        for marker in self.markers():
            for name in marker.files:
                if name.startswith(f"{table}/"):
                    yield from self.read(name)

    def read(self, name: str) -> list[Row]:
        """The rows of one file."""
        import pyarrow.parquet

        with self._fs.open(f"{self._root}/{name}", "rb") as file:
            found: list[Row] = pyarrow.parquet.read_table(file).to_pylist()
            return found

    def rewrite(self, name: str, rows: Iterable[Row]) -> None:
        """Put other rows into a file; no file is left for none."""
        kept = list(rows)
        if kept:
            self._put_table(name, name.partition("/")[0], kept)
        elif self._fs.exists(f"{self._root}/{name}"):
            self._fs.rm_file(f"{self._root}/{name}")

    def _write(self, chunk: str, table: str, day: str, rows: list[Row]) -> str:
        name = f"{table}/day={day}/{chunk}.parquet"
        self._put_table(name, table, rows)
        return name

    def _put_table(self, name: str, table: str, rows: list[Row]) -> None:
        import pyarrow
        import pyarrow.parquet

        sink = pyarrow.BufferOutputStream()
        pyarrow.parquet.write_table(
            pyarrow.Table.from_pylist(rows, schema=self._schemas[table]), sink, compression="zstd"
        )
        self._put(name, sink.getvalue().to_pybytes())

    def _put(self, name: str, data: bytes) -> None:
        """Write a file in one piece: one request to object storage, and one renaming in a folder."""
        path = f"{self._root}/{name}"
        if "file" in (self._fs.protocol if isinstance(self._fs.protocol, tuple) else (self._fs.protocol,)):
            self._fs.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._fs.pipe_file(f"{path}.part", data)
            self._fs.mv(f"{path}.part", path)
        else:
            self._fs.pipe_file(path, data)

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


def _missing(what: str) -> MissingLibraryError:
    return MissingLibraryError(f"sayso scale needs {what}, which is missing; install it: pip install 'sayso[scale]'")
