"""Where an article names somebody or something, told from how words are written.

A run of capitalised words is a name, less what stands before it as a role ("House Speaker", "IMF chief
economist") and less the words that only begin a sentence. The tagger's names, where there are any, vote
on what sort of thing a name names; the run decides where it begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from sayso.reading.cues import FORMS
from sayso.reading.speakers.first_names import FIRST_NAMES, MALE
from sayso.reading.speakers.lexicon import (
    ADJECTIVES,
    BODIES,
    COUNTRY_OF,
    GROUP_NOUNS,
    METONYMS,
    OUTLET_NAMES,
    OUTLET_NOUNS,
    OUTLET_WORDS,
    PEOPLES,
    ROLES,
)
from sayso.reading.speakers.stretches import HEADS_OF, Votes, long_forms, stretches
from sayso.reading.speakers.titles import Parted, head_of, parted
from sayso.reading.speakers.tokens import Words
from sayso.records import Name

Kind = Literal["person", "body", "outlet", "place", "group", "other"]

_AGE_OR_WHO = re.compile(r",\s(?:\d{2},?|who|whose)\b|\s\((?:R|D|I)(?:\)|-[A-Z])")
_FIRMS = frozenset(
    "freight logistics shipping foods energy oil petroleum gas electric power steel mining pharmaceuticals pharma "
    "entertainment studios capital ventures securities investments insurance financial mutual telecom communications "
    "aerospace automotive robotics laboratories railways railway airways media software solutions consulting "
    "properties estates stores markets brewery breweries".split()
)
"""Last words of the names of companies."""
_NO_VOTES: dict[str, int] = {}
_KINDS: dict[str, Kind] = {"person": "person", "organisation": "body", "place": "place", "other": "other"}
_FOLLOWERS = frozenset("supporters aides officials allies voters advisers".split())


@dataclass(slots=True)
class Run:
    """A name at `[start, end)`, its words, and what stands before it."""

    start: int
    end: int
    parts: tuple[str, ...]
    first: int
    """Index of its first word, roles left out."""
    last: int
    kind: Kind = "other"
    title: str | None = None
    role: str | None = None
    lead: int = 0
    """Where the role or title before it begins."""
    sure: bool = False
    """Whether a title, a role or a first name says that it is a person."""
    modifies: bool = False
    """Whether it stands before a common noun, as in "the Brandt campaign"."""
    placed: bool = False
    """Whether the tagger takes it for a place anywhere."""
    lows: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The words, a space between each two."""
        return " ".join(self.parts)


def runs(words: Words, names: Sequence[Name]) -> list[Run]:
    """The names outside titles, in order of place, with their sorts."""
    votes = _votes(names)
    lower = words.lower
    found = []
    row = words.words
    long = long_forms(words)
    for first, last in long.items():
        found.append(_run(words, Parted(first, last, None, None, row[first].start), "body"))
    inside = {at for first, last in long.items() for at in range(first, last + 1)}
    for first, last in stretches(words, votes):
        if first in inside:
            continue
        if row[first].first and first < last and row[first].low in lower and row[first].low not in votes:
            first += 1
        for part in parted(words, first, last):
            run = _run(words, part)
            if not _ordinary(words, run, lower, votes):
                _sorted(words, run, votes)
                found.append(run)
    if long:
        found.sort(key=lambda run: run.start)
    for one, other in pairwise(found):
        _share_surname(words, one, other)
    return found


def _share_surname(words: Words, one: Run, other: Run) -> None:
    """Give the first of a couple the surname that the second has for both: "James and Olive Brandt"."""
    joined = len(one.lows) == 1 and len(other.lows) == 2 and other.first == one.last + 2
    if not joined or words.lows[one.last + 1] != "and" or not {one.lows[0], other.lows[0]} <= FIRST_NAMES:
        return
    one.parts, one.lows = (*one.parts, other.parts[-1]), (*one.lows, other.lows[-1])
    one.kind, one.sure = "person", True
    before = words.lows[max(0, one.first - 3) : one.first]
    if "parents" in before:
        for run in (one, other):
            run.role = run.role or ("father" if run.lows[0] in MALE else "mother")


