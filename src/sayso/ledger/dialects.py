"""Every difference between SQLite and PostgreSQL, in one place.

The rest of the ledger speaks SQLAlchemy Core alone. What differs is how to connect and to begin a
transaction, full-text search, triggers, how a database checks itself, and what its errors mean.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar, Protocol
from urllib.parse import quote

from sqlalchemy import (
    Connection,
    Engine,
    Select,
    Table,
    column,
    create_engine,
    event,
    literal_column,
    make_url,
    text,
)
from sqlalchemy import table as named_table
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool
from sqlalchemy.sql.elements import ColumnElement

from sayso.errors import (
    LedgerError,
    LedgerFullError,
    LockedLedgerError,
    MissingLibraryError,
    NoLedgerError,
    NotALedgerError,
    ReadOnlyLedgerError,
)  # fmt: skip
from sayso.ledger.columns import kept
from sayso.ledger.searching import ACCENTED, COMBINING, Query, Term, without_accents

_SEARCHED = {"statements": ("speaker", "content"), "articles": ("title", "text")}
"""The columns that full text is searched in, by table."""
TOKENS = "porter unicode61 remove_diacritics 2"
"""How FTS5 takes texts apart into words: no case, no accents, English endings put aside."""
_PASSWORD = re.compile(r":[^/@]*@")
WRITES = "sayso_writes"
"""The execution option of a connection that is going to write."""


class Dialect(Protocol):
    """What the ledger asks of a database beyond SQLAlchemy Core; `place` names it without its password."""

    place: str

    def exists(self) -> bool:
        """Whether there is something to open, as far as can be told without opening it."""

    def engine(self, *, wait: float, read_only: bool) -> Engine:
        """Connections whose transactions begin as they should: one writer at a time, readers beside it.

        Args:
            wait: seconds to wait for another writer.
            read_only: write nothing, not even a lock.
        """

    def matching(self, chosen: Select[Any], table: Table, query: Query) -> Select[Any]:
        """`chosen` with only those rows of statements or articles that `query` finds."""

    def newest(self, table: Table) -> ColumnElement[Any]:
        """What to order rows found by `matching` by, latest added first."""

    def plan(self, connection: Connection, chosen: Select[Any]) -> list[str]:
        """How the database goes about a question, a step a line."""

    def damages(self, connection: Connection) -> Iterator[str]:
        """What the database finds wrong with itself."""

    def size(self, connection: Connection) -> int:
        """Bytes that the ledger takes."""

    def error(self, error: DBAPIError) -> LedgerError:
        """What an error of the database means, and what to do."""


def dialect_of(place: str | Path) -> Dialect:
    """The dialect of a ledger at a path, or at a `postgresql://` or `sqlite:///` address.

    Raises:
        NoLedgerError: it is an address that no database Sayso knows answers to.
    """
    name = str(place)
    if "://" not in name:
        return SQLite(Path(name))
    try:
        url = make_url(name)
    except (ArgumentError, ValueError) as error:
        harmless = _PASSWORD.sub(":***@", name)
        raise NoLedgerError(harmless, "this is no address of a database; give a path or postgresql://…") from error
    kind = url.drivername.partition("+")[0]
    if kind == "sqlite" and url.database:
        return SQLite(Path(url.database))
    if kind in ("postgresql", "postgres"):
        return PostgreSQL(name)
    raise NoLedgerError(
        url.render_as_string(), "Sayso keeps ledgers in SQLite and PostgreSQL; give a path or postgresql://…"
    )


class SQLite:
    """One file, written ahead (WAL), so that readers never wait; full text by FTS5."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.place = str(path)

    def exists(self) -> bool:
        """Whether there is such a file with something in it."""
        try:
            return self._path.stat().st_size > 0
        except (OSError, ValueError):
            return False

    def engine(self, *, wait: float, read_only: bool) -> Engine:
        """Connections to the file."""
        address = "file:" + quote(str(self._path.absolute()))
        if read_only:
            address += "?mode=ro" + ("&immutable=1" if self._cannot_be_shared() else "")

        def connect() -> sqlite3.Connection:
            made = sqlite3.connect(
                address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False, cached_statements=512
            )
            try:
                if not read_only:
                    _to_wal(made, wait)
                made.execute("PRAGMA foreign_keys = ON")
                # A commit that returned is on the disk, also if the power goes: WAL's usual NORMAL may lose the last.
                made.execute("PRAGMA synchronous = FULL")
            except BaseException:
                made.close()
                raise
            return made

        engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=60)
        event.listen(engine, "begin", self._begin)
        return engine

    def _cannot_be_shared(self) -> bool:
        """Whether nothing can be written beside the file, which WAL needs even to read, nor is anything there.

        A log beside it has what the file lacks; then SQLite says that it cannot open the two.
        """
        beside = (self._path.with_name(self._path.name + end) for end in ("-wal", "-shm"))
        return not any(path.exists() for path in beside) and not os.access(self._path.absolute().parent, os.W_OK)

    @staticmethod
    def _begin(connection: Connection) -> None:
        # IMMEDIATE, because a transaction that reads first and then writes may be refused at once, unwaited.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @classmethod
    def searchable(cls) -> Iterator[str]:
        """An FTS5 table over each searched table, kept by triggers."""
        for table, columns in _SEARCHED.items():
            words, (one, two) = f"{table}_words", columns
            yield (
                f"CREATE VIRTUAL TABLE {words} USING fts5({one}, {two}, content='{table}', content_rowid='key',"
                f" tokenize='{TOKENS}')"
            )
            put = f"INSERT INTO {words}(rowid, {one}, {two}) VALUES (new.key, new.{one}, new.{two});"
            take = (
                f"INSERT INTO {words}({words}, rowid, {one}, {two}) VALUES ('delete', old.key, old.{one}, old.{two});"
            )
            yield f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {put} END"
            yield f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN {take} END"
            yield f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {one}, {two} ON {table} BEGIN {take} {put} END"
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER verdicts_stay_{verb.lower()} BEFORE {verb} ON verdicts"
                " BEGIN SELECT RAISE(ABORT, 'a verdict is never changed; add another'); END"
            )

    def matching(self, chosen: Select[Any], table: Table, query: Query) -> Select[Any]:
        """Through the FTS5 table, which gives its rows in order, so that a LIMIT ends the search early."""
        words = self._words(table)
        match = literal_column(words.name).op("MATCH")(self._written(query))
        return chosen.join(words, words.c.rowid == table.c.key).where(match)

    def newest(self, table: Table) -> ColumnElement[Any]:
        """By the FTS5 table's own order."""
        return literal_column(f"{table.name}_words.rowid").desc()

    @staticmethod
    def _words(table: Table) -> Any:
        return named_table(f"{table.name}_words", column("rowid"))

    @classmethod
    def _written(cls, query: Query) -> str:
        rows = []
        for row in query.alternatives:
            wanted = " AND ".join(cls._term(term) for term in row if not term.without)
            unwanted = "".join(f" NOT {cls._term(term)}" for term in row if term.without)
            rows.append(f"(({wanted}){unwanted})")
        return " OR ".join(rows)

    @staticmethod
    def _term(term: Term) -> str:
        words = kept(term.words).replace('"', " ")
        return (f"{term.field} : " if term.field else "") + f'"{words}"'

    def plan(self, connection: Connection, chosen: Select[Any]) -> list[str]:
        """`EXPLAIN QUERY PLAN`."""
        return [str(row[3]) for row in _explained(connection, "EXPLAIN QUERY PLAN", chosen)]

    def damages(self, connection: Connection) -> Iterator[str]:
        """SQLite's own look at the file, at its rows' references and at what FTS5 keeps."""
        for (found,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if found != "ok":
                yield f"the file is damaged: {found}"
        for table, *_row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"a row of {table} belongs to a row that is not there"
        for table in _SEARCHED:
            counts = f"SELECT (SELECT count(*) FROM {table}), (SELECT count(*) FROM {table}_words_docsize)"
            rows, indexed = connection.exec_driver_sql(counts).one()
            if rows != indexed:
                yield f"the search index of {table} has {indexed} rows for {rows}; it should have as many"

    def size(self, connection: Connection) -> int:
        """Pages and their size."""
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())

    def error(self, error: DBAPIError) -> LedgerError:
        """By SQLite's own code (https://sqlite.org/rescode.html)."""
        code = getattr(error.orig, "sqlite_errorcode", 0)
        name = getattr(error.orig, "sqlite_errorname", type(error.orig).__name__)
        kind, why = _SQLITE_ERRORS.get(code & 0xFF, (LedgerError, "the database cannot do this"))
        if code in _NOT_WRITTEN:
            kind, why = _SQLITE_ERRORS[sqlite3.SQLITE_FULL]
        elif code & 0xFF == sqlite3.SQLITE_CANTOPEN and self._path.is_dir():
            why = "this is a folder; name a file in it, such as sayso.db"
        return kind(self.place, f"{why} ({error.orig}; {name})")


