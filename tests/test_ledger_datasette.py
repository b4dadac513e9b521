"""A ledger opened in Datasette, the real one: what a person sees there."""

import json
import os
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import verdicts
from sayso.ledger.adding import add as add_items
from sayso.ledger.store import Store
from sayso.ledger.views import VIEWS
from sayso.reading.rules import RulesReader
from sayso.sources.found import About, Found

TEXT = "Mayor Ada Lindqvist denied that the ferry had left too early, and said at least 12 people were missing."


@pytest.fixture
def look(tmp_path: Path) -> Callable[[str], Any]:
    """Asks a Datasette that has a small ledger open, as its own command line does."""
    place = tmp_path / "sayso.db"
    with Store.open(place) as store:
        about = About("Ferry late", "Orsk Lantern", "2026-03-04")
        list(add_items(store, [Found("a.txt", TEXT.encode(), "text/plain", given=about)], RulesReader()))
        with store.read() as connection:
            first = connection.exec_driver_sql("SELECT id FROM statements ORDER BY position").scalar()
        verdicts.on_statement(store, str(first), "reject", "Ines", why="she did not")
    command = [sys.executable, "-m", "datasette", str(place), "--get"]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}

    def get(path: str) -> Any:
        done = subprocess.run([*command, path], capture_output=True, text=True, check=False, env=environment)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return get


def test_statements_are_shown_with_voice_outlet_date_and_words(look: Callable[[str], Any]) -> None:
    wanted = "select voice, cue, words, outlet, date, stance, verdict, title from who_said_what"
    rows = look(f"/sayso.json?_shape=array&sql={urllib.parse.quote(wanted)}")
    assert rows[0] == {
        "voice": "Ada Lindqvist", "cue": "denied", "words": "that the ferry had left too early",
        "outlet": "Orsk Lantern", "date": "2026-03-04", "stance": "denies", "verdict": "rejected",
        "title": "Ferry late",
    }  # fmt: skip
    assert {view["name"] for view in look("/sayso.json")["views"]} == set(VIEWS)
    assert look("/sayso/who_said_what.json?_shape=array&_size=1")[0]["words"] == "that the ferry had left too early"
