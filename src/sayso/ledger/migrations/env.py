"""Runs the migrations inside the transaction that `Store` began."""

from __future__ import annotations

from alembic import context

from sayso.ledger.schema import metadata
from sayso.ledger.store import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
