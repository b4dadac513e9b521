"""Candidate rows for casualty recorders: their columns, our evidence, nothing made up."""

import csv
import io
from dataclasses import replace

from sayso.exports.candidates import ACLED, AIRWARS, OURS, UCDP_GED
from sayso.exports.entry import Entry
from sayso.records import Reading
from tests.exported import ARTICLE, DEAD, HURT, IRI, JUDGED, PLAIN, READING, exported

QUOTE = (
    "The Orsk Lantern reported aides reportedly saying Mayor Ada Vell told the council: “At least 12 people died in "
    "Velmar on 3 March 2026,” and “more 🚑 are needed.”"
)
EVIDENCE = {
    "sayso_harm": "killed", "sayso_victims": "", "sayso_low": "12", "sayso_high": "", "sayso_bound": "at least",
    "sayso_counted": "people died", "sayso_by": "", "sayso_source": "Orsk Lantern > aides > Ada Vell",
    "sayso_quote": QUOTE, "sayso_country": "VL", "sayso_outlet": "Nordhavn Wire",
    "sayso_published": "2026-03-04T18:30:00+01:00", "sayso_title": "🚢 Ferry hits pier <b>again</b> & again",
    "sayso_url": "https://wire.example/ferry?a=1&b=2", "sayso_article": ARTICLE.id,
    "sayso_start": str(DEAD.start), "sayso_end": str(DEAD.end),
}  # fmt: skip


def rows(name: str, entry: Entry) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(name, entry))))


def told(row: dict[str, str]) -> dict[str, str]:
    """The cells of a row in the recorder's own columns that are not empty."""
    return {name: cell for name, cell in row.items() if cell and not name.startswith("sayso_")}


def ours(row: dict[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if name.startswith("sayso_")}


def test_their_columns_come_first_and_in_their_order() -> None:
    for name, columns in (("acled", ACLED), ("ucdp-ged", UCDP_GED), ("airwars", AIRWARS)):
        header = exported(name, PLAIN).splitlines()[0]
        assert header.split(",") == [*columns, *OURS], name
    assert (len(ACLED), len(UCDP_GED), len(AIRWARS)) == (31, 49, 28)


def test_acled() -> None:
    (row,) = rows("acled", PLAIN)
    assert told(row) == {
        "event_date": "2026-03-03", "year": "2026", "location": "Velmar", "latitude": "10.25", "longitude": "-3.5",
        "source": "Nordhavn Wire", "notes": QUOTE, "fatalities": "12",
    }  # fmt: skip
    assert ours(row) == EVIDENCE


def test_ucdp_ged() -> None:
    (row,) = rows("ucdp-ged", PLAIN)
    assert told(row) == {
        "year": "2026", "source_article": "Nordhavn Wire, 2026-03-04, 🚢 Ferry hits pier <b>again</b> & again",
        "source_office": "Nordhavn Wire", "source_date": "2026-03-04",
        "source_headline": "🚢 Ferry hits pier <b>again</b> & again",
        "source_original": "Orsk Lantern > aides > Ada Vell", "where_coordinates": "Velmar", "latitude": "10.25",
        "longitude": "-3.5", "geom_wkt": "POINT (-3.5 10.25)", "date_start": "2026-03-03", "date_end": "2026-03-03",
        "low": "12",
    }  # fmt: skip
    assert ours(row) == EVIDENCE


def test_airwars() -> None:
    dead, hurt = rows("airwars", PLAIN)
    assert told(dead) == {"date": "2026-03-03", "latitude": "10.25", "longitude": "-3.5"}  # nobody said civilians
    assert ours(dead) == EVIDENCE
    assert told(hurt) == {"civilians_injured_min": "3", "civilians_injured_max": "3"}
    assert hurt["sayso_source"] == "Ada Vell"


def test_only_an_exact_number_is_the_best_estimate() -> None:
    civilians = replace(DEAD, low=12, high=12, bound="exact", victims="civilian")
    about = replace(civilians, bound="about")
    exact, rough = rows("ucdp-ged", Entry(replace(READING, figures=(civilians, about))))
    assert (exact["best"], exact["deaths_civilians"], exact["low"], exact["high"]) == ("12", "12", "12", "12")
    assert (rough["best"], rough["deaths_civilians"], rough["low"], rough["high"]) == ("", "", "12", "12")


def dates(reading: Reading) -> list[tuple[str, str, str]]:
    acled, ucdp = rows("acled", Entry(reading)), rows("ucdp-ged", Entry(reading))
    return [(a["event_date"], u["date_start"], u["date_end"]) for a, u in zip(acled, ucdp, strict=True)]


def test_a_day_is_given_only_where_the_text_gives_one() -> None:
    period = replace(DEAD, since="2026-01-01", until="2026-03-03")
    open_end = replace(DEAD, since="2026-01")
    assert dates(replace(READING, figures=(period, open_end))) == [("", "2026-01-01", "2026-03-03"), ("", "", "")]
    (day,) = READING.moments
    another = replace(day, value="2026-03-02")
    said_elsewhere = replace(day, statement=None)
    assert dates(replace(READING, moments=(day, another))) == [("", "", "")]
    assert dates(replace(READING, moments=(said_elsewhere,))) == [("", "", "")]


def test_what_is_not_known_is_empty() -> None:
    bare = replace(ARTICLE, url=None, title=None, outlet=None, published=None)
    reading = replace(
        READING, article=bare, places=(), moments=(), figures=(replace(DEAD, place=None, low=None, high=9),)
    )
    (row,) = rows("acled", Entry(reading))
    assert told(row) == {"notes": QUOTE}
    (row,) = rows("ucdp-ged", Entry(reading))
    assert told(row) == {"source_original": "Orsk Lantern > aides > Ada Vell", "high": "9"}


def test_figures_of_other_things_are_no_candidates() -> None:
    others = tuple(replace(HURT, harm=harm) for harm in (None, "missing", "detained", "displaced"))
    entry = Entry(replace(READING, figures=others))
    assert [rows(name, entry) for name in ("acled", "ucdp-ged", "airwars")] == [[], [], []]


def test_people_decide() -> None:
    (row,) = rows("acled", JUDGED)
    assert (row["fatalities"], row["sayso_high"], row["sayso_bound"]) == ("13", "13", "exact")
    assert row["sayso_source"] == "Orsk Lantern > Ada Vell"  # the aides between them were rejected
    assert IRI not in row.values()
