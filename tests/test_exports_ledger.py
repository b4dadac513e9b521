"""Exports of a real ledger, on SQLite and on PostgreSQL."""

import json
from pathlib import Path
from typing import Any

from sayso.exports import FORMATS
from sayso.exports.entry import Who
from sayso.exports.of_ledger import entries
from sayso.exports.settled import settled
from sayso.ledger import readings, verdicts
from sayso.ledger.adding import add as add_items
from sayso.ledger.adding import reread
from sayso.ledger.store import Store
from sayso.reading.many import reader_named
from sayso.reading.rules import RulesReader
from sayso.records import ReaderVersion
from tests.ledgers import add, newsroom, page, told

RULES = reader_named("rules")
URL = "https://orsk.example/ferry"
FERRY = "Mayor Ada Lindqvist said that at least 12 people died in Velmar."
LATER = "Updated in the evening.\n\n" + FERRY + "\n\nHarbour master Joren Falk denied that the bridge was unsafe."


class Newer(RulesReader):
    """The rules in a later version."""

    version = ReaderVersion("rules", "newer", None)


def put(store: Store, text: str, fetched: str) -> None:
    assert told(add_items(store, [page(text, URL, fetched)], RULES, jobs=1))


def everything(store: Store) -> dict[str, bytes]:
    return {name: b"".join(kind.write(entries(store))) for name, kind in FORMATS.items()}


def test_all_articles_in_the_order_of_their_ids(place: str, tmp_path: Path) -> None:
    add(place, newsroom(tmp_path / "in", 12))
    with Store.open(place) as store:
        found = list(entries(store))
        assert [entry.reading for entry in found] == list(readings.all_readings(store))
        assert all(not entry.verdicts for entry in found)


def test_ledgers_with_the_same_content_give_the_same_bytes(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "in", 12)
    forwards, backwards = str(tmp_path / "one.db"), str(tmp_path / "two.db")
    files = sorted(folder.iterdir())
    # Of two files with the same text, the one that was added first gives the article its name.
    first = folder / "001.txt"
    add(forwards, *files)
    add(backwards, first, *reversed(files))
    with Store.open(forwards) as one, Store.open(backwards) as two:
        assert everything(one) == everything(two)


def test_adding_again_and_reading_anew_change_no_export(place: str, tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "in", 3)
    add(place, folder)
    with Store.open(place) as store:
        before = everything(store)
    add(place, folder)
    with Store.open(place) as store:
        assert everything(store) == before


def test_speakers_are_named_as_people_decided(place: str) -> None:
    with Store.open(place) as store:
        put(store, FERRY, "2026-03-04T10:00:00Z")
        (before,) = entries(store)
        assert [w.name for w in before.speakers.values()] == ["Ada Lindqvist"]
        verdicts.merge(store, ["Ada Lindqvist"], "Ada Lindqvist-Berg", "Ines Rowe")
        (after,) = entries(store)
        (statement,) = after.reading.statements
        assert after.speaker_of(statement) == Who("Ada Lindqvist-Berg", None)
        assert statement.source.name == "Ada Lindqvist"  # the reading itself is what was read


def test_verdicts_come_with_the_reading_they_are_on(place: str) -> None:
    with Store.open(place) as store:
        put(store, FERRY, "2026-03-04T10:00:00Z")
        (reading,) = readings.all_readings(store)
        statement, figure = reading.statements[0], reading.figures[0]
        verdicts.on_statement(store, statement.id, "correct", "Ines Rowe", source="Ada Lindqvist-Berg")
        verdicts.on_figure(store, reading.article.id, (figure.start, figure.end), "correct", "Ines Rowe", low=13)
        verdicts.on_statement(store, statement.id, "note", "Ola Berg", text="see the minutes")
        (entry,) = entries(store)
        assert [(v.kind, v.who, v.statement, v.state) for v in entry.verdicts] == [
            ("correct", "Ines Rowe", statement.id, "stands"),
            ("correct", "Ines Rowe", None, "stands"),
            ("note", "Ola Berg", statement.id, "stands"),
        ]
        assert entry.verdicts == tuple(verdicts.all_verdicts(store))
        left = settled(entry)
        assert (left.statements[0].source.name, left.figures[0].low) == ("Ada Lindqvist-Berg", 13)


def test_verdicts_follow_a_page_to_its_next_version(place: str) -> None:
    with Store.open(place) as store:
        put(store, FERRY, "2026-03-04T10:00:00Z")
        (first,) = readings.all_readings(store)
        at = first.statements[0].content[0]
        shorter = [[at.start + len("that "), at.end]]
        verdicts.on_statement(store, first.statements[0].id, "correct", "Ines Rowe", content=shorter)
        put(store, LATER, "2026-03-05T10:00:00Z")
        found = {entry.reading.article.id: entry for entry in entries(store)}
        newer = next(entry for article, entry in found.items() if article != first.article.id)
        (verdict,) = newer.verdicts
        assert verdict.statement == newer.reading.statements[0].id != first.statements[0].id
        assert verdict.article == newer.reading.article.id
        (kept, other) = settled(newer).statements
        assert [part.text for part in kept.content] == ["at least 12 people died in Velmar"]
        assert other == newer.reading.statements[1]
        settled(newer).check()


def test_a_verdict_whose_statement_is_gone_is_kept_and_changes_nothing(place: str) -> None:
    class Blind(RulesReader):
        version = ReaderVersion("rules", "blind", None)

        def look(self, text: str, stretches: Any) -> Any:
            return super().look(text, stretches[:0])

    with Store.open(place) as store:
        put(store, FERRY, "2026-03-04T10:00:00Z")
        (reading,) = readings.all_readings(store)
        verdicts.on_statement(store, reading.statements[0].id, "confirm", "Ines Rowe")
        list(reread(store, Blind(), jobs=1))
        (entry,) = entries(store)
        assert (entry.reading.statements, [v.state for v in entry.verdicts]) == ((), ["gone"])
        assert entry.outcomes() == {}
        (collection,) = json.loads(b"".join(FORMATS["web-annotation"].write([entry])))["@graph"]
        judged = collection["first"]["items"][-1]
        assert judged["target"]["selector"][0]["exact"].startswith("said that at least 12")


def test_a_newer_reading_is_exported_and_the_verdicts_with_it(place: str) -> None:
    with Store.open(place) as store:
        put(store, FERRY, "2026-03-04T10:00:00Z")
        (reading,) = readings.all_readings(store)
        verdicts.on_statement(store, reading.statements[0].id, "reject", "Ines Rowe", why="misheard")
        list(reread(store, Newer(), jobs=1))
        (entry,) = entries(store)
        assert entry.reading.reader.version == "newer"
        assert entry.outcomes()[reading.statements[0].id].verdict == "rejected"
        assert settled(entry).statements == ()
