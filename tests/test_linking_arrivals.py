"""Linking a ledger: what is found is what linking in memory finds, whatever is linked when."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from evaluation.links import read_story
from sayso.ledger import readings
from sayso.ledger.adding import add, reread
from sayso.ledger.schema import articles, claims, link_cards, links
from sayso.ledger.schema import readings as reading_table
from sayso.ledger.store import Store
from sayso.linking.arrivals import Pending, link_articles, opened, pending
from sayso.linking.identity import link_id
from sayso.linking.kept import decoded, encoded
from sayso.linking.linked import Linked, link
from sayso.linking.sayings import Saying
from sayso.reading.rules import RulesReader
from sayso.records import ReaderVersion
from sayso.sources.found import About, Found
from tests.ferry_story import ARTICLES, reading

STORY = tuple(ARTICLES)
SAMPLES = Path(__file__).parent.parent / "samples" / "stories"


class Later(RulesReader):
    """The rules in a later version."""

    version = ReaderVersion("rules", "later", None)


def put(store: Store, *names: str) -> None:
    """Add articles of the ferry story."""
    for name in names:
        text, outlet, published = ARTICLES[name]
        list(
            add(
                store,
                [Found(name, text.encode(), given=About(outlet=outlet, published=published))],
                RulesReader(),
                jobs=1,
            )
        )


def found(store: Store) -> list[tuple[object, ...]]:
    """The links in a ledger."""
    with store.read() as connection:
        rows = connection.execute(select(links.c.id, links.c.kind, links.c.about, links.c.why)).all()
        said = connection.execute(select(claims.c.claim, claims.c.words, claims.c.reason)).all()
    return sorted(map(tuple, [*rows, *said]), key=str)


def test_a_ledger_finds_what_linking_in_memory_finds(place: str) -> None:
    in_memory = link(map(reading, STORY))
    with Store.open(place) as store:
        put(store, *STORY)
        assert pending(store) == Pending(new=len(STORY), stale=0)
        assert link_articles(store) == len(STORY)
        assert pending(store) == Pending(0, 0)
        with store.read() as connection:
            index = opened(connection)
            assert index.links() == in_memory
            kinds = [row.kind for row in connection.execute(select(links.c.kind))]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "derivation": len(in_memory.derivations), "dispute": len(in_memory.disputes),
        "drift": len(in_memory.drift), "variant": len(in_memory.variants),
    }  # fmt: skip


def test_articles_are_linked_as_they_arrive_and_once(place: str) -> None:
    with Store.open(place) as at_once:
        put(at_once, *STORY)
        link_articles(at_once)
        together = found(at_once)
        assert link_articles(at_once) == 0
        assert found(at_once) == together


def test_one_by_one_is_as_all_at_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as one_by_one, Store.open(tmp_path / "b.db") as at_once:
        for name in sorted(STORY, key=lambda n: ARTICLES[n][2]):
            put(one_by_one, name)
            assert link_articles(one_by_one) == 1
        put(at_once, *STORY)
        link_articles(at_once)
        assert found(one_by_one) == found(at_once)


def test_claims_that_become_one_are_so_in_the_ledger(tmp_path: Path) -> None:
    story = read_story(SAMPLES / "quarry-collapse").articles
    memory, regrouped = Linked(), set[int]()
    with Store.open(tmp_path / "a.db") as store:
        for article in story:
            about = About(outlet=article.outlet, published=article.published)
            list(add(store, [Found(article.id, article.text.encode(), given=about)], RulesReader(), jobs=1))
        link_articles(store)
        with store.read() as connection:
            rows = connection.execute(select(claims.c.claim, claims.c.to).order_by(claims.c.number)).all()
            heads = select(reading_table).join(articles).order_by(articles.c.published, articles.c.id)
            for one in readings.of_heads(connection, connection.execute(heads).mappings().all()):
                regrouped.update(memory.add(one).regrouped)
    assert regrouped
    assert list(map(tuple, rows)) == [(memory.claims[n].claim, memory.claims[n].to) for n in range(len(rows))]


def test_a_new_reading_links_all_anew(place: str) -> None:
    with Store.open(place) as store:
        put(store, *STORY)
        link_articles(store)
        before = found(store)
        list(reread(store, Later()))
        assert pending(store) == Pending(0, len(STORY))
        told: list[int] = []
        assert link_articles(store, tell=told.append) == len(STORY)
        assert sum(told) == len(STORY)
        assert found(store) == before


def test_half_a_surrogate_pair_is_remembered() -> None:
    words = "half \ud83d of a pair"
    assert decoded(encoded((words, frozenset({"b", "a"}))), tuple[str, frozenset[str]]) == (words, {"a", "b"})


def test_a_card_is_plain_json(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        put(store, "wire")
        link_articles(store)
        with store.read() as connection:
            card = connection.execute(
                select(link_cards.c.card).where(link_cards.c.shelf == "sayings", link_cards.c.number == 0)
            ).scalar_one()
    told = json.loads(card)
    assert decoded(json.dumps(told["saying"]).encode(), Saying).text == told["saying"]["text"]


@pytest.mark.parametrize("parts", [("a", "bc"), ("ab", "c"), ("a", "b", "c"), ("a", None, "bc")])
def test_an_id_tells_its_parts_apart(parts: tuple[str | None, ...]) -> None:
    others = {("a", "bc"), ("ab", "c"), ("a", "b", "c"), ("a", None, "bc")} - {parts}
    assert link_id("drift", *parts) not in {link_id("drift", *other) for other in others}
