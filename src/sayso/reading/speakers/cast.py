"""The cast of an article: names gathered into who and what they name.

A full name makes somebody; a surname, a first name, an acronym or the end of a longer name is taken for
the one already there who bears it. Two of one surname are told apart by title and by who was introduced first, as
newspapers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sayso.reading.attribution import Offsets
from sayso.reading.speakers.first_names import FEMALE, FIRST_NAMES, MALE
from sayso.reading.speakers.lexicon import (
    BODIES,
    COUNTRY_OF,
    FEMALE_ROLES,
    FEMALE_TITLES,
    MALE_ROLES,
    MALE_TITLES,
    PEOPLES,
    ROLES,
)
from sayso.reading.speakers.names import Kind, Run
from sayso.reading.speakers.slips import one_slip
from sayso.reading.speakers.tokens import Words

_ACRONYM = re.compile(r"[”\"’]?\s\((?:the\s|or\s|known as\s)?[“\"‘]?([A-Z][A-Za-z&.-]{1,9})[”\"’]?\)")
_APPOSED = re.compile(
    r"(?:\s\([^()]{1,20}\))?,\s(?:\d{2},\s)?"
    r"((?:(?:the|a|an|his|her|their|its|who is|who was|one of the)\s)?[^,.;:“”\"()!?\n]{3,90})(?=[,.;)\n]|$)"
)
_APPOSED_BEFORE = re.compile(
    r"(?:^|[\s“(])((?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[\w.]+['’]s?)\s[^,.;:“”()\n]{3,60})$"
)
_ANOTHER = re.compile(r"\b(?:staff|[a-z]{3,}(?:er|or|man|ist))\s[A-Z][\w’'-]+\s[A-Z]")
"""A role with a name of its own after it: not a role of the one before."""
_VERB = re.compile(r"\s(?:said|says|told|stated|was|is|were|are|has|had|have|who|which|that|will|would|wrote|added)\b")
_AFTER_ROLE = re.compile(r"\s(?:of|for|at|in|on|from|with|to|and|under|by|turned|[a-z]+ed)\s")
_PAREN = re.compile(r"\s\(([RDI])[-,\s][^()]{1,14}\)|\s\((R|D)\)")
_FIRST_OF_ITS_OWN = FIRST_NAMES | BODIES
"""Words that begin a name of their own, before which no longer name is looked for."""
_GENDERED = MALE_ROLES ^ FEMALE_ROLES
_SLIPPED = 5
"""Letters of a surname from which one that differs in one of them is taken for a slip of the pen."""
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_OWNER = re.compile(r"^[^,]*['’]s?\s(?=.)")
"""What owns a role says nothing of who has it: "the nominee's daughter" is no nominee."""
_ROLE_WORD = re.compile(r"[\w-]+")
_DETERMINER = re.compile(r"^(?:the|a|an|who is|who was|one of the)\s+", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Someone:
    """Someone or something that an article mentions, as far as it has been read."""

    kind: Kind
    name: str = ""
    lows: tuple[str, ...] = ()
    gender: float = 0.0
    """Above 0 where the evidence is for "he", below for "she"."""
    roles: list[str] = field(default_factory=list)
    role_words: set[str] = field(default_factory=set)
    mentions: list[Offsets] = field(default_factory=list)
    acronyms: set[str] = field(default_factory=set)
    kinds: dict[Kind, int] = field(default_factory=dict)
    """How much speaks for each kind."""
    sure: int = 0
    """How often a title, a role or a first name says that it is a person."""
    full: int = 0
    """How often it is named with more than one word."""
    first: int = 0
    titled_only: bool = True
    """Whether every name for it is a courtesy title or an office with a surname, or less."""
    country: str | None = None
    unnamed: bool = False
    """Whether no more is known of a person than an indefinite description without a name."""
    members: tuple[Someone, ...] = ()
    """Who a group is made of, where it is made of named ones."""

    @property
    def plural(self) -> bool:
        """Whether it is several."""
        return self.kind == "group"

    def lean(self, words: Iterable[str]) -> None:
        """Take a role's words as evidence of gender."""
        for word in words:
            if word in _GENDERED:
                self.gender += 2 if word in MALE_ROLES else -2


