import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text, update

from sayso.errors import NotALedgerError
from sayso.ledger import verdicts
from sayso.ledger.adding import add as add_items
from sayso.ledger.articles import content_hash
from sayso.ledger.doctor import Finding, examine
from sayso.ledger.schema import raws
from sayso.ledger.store import Store
from sayso.reading.rules import RulesReader
from sayso.sources.articles import to_article
from sayso.sources.found import Found
from tests.ledgers import add, newsroom, page, story

FOUND = Found(
    "https://orsk.example/a", f"<html><body><p>{story(1)}</p></body></html>".encode(), "text/html",
    "https://orsk.example/a", "2026-03-04T06:00:00+00:00",
)  # fmt: skip
PLAIN = page("Mayor Ada Lindqvist said that the ferry had left.", "https://orsk.example/b", "2026-03-04T06:00:00+00:00")
ID = to_article(PLAIN).id


@pytest.mark.parametrize(
    ("damage", "findings"),
    [
        ("UPDATE articles SET text = 'Mayor Ada said.' WHERE key = 2", 3),
        ("UPDATE statements SET contents = '[[\"the boat\", 25, 33]]' WHERE reading = 2", 1),
        ("UPDATE statements SET within = '0' WHERE reading = 2", 1),
        ("UPDATE readings SET is_current = (1 = 0) WHERE key = 2", 1),
        ("UPDATE articles SET passages = '[[\"body\", 0, 9999, null]]' WHERE key = 2", 1),
        ("UPDATE raws SET hash = 'sha256:0'", 2),
        ("DELETE FROM raws", 1),
    ],
)
def test_what_does_not_hold_is_found(place: str, damage: str, findings: int) -> None:
    with Store.open(place) as store:
        list(add_items(store, [FOUND, PLAIN], RulesReader()))
        assert list(examine(store)) == []
        with store.write() as connection:
            connection.execute(text(damage))
        assert len(list(examine(store))) == findings


def test_bytes_that_cannot_be_unpacked_are_found(place: str) -> None:
    with Store.open(place) as store:
        list(add_items(store, [FOUND], RulesReader()))
        with store.write() as connection:
            connection.execute(update(raws).values(packed=b"no zlib"))
        [finding] = examine(store)
        assert finding.place == content_hash(FOUND.raw)
        assert finding.why.startswith("these bytes cannot be unpacked: ")


def test_findings_say_where_and_what(place: str) -> None:
    with Store.open(place) as store:
        list(add_items(store, [FOUND, PLAIN], RulesReader()))
        with store.write() as connection:
            connection.execute(text("UPDATE readings SET is_current = (1 = 0) WHERE key = 2"))
            connection.execute(text("DELETE FROM raws"))
            connection.execute(text("UPDATE statements SET cue = 'denied' WHERE reading = 2"))
        said = "sayso-rules 1: the article does not say 'denied' at 20-24; was its text changed after it was read?"
        assert list(examine(store)) == [
            Finding(ID, said),
            Finding("https://orsk.example/a", f"its bytes are not here: {content_hash(FOUND.raw)}"),
            Finding(ID, "0 readings of it are current; there should be one"),
        ]


def test_a_verdict_that_points_beside_its_words_is_found(tmp_path: Path) -> None:
    place = str(tmp_path / "sayso.db")
    with Store.open(place) as store:
        list(add_items(store, [PLAIN], RulesReader()))
        verdicts.on_statement(store, _first(store), "confirm", "Ines")
        with store.write() as connection:
            connection.execute(text("DROP TRIGGER verdicts_stay_update"))
            connection.execute(text("UPDATE verdicts SET start = start + 1"))
        [finding] = examine(store)
        assert finding.why == "the article does not say 'said that the ferry had left' at 21-48"


def _first(store: Store) -> str:
    with store.read() as connection:
        return str(connection.execute(text("SELECT id FROM statements")).scalar())


def test_rows_that_belong_nowhere_are_found(tmp_path: Path) -> None:
    place = str(tmp_path / "sayso.db")
    with Store.open(place) as store:
        list(add_items(store, [PLAIN], RulesReader()))
    raw = sqlite3.connect(place)
    raw.execute("DELETE FROM readings")
    raw.commit()
    raw.close()
    with Store.open(place) as store:
        assert Finding("statements", "1 rows belong to rows of readings that are not there") in list(examine(store))


def test_a_page_of_the_file_that_is_damaged_is_told(tmp_path: Path) -> None:
    place = tmp_path / "sayso.db"
    add(str(place), newsroom(tmp_path / "news", 20))
    whole = bytearray(place.read_bytes())
    size = 4096
    for start in range(size * 40, len(whole), size * 3):
        whole[start : start + size] = b"\xff" * size
    place.write_bytes(whole)
    assert damages(str(place))[0].startswith("the file is damaged")


def damages(place: str) -> list[str]:
    """What there is to say of a damaged file, by the doctor or by whoever reads it first."""
    try:
        with Store.open(place) as store:
            return [finding.why for finding in examine(store)]
    except NotALedgerError as error:
        return [error.why]


def test_a_row_that_cannot_be_understood_is_told(place: str) -> None:
    with Store.open(place) as store:
        list(add_items(store, [PLAIN], RulesReader()))
        with store.write() as connection:
            connection.execute(text("UPDATE articles SET passages = 'none'"))
        with pytest.raises(NotALedgerError, match="a row holds what Sayso did not write"):
            list(examine(store))
