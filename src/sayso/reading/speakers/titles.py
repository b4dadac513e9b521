"""What stands before a name as a title or a role: "Mr", "House Speaker", "IMF chief economist"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sayso.reading.cues import FORMS
from sayso.reading.speakers.first_names import FIRST_NAMES
from sayso.reading.speakers.lexicon import BODIES, COUNTRY_OF, COURTESY, ORDINARY, OUTLET_NOUNS, ROLES
from sayso.reading.speakers.stretches import JOINERS
from sayso.reading.speakers.tokens import Words

_GENERAL = frozenset(
    "general major king star head fellow liberal independent conservative democrat republican captain queen prince "
    "bishop pope dean partner chancellor".split()
)
"""Words of rank that are as often the first of a body's name ("General Motors", "King County")."""
_ROLE_GAP = re.compile(r"[ \xa0]+")
_CHARGES = frozenset(
    "state staff defense defence education commerce labor labour energy treasury agriculture finance justice health "
    "transport transportation interior exchequer house commons lords senate assembly parliament operations "
    "communications police trade culture planning security opposition".split()
)
"""What an officer has charge of, after "of": "Secretary of State Ilse Brandt"."""
_PAST = ("then-", "ex-")
_OF_ITSELF = frozenset(("secretary", "speaker", "attorney"))
"""Roles whose "of" begins no name of a place or a body."""
_MET = frozenset("met meet saw beat picked hired fired joined married visited defeated replaced succeeded".split())
"""Verbs right before a role that say what was done to whoever has it, besides those that report speech."""
_MOST_NAMES = 4
"""Words of a person's name at most, after a role."""


class Parted(NamedTuple):
    """A name, its words the indices from `first` to `last`, and what stands before it."""

    first: int
    last: int
    title: str | None
    role: str | None
    lead: int
    """Where the role or title begins, or the name."""


def parted(words: Words, first: int, last: int) -> Iterator[Parted]:
    """The name in a stretch of capitalised words: role and title words off its front."""
    row = words.words
    while first < last and row[first].first and row[first].low in FORMS and row[first].low not in FIRST_NAMES:
        first += 1
    name = first
    title = role = None
    for at in range(first, last):
        low = row[at].low
        if low in COURTESY:
            title, name = low, at + 1
        elif _is_role(low):
            if row[at + 1].low == "of":
                after = _after_charge(words, at, last)
                if after is None:
                    if low not in _OF_ITSELF:
                        yield from parted(words, at + 2 + (row[at + 2].low == "the"), last)
                    return
                name = after
                break
            general = low in _GENERAL and at == first == last - 1
            if last - at <= _MOST_NAMES and row[last].low not in BODIES and not general:
                name = at + 1
    lead = row[first].start
    if (name > first and title is None) or (title is not None and name - first > 1):
        role = words.text[lead : row[name - 1].end]
    if name == first or role is None:
        lead, role = _role_before(words, first, lead, role)
    lows = [w.low for w in row[name : last + 1]]
    if lows[0] in JOINERS or (title is None and all(low in ROLES for low in lows)):
        return
    yield Parted(name, last, title, role, lead)


def head_of(role: str) -> str:
    """The word of a role that says what it is, in small letters: "secretary" of "Secretary of State"."""
    head = role.casefold().split(" of ")[0].split()[-1]
    return head.partition("-")[2] if head.startswith(_PAST) else head


def _is_role(low: str) -> bool:
    return low in ROLES or (low.startswith(_PAST) and low.partition("-")[2] in ROLES)


def _after_charge(words: Words, role: int, last: int) -> int | None:
    """Where the name begins after a role with an "of": "Secretary of State Ilse Brandt", "Mayor of Lonnard Tom Ek".

    None where no name comes after it.
    """
    row = words.words
    at = role + 3 if row[role + 2].low == "the" else role + 2
    for first in range(at + 1, last):
        if row[first].low in FIRST_NAMES:
            return first
    if at < last and (row[at].low in _CHARGES or row[at].low in COUNTRY_OF):
        return at + 1 if last - at <= _MOST_NAMES else None
    if at + 1 < last and " ".join((row[at].low, row[at + 1].low)) in COUNTRY_OF:
        return at + 2
    return last - 1 if last - at == 2 and row[last].low not in BODIES else None


def _role_before(words: Words, first: int, lead: int, role: str | None) -> tuple[int, str | None]:
    """A role in small letters right before a name: "IMF chief economist", "his running mate"."""
    row = words.words
    at = first - 1
    if at < 0 or row[at].sentence != row[first].sentence or not _ROLE_GAP.fullmatch(words.gap(at)) or row[at].owns:
        return lead, role
    if at > 1 and row[at].low in _CHARGES and row[at - 1].low == "of" and row[at - 2].low in ROLES:
        at -= 2  # "secretary of state Ilse Brandt"
    elif (
        not _is_role(row[at].low)
        and row[at].low not in OUTLET_NOUNS
        and not (row[at].low == "mate" and row[at - 1].low == "running")
    ):
        return lead, role
    begin = at
    while begin > 0 and at - begin < 6:
        before = row[begin - 1]
        if (
            not _ROLE_GAP.fullmatch(words.gap(begin - 1))
            or before.owns
            or (before.low in ORDINARY and before.low not in ("and", "of", "former"))
        ):
            break
        if before.low in _MET or (
            before.low in FORMS and not before.text[0].isupper() and FORMS[before.low][1] != "base"
        ):
            break
        begin -= 1
    for i in range(begin, at):
        if row[i].low == "and" and row[i - 1].text[0].isupper():
            begin = i
    while begin < at and row[begin].low in ("and", "of"):
        begin += 1
    return row[begin].start, words.text[row[begin].start : row[first - 1].end] + ("" if role is None else " " + role)