def _run(words: Words, part: Parted, kind: Kind = "other") -> Run:
    row = words.words[part.first : part.last + 1]
    run = Run(row[0].start, row[-1].end, tuple(w.text for w in row), part.first, part.last, kind)
    run.title, run.role, run.lead = part.title, part.role, part.lead
    run.lows = tuple(w.low for w in row)
    return run


def _votes(names: Sequence[Name]) -> Votes:
    votes: dict[str, dict[str, int]] = {}
    for name in names:
        for key in {name.text.casefold(), *name.text.casefold().split()}:
            of = votes.setdefault(key, {})
            of[name.sort] = of.get(name.sort, 0) + 1
    return votes


def _ordinary(words: Words, run: Run, lower: set[str], votes: Votes) -> bool:
    """Whether a single word has its capital from beginning a sentence, or names no one."""
    if len(run.parts) > 1 or run.title or run.role:
        return False
    low = run.lows[0]
    if low in PEOPLES:
        return False
    if low in GROUP_NOUNS:
        return words.words[run.first].first
    if low in ADJECTIVES:
        return low not in COUNTRY_OF or low.endswith(("an", "ish", "ese", "ian", "ch"))
    word = words.words[run.first]
    if not word.first:
        return False
    return low in lower or (
        low not in votes
        and low not in FIRST_NAMES
        and low not in COUNTRY_OF
        and not word.text.isupper()
        and low.endswith(("s", "ly", "ing"))
    )


def _sorted(words: Words, run: Run, votes: Votes) -> None:
    """Say what sort of thing a run names, from its words, what stands around it, and the votes."""
    row = words.words
    low, head = " ".join(run.lows), run.lows[-1]
    run.placed = votes.get(low, {}).get("place", 0) > 0
    role_head = head_of(run.role) if run.role else ""
    following = (
        row[run.last + 1]
        if run.last + 1 < len(row) and not row[run.last].owns and words.gap(run.last) in (" ", "\xa0")
        else None
    )
    run.modifies = (
        following is not None
        and following.text[0].islower()
        and (
            following.low in BODIES
            or following.low in OUTLET_NOUNS
            or following.low in ROLES
            or following.low in _FOLLOWERS
        )
        and following.low not in FORMS
    )
    if role_head in OUTLET_NOUNS:
        run.kind = "outlet"
    elif run.title or (run.role and (role_head in ROLES or role_head == "mate")):
        run.kind, run.sure = "person", True
    elif head in PEOPLES:
        run.kind = "group"
    elif low in COUNTRY_OF or low in METONYMS:
        run.kind = "place"
    elif low in OUTLET_NAMES or (head in OUTLET_WORDS and len(run.parts) > 1) or run.lows[0] in OUTLET_NAMES:
        run.kind = "outlet"
    elif (
        head in BODIES
        or (head in _FIRMS and len(run.parts) > 1)
        or any(low in HEADS_OF and after in ("of", "for") for low, after in pairwise(run.lows[:-1]))
    ):
        run.kind = "body"
    elif len(run.parts) > 1 and (run.lows[0] in FIRST_NAMES or _AGE_OR_WHO.match(words.text, run.end, run.end + 12)):
        run.kind, run.sure = "person", True
    else:
        run.kind = _voted(run, votes)


def _voted(run: Run, votes: Votes) -> Kind:
    lows = run.lows
    tally = {"person": 0.0, "organisation": 0.0, "place": 0.0, "other": 0.0}
    for key in lows if len(lows) == 1 else (" ".join(lows), *lows):
        for sort, count in votes.get(key, _NO_VOTES).items():
            tally[sort] += count
    if len(lows) == 1 and run.parts[0].isupper() and 2 <= len(lows[0]) <= 6:
        tally["organisation"] += 2
    if lows[0] in FIRST_NAMES:
        tally["person"] += 1
    best = max(tally, key=tally.__getitem__)
    if tally[best] == 0:
        return "person" if len(lows) in (2, 3) and all(p.isalpha() for p in run.parts) else "other"
    return _KINDS[best]
