import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, inspect, text

from sayso.errors import (
    LedgerError,
    LockedLedgerError,
    NewerLedgerError,
    NoLedgerError,
    NotALedgerError,
    ReadOnlyLedgerError,
)  # fmt: skip
from sayso.ledger.schema import NEWEST, metadata, people
from sayso.ledger.store import VERSION_TABLE, Store
from sayso.ledger.views import VIEWS
from tests.ledgers import add, counts, story
from tests.processes import Child


def is_ours(_thing: object, name: str | None, _kind: str, _reflected: bool, _other: object) -> bool:
    """What full-text search keeps for itself is no part of the schema."""
    return not (name or "").endswith("words") and "_words_" not in (name or "")


def test_the_migrations_make_what_the_schema_says(place: str) -> None:
    with Store.open(place) as store, store.read() as connection:
        options = {"include_object": is_ours, "version_table": VERSION_TABLE, "compare_type": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
        assert sorted(inspect(connection).get_view_names()) == sorted(VIEWS)
        for view in VIEWS:
            assert connection.execute(text(f"SELECT * FROM {view}")).all() == []


def refusal(place: str | Path, **how: object) -> tuple[type[LedgerError], str]:
    with pytest.raises(LedgerError) as caught:
        Store.open(place, **how).close()  # type: ignore[arg-type]
    assert "Traceback" not in str(caught.value)
    return type(caught.value), caught.value.why


def test_what_is_not_there_is_made_only_to_be_written(tmp_path: Path) -> None:
    why = "there is no ledger here; make one with: sayso add, or name another"
    assert refusal(tmp_path / "no.db", create=False) == (NoLedgerError, why)
    assert refusal(tmp_path / "no.db", read_only=True) == (NoLedgerError, why)
    assert not (tmp_path / "no.db").exists()
    (tmp_path / "begun.db").touch()
    assert refusal(tmp_path / "begun.db", create=False) == (NoLedgerError, why)


def test_an_empty_database_is_no_ledger_yet(postgres_place: str) -> None:
    why = "there is no ledger here; make one with: sayso add, or name another"
    assert refusal(postgres_place, read_only=True) == (NoLedgerError, why)


@pytest.mark.parametrize(
    ("address", "kind", "message"),
    [
        (
            "mysql://ada:secret@db.example/x",
            NoLedgerError,
            "mysql://ada:***@db.example/x: Sayso keeps ledgers in SQLite and PostgreSQL; give a path or postgresql://…",
        ),
        (
            "postgresql://ada:secret@db.example:port/x",
            NoLedgerError,
            "postgresql://ada:***@db.example:port/x: this is no address of a database; give a path or postgresql://…",
        ),
    ],
)
def test_an_address_that_is_none_keeps_its_password(address: str, kind: type[LedgerError], message: str) -> None:
    with pytest.raises(kind) as caught:
        Store.open(address)
    assert str(caught.value) == message


def test_a_server_that_is_not_there_or_does_not_know_the_database(postgres_server: str) -> None:
    kind, why = refusal("postgresql://sayso:secret@127.0.0.1:1/news")
    assert kind is NoLedgerError
    assert why.startswith("the server does not answer; check the address, and that it runs (")
    assert "secret" not in why
    kind, why = refusal(f"{postgres_server}/nowhere")
    assert kind is NoLedgerError


def test_a_folder_a_text_and_another_programs_database(tmp_path: Path) -> None:
    kind, why = refusal(tmp_path)
    assert (kind, why.partition(" (")[0]) == (NoLedgerError, "this is a folder; name a file in it, such as sayso.db")
    kind, why = refusal(tmp_path / "no" / "folder.db")
    assert (kind, why.partition(" (")[0]) == (
        NoLedgerError, "it cannot be opened or made; check the folder and its permissions",
    )  # fmt: skip
    (tmp_path / "text.db").write_text("The mayor said no. " * 100)
    kind, why = refusal(tmp_path / "text.db")
    assert (kind, why.partition(" (")[0]) == (NotALedgerError, "this file is no ledger; name another with --ledger")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    assert refusal(tmp_path / "other.db") == (
        NotALedgerError, "this database holds something else; give a path or a database of its own",
    )  # fmt: skip


def test_a_damaged_file_is_told_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "sayso.db"
    (tmp_path / "a.txt").write_text(story(1))
    add(str(path), tmp_path / "a.txt")
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + os.urandom(len(whole) - 100))
    damaged = path.read_bytes()
    kind, why = refusal(path)
    assert kind is NotALedgerError
    assert why.startswith("the file is damaged; bring back a copy, or save what can be with: sqlite3 FILE .recover (")
    assert path.read_bytes() == damaged


def test_a_newer_ledger_is_left_alone(place: str) -> None:
    with Store.open(place) as store, store.write() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    why = f"a newer Sayso wrote it (its schema is 9999, this one knows {NEWEST}); pip install -U sayso"
    assert refusal(place) == refusal(place, read_only=True) == (NewerLedgerError, why)


def test_nobody_reads_what_is_not_committed_nor_waits_for_it(place: str) -> None:
    with Store.open(place) as writer, Store.open(place, read_only=True) as reader, writer.write() as connection:
        connection.execute(text("INSERT INTO people (id, name, sort) VALUES ('1', 'Ada', 'person')"))
        with reader.read() as other:
            assert other.execute(text("SELECT count(*) FROM people")).scalar() == 0
        # A question that began before the writer was done sees one state of the ledger throughout.
        with reader.read() as other:
            before = other.execute(text("SELECT count(*) FROM people")).scalar()
            connection.commit()
            assert (before, other.execute(text("SELECT count(*) FROM people")).scalar()) == (0, 0)
    assert counts(place, "people") == [1]


def test_a_second_writer_waits_no_longer_than_it_was_told(place: str) -> None:
    with Store.open(place) as first, Store.open(place, wait=0.05) as second, first.write():  # noqa: SIM117
        with pytest.raises(LockedLedgerError, match="another program writes to it and does not end"), second.write():
            raise AssertionError("two write at once")


def test_what_is_opened_to_be_read_is_not_written(place: str) -> None:
    Store.open(place).close()
    with Store.open(place, read_only=True) as store, pytest.raises(ReadOnlyLedgerError), store.write() as connection:
        connection.execute(text("INSERT INTO people (id, name, sort) VALUES ('1', 'Ada', 'person')"))


def test_an_error_takes_back_the_whole_transaction(place: str) -> None:
    twice = [{"id": "1", "name": name, "sort": "person"} for name in ("Ada", "Ben")]
    with Store.open(place) as store:
        with pytest.raises(LedgerError, match="the database cannot do this"), store.write() as connection:
            connection.execute(insert(people), twice)
        assert counts(place, "people") == [0]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may look into, as pytest's are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o755)


def try_as_nobody(place: str, story_file: str) -> list[str]:
    """What somebody without the right to write gets to see."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    seen = [str(counts(place, "articles"))]
    try:
        add(place, story_file)
    except LedgerError as error:
        seen.append(f"{type(error).__name__} {error.why.partition(' (')[0]}")
    return seen


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_file_that_may_only_be_read_is_read(open_folder: Path, folder_too: bool) -> None:
    path, new = open_folder / "sayso.db", open_folder / "b.txt"
    new.write_text(story(2))
    add(str(path), new)
    new.write_text(story(3))
    path.chmod(0o444)
    open_folder.chmod(0o555 if folder_too else 0o777)
    assert Child(try_as_nobody, str(path), str(new)).result() == [
        "[1]",
        "ReadOnlyLedgerError you may not write to it; ask its owner, or: chmod +w",
    ]
