"""Questions straight over the tables of a run, for those who need no ledger.

>>> from sayso.questions.statements import said
>>> from sayso.questions.filters import About
>>> with Tables.open("tables/") as tables:  # doctest: +SKIP
...     said(tables, About(words="ferry", stance="denies"), limit=10).to_pandas()

The tables are shown as a ledger that only answers: DuckDB has a view for each of the ledger's tables that questions
ask, and `sayso.questions` asks them as it asks SQLite and PostgreSQL. So there is one implementation of each question,
an answer is the same row for row, and the command line needs no verbs of its own: `--ledger` takes the folder. What
tables do not hold, links, verdicts and snapshots, has no view, and a question that needs it is refused.

These are the differences to `sayso scale load` and the same question to the ledger: case is put aside in all letters
and not in A to Z alone (as on PostgreSQL), half a surrogate pair is a question mark, and `stats` counts the bytes of
the tables. Of an article that a run met again, and was cut off before it settled, the ledger also takes from the second
what the first leaves open.
"""

from __future__ import annotations

import glob
import tempfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NoReturn, Self

from sayso.errors import LedgerError, MissingLibraryError, ReadOnlyLedgerError
from sayso.ledger import schema
from sayso.ledger.rows import LONGEST_NAME
from sayso.ledger.store import Store
from sayso.scale.columns import COLUMNS
from sayso.scale.duck import OverTables
from sayso.scale.finding import FUNCTION, Finder
from sayso.scale.storage import Storage

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PLACE = "(file_index::BIGINT << 32) + file_row_number"
"""A row's number: its file's place in the order of chunks, then its own in the file, as loading numbers rows."""
_TYPES = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "list<string>": "VARCHAR[]"}
_HEDGED = """coalesce(array_to_string(list_transform(list_filter(
    hedges, lambda hedge, n: list_position(hedges, hedge) = n), lambda hedge: ' ' || hedge || ' '), ''), '')"""
_VIEWS = {
    "articles": f"SELECT {_PLACE} AS key, article AS id, title, outlet, byline, published, url, language, text"
    " FROM articles_files",
    "readings": f"SELECT article AS key, {_PLACE} AS article, true AS is_current FROM articles_files",
    "appearances": f"SELECT {_PLACE} AS key, {_PLACE} AS article FROM articles_files",
    "statements": f"""SELECT {_PLACE} AS key, article AS reading, statement AS id, position, kind, stance, within, cue,
        content, said_at, addressee, confidence, voice_words AS source_text, voice AS source_name,
        voice_sort AS source_sort, speaker AS source_speaker, left(voice, {LONGEST_NAME}) AS speaker,
        NULL::VARCHAR AS person, NULL::VARCHAR AS verdict, {_HEDGED} AS hedged FROM statements_files""",
    "speakers": "SELECT DISTINCT article AS reading, speaker AS id, to_json(roles)::VARCHAR AS roles"
    " FROM statements_files WHERE speaker IS NOT NULL",
    "figures": f"""SELECT article AS reading, {_PLACE} AS position, text, start, stop, low, high, bound, counted, unit,
        since, until, place, statement, harm, victims, "by" AS counted_by, NULL::VARCHAR AS verdict,
        NULL::VARCHAR AS corrected FROM figures_files""",
    "moments": f"""SELECT article AS reading, {_PLACE} AS position, text, start, stop, value, kind, statement
        FROM moments_files""",
    "places": f"""SELECT article AS reading, {_PLACE} AS position, text, start, stop, name, lat, lon, country, geonames,
        "use", statement FROM places_files""",
    "problems": "SELECT DISTINCT source AS name_key FROM problems_files",
    "verdicts": f"SELECT {', '.join(f'NULL::VARCHAR AS {column.name}' for column in schema.verdicts.c)} WHERE false",
}
"""The ledger's tables, by what they are made of; `…_files` are all files of a table of `columns.COLUMNS`."""


