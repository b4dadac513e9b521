"""A table of the world's places, to look names up in: cities, regions, countries, seas, seats of power.

Made by `gazetteer/build.py` from GeoNames (CC BY 4.0, see `ATTRIBUTION.md`) and lists of our own. The
table is one sorted file that is searched where it lies, so nothing is loaded and the first look costs
no more than the last.
"""

from __future__ import annotations

import mmap
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, cast

Kind = Literal[
    "city", "capital", "region", "country", "people", "postal", "county", "sea", "area", "continent", "site", "seat"
]

_MARK = re.compile(r"[^\w\s]+")
_SPACE = re.compile(r"\s+")
_TABLE = "places.tsv"


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that bears a name.

    `region` is the code of the first-level region within `country` (ISO 3166 alpha-2); "people" is a
    demonym of a country and "postal" a state's two capitals. A place without coordinates is known
    to exist and no more.
    """

    name: str
    kind: Kind
    lat: float | None
    lon: float | None
    country: str | None
    region: str
    population: int
    geonames: int | None


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name as the table is sorted: lower case, without accents and marks, "saint" as "st"."""
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ß", "ss"))
    bare = "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("’", "").replace("'", "")
    words = _SPACE.sub(" ", _MARK.sub(" " if "." not in bare else "", bare.replace("-", " "))).strip()
    return re.sub(r"^(?:the )|\bsaint\b", lambda m: "st" if m[0] == "saint" else "", words).strip()


@lru_cache(maxsize=65536)
def lookup(name: str) -> tuple[Entry, ...]:
    """Every place that bears `name`, case, accents and marks aside; the most populous first."""
    key = folded(name).encode("utf-8", "surrogatepass")
    table = _table()
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        start = table.rfind(b"\n", 0, middle) + 1
        end = table.find(b"\n", middle)
        end = len(table) if end < 0 else end
        if table[start:end].split(b"\t", 1)[0] < key:
            low = end + 1
        else:
            high = start
    found = []
    while low < len(table):
        end = table.find(b"\n", low)
        cells = table[low:end].decode("utf-8").split("\t")
        if cells[0].encode("utf-8") != key:
            break
        found.append(_entry(cells))
        low = end + 1
    return tuple(sorted(found, key=lambda e: -e.population))


def _entry(cells: list[str]) -> Entry:
    _, name, kind, lat, lon, country, region, population, geonames = cells
    return Entry(
        name, cast(Kind, kind), float(lat) if lat else None, float(lon) if lon else None, country or None, region,
        int(population), int(geonames) if geonames else None,
    )  # fmt: skip


@cache
def _table() -> mmap.mmap:
    with Path(str(files("sayso.gazetteer") / _TABLE)).open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