def _to_wal(connection: sqlite3.Connection, wait: float) -> None:
    """Turn the write-ahead log on, again and again: of two who make one file at once SQLite refuses one, unwaited."""
    last = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(0.01)
        else:
            return


_SQLITE_ERRORS: dict[int, tuple[type[LedgerError], str]] = {
    sqlite3.SQLITE_FULL: (
        LedgerFullError, "its disk is full, or limits a file's size; make room, and run the command again",
    ),
    sqlite3.SQLITE_IOERR: (LedgerError, "its disk cannot be read; look for faults of the disk or the network"),
    sqlite3.SQLITE_READONLY: (ReadOnlyLedgerError, "you may not write to it; ask its owner, or: chmod +w"),
    sqlite3.SQLITE_PERM: (ReadOnlyLedgerError, "you may not write to it; ask its owner, or: chmod +w"),
    sqlite3.SQLITE_BUSY: (LockedLedgerError, "another program writes to it and does not end; end that, or wait longer"),
    sqlite3.SQLITE_LOCKED: (LockedLedgerError, "another program holds it; end that, or wait longer"),
    sqlite3.SQLITE_CORRUPT: (
        NotALedgerError, "the file is damaged; bring back a copy, or save what can be with: sqlite3 FILE .recover",
    ),
    sqlite3.SQLITE_NOTADB: (NotALedgerError, "this file is no ledger; name another with --ledger"),
    sqlite3.SQLITE_CANTOPEN: (NoLedgerError, "it cannot be opened or made; check the folder and its permissions"),
}  # fmt: skip