class Named(NamedTuple):
    """A place where someone is named."""

    start: int
    end: int
    who: Someone
    lead: int
    """Where the role or title before the name begins, or the name itself."""
    at: int
    """The index of the name's first word, and of its last."""
    last: int
    title: str | None = None


class Cast:
    """Everyone and everything an article names, and where."""

    def __init__(self, words: Words, found: list[Run]) -> None:
        self._words = words
        self.everyone: list[Someone] = []
        self._by_last: dict[str, list[Someone]] = {}
        self._by_first: dict[str, list[Someone]] = {}
        self._by_lows: dict[tuple[str, ...], Someone] = {}
        self._by_acronym: dict[str, Someone] = {}
        self.named: list[Named] = []
        who: dict[int, Someone] = {}
        for run in found:
            if len(run.parts) > 1 and _key(run)[1:]:
                who[id(run)] = self._full(run)
        for run in found:
            if id(run) not in who:
                who[id(run)] = self._short(run)
        for run in found:
            self._note(run, who[id(run)])
        for someone in self.everyone:
            _settle(someone)
        self.everyone.sort(key=lambda s: s.first)
        self._in_titles()
        self.named.sort(key=lambda n: (n.start, -n.end))

    def _new(self, run: Run, lows: tuple[str, ...]) -> Someone:
        someone = Someone(kind=run.kind, name=_written(self._words.text, run), lows=lows, first=run.start)
        self.everyone.append(someone)
        self._by_lows[lows] = someone
        if len(lows) > 1:
            self._by_last.setdefault(lows[-1], []).append(someone)
            self._by_first.setdefault(lows[0], []).append(someone)
            initials = "".join(w[0] for w in lows if w not in ("of", "the", "and", "for", "in", "on"))
            if len(initials) > 2 or run.kind in ("body", "outlet", "place"):
                self._by_acronym.setdefault(initials, someone)
        return someone

    def _full(self, run: Run) -> Someone:
        lows = _key(run)
        self._bracketed(run, someone := self._like(run, lows) or self._new(run, lows))
        someone.full += 1
        return someone

    def _bracketed(self, run: Run, someone: Someone) -> None:
        if "(" not in self._words.text[run.end : run.end + 3]:
            return
        after = _ACRONYM.match(self._words.text, run.end, run.end + 24)
        if after and after[1].upper() == after[1].replace("s", "").upper() and len(after[1]) > 1:
            self._by_acronym[after[1].replace(".", "").casefold()] = someone

    def _like(self, run: Run, lows: tuple[str, ...]) -> Someone | None:
        """Who is already there under a longer, shorter or the same name."""
        same = self._by_lows.get(lows)
        if same is not None:
            return same
        for other in self._by_last.get(lows[-1], ()):
            if (
                _one_name(lows, other.lows)
                or (not run.sure and _ends_with(other.lows, lows))
                or (_ends_with(lows, other.lows) and lows[0] not in _FIRST_OF_ITS_OWN)
            ):
                if len(lows) > len(other.lows) and not _given(other.lows):
                    other.lows, other.name = lows, _written(self._words.text, run)
                self._by_lows[lows] = other
                return other
        return None

    def _short(self, run: Run) -> Someone:
        lows = run.lows if len(run.lows) == 1 else (run.lows[0],)
        low = lows[0]
        known = None if low in PEOPLES else COUNTRY_OF.get(low)
        if known is not None:
            key = tuple(known.casefold().split())
            someone = self._by_lows.get(key) or self._new(run, key)
            someone.name = known
            return someone
        bearers = [s for s in self._by_last.get(low, ()) if s.kind not in ("place", "group")]
        if bearers and not (run.parts[0].isupper() and run.kind == "body" and len(low) <= 3):
            chosen = self._bearer(run, bearers)
            if chosen is not None:
                return chosen
        acronym = self._by_acronym.get(low.replace(".", "")) if run.parts[0][:2].isupper() else None
        if acronym is not None:
            return acronym
        if low.endswith("s") and (family := self._by_last.get(low[:-1])) and family[0].kind == "person":
            run.kind = "group"
        first = self._by_first.get(low, [])
        if (
            run.kind in ("person", "other", "body")
            and len(first) == 1
            and (first[0].kind == "person" or not run.placed)
            and not run.modifies
            and (low in FIRST_NAMES or first[0].kind == "body")
        ):
            return first[0]
        return self._by_lows.get(lows) or self._misspelt(run, low) or self._new(run, lows)

    def _misspelt(self, run: Run, low: str) -> Someone | None:
        """The only person whose surname this is but for one slip: "Oduyya" for "Oduya", "Brnadt" for "Brandt"."""
        if (
            len(low) < _SLIPPED
            or run.kind not in ("person", "other")
            or run.placed
            or run.parts[0].isupper()
            or low in FIRST_NAMES
            or low in COUNTRY_OF
        ):
            return None
        near = [
            bearers[0]
            for last, bearers in self._by_last.items()
            if last[0] == low[0] and len(last) >= _SLIPPED and bearers[0].lows[-1] == last and one_slip(low, last)
        ]
        return (
            near[0]
            if len(near) == 1 and near[0].kind == "person" and len(self._by_last[near[0].lows[-1]]) == 1
            else None
        )

    def _bearer(self, run: Run, bearers: list[Someone]) -> Someone | None:
        """Which of those of one surname (or last word) a short name means; None for somebody else."""
        gender = (run.title in MALE_TITLES) - (run.title in FEMALE_TITLES)
        fits = [s for s in bearers if not gender or _gender(s) * gender >= 0]
        before = [s for s in fits if s.first < run.start] or fits
        if not before:
            return None
        chosen = before[0]
        if chosen.first > run.start and chosen.full > 2 and chosen.kind == "person":
            return None
        if chosen.full > 2 and len(fits) == 1 and self._by_lows.get(run.lows) is not None:
            return self._by_lows[run.lows]
        return chosen

    def _note(self, run: Run, someone: Someone) -> None:
        kinds = someone.kinds
        kinds[run.kind] = kinds.get(run.kind, 0) + (6 if run.sure else 2 if len(run.parts) > 1 else 1)
        someone.sure += run.sure
        someone.first = min(someone.first, run.start)
        if run.title:
            someone.gender += 3 * ((run.title in MALE_TITLES) - (run.title in FEMALE_TITLES))
        roles = [] if run.role is None else [run.role]
        text = self._words.text
        if run.kind not in ("place", "other") and (after := apposed(text, run.end)) is not None:
            roles.append(after)
        if run.kind == "person" and (before := _apposed_before(text, run.lead or run.start)) is not None:
            roles.append(before)
        for role in roles:
            add_role(someone, role)
        at = self._words.at(run.lead)
        if run.role and at and self._words.words[at - 1].owns and someone.country is None:
            someone.country = COUNTRY_OF.get(self._words.words[at - 1].low)
        if len(run.lows) > 1 or (roles and any(" " in r for r in roles)) or (not run.title and not run.role):
            someone.titled_only = False
        lead = run.lead if run.title or run.role else run.start
        if run.title and someone.titled_only and len(someone.lows) == 1:
            someone.name = " ".join(text[lead : run.end].split())
        bracketed = run.kind == "person" and text[run.end + 1 : run.end + 2] == "("
        if bracketed and (party := _PAREN.match(text, run.end, run.end + 20)):
            add_role(someone, {"R": "Republican", "D": "Democrat", "I": "independent"}[party[1] or party[2]])
        self.named.append(Named(run.start, run.end, someone, lead, run.first, run.last, run.title))
        someone.mentions.append((run.start, run.end))

    def _in_titles(self) -> None:
        """Find those who are named elsewhere in lines set like titles, by full name or by surname."""
        words, titled = self._words.words, self._words.titled
        known: dict[tuple[str, ...], Someone] = dict(self._by_lows)
        for someone in self.everyone:
            if someone.kind == "person" and len(someone.lows) > 1:
                known.setdefault(someone.lows[-1:], someone)
                if someone.lows[-2] in ("de", "van", "von", "al", "la", "le"):
                    known.setdefault(someone.lows[-2:], someone)
        for acronym, someone in self._by_acronym.items():
            known.setdefault((acronym,), someone)
        done = 0
        for at in self._words.capitals:
            if at < done or words[at].paragraph not in titled:
                continue
            for size in (4, 3, 2, 1):
                row = words[at : at + size]
                who = known.get(tuple(w.low for w in row))
                if who is not None and row[-1].paragraph == row[0].paragraph and (size > 1 or len(row[0].low) > 2):
                    self.named.append(Named(row[0].start, row[-1].end, who, row[0].start, at, at + len(row) - 1))
                    who.mentions.append((row[0].start, row[-1].end))
                    done = at + size
                    break


