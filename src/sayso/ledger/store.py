"""An open ledger, as a database: transactions, and its shape brought up to date.

Every change is one transaction, begun as a writer: writers take turns, so what a transaction looks up
is still so when it writes. Readers see the ledger as it was when they began, and wait for nobody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from sayso.errors import NewerLedgerError, NoLedgerError, NotALedgerError
from sayso.ledger.dialects import WRITES, Dialect, dialect_of, forget
from sayso.ledger.schema import NEWEST

VERSION_TABLE = "sayso_schema"
"""Where alembic notes the newest migration that was done; its usual name may be another program's."""
PATIENCE = 30.0
"""Seconds to wait for other writers; each takes a few milliseconds an article."""


class Store:
    """A ledger's database; `place` names it in messages. Close it, or use `with`."""

    def __init__(self, dialect: Dialect, engine: Engine) -> None:
        self.dialect = dialect
        self.place = dialect.place
        self._engine = engine

    @classmethod
    def open(cls, place: str | Path, *, wait: float = PATIENCE, create: bool = True, read_only: bool = False) -> Self:
        """Open the ledger at a path or an address, made if it is not there and brought up to date if it is older.

        Args:
            place: a path, or `postgresql://…`.
            wait: seconds to wait for other writers.
            create: whether to make a ledger where none is.
            read_only: write nothing: for questions, and for files that may only be read.

        Raises:
            LedgerError: it cannot be opened; the subclass and the message tell why.
            MissingLibraryError: the library for this database is not installed.
        """
        dialect = dialect_of(place)
        make = create and not read_only
        if not make and not dialect.exists():
            raise NoLedgerError(dialect.place, "there is no ledger here; make one with: sayso add, or name another")
        store = cls(dialect, dialect.engine(wait=wait, read_only=read_only))
        try:
            if not store._is_up_to_date(make=make):
                if read_only:
                    cls.open(place, wait=wait, create=False).close()
                else:
                    store._upgrade()
        except BaseException:
            store.close()
            raise
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        forget(self._engine)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only looks, and sees one state of the ledger throughout.

        Raises:
            LedgerError: the database failed.
        """
        with self._telling(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is kept, or, after an error or a crash, nothing.

        Raises:
            LedgerError: the database failed; nothing was written.
        """
        with self._telling(), self._engine.connect() as plain:
            connection = plain.execution_options(**{WRITES: True})
            with connection.begin():
                yield connection

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self.dialect.error(error) from error
        except json.JSONDecodeError as error:
            why = f"a row holds what Sayso did not write ({error}); bring back a copy"
            raise NotALedgerError(self.place, why) from error

    def _is_up_to_date(self, *, make: bool) -> bool:
        with self.read() as connection:
            tables = inspect(connection).get_table_names()
            if VERSION_TABLE in tables:
                return self._checked(version_of(connection)) == NEWEST
        if tables:
            raise NotALedgerError(
                self.place, "this database holds something else; give a path or a database of its own"
            )
        if not make:
            raise NoLedgerError(self.place, "there is no ledger here; make one with: sayso add, or name another")
        return False

    def _checked(self, version: str | None) -> str | None:
        if version is not None and version > NEWEST:
            why = f"a newer Sayso wrote it (its schema is {version}, this one knows {NEWEST}); pip install -U sayso"
            raise NewerLedgerError(self.place, why)
        return version

    def _upgrade(self) -> None:
        """Bring the database to the newest schema, in one transaction."""
        # Imported here because it takes a tenth of a second, and is needed once in a ledger's life.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(resources.files("sayso.ledger") / "migrations"))
        with self.write() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def version_of(connection: Connection) -> str | None:
    """The newest migration that was done to a database."""
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
