"""A figure over time: who put it at what, when, and what became of it.

Points are one series when they count the same thing in the same story. A later, higher count by the same voice, or of
something that only grows, is an update; a figure that a text itself calls earlier, corrected or withdrawn keeps
its place and is marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sayso.linking.evidence import Excerpt
from sayso.linking.postings import key
from sayso.linking.prepared import Prepared, Sentence
from sayso.linking.sayings import named
from sayso.linking.shelves import Shelves
from sayso.linking.times import start_of
from sayso.linking.words import stems
from sayso.records import Figure

State = Literal["stands", "earlier", "corrected", "withdrawn"]
Change = Literal["first", "repeat", "update", "fits", "correction", "withdrawal", "apart"]
Since = Callable[[Excerpt], str | None]

_PEOPLE = stems(
    "people persons dead bodies victims casualties deaths fatalities lives killed injured wounded hurt missing died "
    "others souls aboard toll total"
)
"""Words that count people without saying which."""
_EARLIER = re.compile(
    r"\b(?:(?:up|down) from|revis\w+ (?:\w+ ){0,2}from|earlier|previous(?:ly)?|initial(?:ly)?|at first|originally"
    r"|instead of|rather than|had (?:said|reported|put|given|stood|been)|first reported|correcting|not the)"
    r"\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"\b(?:withdr[ae]w\w*|retract\w*|no longer (?:stands? by|uses?|holds?)|take back|took back|disown\w*|deleted"
    r"|struck from)\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(r"\bcorrect(?:ed|ion|ing|s)\b|\bshould have (?:said|read)\b|\bin error\b", re.IGNORECASE)
_ABOUT = 0.1
"""How far "about" a number reaches to either side, as a share of it: news rounds to one or two digits."""
_SAME_WORDS = 0.5
_CONTEXT = 0.5
"""Share of the words around the shorter that the sentences of two bare amounts ("8 percent") must have in common."""
_CONTEXT_FEWEST = 4
_PART = re.compile(r"\bof\s+(?:the|those|these|them|us|whom|which|his|her|its|their)\b")
"""A part of a number told elsewhere: "two of the dead"."""
_TIME_UNITS = frozenset("second seconds minute minutes hour hours day days week weeks month months year years".split())


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at one place: whose it is, since when it is told, and whether it stands there or is called past.

    `since` is the date of the article that its words were traced back to, `published` that of this one;
    `voices` are the chain, outermost first, or the outlet where the article says it itself.
    """

    figure: Figure
    where: Excerpt
    sentence: Excerpt
    voices: tuple[str, ...]
    published: str | None
    since: str | None
    state: State
    change: Change = "first"

    @property
    def voice(self) -> str:
        """The name of who counts: the innermost voice."""
        return self.voices[-1] if self.voices else ""


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one figure, in order of when they were first told."""

    what: str
    points: tuple[Point, ...]

    def rows(self) -> list[dict[str, object]]:
        """A table for people and charts: a row a point, with plain values."""
        return [
            {
                "since": p.since, "published": p.published, "low": p.figure.low, "high": p.figure.high,
                "bound": p.figure.bound, "text": p.figure.text, "voice": " > ".join(p.voices), "change": p.change,
                "state": p.state, "article": p.where.article, "start": p.where.start, "end": p.where.end,
            }
            for p in self.points
        ]  # fmt: skip


class AllSeries:
    """The series of all figures read so far."""

    def __init__(self, shelves: Shelves) -> None:
        self._series = shelves.shelf("series", _Points)

    def add(self, prepared: Prepared, kin: Mapping[str, float], since: Since | None = None) -> tuple[int, ...]:
        """Put an article's figures into series; the numbers of those that are new or longer.

        Args:
            prepared: the article.
            kin: articles of the same story, as `Kin.add` gives them; only with their figures are these compared.
            since: when the words of a passage were first published; the article's own date unless given.
        """
        touched = []
        for point in points(prepared, since):
            stories = (prepared.id, *sorted(kin, key=lambda k: (-kin[k], k)))
            number = self._series_of(point, stories)
            if number is None:
                number = self._series.add(_Points((point,)))
            else:
                self._series.put(number, _Points((*self._series[number].points, point)))
            if number not in touched:
                self._series.also(number, [key("in", prepared.id), _key(prepared.id, point.figure)])
            touched.append(number)
        return tuple(dict.fromkeys(touched))

    def __getitem__(self, number: int) -> Series:
        """The series of that number, its points in order and what changed at each."""
        ordered = sorted(self._series[number].points, key=_when)
        marked: list[Point] = []
        for point in ordered:
            marked.append(replace(point, change=_change(point, marked)))
        return Series(_what(ordered[0].figure), tuple(marked))

    def of(self, article: str) -> tuple[int, ...]:
        """The numbers of the series that an article has a figure in."""
        return tuple(self._series.under(key("in", article)))

    def holds(self, number: int, where: Excerpt) -> bool:
        """Whether a series has a figure at that place."""
        return any(p.where == where for p in self._series[number].points)

    def __len__(self) -> int:
        """How many series there are."""
        return len(self._series)

    def _series_of(self, point: Point, stories: tuple[str, ...]) -> int | None:
        for article in stories:
            for number in self._series.under(_key(article, point.figure)):
                if any(same_thing(point, p) for p in self._series[number].points[:4]):
                    return number
        return None


@dataclass(frozen=True, slots=True)
class _Points:
    """A series as it is remembered: its points in order of arrival, unmarked."""

    points: tuple[Point, ...]


def _key(article: str, figure: Figure) -> int:
    return key("thing", article, thing(figure))


def points(prepared: Prepared, since: Since | None = None) -> list[Point]:
    """The figures of an article as points, in order; lengths of time are left out, as they count nothing."""
    by_id = {s.id: s for s in prepared.reading.statements}
    found = []
    for figure in prepared.reading.figures:
        sentence = prepared.sentence_at(figure.start)
        if sentence is None or (figure.low is None and figure.high is None) or figure.unit in _TIME_UNITS:
            continue
        if not (figure.harm or figure.counted or figure.unit) or _PART.search(figure.text):
            continue
        statement = by_id.get(figure.statement or "")
        voices = tuple(n for v in statement.voices if (n := named(v))) if statement else ()
        where = prepared.excerpt(figure.start, figure.end)
        told = since(where) if since is not None else None
        found.append(
            Point(
                figure, where, prepared.excerpt(sentence.start, sentence.end),
                voices or ((prepared.article.outlet,) if prepared.article.outlet else ()),
                prepared.article.published, told or prepared.article.published,
                _state(prepared.article.text, figure, sentence),
            )
        )  # fmt: skip
    return found


def thing(figure: Figure) -> str:
    """What a figure counts, as far as one figure's words tell: the harm done, or its head and unit."""
    if figure.harm is not None:
        return f"{figure.harm} {figure.victims or ''}".strip()
    return " ".join((*sorted(_head(figure)), figure.unit or ""))