_NOT_WRITTEN = frozenset(
    {
        sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP,
        sqlite3.SQLITE_IOERR_CLOSE,
    }
)  # fmt: skip
"""What a limit on a file's size, a quota or a full network disk shows as, where a full disk says that it is full."""


class PostgreSQL:
    """A server for teams; writers take turns by an advisory lock, readers see a snapshot; full text by `tsvector`."""

    _INDEXED = 100_000
    """Code points of a text that are searched: a `tsvector` has 1 MB at most, and 4 bytes each fit well within."""

    _RULES: ClassVar = {"statements": "simple", "articles": "english"}
    """How the first column is taken apart: a name is not inflected, and "Don" in it is no word to pass over."""

    def __init__(self, address: str) -> None:
        self._url = make_url(address).set(drivername="postgresql+psycopg")
        self.place = self._url.set(drivername="postgresql").render_as_string(hide_password=True)

    def exists(self) -> bool:
        """Only the server knows."""
        return True

    def engine(self, *, wait: float, read_only: bool) -> Engine:
        """Connections to the server.

        Raises:
            MissingLibraryError: psycopg is not installed.
        """
        try:
            engine = create_engine(self._url, pool_size=4, max_overflow=60, pool_pre_ping=True)
        except ImportError as error:
            why = "a ledger on PostgreSQL needs psycopg, which is missing; install it: pip install 'sayso[postgres]'"
            raise MissingLibraryError(why) from error

        def begin(connection: Connection) -> None:
            if connection.get_execution_options().get(WRITES, False) and not read_only:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(wait * 1000))}")
                connection.exec_driver_sql(
                    "SELECT pg_advisory_xact_lock(hashtext('sayso'), hashtext(current_schema()))"
                )
            else:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

        event.listen(engine, "begin", begin)
        return engine

    @classmethod
    def searchable(cls) -> Iterator[str]:
        """A generated `tsvector` in each searched table, the first column's words marked A, the second's B."""
        for table, (one, two) in _SEARCHED.items():
            # translate() puts accents aside, as FTS5 does; unaccent() may not be used in a generated column.
            first, second = (cls._bare(words) for words in (f"coalesce({one}, '')", f"left({two}, {cls._INDEXED})"))
            marked = (
                f"setweight(to_tsvector('{cls._RULES[table]}', {first}), 'A') ||"
                f" setweight(to_tsvector('english', {second}), 'B')"
            )
            yield f"ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS ({marked}) STORED"
            yield f"CREATE INDEX ix_{table}_words ON {table} USING gin (words)"
        yield (
            "CREATE FUNCTION verdicts_stay() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'a verdict is never changed; add another'; END $$"
        )
        yield (
            "CREATE TRIGGER verdicts_stay BEFORE UPDATE OR DELETE ON verdicts"
            " FOR EACH ROW EXECUTE FUNCTION verdicts_stay()"
        )

    @staticmethod
    def _bare(words: str) -> str:
        """SQL for words without accents."""
        return f"translate({words}, '{''.join(map(chr, ACCENTED))}{COMBINING}', '{''.join(ACCENTED.values())}')"

    def matching(self, chosen: Select[Any], table: Table, query: Query) -> Select[Any]:
        """By the `tsvector`, with the weights as fields."""
        words: dict[str, str] = {}
        asked = text(self._written(query, self._RULES[table.name], words)).bindparams(**words)
        return chosen.where(literal_column(f"{table.name}.words").op("@@")(asked))

    def newest(self, table: Table) -> ColumnElement[Any]:
        """By the rows' own number."""
        return table.c.key.desc()

    @classmethod
    def _written(cls, query: Query, rules: str, words: dict[str, str]) -> str:
        """A query as an expression of `tsquery`; the words are put into `words`, to be bound by their names."""
        rows = (" && ".join(cls._term(term, rules, words) for term in row) for row in query.alternatives)
        return "(" + " || ".join(f"({row})" for row in rows) + ")"

    @staticmethod
    def _term(term: Term, rules: str, words: dict[str, str]) -> str:
        name = f"word{len(words)}"
        words[name] = "'" + kept(without_accents(term.words)).replace("\\", " ").replace("'", "''") + "'"
        first, second = f"to_tsquery('{rules}', :{name} || '\\:A')", f"to_tsquery('english', :{name} || '\\:B')"
        sought = {"speaker": first, "content": second, None: f"({first} || {second})"}[term.field]
        return f"!!{sought}" if term.without else sought

    def plan(self, connection: Connection, chosen: Select[Any]) -> list[str]:
        """`EXPLAIN`."""
        return [str(row[0]) for row in _explained(connection, "EXPLAIN", chosen)]

    def damages(self, connection: Connection) -> Iterator[str]:  # noqa: ARG002 - the server checks its own pages
        """Nothing: PostgreSQL holds rows to their references by itself."""
        yield from ()

    def size(self, connection: Connection) -> int:
        """The whole database."""
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())

    def error(self, error: DBAPIError) -> LedgerError:
        """By the SQLSTATE (https://www.postgresql.org/docs/15/errcodes-appendix.html)."""
        state = getattr(error.orig, "sqlstate", None)
        said = " ".join(str(error.orig).split())
        if state is None and isinstance(error, OperationalError):
            return NoLedgerError(
                self.place, f"the server does not answer; check the address, and that it runs ({said})"
            )
        kind, why = LedgerError, "the database cannot do this"
        for beginning, meaning in _POSTGRES_ERRORS.items():
            if state and state.startswith(beginning):
                kind, why = meaning
                break
        return kind(self.place, f"{why} ({said})")