def add_role(someone: Someone, role: str) -> None:
    """Note what somebody is said to be."""
    told = _told_by(role)
    if told.plain and told.plain not in someone.roles:
        low = told.plain.casefold()
        if not any(r.casefold() == low for r in someone.roles):
            someone.roles.append(told.plain)
    someone.role_words.update(told.words)
    someone.lean(told.words[-3:])
    someone.country = someone.country or told.country


class _Told(NamedTuple):
    """A role without its determiner, its words in small letters, and the state it names."""

    plain: str
    words: tuple[str, ...]
    country: str | None


@lru_cache(maxsize=4096)
def _told_by(role: str) -> _Told:
    plain = " ".join(_DETERMINER.sub("", role).split())
    words = tuple(_ROLE_WORD.findall(_OWNER.sub("", plain.casefold())))
    keys = (*words, *(f"{one} {other}" for one, other in pairwise(words)))
    return _Told(plain, words, next((COUNTRY_OF[key] for key in keys if key in COUNTRY_OF), None))


def apposed(text: str, end: int) -> str | None:
    """The role in an apposition after a name: "Ilse Brandt, the port's director,"."""
    match = (
        _APPOSED.match(text, end, end + 130) if text[end : end + 1] == "," or text[end + 1 : end + 2] == "(" else None
    )
    return None if match is None else _role_in(match[1])


