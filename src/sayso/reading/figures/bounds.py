"""Words that bound a number: "at least", "nearly", "up to", "or more".

The kinds are those of the literature on modified numerals: comparative ("more than"), superlative ("at least"),
directional ("up to"), approximating ("about"). The phrases of each kind are ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.records import Bound

_PHRASES: dict[Bound, str] = {
    "at least": "at least, at the least, at the very least, no fewer than, no less than, not fewer than, "
    "not less than, a minimum of, minimum of, a minimum, minimum, as few as, as little as, upwards "
    "of, upward of, starting at, "
    "starting from",
    "more than": "more than, over, above, greater than, higher than, larger than, bigger than, in excess of, north of, "
    "exceed, exceeds, exceeded, exceeding, surpass, surpassed, surpassing, topped, topping, beyond, longer than, "
    "better than, older than, over than",
    "at most": "at most, up to, as many as, as much as, as high as, as long as, as far as, no more than, "
    "not more than, no greater than, no higher than, no longer than, a maximum of, maximum of, a "
    "maximum, a limit of, at the most, "
    "at a maximum",
    "fewer than": "fewer than, less than, under, below, lower than, smaller than, short of, shy of, shorter than, "
    "south of",
    "about": "about, around, roughly, approximately, approx, approx., some, nearly, almost, close to, near, nearing, "
    "approaching, an estimated, estimated, circa, c., ca., ca, nearly about, virtually, something like, "
    "in the region of, the equivalent of about, more or less, or so, anywhere near, roughly about, ~, ≈, "
    "averaging, averaged, averages",
    "between": "between, anywhere between, somewhere between, from, ranging from, ranges from, ranged from",
}
BOUNDS: dict[str, Bound] = {phrase: bound for bound, phrases in _PHRASES.items() for phrase in phrases.split(", ")}
"""Phrases before a number, in lower case, with the bound that they set."""
_LONGEST = max(phrase.count(" ") for phrase in BOUNDS) + 1
_FILLERS = frozenset("another additional further extra more estimated total of a an new".split())
"""Words that may stand between a bound and its number ("at least another 10")."""
_MOST_FILLERS = 3
_REACH = 56
_WORD = re.compile(r"[^\s(\[“\"‘—–]+")
_APPROXIMATE_SIGN = re.compile(r"[~≈]\s?$")
_AFTER: dict[Bound, re.Pattern[str]] = {
    "at least": re.compile(
        r"\s{0,2}(?:\+(?!\d)|[\s-]plus\b(?! or)|or (?:more|above|over|higher|greater|longer)\b"
        r"|and (?:above|up|over|more)\b"
        r"|minimum\b|at least(?![\w\s]*\d))"
    ),
    "at most": re.compile(
        r"\s{0,2}(?:or (?:fewer|less|under|below|lower|younger)\b|at (?:the )?most\b|maximum\b|max\b|tops\b)"
    ),
    "about": re.compile(r"\s{0,2}(?:or (?:so|thereabouts)\b|-odd\b|odd\b|-ish\b|give or take\b)"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A bound and where its words begin (before a number) or end (after one)."""

    bound: Bound
    at: int


def bound_before(text: str, start: int, least: int) -> Said | None:
    """The bound whose words stand before the number at `start`; nothing before `least` is looked at."""
    begin = max(least, start - _REACH)
    if sign := _APPROXIMATE_SIGN.search(text, begin, start):
        return Said("about", sign.start())
    if text[max(begin, start - 4) : start].lower() == "sub-":
        return Said("fewer than", start - 4)
    if not text[begin:start].strip():
        return None
    words = list(_WORD.finditer(text, begin, start))
    if not words or text[words[-1].end() : start].strip():
        return None
    lows = [w.group().lower() for w in words]
    for skipped in range(min(_MOST_FILLERS, len(lows)) + 1):
        if skipped and lows[-skipped] not in _FILLERS:
            return None
        left = lows[: len(lows) - skipped]
        for size in range(min(_LONGEST, len(left)), 0, -1):
            bound = BOUNDS.get(" ".join(left[-size:]))
            if bound is not None and (bound != "between" or skipped == 0):
                return Said(bound, words[len(left) - size].start())
    return None


def bound_after(text: str, end: int, limit: int) -> Said | None:
    """The bound whose words stand right after `end` ("or more", "-plus"), with where they end."""
    for bound, pattern in _AFTER.items():
        if match := pattern.match(text, end, limit):
            return Said(bound, match.end())
    return None
