from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from sayso.ledger.schema import metadata
from sayso.ledger.store import VERSION_TABLE, Store
from sayso.ledger.views import VIEWS


def is_ours(_thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """What full-text search keeps for itself is no table of the schema."""
    return not (kind == "table" and "_words" in (name or "")) and not (
        kind in ("column", "index") and name and name.endswith("words")
    )


def test_the_migrations_make_what_the_schema_says(place: str) -> None:
    with Store.open(place) as store, store.read() as connection:
        options = {"include_object": is_ours, "version_table": VERSION_TABLE, "compare_type": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
        assert sorted(inspect(connection).get_view_names()) == sorted(VIEWS)
        for view in VIEWS:
            assert connection.execute(text(f"SELECT * FROM {view}")).all() == []
