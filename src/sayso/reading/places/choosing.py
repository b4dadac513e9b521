"""Which of the world's Springfields is meant.

Each place that bears a name has a prior (how often such a place is meant in news at large), and gains
by what the article says of it ("Paris, Texas"), by places of its region and country nearby in the
text, by nearness to them on the map, and by the outlet's home. The wording decides where it speaks;
one name has one sense in an article (Gale, Church and Yarowsky 1992). The features are those of Leidner's
survey (2008, chapter 3).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.gazetteer import Entry, folded

PRIORS = {
    "country": 9.2, "continent": 9.5, "sea": 8.5, "area": 7.6, "region": 7.8, "seat": 9.9, "site": 8.0, "county": 5.0,
}  # fmt: skip
"""Of kinds whose inhabitants do not tell how often they are meant; a city's is the logarithm of its inhabitants."""
_CAPITAL = 2.2
_SAID_WITHIN = 12.0
_SAME_REGION, _SAME_COUNTRY, _NEAR_BY, _HOME = 1.1, 0.55, 0.8, 0.4
_MOST_VOTES = 3
_NEAR_KM = 120.0


@dataclass(slots=True)
class Context:
    """What an article says of where it plays: votes for countries and regions, places that are sure."""

    countries: Counter[str] = field(default_factory=Counter)
    regions: Counter[tuple[str, str]] = field(default_factory=Counter)
    sure: list[Entry] = field(default_factory=list)
    home: frozenset[str] = frozenset()

    def add(self, entry: Entry, weight: int = 1) -> None:
        """Count a place in."""
        if entry.country:
            self.countries[entry.country] += weight
            if entry.region:
                self.regions[entry.country, entry.region] += weight
        if entry.lat is not None and entry.kind in ("city", "capital", "county"):
            self.sure.append(entry)


def prior(entry: Entry) -> float:
    """How likely a place is meant when its name stands alone, on a scale of logarithms of ten."""
    known = PRIORS.get(entry.kind)
    if known is not None:
        return known
    size = math.log10(entry.population + 10)
    return size + _CAPITAL if entry.kind == "capital" else size


def choose(
    names: Mapping[str, Sequence[Entry]],
    wider: Mapping[str, Sequence[Entry]],
    home: frozenset[str] = frozenset(),
    country: str | None = None,
) -> dict[str, Entry]:
    """The place that each name means.

    Args:
        names: every name that is to be resolved, with the places that bear it.
        wider: for a name that the text puts inside another ("Paris, Texas"), the places that other may be.
        home: those of the names that the outlet's own name or address bears.
        country: where the outlet is, if its address tells.
    """
    chosen: dict[str, Entry] = {}
    for _ in range(_ROUNDS):
        context = _context(names, wider, chosen, home)
        if country:
            context.countries[country] += _OUTLETS_COUNTRY
        chosen = {
            name: _best(entries, name, wider.get(name, ()), context, chosen.get(name))
            for name, entries in names.items()
            if entries
        }
    return chosen


_ROUNDS = 3
_OUTLETS_COUNTRY = 2


def _context(
    names: Mapping[str, Sequence[Entry]],
    wider: Mapping[str, Sequence[Entry]],
    chosen: Mapping[str, Entry],
    home: frozenset[str],
) -> Context:
    context = Context(home=home)
    for name, entries in names.items():
        if name in chosen:
            context.add(chosen[name])
        elif len({(e.country, e.region) for e in entries}) == 1 or wider.get(name):
            inside = [e for e in entries if any(_inside(e, w) for w in wider.get(name, ()))] or entries
            if inside:
                context.add(max(inside, key=prior))
    return context


def _best(entries: Sequence[Entry], name: str, wider: Sequence[Entry], context: Context, before: Entry | None) -> Entry:
    return max(entries, key=lambda entry: (_score(entry, name, wider, context, before), entry.population))


def _score(entry: Entry, name: str, wider: Sequence[Entry], context: Context, before: Entry | None) -> float:
    score = prior(entry)
    if name in context.home:
        score *= _HOME  # the paper's own town is the one meant, however famous its namesakes
    if any(_inside(entry, w) for w in wider):
        score += _SAID_WITHIN
    mine = 1 if before == entry else 0  # what it voted for itself is no evidence
    if entry.country:
        score += _SAME_COUNTRY * _votes(context.countries[entry.country] - mine)
        if entry.region:
            score += _SAME_REGION * _votes(context.regions[entry.country, entry.region] - mine)
    near = sum(distance(entry, other) < _NEAR_KM for other in context.sure if other != entry)
    score += _NEAR_BY * _votes(near)
    return score


def _votes(count: int) -> float:
    return math.log2(1 + max(min(count, 2**_MOST_VOTES - 1), 0))


def _inside(entry: Entry, wider: Entry) -> bool:
    return entry != wider and entry.country == wider.country and (not wider.region or entry.region == wider.region)


def distance(one: Entry, other: Entry) -> float:
    """Kilometres between two places on a sphere (haversine); infinite where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    a, b, c, d = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def home_of(names: Iterable[str], url: str | None, outlet: str | None) -> frozenset[str]:
    """Those of some folded names that an outlet's name or its address bears, as theparisnews.com does Paris."""
    host = (url or "").split("//")[-1].split("/")[0].removeprefix("www.").rpartition(".")[0]
    words = f"{folded(outlet or '').replace(' ', '')} {host}"
    return frozenset(n for n in names if len(n) >= _LEAST_LETTERS and n.replace(" ", "") in words)


_LEAST_LETTERS = 4


def country_of(url: str | None) -> str | None:
    """The country that an address ends in."""
    ending = (url or "").split("//")[-1].split("/")[0].rpartition(".")[2].upper()
    return {"UK": "GB"}.get(ending, ending) if len(ending) == 2 else None
