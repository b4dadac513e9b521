"""Ledgers for tests: each test that asks for a `place` runs once on SQLite and once on PostgreSQL."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server, without a database; the test is skipped where there is none."""
    with postgres.served() as address:
        yield address


@pytest.fixture
def postgres_place(postgres_server: str) -> Iterator[str]:
    """The address of a new, empty database."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{postgres_server}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where to make a ledger: a path, and in a second run the address of an empty PostgreSQL database."""
    if request.param == "sqlite":
        return str(tmp_path / "sayso.db")
    found: str = request.getfixturevalue("postgres_place")
    return found
