from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.places import GoldPlace, load_own, own, rows
from sayso.gazetteer import Entry, folded, lookup
from sayso.reading.names import tidy
from sayso.reading.places import find_places
from sayso.reading.windows import paragraphs
from sayso.records import Name, NameSort, Place


def named(text: str, *names: str, sort: NameSort = "place") -> list[Name]:
    return sorted((Name(n, text.index(n), text.index(n) + len(n), sort) for n in names), key=lambda n: n.start)


def where(text: str, *names: str, **known: str) -> list[tuple[str, str | None, str | None, str]]:
    found = find_places(text, paragraphs(text), named(text, *names), **known)
    return [(p.text, p.name, p.country, p.use) for p in found]


@pytest.mark.parametrize(
    ("written", "key"),
    [("St. Louis", "st louis"), ("Saint-Denis", "st denis"), ("the Hague", "hague"), ("U.S.", "us"),
     ("Gdańsk", "gdansk"), ("Côte d’Ivoire", "cote divoire"), ("", "")],
)  # fmt: skip
def test_names_are_folded_before_they_are_looked_up(written: str, key: str) -> None:
    assert folded(written) == key


def test_the_table_knows_cities_lands_seas_and_peoples() -> None:
    assert lookup("Caracas")[0] == Entry("Caracas", "capital", 10.488, -66.879, "VE", "25", 3000000, 3646738)
    assert [(e.name, e.kind) for e in lookup("Caribbean")] == [("Caribbean Sea", "sea")]
    assert [(e.name, e.kind) for e in lookup("Venezuelans")] == [("Venezuela", "people")]
    assert lookup("Nowhereville") == ()


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("A fire broke out in Paris.", ["Paris"], [("Paris", "Paris", "FR", "place")]),
        ("A fire broke out in Paris, Texas.", ["Paris", "Texas"],
         [("Paris", "Paris", "US", "place"), ("Texas", "Texas", "US", "place")]),
        ("He moved to Portland, Maine, in May.", ["Portland", "Maine"],
         [("Portland", "Portland", "US", "place"), ("Maine", "Maine", "US", "place")]),
        ("Caracas rejected the terms.", ["Caracas"], [("Caracas", "Caracas", "VE", "metonym")]),
        ("Crowds met in Caracas.", ["Caracas"], [("Caracas", "Caracas", "VE", "place")]),
        ("Herders crossed the Horn of Africa.", ["Horn"], [("Horn of Africa", "Horn of Africa", None, "place")]),
        ("A mill burnt in Lamar County on Monday.", [],
         [("Lamar County", "Lamar County", "US", "place")]),
        ("They met in Grubenau Vale.", ["Grubenau Vale"], [("Grubenau Vale", "Grubenau Vale", None, "place")]),
    ],
)  # fmt: skip
def test_places(text: str, names: list[str], expected: list[tuple[str, str | None, str | None, str]]) -> None:
    assert where(text, *names) == expected


def test_a_place_has_coordinates_only_where_it_is_known() -> None:
    text = "From Oslo to Grubenau."
    assert find_places(text, [(0, len(text))], named(text, "Oslo", "Grubenau")) == [
        Place("Oslo", 5, 9, "Oslo", 59.913, 10.746, "NO", 3143244),
        Place("Grubenau", 13, 21, "Grubenau", None, None, None, None),
    ]


def test_peoples_and_seats_are_no_places() -> None:
    text = "Venezuelan officials said the Kremlin had agreed."
    names = [*named(text, "Venezuelan", sort="other"), *named(text, "Kremlin", sort="organisation")]
    assert [(p.text, p.country, p.use) for p in find_places(text, [(0, len(text))], names)] == [
        ("Venezuelan", "VE", "demonym"),
        ("Kremlin", "RU", "metonym"),
    ]


def test_a_constituency_is_no_city() -> None:
    text = "The MP for Leeds East asked."
    assert find_places(text, [(0, len(text))], named(text, "Leeds East", sort="organisation")) == []


def test_neighbours_and_the_outlet_decide_between_namesakes() -> None:
    text = "Police in Cambridge and Boston said the boat was found near Gloucester, Massachusetts."
    names = ("Cambridge", "Boston", "Gloucester", "Massachusetts")
    assert [country for _, _, country, _ in where(text, *names)] == ["US"] * 4
    bare = "Shops in Paris will close early, the council of Henry County said in Tennessee."
    assert where(bare, "Paris", "Tennessee", url="https://parispi.net/")[0] == ("Paris", "Paris", "US", "place")


def test_names_have_their_edges_put_right() -> None:
    text = "The U.S. sent Mr Ek, R-Ohio, home."
    found: list[tuple[int, int, NameSort]] = [(4, 5, "place"), (6, 8, "place"), (17, 20, "person"), (21, 27, "place")]
    assert [(n.text, n.sort) for n in tidy(text, found)] == [("U.S.", "place"), ("Ek", "person"), ("Ohio", "place")]


@given(st.text(alphabet="ParisTexs, .CountyinU-Gulf of\n“’é", max_size=80), st.data())
def test_every_place_holds_its_own_words(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    spans = [(min(s), max(s)) for s in data.draw(st.lists(st.tuples(ends, ends), max_size=4))]
    names = tidy(text, [(a, b, "place") for a, b in sorted(spans)])
    found = find_places(text, paragraphs(text), names)
    assert all(text[p.start : p.end] == p.text for p in (*found, *names))
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_the_measure_counts_recognised_near_and_far() -> None:
    gold = [GoldPlace(0, 4, 59.9, 10.7), GoldPlace(5, 9, 0.0, 0.0), GoldPlace(10, 12, None, None)]
    found = [Place("Oslo", 0, 4, "Oslo", 59.9, 10.7, "NO", 1), Place("Rome", 5, 9, "Rome", 41.9, 12.5, "IT", 2)]
    measured = {row: round(number, 1) for row, number in rows([(gold, found)]).items()}
    assert measured == {"recognised": 66.7, "precision": 100.0, "within 161 km": 50.0, "median km": 2412.5}


def test_our_own_articles_keep_their_floor() -> None:
    assert len(load_own()) == 14
    measured = own()
    assert measured["recognised"] >= 92
    assert measured["within 161 km"] >= 90
