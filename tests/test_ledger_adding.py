import json
from pathlib import Path

import pytest
from sqlalchemy import select

from sayso.errors import NotTextError
from sayso.ledger import articles, problems, readings
from sayso.ledger.adding import Added, Outcome, Summary, reread, take_in
from sayso.ledger.adding import add as add_items
from sayso.ledger.doctor import examine
from sayso.ledger.schema import appearances, statements
from sayso.ledger.store import Store
from sayso.reading.many import reader_named
from sayso.reading.pipeline import take
from sayso.reading.rules import RulesReader
from sayso.records import ReaderVersion
from sayso.sources.articles import to_article
from sayso.sources.fetch import Fetcher, Manners
from sayso.sources.found import About, Found, Settings
from tests.ledgers import add, counts, dump, page, story, told
from tests.loopback import answer, served

RULES = reader_named("rules")
FERRY = "Mayor Ada Lindqvist said that the ferry had left too early."
BRIDGE = "Harbour master Joren Falk denied that the bridge was unsafe."
URL = "https://orsk.example/a"


class Later(RulesReader):
    """The rules in a later version, which finds nothing in some articles any more."""

    version = ReaderVersion("rules", "later", None)


class Counting(RulesReader):
    """The rules, counting what they are asked."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def look(self, text: str, stretches: object) -> object:  # type: ignore[override]
        self.texts.append(text)
        return super().look(text, stretches)  # type: ignore[arg-type]


def put(store: Store, *items: Found, reader: RulesReader = RULES) -> list[str]:  # type: ignore[assignment]
    return told(add_items(store, items, reader, jobs=1))


def test_what_is_added_comes_back_as_it_was_read(place: str) -> None:
    found = Found("a.txt", story(7).encode(), "text/plain", URL, given=About("Ferry", "Lantern", "2026-03-04", "A. Ek"))
    with Store.open(place) as store:
        assert list(add_items(store, [found], RULES)) == [Added("a.txt", articles.content_hash(found.raw), "added", 7)]
        [kept] = readings.all_readings(store)
    assert kept == take(to_article(found), RULES)
    assert (kept.source, kept.article.outlet, kept.article.url) == ("a.txt", "Lantern", URL)


@pytest.mark.parametrize("words", ["a\0b", "half \ud83d pair", "the escape \U0010fffd itself", "e\u0301 and 🙂"])
def test_every_character_is_kept(place: str, words: str) -> None:
    text = f"{FERRY} “{words},” said Joren Falk."
    found = Found("a.txt", text.encode("utf-8", "surrogatepass"), "text/plain", given=About(title=words))
    with Store.open(place) as store:
        [outcome] = add_items(store, [found], RULES)
        assert isinstance(outcome, Added)
        [kept] = readings.all_readings(store)
        assert (kept.article.title, kept.article.id) == (words, to_article(found).id)
        assert kept.check() is kept
        with store.read() as connection:
            assert articles.raw_of(connection, articles.content_hash(found.raw)) == found.raw
        assert list(examine(store)) == []


def test_a_text_is_read_once_wherever_it_is_met(place: str) -> None:
    reader = Counting()
    with Store.open(place) as store:
        first = page(FERRY, URL, "2026-03-04T06:00:00+00:00")
        copy = page(FERRY, "https://lantern.example/9", "2026-03-05T06:00:00+00:00")
        assert put(store, first, copy, first, reader=reader) == ["a added 1", "9 met 0", "a known 0"]
        assert put(store, copy, first, reader=reader) == ["9 known 0", "a known 0"]
    assert counts(place, "articles", "appearances", "readings", "raws") == [1, 2, 1, 0]
    assert reader.texts.count(FERRY) == 1


def test_what_a_later_appearance_knows_is_filled_in_and_read_with(place: str) -> None:
    text = "Mayor Ada Lindqvist said on Monday that the ferry had left too early."
    with Store.open(place) as store:
        assert put(store, Found("a.txt", text.encode(), "text/plain")) == ["a.txt added 1"]
        assert put(store, page(text, URL, "2026-03-04T06:00:00+00:00", given=About("Ferry", None, "2026-03-04"))) == [
            "a read 1"
        ]
        [kept] = readings.all_readings(store)
        assert (kept.article.title, kept.article.published, kept.article.url) == ("Ferry", "2026-03-04", URL)
        assert [m.value for m in kept.moments] == ["2026-03-02"]
        # What was known first stays.
        assert put(
            store, page(text, "https://lantern.example/9", "2026-03-05T06:00:00+00:00", given=About("Boats"))
        ) == ["9 met 0"]
        [kept] = readings.all_readings(store)
        assert kept.article.title == "Ferry"


def test_a_page_that_changed_and_changed_back_has_three_versions(place: str) -> None:
    with Store.open(place) as store:
        days = [
            page(text, URL, f"2026-03-0{day}T06:00:00+00:00") for day, text in ((4, FERRY), (5, FERRY), (6, BRIDGE))
        ]
        again = page(FERRY, URL, "2026-03-07T06:00:00+00:00")
        assert put(store, *days, again) == ["a added 1", "a known 0", "a added 1", "a met 0"]
        assert put(store, *days, again) == ["a known 0"] * 4
        with store.read() as connection:
            seen = connection.execute(select(appearances.c.seen, appearances.c.article).order_by(appearances.c.seen))
            assert [(row.seen[:10], row.article) for row in seen] == [
                ("2026-03-04", 1),
                ("2026-03-06", 2),
                ("2026-03-07", 1),
            ]


def test_a_file_that_changed_and_changed_back_has_three_versions(place: str) -> None:
    with Store.open(place) as store:
        texts = [FERRY, BRIDGE, FERRY]
        files = [Found("a.txt", text.encode(), "text/plain") for text in texts]
        assert put(store, *files) == ["a.txt added 1", "a.txt added 1", "a.txt met 0"]
        assert put(store, files[-1]) == ["a.txt known 0"]
    assert counts(place, "articles", "appearances") == [2, 3]


def test_two_lines_of_a_table_for_one_page_are_told_apart_every_time(place: str, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps({"text": text, "url": URL}) + "\n" for text in (FERRY, BRIDGE)))
    assert add(place, rows) == ["rows.jsonl#1 added 1", "rows.jsonl#2 added 1"]
    before = dump(place)
    assert add(place, rows) == ["rows.jsonl#1 known 0", "rows.jsonl#2 known 0"]
    assert dump(place) == before


def test_what_cannot_be_added_is_a_problem_until_it_can(place: str, tmp_path: Path) -> None:
    bad, rows = tmp_path / "bad.txt", tmp_path / "rows.jsonl"
    bad.write_bytes(bytes(range(256)) * 8)
    rows.write_text(json.dumps({"text": FERRY}) + "\n{broken\n")
    add(place, bad, rows, tmp_path / "none.txt")
    add(place, bad)
    with Store.open(place) as store:
        assert [(p.name, p.kind, p.why, p.times) for p in problems.all_problems(store)] == [
            (str(bad), "NotText", "this looks like binary data, not text; give a text or HTML file", 2),
            (str(tmp_path / "none.txt"), "UnreadableInput", "there is no such file; check the name", 1),
            (f"{rows}#2", "BrokenInput", "this line is no JSON; mend it, or take it out", 1),
        ]
    bad.write_text(BRIDGE)
    rows.write_text(json.dumps({"text": FERRY}) + "\n" + json.dumps({"text": story(3)}) + "\n")
    add(place, bad, rows)
    with Store.open(place) as store:
        assert [p.name for p in problems.all_problems(store)] == [str(tmp_path / "none.txt")]


def test_an_archive_that_was_cut_short_is_no_problem_once_it_is_whole(place: str, tmp_path: Path) -> None:
    rows, whole = tmp_path / "rows.csv", f'text\n"{FERRY}"\n'
    rows.write_text("name\nx\n")
    assert [line.partition(": ")[0] for line in add(place, rows)] == [str(rows)]
    rows.write_text(whole)
    assert add(place, rows) == ["rows.csv#1 added 1"]
    with Store.open(place) as store:
        assert problems.all_problems(store) == []


def test_a_summary_counts_what_became_of_all() -> None:
    summary = Summary()
    assert str(summary) == "nothing to add; 0 statements"
    outcomes: list[Outcome] = [Added("a", "1", "added", 1200), Added("b", "1", "met"), Added("c", "1", "known")]
    for outcome in [*outcomes, Added("d", "2", "read", 4), NotTextError("e", "no text")]:
        summary.count(outcome)
    assert summary == Summary(added=1, met=1, read=1, known=1, failed=1, statements=1204)
    assert str(summary) == "1 new, 1 at a new place, 1 read again, 1 known, 1 failed; 1,204 statements"


def test_another_reader_answers_and_the_older_stays_until_it_is_pruned(place: str) -> None:
    later = Later()
    with Store.open(place) as store:
        put(store, *(Found(f"{n}.txt", story(n).encode(), "text/plain") for n in range(3)))
        before = list(readings.all_readings(store))
        assert [(a.what, a.statements > 0) for a in reread(store, later)] == [("read", True)] * 3
        assert [r.reader.version for r in readings.all_readings(store)] == ["later"] * 3
        assert list(readings.all_readings(store, reader=RULES.version)) == before
        # Identity does not depend on who read it.
        assert [[s.id for s in r.statements] for r in readings.all_readings(store)] == [
            [s.id for s in r.statements] for r in before
        ]
        assert list(reread(store, later)) == []
        assert {a.what for a in reread(store, RULES)} == {"known"}
        assert list(readings.all_readings(store)) == before
        assert readings.prune(store) == 3
        assert list(readings.all_readings(store, reader=later.version)) == []
        assert list(examine(store)) == []
        with store.read() as connection:
            assert len(connection.execute(select(statements)).all()) == sum(len(r.statements) for r in before)


def test_an_address_in_the_ledger_is_not_fetched_again(place: str) -> None:
    feed = "<rss><channel><title>Lantern</title><item><link>/a</link></item></channel></rss>"
    with served() as site, Store.open(place) as store, Fetcher(Manners(allow_private=True, pause=0)) as fetcher:
        site.pages |= {"/rss": answer(feed, "Content-Type: text/xml"), "/a": answer(FERRY, "Content-Type: text/plain")}

        def take() -> list[str]:
            return told(take_in(store, [site.url("/rss")], Settings(), lambda: fetcher, RULES))

        assert take() == ["a added 1"]
        asked = len(site.requests)
        assert take() == []
        assert [line.split()[1] for line in site.requests[asked:]] == ["/rss"]
        [kept] = readings.all_readings(store)
        assert (kept.article.outlet, kept.article.url) == ("Lantern", site.url("/a"))
