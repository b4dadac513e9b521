"""A reading room for tests: the ferry story in a ledger, served on loopback by the server that `sayso serve` uses."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from sayso.ledger.store import Store
from sayso.linking.arrivals import link_articles
from sayso.web.app import Room, create_app
from tests.ferry_story import ARTICLES
from tests.test_linking_arrivals import put

RULES = Room(who="Ann", reader="rules")


def ferry_ledger(place: Path | str) -> Store:
    """The ferry story, linked."""
    store = Store.open(place)
    put(store, *ARTICLES)
    link_articles(store)
    return store


@contextmanager
def served(store: Store, room: Room = RULES) -> Iterator[str]:
    """The address of a reading room, without a slash at its end."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(uvicorn.Config(create_app(store, room), log_level="warning", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
