"""Where an article names somebody or something, told from how words are written.

A run of capitalised words is a name, less what stands before it as a role ("House Speaker", "IMF chief
economist") and less the words that only begin a sentence. The tagger's names, where there are any, vote
on what sort of thing a name names; the run decides where it begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sayso.reading.cues import FORMS
from sayso.reading.speakers.first_names import FIRST_NAMES
from sayso.reading.speakers.lexicon import (
    ADJECTIVES,
    BODIES,
    COUNTRY_OF,
    COURTESY,
    METONYMS,
    MONTHS_AND_DAYS,
    OFFICES,
    ORDINARY,
    OUTLET_NAMES,
    OUTLET_NOUNS,
    OUTLET_WORDS,
    PARTICLES,
    PEOPLES,
    ROLES,
)
from sayso.reading.speakers.tokens import Word, Words
from sayso.records import Name

Kind = Literal["person", "body", "outlet", "place", "group", "other"]

_PLAIN_GAP = re.compile(r"[ \xa0]|\.[ \xa0]?|[ \xa0]&[ \xa0]|[ \xa0][“\"‘']|[”\"’'][ \xa0]")
_JOINERS = frozenset(("of", "for", "and", "the", "in", "at", "on", "&"))
_HEADS_OF = BODIES | frozenset("secretary speaker attorney department bank university chamber institute house".split())
_GENERAL = frozenset(
    "general major king star head fellow liberal independent conservative democrat republican captain queen prince "
    "bishop pope dean partner chancellor".split()
)
_CHAMBERS = frozenset(("house", "senate"))
_AGE_OR_WHO = re.compile(r",\s(?:\d{2},?|who|whose)\b|\s\((?:R|D|I)(?:\)|-[A-Z])")
_ROLE_GAP = re.compile(r"[ \xa0]+")
_SEAT = re.compile(r"[RDI](?:-[A-Z]|$)")
"""A legislator's party and seat, as in "(R-Wis.)"."""
_FOLLOWERS = frozenset("supporters aides officials allies voters advisers".split())
_MOST_WORDS = 12
"""Words in a run at most: longer rows of capitals are headlines or lists."""


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
    for first, last in _stretches(words, lower):
        if row[first].first and first < last and row[first].low in lower and row[first].low not in votes:
            first += 1
        for run in _parted(words, first, last):
            run.lows = tuple(p.casefold().replace("’", "'") for p in run.parts)
            if not _ordinary(words, run, lower, votes):
                _sorted(words, run, votes)
                found.append(run)
    return found


def _votes(names: Sequence[Name]) -> dict[str, dict[str, int]]:
    votes: dict[str, dict[str, int]] = {}
    for name in names:
        for key in {name.text.casefold(), *name.text.casefold().split()}:
            of = votes.setdefault(key, {})
            of[name.sort] = of.get(name.sort, 0) + 1
    return votes


def _stretches(words: Words, lower: set[str]) -> Iterator[tuple[int, int]]:
    """Index ranges, both ends in, of capitalised words that stand together."""
    row = words.words
    last, size = -1, len(row)
    for first in words.capitals:
        if first <= last or not _begins(row[first], lower):
            continue
        last = first
        while last + 1 < size and last - first < _MOST_WORDS:
            following = _next(words, first, last)
            if following is None:
                break
            last = following
        if row[first].paragraph not in words.titled:
            yield first, last


def _begins(word: Word, lower: set[str]) -> bool:
    if word.low in MONTHS_AND_DAYS or word.low == "i" or _SEAT.match(word.text):
        return False
    if word.low in ORDINARY and word.low not in COURTESY:
        return word.text.isupper() and len(word.text) == 2 and word.low == "us"
    return not (word.first and word.low in lower and word.low in FORMS and FORMS[word.low][1] != "base")


def _next(words: Words, first: int, last: int) -> int | None:
    """The index of the word that goes on a run, or None."""
    row = words.words
    word, following = row[last], row[last + 1]
    if following.paragraph != word.paragraph or word.owns or following.first:
        return None
    gap = words.text[word.end : following.start]
    if gap != " " and (not _PLAIN_GAP.fullmatch(gap) or (gap[0] == "." and not _short(word))):
        return None
    if following.text[0].isupper():
        if _SEAT.match(following.text):
            return None
        if following.low in MONTHS_AND_DAYS or (following.low in ORDINARY and following.low not in COURTESY):
            return None
        return last + 1
    if following.low in PARTICLES and _capital(words, last + 2) and _plain(words, last + 1):
        return last + 2
    if following.low in _JOINERS and _joins(words, first, last + 1):
        beyond = last + 2
        return beyond if row[beyond].text[0].isupper() else beyond + 1
    return None


def _short(word: Word) -> bool:
    return len(word.text) <= 5 and (
        len(word.text) == 1
        or word.low in COURTESY
        or word.low in ROLES
        or "." in word.text
        or word.low in ("st", "rev", "mt", "jr", "ft")
    )


def _capital(words: Words, at: int) -> bool:
    return at < len(words.words) and words.words[at].text[0].isupper() and not words.words[at].first


def _plain(words: Words, at: int) -> bool:
    return words.gap(at) in (" ", "\xa0")


def _joins(words: Words, first: int, joiner: int) -> bool:
    """Whether "of", "for" or "and" stands inside a name, as in "Bank of America"."""
    row = words.words
    low = row[joiner].low
    at = joiner + 1
    if at < len(row) and row[at].low == "the" and low in ("of", "for", "on") and _plain(words, joiner):
        at += 1
    if not _capital(words, at) or not _plain(words, at - 1) or row[at].low in MONTHS_AND_DAYS:
        return False
    if low in ("of", "for", "on"):
        return row[joiner - 1].low in _HEADS_OF
    if low == "and":
        head = _head_after(words, at)
        return (
            head in BODIES
            and row[first].low not in FIRST_NAMES
            and not any(
                (row[i].low in BODIES and row[i].low not in _CHAMBERS) or row[i].text.isupper()
                for i in range(first, joiner)
            )
        ) or (row[first].low in BODIES and row[first + 1].low == "of")
    return False