_POSTGRES_ERRORS: dict[str, tuple[type[LedgerError], str]] = {
    "531": (LedgerFullError, "there is no room left on the server's disk; make some, and run the command again"),
    "25006": (ReadOnlyLedgerError, "this server or this role only reads; use another address"),
    "42501": (ReadOnlyLedgerError, "this role may not do this; ask for the rights, or use another role"),
    "55P03": (LockedLedgerError, "another program writes to it and does not end; end that, or wait longer"),
    "3D000": (NoLedgerError, "there is no such database; make it with: createdb"),
    "28": (NoLedgerError, "the server does not let this role in; check the name and the password"),
    "XX": (NotALedgerError, "the database is damaged; bring back a copy"),
}


def _explained(connection: Connection, verb: str, chosen: Select[Any]) -> Sequence[Sequence[Any]]:
    """What the database says when it is asked how it would go about a question, with the question's own values."""
    written = chosen.compile(connection.engine, compile_kwargs={"render_postcompile": True})
    values = written.construct_params()
    given = values if written.positiontup is None else tuple(values[name] for name in written.positiontup)
    return connection.exec_driver_sql(f"{verb} {written}", given).all()


def searchable(name: str) -> Iterator[str]:
    """SQL for full-text search and triggers on the database that SQLAlchemy calls `name`; the first migration's."""
    return (SQLite if name == "sqlite" else PostgreSQL).searchable()


def forget(engine: Engine) -> None:
    """Close an engine's connections; what a broken one says to that does not matter any more."""
    with suppress(DBAPIError, sqlite3.Error):
        engine.dispose()
