"""Proper names as the tagger's words give them, with their edges put right."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.records import Name, NameSort

_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")
_PARTY = re.compile(r"[RDI]-(?=[A-Z])")
_MARKS = " \t\n\r\xa0.,;:!?'\"“”‘’()[]-–—…*"


def tidy(text: str, found: Iterable[tuple[int, int, NameSort]]) -> list[Name]:
    """The names at some spans, in order, none overlapping: initials whole, without stray marks.

    The tagger's words end at every mark, and now and then it leaves "U." and "S." apart; a party
    before a state ("R-Ohio") is none of the name.
    """
    initials = {i: m.span() for m in _INITIALS.finditer(text) for i in range(*m.span())}
    names: list[Name] = []
    for start, end, sort in found:
        if start in initials or end - 1 in initials:
            start, end = initials.get(start, (start, end))[0], initials.get(end - 1, (start, end))[1]
        else:
            party = _PARTY.match(text, start, end) if sort == "place" else None
            start = party.end() if party else start
            stop = end if text[start:end].endswith((" Jr.", " Inc.", " Co.", " Corp.", " St.")) else None
            start = end - len(text[start:end].lstrip(_MARKS))
            end = stop or start + len(text[start:end].rstrip(_MARKS))
        if names and start < names[-1].end:
            start, sort = min(start, names[-1].start), names[-1].sort
            end = max(end, names.pop().end)
        if start < end:
            names.append(Name(text[start:end], start, end, sort))
    return names
