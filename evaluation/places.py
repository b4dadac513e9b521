"""Places against gold with coordinates, in the terms of Gritta et al. 2020.

`recognised` is the share of gold places that overlap one of ours, `precision` the share of ours that
overlap a gold one, `within 161 km` (100 miles) the share of the recognised with gold coordinates that
are put so near, and `median km` the middle error of those that have coordinates on both sides.
"""

from __future__ import annotations

import json
import math
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sayso
from sayso.reading.many import in_order
from sayso.records import Article, Passage, Place

NEAR_KM = 161.0


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """An annotated place at `[start, end)`; None where the annotators gave no coordinates."""

    start: int
    end: int
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text with its gold places, and where it was published."""

    text: str
    url: str | None
    places: tuple[GoldPlace, ...]


def load(path: Path) -> list[PlacedText]:
    """Read a JSON Lines file with `text`, `domain` and `places` (`start`, `end`, `lat`, `lon`)."""
    rows = (json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip())
    return [
        PlacedText(
            row["text"],
            f"https://{row['domain']}/" if row.get("domain") else None,
            tuple(GoldPlace(p["start"], p["end"], p["lat"], p["lon"]) for p in row["places"]),
        )
        for row in rows
    ]


def score(path: Path) -> dict[str, float]:
    """Every row for a corpus file."""
    return _measured(load(path))


def _measured(texts: Sequence[PlacedText]) -> dict[str, float]:
    articles = [Article(t.text, (Passage("body", 0, len(t.text)),), url=t.url, language="en") for t in texts]
    return rows([(t.places, r.places) for t, r in zip(texts, in_order(sayso.read, articles), strict=True)])


def rows(pairs: Sequence[tuple[Sequence[GoldPlace], Sequence[Place]]]) -> dict[str, float]:
    """The rows for pairs of gold and found places, an article each. Peoples count: LGL marks them too."""
    asked = met = found = hits = near = 0
    errors: list[float] = []
    for gold, ours in pairs:
        found += len(ours)
        hits += sum(any(g.start < p.end and p.start < g.end for g in gold) for p in ours)
        for wanted in gold:
            asked += 1
            match = next((p for p in ours if p.start < wanted.end and wanted.start < p.end), None)
            if match is None:
                continue
            met += 1
            if wanted.lat is not None and wanted.lon is not None:
                errors.append(kilometres(wanted, match))
    near = sum(e <= NEAR_KM for e in errors)
    known = [e for e in errors if math.isfinite(e)]
    return {
        "recognised": 100 * met / max(asked, 1),
        "precision": 100 * hits / max(found, 1),
        "within 161 km": 100 * near / max(len(errors), 1),
        "median km": statistics.median(known) if known else math.inf,
    }


def kilometres(gold: GoldPlace, found: Place) -> float:
    """The distance between two places on a sphere; infinite where ours is unresolved."""
    if gold.lat is None or gold.lon is None or found.lat is None or found.lon is None:
        return math.inf
    one, two = math.radians(gold.lat), math.radians(found.lat)
    turn = math.radians(found.lon - gold.lon)
    cosine = math.sin(one) * math.sin(two) + math.cos(one) * math.cos(two) * math.cos(turn)
    return 6371.0 * math.acos(max(-1.0, min(1.0, cosine)))


OWN = Path(__file__).with_name("places.txt")
_MARKED = re.compile(r"\[(?P<words>[^|\]]+)\|(?:(?P<lat>[-\d.]+) (?P<lon>[-\d.]+))?\]")


def load_own(path: Path = OWN) -> list[PlacedText]:
    """Our own articles, with the markup taken out and turned into offsets."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [_unmarked(article.strip()) for article in "\n".join(lines).split("\n---\n")]


def _unmarked(marked: str) -> PlacedText:
    text, places, read = "", [], 0
    for mark in _MARKED.finditer(marked):
        text += marked[read : mark.start()]
        lat, lon = (None if mark[part] is None else float(mark[part]) for part in ("lat", "lon"))
        places.append(GoldPlace(len(text), len(text) + len(mark["words"]), lat, lon))
        text, read = text + mark["words"], mark.end()
    return PlacedText(text + marked[read:], None, tuple(places))


def own() -> dict[str, float]:
    """Every row for our own articles."""
    return _measured(load_own())