class Tables(Store):
    """The output of a run as a ledger that only answers. Close it, or use `with`."""

    def __init__(self, storage: Storage, database: DuckDBPyConnection) -> None:
        """See `open`."""
        self._database, self._finder = database, Finder()
        _teach(database, self._finder)
        self._files = _show(storage, database)
        dialect = OverTables(storage.address, database.cursor, self._finder, lambda: storage.size(self._files))
        super().__init__(dialect, dialect.engine(wait=0, read_only=True))

    @classmethod
    def open(  # type: ignore[override]  # a ledger is made where none is, and waited for; tables are neither
        cls, address: str, options: Mapping[str, Any] | None = None
    ) -> Self:
        """The tables that a run wrote, as far as their chunks are done.

        Args:
            address: the run's output: a folder, or an address of object storage.
            options: for fsspec, where it is far.

        Raises:
            OutputError: there is no run, or another version of Sayso wrote it.
            LedgerError: a file is damaged or gone.
            MissingLibraryError: DuckDB, pyarrow, fsspec or the library for this kind of address is not installed.
        """
        try:
            import duckdb
        except ImportError as error:
            why = "to ask the tables of a run needs DuckDB, which is missing; install it: pip install 'sayso[scale]'"
            raise MissingLibraryError(why) from error
        storage = Storage(address, options)
        storage.check_format()
        database = duckdb.connect(config=_SETTINGS | {"temp_directory": tempfile.gettempdir()})
        try:
            return cls(storage, database)
        except BaseException as error:
            database.close()
            if isinstance(error, duckdb.Error):
                raise LedgerError(address, f"its tables cannot be read ({error}); run again, or ask later") from error
            raise

    def close(self) -> None:
        """Close DuckDB and what belongs to it."""
        super().close()
        self._database.close()
        self._finder.close()

    def write(self) -> NoReturn:
        """Refuse.

        Raises:
            ReadOnlyLedgerError: always.
        """
        raise ReadOnlyLedgerError(self.place, "tables only answer; put them into a ledger: sayso scale load")


_SETTINGS: dict[str, Any] = {
    # As SQLite orders what is not known, and nothing fetched from the network but the tables themselves.
    "default_null_order": "NULLS_FIRST_ON_ASC_LAST_ON_DESC",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def _teach(database: DuckDBPyConnection, finder: Finder) -> None:
    """Let SQL call `Finder.has`."""
    from duckdb.func import ARROW, SPECIAL

    def has(texts: Any, phrases: Any) -> Any:  # DuckDB would look for pyarrow's types here, and not find them
        return finder.has(texts, phrases)

    text, truth = database.type("VARCHAR"), database.type("BOOLEAN")
    database.create_function(FUNCTION, has, [text, text], truth, type=ARROW, null_handling=SPECIAL)


def _show(storage: Storage, database: DuckDBPyConnection) -> list[str]:
    """Make the views over the files of chunks that are done: those files' names."""
    if storage.far is not None:
        database.register_filesystem(storage.far)
    files: dict[str, list[str]] = {table: [] for table in COLUMNS}
    doubles: dict[str, list[tuple[int, str]]] = {table: [] for table in COLUMNS}
    for name, again in _files(storage):
        table = name.partition("/")[0]
        doubles[table] += ((len(files[table]), article) for article in again if table != "problems")
        files[table].append(name)
    for table, names in files.items():
        if doubles[table]:
            database.execute(f"CREATE TABLE {table}_again (file_index BIGINT, article VARCHAR)")
            database.executemany(f"INSERT INTO {table}_again VALUES (?, ?)", doubles[table])
        if names:
            found = database.read_parquet([glob.escape(a) for a in storage.addresses(names)], hive_partitioning=False)
            found.project("file_index, file_row_number, *").create_view(f"{table}_whole")
            join = f" ANTI JOIN {table}_again USING (file_index, article)" if doubles[table] else ""
            database.execute(f"CREATE VIEW {table}_files AS SELECT * FROM {table}_whole{join}")
        else:
            columns = {"file_index": "int64", "file_row_number": "int64", **COLUMNS[table]}
            told = ", ".join(f'"{column}" {_TYPES[kind]}' for column, kind in columns.items())
            database.execute(f"CREATE TABLE {table}_files ({told})")
    for view, made in _VIEWS.items():
        database.execute(f"CREATE VIEW {view} AS {made}")
    return [name for names in files.values() for name in names]


def _files(storage: Storage) -> Iterator[tuple[str, list[str]]]:
    """The files of chunks that are done, in order, each with the articles that an earlier chunk has already.

    Those are there only as long as the run has not come to its end.
    """
    seen: set[bytes] = set()
    for marker in storage.markers():
        again = []
        for article in marker.articles:
            told = bytes.fromhex(article.removeprefix("sha256:"))[:16]
            if told in seen:
                again.append(article)
            seen.add(told)
        for name in marker.files:
            yield name, again
