from sayso.ledger import readings
from sayso.ledger.adding import add as add_items
from sayso.ledger.store import Store
from sayso.ledger.versions import Change, Version, changed_pages, changes, versions
from sayso.reading.rules import RulesReader
from sayso.sources.found import Found
from tests.ledgers import page

URL = "https://orsk.example/ferry"
FIRST = """Harbour master Joren Falk said that at least 12 people were missing after the ferry sank.

Mayor Ada Lindqvist denied that any order to sail had been given.

Two passengers said the crew had warned them.
"""
SECOND = """Rescue boats searched the bay all night.

Harbour master Joren Falk said that at least 19 people were missing after the ferry sank.

Two passengers said the crew had warned them.

The fire service said that the search would go on.
"""


def filled(store: Store) -> dict[str, list[object]]:
    days = ((FIRST, 4), (FIRST, 5), (SECOND, 6))
    items = [page(text, URL, f"2026-03-0{day}T06:00:00+00:00") for text, day in days]
    assert [getattr(o, "what", o) for o in add_items(store, items, RulesReader())] == ["added", "known", "added"]
    return {r.article.text: list(r.statements) for r in readings.all_readings(store)}


def test_a_page_that_changed_says_what_was_added_taken_out_and_reworded(place: str) -> None:
    with Store.open(place) as store:
        taken = filled(store)
        toll, order, _warned = taken[FIRST]
        newer_toll, _still_warned, search = taken[SECOND]
        ids = {r.article.text: r.article.id for r in readings.all_readings(store)}
        assert versions(store, URL) == [
            Version(URL, "2026-03-04T06:00:00+00:00", ids[FIRST], None, ()),
            Version(
                URL, "2026-03-06T06:00:00+00:00", ids[SECOND], ids[FIRST],
                (Change("reworded", toll, newer_toll), Change("gone", order, None), Change("added", None, search)),
            ),
        ]  # type: ignore[list-item]  # fmt: skip
        assert changed_pages(store) == [URL]


def test_a_page_that_did_not_change_has_one_version(place: str) -> None:
    with Store.open(place) as store:
        list(add_items(store, [Found("a.txt", FIRST.encode(), "text/plain")], RulesReader()))
        assert [(v.address, v.older, v.changes) for v in versions(store, "a.txt")] == [("a.txt", None, ())]
        assert changed_pages(store) == []
        assert versions(store, "https://nowhere.example/") == []


def test_what_only_stands_elsewhere_has_not_changed(place: str) -> None:
    with Store.open(place) as store:
        moved = "Rescue boats searched the bay all night.\n\n" + FIRST
        items = [page(text, URL, f"2026-03-0{n}T06:00:00+00:00") for n, text in enumerate((FIRST, moved), 4)]
        list(add_items(store, items, RulesReader()))
        older, newer = (next(r for r in readings.all_readings(store) if r.article.text == t) for t in (FIRST, moved))
        assert list(changes(older, newer)) == []
        assert [c.kind for c in changes(older, None)] == ["gone"] * 3
        assert [c.kind for c in changes(None, newer)] == ["added"] * 3