def _head_after(words: Words, at: int) -> str:
    row = words.words
    while at + 1 < len(row) and _capital(words, at + 1) and _plain(words, at) and not row[at].owns:
        at += 1
    return row[at].low


def _parted(words: Words, first: int, last: int) -> Iterator[Run]:
    """The name in a stretch: role and title words off its front."""
    row = words.words
    while (
        first <= last
        and row[first].first
        and row[first].low in FORMS
        and first < last
        and row[first].low not in FIRST_NAMES
    ):
        first += 1
    name = first
    title = role = None
    for i in range(first, last):
        low = row[i].low
        rest = last - i
        if low in COURTESY:
            title, name = low, i + 1
        elif low in ROLES and rest <= 4 and row[last].low not in BODIES and not _general(low, i, first, rest):
            name = i + 1
    lead = row[first].start
    if (name > first and title is None) or (title is not None and name - first > 1):
        role = words.text[lead : row[name - 1].end]
    if name == first or role is None:
        lead, role = _role_before(words, first, lead, role)
    if row[name].low in _JOINERS:
        return  # "Secretary of State" alone
    parts = tuple(w.text for w in row[name : last + 1])
    if len(parts) == 1 and parts[0].casefold() in ROLES and role is None and title is None:
        return
    if title is None and all(p.casefold() in ROLES for p in parts):
        return
    yield Run(row[name].start, row[last].end, parts, name, last, title=title, role=role, lead=lead)


def _general(low: str, at: int, first: int, rest: int) -> bool:
    """Words of rank that are as often the first of a body's name ("General Motors", "King County")."""
    if at > first or rest > 1:
        return False
    return low in _GENERAL


def _role_before(words: Words, first: int, lead: int, role: str | None) -> tuple[int, str | None]:
    """A role in small letters right before a name: "IMF chief economist", "his running mate"."""
    row = words.words
    at = first - 1
    if at < 0 or row[at].sentence != row[first].sentence or not _ROLE_GAP.fullmatch(words.gap(at)) or row[at].owns:
        return lead, role
    if (
        row[at].low not in ROLES
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
        if before.low in FORMS and not before.text[0].isupper() and FORMS[before.low][1] != "base":
            break
        begin -= 1
    for i in range(begin, at):
        if row[i].low == "and" and row[i - 1].text[0].isupper():
            begin = i
    while begin < at and row[begin].low in ("and", "of"):
        begin += 1
    return row[begin].start, words.text[row[begin].start : row[at].end] + ("" if role is None else " " + role)


def _ordinary(words: Words, run: Run, lower: set[str], votes: dict[str, dict[str, int]]) -> bool:
    """Whether a single word has its capital from beginning a sentence, or names no one."""
    if len(run.parts) > 1 or run.title or run.role:
        return False
    low = run.lows[0]
    if low in PEOPLES:
        return False
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


def _sorted(words: Words, run: Run, votes: dict[str, dict[str, int]]) -> None:
    """Say what sort of thing a run names, from its words, what stands around it, and the votes."""
    row = words.words
    low, head = " ".join(run.lows), run.lows[-1]
    run.placed = votes.get(low, {}).get("place", 0) > 0
    role_head = run.role.casefold().split()[-1] if run.role else ""
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
    elif head in PEOPLES:
        run.kind = "group"
    elif low in COUNTRY_OF or low in METONYMS:
        run.kind = "place"
    elif run.title or (run.role and (role_head in ROLES or role_head == "mate")):
        run.kind, run.sure = "person", True
    elif low in OUTLET_NAMES or (head in OUTLET_WORDS and len(run.parts) > 1) or run.lows[0] in OUTLET_NAMES:
        run.kind = "outlet"
    elif head in BODIES or (
        run.lows[0] in _HEADS_OF and len(run.parts) > 2 and row[run.first + 1].low in ("of", "for")
    ):
        run.kind = "body"
    elif len(run.parts) > 1 and (run.lows[0] in FIRST_NAMES or _AGE_OR_WHO.match(words.text, run.end, run.end + 12)):
        run.kind, run.sure = "person", True
    else:
        run.kind = _voted(run, votes)


def _voted(run: Run, votes: dict[str, dict[str, int]]) -> Kind:
    own = votes.get(" ".join(run.lows), {})
    tally = {"person": 0.0, "organisation": 0.0, "place": 0.0, "other": 0.0}
    for part in (own, *(votes.get(p, {}) for p in (run.lows if len(run.lows) > 1 else ()))):
        for sort, count in part.items():
            tally[sort] += count
    acronym = len(run.parts) == 1 and run.parts[0].isupper() and 2 <= len(run.parts[0]) <= 6
    if acronym:
        tally["organisation"] += 2
    if run.lows[0] in FIRST_NAMES:
        tally["person"] += 1
    best = max(tally, key=lambda s: tally[s])
    if tally[best] == 0:
        return "person" if len(run.parts) in (2, 3) and all(p.isalpha() for p in run.parts) else "other"
    kinds: dict[str, Kind] = {"person": "person", "organisation": "body", "place": "place", "other": "other"}
    return kinds[best]


def is_office(words: Iterable[str]) -> bool:
    """Whether any word is one of office."""
    return any(w in OFFICES for w in words)
