"""The places of an article, step by step: who is named, which place that is, and in what role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from sayso.gazetteer import Entry, folded, lookup
from sayso.reading.attribution import Offsets
from sayso.reading.places.choosing import choose, country_of, home_of
from sayso.reading.places.mentions import Mention, mentions
from sayso.records import Name, Place, PlaceUse

_COMMA = re.compile(r",\s+(?:in\s+)?")
_ACTS = re.compile(
    r"(?:’s|'s)?\s+(?:has|have|had|also|again|now|will|would)?\s*(?:said|says|say|insist\w*|warn\w*|accus\w*|"
    r"den(?:y|ie)\w*|announc\w*|condemn\w*|believ\w*|claim\w*|"
    r"reject\w*|refus\w*|want(?:s|ed)?|demand\w*|agree[sd]?|propos\w*|urg\w*|threaten\w*|"
    r"call(?:s|ed) (?:on|for)|decid\w*|impos\w*|recogni[sz]\w*|sanction\w*|retaliat\w*|negotiat\w*|told|vow\w*)\b"
)
_LOCATED = re.compile(
    r"\b(?:in|at|near|outside|inside|around|from|to|through|across|of|visit(?:ed|ing)?)\s+(?:the\s+)?$"
)
_ADJECTIVES = re.compile(
    r"^(?:(?:north|south|east|west|central|eastern|western|northern|southern|north-?eastern|north-?western|south-?eastern|"
    r"south-?western|northeast|northwest|southeast|southwest|downtown|greater|mainland|upstate|inner|occupied|rural)\s+)+",
    re.IGNORECASE,
)
_KINDS = re.compile(
    r"\s+(?:city|area|region|province|state|district|metro|valley|suburbs?|city center)$", re.IGNORECASE
)


def find_places(
    text: str,
    stretches: Sequence[Offsets],
    names: Sequence[Name],
    voices: Sequence[Offsets] = (),
    url: str | None = None,
    outlet: str | None = None,
) -> list[Place]:
    """The places named in an article, in order, each with coordinates where it is known which one is meant.

    Args:
        text: the article's text.
        stretches: its paragraphs to read, `[start, end)`, in order.
        names: the proper names in it.
        voices: the spans of statements' sources; a capital among them speaks for a government.
        url: where it was published; a town in the address is likely meant.
        outlet: who published it, likewise.
    """
    found = mentions(text, stretches, names)
    known = {m.start: _candidates(m) for m in found}
    senses: dict[str, list[Entry]] = {}
    wider: dict[str, list[Entry]] = {}
    for mention, after in zip_longest(found, found[1:]):
        name = folded(mention.text)
        senses.setdefault(name, [e for e in known[mention.start] if e.kind not in ("postal", "people")])
        if after is not None and _COMMA.fullmatch(text, mention.end, after.start):
            wider.setdefault(name, []).extend(
                e for e in after.entries if e.kind in ("region", "postal", "country", "county")
            )
        else:
            wider.setdefault(name, []).extend(_state_after(text, mention.end))
    chosen = choose(senses, wider, home_of(senses, url, outlet), country_of(url))
    _put_counties(chosen)
    spoken = {end for _, end in voices}
    return [_place(text, m, chosen.get(folded(m.text)), m.end in spoken) for m in found]


_STATE_AFTER = re.compile(r",\s+(?P<state>[A-Z][\w]*\.?(?:[A-Z]\.)*(?:\s[A-Z][a-z]+)?)")


def _state_after(text: str, end: int) -> list[Entry]:
    match = _STATE_AFTER.match(text, end)
    return [] if match is None else [e for e in lookup(match["state"]) if e.kind in ("region", "postal", "country")]


def _candidates(mention: Mention) -> tuple[Entry, ...]:
    """The places that bear the name, or the name without "northern" before or "region" after it."""
    if mention.entries:
        return mention.entries
    bare = _KINDS.sub("", _ADJECTIVES.sub("", mention.text))
    if bare and bare != mention.text and (entries := lookup(bare)):
        return entries
    words = mention.text.split()
    # "Elizabethtown Hospital", "Paris City Hall": a building in the town that its name begins with.
    return next((found for n in range(len(words) - 1, 0, -1) if (found := lookup(" ".join(words[:n])))), ())


def _put_counties(chosen: dict[str, Entry]) -> None:
    """Put each county, of which the table has no coordinates, in the midst of its state's towns in the article."""
    for name, entry in chosen.items():
        towns = [
            (e.lat, e.lon)
            for e in chosen.values()
            if e.kind in ("city", "capital") and e.region == entry.region and e.country == entry.country
            and e.lat is not None and e.lon is not None
        ]  # fmt: skip
        if entry.kind == "county" and towns:
            lat, lon = (round(sum(part) / len(towns), 3) for part in zip(*towns, strict=True))
            chosen[name] = replace(entry, lat=lat, lon=lon)


def _place(text: str, mention: Mention, entry: Entry | None, speaks: bool) -> Place:
    use = _use(text, mention, entry, speaks)
    if use == "demonym":
        entry = mention.people
    if entry is None:
        return Place(mention.text, mention.start, mention.end, mention.text, None, None, None, None, use)
    return Place(
        mention.text, mention.start, mention.end, entry.name, entry.lat, entry.lon, entry.country, entry.geonames, use
    )


def _use(text: str, mention: Mention, entry: Entry | None, speaks: bool) -> PlaceUse:
    kinds = {e.kind for e in mention.entries}
    if mention.people is not None and (not kinds & {"country"} or _before_noun(text, mention)):
        return "demonym"
    located = _LOCATED.search(text, max(0, mention.start - 24), mention.start) is not None
    if entry is None or located or entry.kind not in ("seat", "capital", "country"):
        return "place"
    acts = speaks or _ACTS.match(text, mention.end) is not None
    return "metonym" if entry.kind == "seat" or acts else "place"


def _before_noun(text: str, mention: Mention) -> bool:
    """Whether the next word is a plain noun or adjective: "US officials", but not "the US said"."""
    match = re.compile(r"\s+([a-z]+)").match(text, mention.end)
    return match is not None and _ACTS.match(text, mention.end) is None and match[1] not in _NO_NOUNS


_NO_NOUNS = frozenset(
    "and or in on at to of for from with by as is are was were has have had will would can could may might should "
    "that which who when while after before but if than then over under into says".split()
)