def same_thing(one: Point, other: Point) -> bool:
    """Whether two figures of one story count the same thing over the same time."""
    a, b = one.figure, other.figure
    if thing(a) != thing(b) or _apart_in_time(a, b):
        return False
    mine, theirs = (stems(f.counted or "") - _PEOPLE for f in (a, b))
    if a.harm is not None:
        return not (mine and theirs) or bool(mine & theirs)
    if mine or theirs:
        return len(mine & theirs) >= _SAME_WORDS * max(len(mine), len(theirs))
    around = context(one), context(other)
    shared = len(around[0] & around[1])
    return shared >= _CONTEXT_FEWEST and shared >= _CONTEXT * min(map(len, around))


def context(point: Point) -> frozenset[str]:
    """The stems of the sentence around a figure, without the figure's own."""
    return stems(point.sentence.text) - stems(point.figure.text)


def meet(one: Figure, other: Figure) -> bool:
    """Whether two figures may both be right: their ranges have a number in common."""
    (a, b), (c, d) = _range(one), _range(other)
    return a <= d and c <= b


def _range(figure: Figure) -> tuple[float, float]:
    low = float("-inf") if figure.low is None else figure.low
    high = float("inf") if figure.high is None else figure.high
    if figure.bound == "about":
        low, high = low - _ABOUT * abs(low), high + _ABOUT * abs(high)
    return low, high


def _head(figure: Figure) -> frozenset[str]:
    """The stem of the word that heads what is counted: "rail cars of the line" counts cars."""
    phrase = re.split(
        r"\s(?:of|in|on|at|from|who|which|that|with|by|for|under|to)\s", figure.counted or "", maxsplit=1
    )[0]
    last = phrase.split()[-1:]
    return stems(last[0]) if last else frozenset()


def _apart_in_time(a: Figure, b: Figure) -> bool:
    """Whether two figures are of times that do not meet; unknown times may be any."""
    return bool((a.until and b.since and a.until < b.since) or (b.until and a.since and b.until < a.since))


def _state(text: str, figure: Figure, sentence: Sentence) -> State:
    whole = text[sentence.start : sentence.end]
    before = text[sentence.start : figure.start]
    if _EARLIER.search(before):
        return "withdrawn" if _WITHDRAWN.search(whole) else "earlier"
    if _WITHDRAWN.search(whole):
        return "withdrawn"
    return "corrected" if sentence.kind == "correction" or _CORRECTED.search(whole) else "stands"


def _change(point: Point, before: list[Point]) -> Change:
    """What a point does to those before it."""
    if point.state == "withdrawn":
        return "withdrawal"
    standing = [p for p in before if p.state in ("stands", "corrected")]
    if not standing or point.state == "earlier":
        return "first" if not before else "repeat"
    if point.state == "corrected":
        return "correction"
    if any(_named(point.figure) == _named(p.figure) for p in standing):
        return "repeat"
    last = standing[-1]
    if is_update(last, point):
        return "update"
    return "fits" if meet(point.figure, last.figure) else "apart"


def _named(figure: Figure) -> tuple[float, ...]:
    """The numbers that a figure names, whatever it says of its bounds."""
    return tuple(sorted({n for n in (figure.low, figure.high) if n is not None}))


def is_update(old: Point, new: Point) -> bool:
    """Whether a newer figure takes an older one's place: the same voice's, or more of what only grows."""
    if _when(old)[0] > _when(new)[0]:
        return False
    if old.voice and old.voice == new.voice and old.where.article != new.where.article:
        return True
    grown = max(_named(new.figure), default=0.0) > max(_named(old.figure), default=0.0)
    return new.figure.harm in ("killed", "injured") and grown


def _when(point: Point) -> tuple[float, float, str, int]:
    since, published = (m.timestamp() if (m := start_of(d)) else 0.0 for d in (point.since, point.published))
    return since, published, point.where.article, point.where.start


def _what(figure: Figure) -> str:
    return figure.counted or figure.harm or figure.unit or figure.text
