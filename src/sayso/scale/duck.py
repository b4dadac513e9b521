"""What SQLAlchemy and a ledger's questions have to know of DuckDB to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, Select, Table, create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import ColumnElement

from sayso.errors import LedgerError, ReadOnlyLedgerError
from sayso.ledger.searching import Query
from sayso.scale.finding import Finder, matching

_NAME = "sayso_duckdb"
_SEARCHED = ("speaker", "content")
_NOT_THERE = ("Catalog Error", "Binder Error")


class DuckDB(DefaultDialect):
    """How SQLAlchemy writes a question for DuckDB: plain SQL, with `?` where values go."""

    name = driver = _NAME
    default_paramstyle = "qmark"
    supports_native_boolean = True
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> ModuleType:
        """The library."""
        import duckdb

        return duckdb

    def do_commit(self, dbapi_connection: Any) -> None:
        """Nothing: each question is by itself, and DuckDB complains of what was not begun."""

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Nothing likewise."""


registry.register(_NAME, __name__, DuckDB.__name__)


class OverTables:
    """Tables of a run, as `sayso.ledger.dialects.Dialect` has databases; `place` is their folder."""

    def __init__(self, place: str, connect: Callable[[], Any], finder: Finder, size: Callable[[], int]) -> None:
        """Tables of a run.

        Args:
            place: their folder.
            connect: gives a connection to a DuckDB that has a view for each table of the ledger.
            finder: the one that these connections know.
            size: bytes of all files.
        """
        self.place = place
        self._connect, self._finder, self._size = connect, finder, size

    def exists(self) -> bool:
        """It was opened."""
        return True

    def engine(self, *, wait: float, read_only: bool) -> Engine:  # noqa: ARG002 - nobody writes
        """Connections to the views."""
        return create_engine(f"{_NAME}://", creator=self._connect, poolclass=NullPool)

    def matching(self, chosen: Select[Any], table: Table, query: Query) -> Select[Any]:
        """Each statement by itself: there is no index."""
        return chosen.where(matching(self._finder, {name: table.c[name] for name in _SEARCHED}, query))

    def newest(self, table: Table) -> ColumnElement[Any]:
        """By where the row stands in the tables."""
        return table.c.key.desc()

    def plan(self, connection: Connection, chosen: Select[Any]) -> list[str]:
        """`EXPLAIN`."""
        written = chosen.compile(connection.engine, compile_kwargs={"literal_binds": True})
        return str(connection.exec_driver_sql(f"EXPLAIN {written}").all()[0][1]).splitlines()

    def damages(self, connection: Connection) -> Iterator[str]:  # noqa: ARG002 - Parquet has no references
        """Nothing."""
        yield from ()

    def size(self, connection: Connection) -> int:  # noqa: ARG002 - the files are not the database's
        """All files of chunks that are done."""
        return self._size()

    def error(self, error: DBAPIError) -> LedgerError:
        """By the kind of error that DuckDB's message begins with."""
        said = " ".join(str(error.orig).split())
        if said.startswith(_NOT_THERE):
            why = "the tables of a run do not hold what this needs (links, verdicts, snapshots); put them into a ledger"
            return ReadOnlyLedgerError(self.place, f"{why}: sayso scale load {self.place} --ledger sayso.db")
        why = f"the tables cannot be read ({said}); if a run is writing there, ask again when it has ended"
        return LedgerError(self.place, why)