def _apposed_before(text: str, start: int) -> str | None:
    """The role in an apposition before a name: "the port's director, Ilse Brandt"."""
    if text[start - 2 : start] != ", ":
        return None
    match = _APPOSED_BEFORE.search(text[max(0, start - 80) : start - 2])
    return None if match is None else _role_in(match[1])


def _role_in(words: str) -> str | None:
    """The words up to their verb, if a role heads them."""
    role = _VERB.split(words, maxsplit=1)[0].strip()
    head = _ROLE_WORD.findall(_AFTER_ROLE.split(role, maxsplit=1)[0].casefold())
    if _ANOTHER.search(role):
        return None
    return role if head and len(head) < 9 and any(h in ROLES for h in head[-1:]) else None


def _key(run: Run) -> tuple[str, ...]:
    """The words that tell a name from others: no suffixes, no initials between first and last."""
    lows = tuple(p for p in run.lows if p not in _SUFFIXES)
    if run.kind != "person" or len(lows) < 3:
        return lows
    return (lows[0], *(p for p in lows[1:-1] if len(p.replace(".", "")) > 1), lows[-1])


def _one_name(some: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of one last word are one person's: "Joe" and "Joseph", with a middle name or without."""
    a, b = some[0], other[0]
    if len(some) < 2 or len(other) < 2 or some[-1] != other[-1]:
        return False
    return a == b or (min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)))


def _given(lows: tuple[str, ...]) -> bool:
    """Whether a name begins with a first name, so that what may stand before it is none of it."""
    return len(lows) > 1 and lows[0] in FIRST_NAMES


def _ends_with(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    return len(longer) > len(shorter) and longer[-len(shorter) :] == shorter


def _written(text: str, run: Run) -> str:
    written = " ".join(text[run.start : run.end].split())
    return written if len(run.lows) == 1 or " " in written else run.name  # "James" of "James and Olive Brandt"


def _gender(someone: Someone) -> float:
    if someone.gender:
        return someone.gender
    return 2.0 * ((someone.lows[0] in MALE) - (someone.lows[0] in FEMALE)) if someone.lows else 0.0


def _settle(someone: Someone) -> None:
    """Fix kind and gender once every name has been seen."""
    someone.kind = max(someone.kinds, key=lambda k: (someone.kinds[k], k))
    if someone.sure and someone.kind in ("place", "other", "body") and len(someone.lows) > 1:
        someone.kind = "person"  # the tagger's votes for a surname alone ("Lima") say less
    if someone.kind == "person" and len(someone.lows) > 1:
        someone.gender += 2.0 * ((someone.lows[0] in MALE) - (someone.lows[0] in FEMALE))
