"""What is known of watched feeds from one poll to the next."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from sayso.ledger.columns import short
from sayso.ledger.schema import feeds as table
from sayso.ledger.store import Store
from sayso.sources.found import Validators
from sayso.sources.watch import FeedState


def state_of(store: Store, name: str) -> FeedState:
    """What is known of the feed that is watched under an address; for a new one, nothing but that."""
    with store.read() as connection:
        row = connection.execute(select(table).where(table.c.name_key == short(name))).mappings().one_or_none()
    if row is None:
        return FeedState(name)
    return FeedState(
        row["url"], Validators(row["etag"], row["modified"]), row["polled"], row["failures"], row["gone"]
    )  # fmt: skip


def keep_state(store: Store, name: str, state: FeedState) -> None:
    """Keep what is known of a feed now."""
    row = {
        "name_key": short(name), "name": name, "url": state.url, "etag": state.validators.etag,
        "modified": state.validators.modified, "polled": state.polled, "failures": state.failures, "gone": state.gone,
    }  # fmt: skip
    with store.write() as connection:
        connection.execute(delete(table).where(table.c.name_key == short(name)))
        connection.execute(insert(table).values(row))
