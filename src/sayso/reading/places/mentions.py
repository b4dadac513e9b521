"""Where an article names places: what the name tagger calls a place, and what its neighbours show to be one.

The tagger is right about most; it misses towns that it has never met. "Xenia, Ohio" and "Rapides
Parish" show by their form that they are places, and "in Xenia" does where the table knows a Xenia.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.gazetteer import Entry, lookup
from sayso.reading.attribution import Offsets
from sayso.records import Name

_NAME = r"(?:(?:St\.?|Ft\.?|Mt\.?)\s)?[A-Z][\w’'-]+(?:\s(?:of\s|de\s|del\s|la\s)?[A-Z][\w’'-]+){0,3}"
_COUNTY = re.compile(
    r"\b(?:(?:St|Ste)\.\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}\s(?:County|Parish|Province|Township)\b"
)
_AFTER_PREPOSITION = re.compile(rf"\b(?:in|near|at|from|outside|around|across|throughout|to)\s(?P<name>{_NAME})")
_BEFORE_STATE = re.compile(rf"(?P<name>{_NAME}),\s(?P<state>[A-Z][\w]*\.?(?:[A-Z]\.)*(?:\s[A-Z][a-z]+)?)")
_DATELINE = re.compile(
    r"^\s*(?P<name>[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,2})(?:,\s[\w.]+)?\s(?:\([\w ]+\)\s)?[—–-]{1,2}\s"
)
_WORD_BEFORE = re.compile(r"\b[A-Z][\w’-]+\s\Z")
_OF_AFTER = re.compile(r"\sof\s(?:the\s)?[A-Z][\w’-]+")
_TIMES = frozenset(
    "January February March April May June July August September October November December Sunday Easter Christmas "
    "Monday Tuesday Wednesday Thursday Friday Saturday Spring Summer Autumn Fall Winter".split()
)
_SMALL = 2000
"""Inhabitants below which "in X" does not show that X is a place: there are hamlets called Trust and Hope."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a place, or a people, at `[start, end)`, and what the table has under them."""

    text: str
    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def people(self) -> Entry | None:
        """The country whose demonym this is, if it is one."""
        return next((e for e in self.entries if e.kind == "people"), None)


def mentions(text: str, stretches: Sequence[Offsets], names: Sequence[Name]) -> list[Mention]:
    """The places and peoples named in the paragraphs at `stretches`, in order, none overlapping."""
    found: dict[int, Mention] = {}
    taken = bytearray(len(text))
    for name in names:
        mention = _named(name) and _named(_longer(text, name))
        if mention is not None:
            found[mention.start] = mention
        if mention is not None or name.sort != "place":
            taken[name.start : name.end] = b"\x01" * (name.end - name.start)
    for start, end in stretches:
        for mention in _shown(text, start, end):
            inside = [m for m in found.values() if mention.start <= m.start and m.end <= mention.end]
            if not any(taken[mention.start : mention.end]) or (len(inside) == 1 and _is_county(mention)):
                for shorter in inside:
                    del found[shorter.start]
                taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
                found[mention.start] = mention
    return [found[start] for start in sorted(found)]


def _named(name: Name) -> Mention | None:
    entries = lookup(name.text)
    if name.sort == "place":
        return Mention(name.text, name.start, name.end, entries)
    kinds = {e.kind for e in entries}
    if name.sort == "other" and kinds & {"people", "country"}:
        return Mention(name.text, name.start, name.end, entries)
    if name.sort == "organisation" and kinds & {"seat", "country"}:
        return Mention(name.text, name.start, name.end, entries)
    return None


def _longer(text: str, name: Name) -> Name:
    """The name with the word before it, or "of" and the word after, where the table knows that: "Horn of Africa"."""
    if name.sort == "place":
        before, after = _WORD_BEFORE.search(text, max(0, name.start - 24), name.start), _OF_AFTER.match(text, name.end)
        for start, end in ((before and before.start(), name.end), (name.start, after and after.end())):
            if start is not None and end is not None and lookup(text[start:end]):
                return Name(text[start:end], start, end, "place")
    return name


def _shown(text: str, start: int, end: int) -> Iterator[Mention]:
    """What a paragraph's wording shows to be places."""
    for match in _COUNTY.finditer(text, start, end):
        yield Mention(match.group(), *match.span(), lookup(match.group()))
    for match in _BEFORE_STATE.finditer(text, start, end):
        states = [e for e in lookup(match["state"]) if e.kind in ("region", "postal", "country")]
        entries = tuple(e for e in lookup(match["name"]) if any(_within(e, s) for s in states))
        if entries:
            yield Mention(match["name"], *match.span("name"), lookup(match["name"]))
    for pattern in (_AFTER_PREPOSITION, _DATELINE):
        for match in pattern.finditer(text, start, end):
            entries = () if match["name"] in _TIMES else lookup(match["name"])
            if any(e.population >= _SMALL or e.kind in ("sea", "area", "continent") for e in entries):
                yield Mention(match["name"], *match.span("name"), entries)


def _is_county(mention: Mention) -> bool:
    return mention.text.endswith((" County", " Parish", " Province", " Township"))


def _within(entry: Entry, wider: Entry) -> bool:
    """Whether a place lies in a region or country."""
    return entry.country == wider.country and (not wider.region or entry.region == wider.region) and entry != wider
