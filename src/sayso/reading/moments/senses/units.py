"""What stretches told from another moment mean: "last week", "two weeks ago", "a year earlier", "this summer"."""

from __future__ import annotations

from sayso.reading.moments.calendar import Stretch, a_day, moved
from sayso.reading.moments.discourse import Discourse, Found, Refused, Sense
from sayso.reading.moments.quantities import duration, quantity
from sayso.reading.moments.senses.dates import BEYOND, Result, a_year_sense, day_sense, year_of
from sayso.reading.moments.words import ALL_UNITS, SEASONS

_BACK = frozenset(("last", "past", "previous", "preceding", "prior"))
_ON = frozenset(("next", "coming", "following", "upcoming"))
_OWN = frozenset(("that", "same", "previous", "following", "preceding", "prior"))
"""Words that count from the moment that the article speaks of, not from its publication."""
_LONG = frozenset(("decade", "century", "hour"))
"""Units that "the last" and "the next" count from now: "the next decade" is ten years."""
_SEASON_BEFORE = frozenset("in by since until during".split())
_SUMMER_BEFORE = frozenset("every of over through from for".split())
"""Prepositions before a season without article: more of them where the name is nothing but a season's."""


def relative(found: Found, discourse: Discourse) -> Result:
    """Last week; early next year; the end of this month; that day; the past year."""
    words = found.words("rel")
    rel, unit = words[-1], ALL_UNITS[str(found.word("unit"))]
    kind = found.word("kind")
    if words == ["the", "past"] or (words[:-1] == ["the"] and rel in ("last", "next") and unit in _LONG):
        return Sense("duration", duration(1, unit))
    if unit in ("hour", "night") or (unit == "day" and rel in ("past", "last", "current", "latest", "upcoming")):
        return None if unit != "day" or rel not in ("past", "last") else Sense("duration", "P1D")
    if rel == "that" and unit == "weekend" and discourse.then is None:
        return None
    if kind is None and rel == "latest" and unit in ("day", "week", "month", "year"):
        rel = "last"
    origin = discourse.then if rel in _OWN else discourse.published
    if unit == "quarter" and rel in ("that", "same", "current", "latest") and discourse.quarter is not None:
        return Sense("date", discourse.quarter.value, discourse.quarter)
    if origin is None:
        return Sense("date", None)
    by = -1 if rel in _BACK or (kind is not None and rel == "latest") else 1 if rel in _ON else 0
    if unit == "quarter" and rel == "latest":
        by = -1
    if unit == "weekend":
        return _weekend(origin, by)
    if unit in ("decade", "century"):
        stretch = Stretch.holding(origin.day, "decade" if unit == "decade" else "century")
        return day_sense(stretch.moved(by), BEYOND)
    return day_sense(moved(origin, unit, by), BEYOND)


def _weekend(origin: Stretch, by: int) -> Result:
    """A weekend: the last one is behind us on a Monday, this one ahead."""
    stretch = Stretch.holding(origin.day, "weekend")
    return day_sense(stretch.moved(by), BEYOND)


def the_unit(found: Found, discourse: Discourse) -> Result:
    """The week; the quarter; the fiscal year: the one that the article speaks of."""
    unit = ALL_UNITS[str(found.word("unit"))]
    if (found.after() in ("ended", "ending", "to", "that", "through") and unit != "quarter") or found.word("kind"):
        return Sense("duration", duration(1, unit))
    if found.after() in ("before", "after", "-", "s") and unit != "week":
        return None
    if unit == "year" and found.after().isdigit():
        return Refused("the calendar has no year 0") if found.after() == "0" else None
    if unit == "quarter":
        stretch = discourse.quarter
        if stretch is None and discourse.published is not None:
            stretch = Stretch.holding(discourse.published.day, "quarter").moved(-1)
        return Sense("date", stretch.value if stretch else None, stretch)
    published = discourse.published
    if published is None:
        return Sense("date", None)
    if unit == "weekend":
        behind = published.day.weekday() < 5 and not found.ahead
        return _weekend(published, -1 if behind else 0)
    return day_sense(moved(published, unit, 0), BEYOND)


def after_next(found: Found, discourse: Discourse) -> Result:
    """The week after next; the year before last."""
    if discourse.published is None:
        return Sense("date", None)
    by = 2 if found.word("way") == "after" else -2
    return day_sense(moved(discourse.published, ALL_UNITS[str(found.word("unit"))], by), BEYOND)


def edge_of(found: Found, discourse: Discourse) -> Result:
    """The end of the year; the beginning of 1990."""
    if (named := found.word("year")) is not None:
        return a_year_sense(int(named))
    if discourse.published is None:
        return Sense("date", None)
    return day_sense(moved(discourse.published, str(found.word("unit")), 0), BEYOND)


def year_end(found: Found, discourse: Discourse) -> Result:
    """Year-end; last year's end."""
    if discourse.published is None:
        return Sense("date", None)
    unit = "month" if "month" in [t.low for t in found.tokens[found.match.start() : found.match.end()]] else "year"
    by = {"last": -1, "next": 1}.get(found.word("mod") or "", 0)
    return day_sense(moved(discourse.published, unit, by), BEYOND)


def ago(found: Found, discourse: Discourse) -> Result:
    """Two weeks ago; a year earlier; three days later; a month from now; the day before."""
    way = " ".join(found.words("way"))
    unit = ALL_UNITS[str(found.word("unit", "unit1", "bare"))]
    own = way not in ("ago", "from now", "hence")
    if way in ("before", "after") and found.after() not in (".", ",", ";", "’", "'", ""):
        return None
    count = 1.0 if found.word("unit1") else None if found.word("bare") else quantity(found.words("count"))
    if count is None:
        return Sense("date", "PAST_REF" if way in ("ago", "earlier", "before", "previously") else "FUTURE_REF")
    origin = discourse.then if own else discourse.published
    if unit == "year" and count == 1 and way in ("ago", "earlier") and discourse.quarter is not None:
        origin = discourse.quarter
    if origin is None:
        return Sense("date", None)
    sign = -1 if way in ("ago", "earlier", "before", "previously", "before then") else 1
    if count != int(count):
        count, unit = (round(count * 12), "month") if unit == "year" else (round(count), unit)
    stretch = _counted(origin, unit, sign * int(count), own or origin is discourse.quarter)
    if stretch is None:
        return Sense("date", "PAST_REF" if sign < 0 else "FUTURE_REF")
    return Sense("date", stretch.value, stretch, aside=unit == "year" and own)


def _counted(origin: Stretch, unit: str, by: int, keep: bool) -> Stretch | None:
    """`by` units away, as finely told as `unit`, or as `origin` where `keep` says so ("a year earlier")."""
    if keep and unit == "year" and origin.grain in ("quarter", "month", "half", "season"):
        return origin.months_later(12 * by)
    return moved(origin, unit, by)


def season(found: Found, discourse: Discourse) -> Result:
    """Last fall; this summer; the summer of 1996; early spring."""
    detail = SEASONS[str(found.word("season"))]
    named, rel = found.word("year"), found.words("rel")
    if not _is_season(found):
        return None
    if named is not None:
        day = a_day(int(named), 1, 1)
        return day_sense(Stretch.holding(day.day, "season", detail) if day else None, BEYOND)
    published = discourse.published
    if published is None:
        return Sense("date", None)
    this_year = Stretch.holding(published.day, "season", detail)
    if (year := year_of(found, discourse)) is not None:
        return day_sense(this_year.moved(year - published.day.year), BEYOND)
    by = 0
    if rel and rel[-1] in _BACK:
        ended = this_year.months_later(3)
        by = 0 if ended is not None and ended.day <= published.day.replace(day=1) else -1
    elif rel and rel[-1] in _ON:
        by = 0 if this_year.day > published.day else 1
    elif not (rel and rel[-1] == "this"):
        if found.ahead:
            end = this_year.months_later(3)
            by = 1 if end is not None and end.day <= published.day else 0
        else:
            by = 0 if this_year.day <= published.day else -1
    return day_sense(this_year.moved(by), BEYOND)


def _is_season(found: Found) -> bool:
    """Whether the name of a season names it: "fall" and "spring" are verbs, and springs, as well."""
    doubtful = found.word("season") in ("fall", "spring")
    if len(found.match.group()) == 1:
        return found.before() in (_SEASON_BEFORE if doubtful else _SEASON_BEFORE | _SUMMER_BEFORE)
    bare = not found.word("year", "rel", "yrel", "mod", "edge")
    return not (bare and doubtful) or found.before() in _SEASON_BEFORE
