"""What weekdays, days told from today, and times of day mean: "Sunday night", "yesterday", "3 p.m. GMT"."""

from __future__ import annotations

import re

from sayso.reading.moments.calendar import Stretch
from sayso.reading.moments.discourse import Discourse, Found, Refused, Sense
from sayso.reading.moments.senses.dates import BEYOND, TIME_PREPOSITIONS, Result, day_sense, month_day
from sayso.reading.moments.words import ALL_WEEKDAYS, CLASSES, DAY_PARTS, ONES
from sayso.records import MomentKind

_CLOCK_PREPOSITIONS = frozenset("at by around about from to until till before after between and since".split())
_NAMED = frozenset("super cyber bloody fat shrove giving holy ruby".split())
"""What makes the name of one day, long past or far off, of a weekday: "Bloody Sunday", "Super Tuesday"."""
_PAPERS = frozenset("usa russia india psychology physics medical christianity israel".split())
"""What "Today" makes an outlet's name with."""
_DEICTIC = {"yesterday": -1, "today": 0, "tonight": 0, "overnight": 0, "tomorrow": 1}


def weekday_number(found: Found) -> int:
    """Monday is 0."""
    return ALL_WEEKDAYS[str(found.word("weekday"))]


def weekday(found: Found, discourse: Discourse) -> Result:
    """Monday; last Monday; Sunday night; the following Friday."""
    part = part_of(found)
    kind: MomentKind = "time" if part else "date"
    published = discourse.published
    word = str(found.word("weekday"))
    if found.before() in _NAMED and found.tokens[found.match.start() - 1].capital:
        return None
    if word in CLASSES["WDABBR"] and found.before() not in TIME_PREPOSITIONS:
        return None
    if published is None:
        return Sense(kind, None)
    stretch = _weekday(found, discourse, published, weekday_number(found))
    if stretch is None:
        return None
    return Sense(kind, stretch.value + part, stretch.at(part) if part else stretch)


def _weekday(found: Found, discourse: Discourse, published: Stretch, number: int) -> Stretch | None:
    rel = " ".join(found.words("rel")).removeprefix("the ")
    since_then = (published.day.weekday() - number) % 7
    until_then = (number - published.day.weekday()) % 7
    if rel in ("last", "past", "this past"):
        return published.days_later(-(since_then or 7))
    if rel == "next":
        return published.days_later(7 - published.day.weekday() + number)
    if rel in ("coming", "upcoming", "this coming"):
        return published.days_later(until_then or 7)
    if rel in ("previous", "preceding", "prior") and discourse.then is not None:
        return _from(discourse.then).days_later(-((discourse.then.day.weekday() - number) % 7 or 7))
    if rel in ("following",) and discourse.then is not None:
        return _from(discourse.then).days_later((number - discourse.then.day.weekday()) % 7 or 7)
    if rel in ("that", "same") and discourse.then is not None:
        return _from(discourse.then).days_later((number - discourse.then.day.weekday()) % 7)
    if found.ahead or (rel == "this" and found.ahead is None):
        return published.days_later(until_then)
    return published.days_later(-since_then)


def day_beside(found: Found, discourse: Discourse) -> Result:
    """The day before last Tuesday."""
    if discourse.published is None:
        return Sense("date", None)
    day = _weekday(found, discourse, discourse.published, weekday_number(found))
    return day_sense(day and day.days_later(-1 if found.word("far") == "before" else 1), BEYOND)


def _from(stretch: Stretch) -> Stretch:
    return Stretch("day", stretch.day)


def part_of(found: Found, *names: str) -> str:
    """The part of the day that a group names, as TIMEX3 writes it, or nothing."""
    words = [w for name in names or ("part",) for w in found.words(name)]
    return next((f"T{DAY_PARTS[w]}" for w in words if w in DAY_PARTS), "")


def weekday_set(found: Found, _: Discourse) -> Result:
    """Mondays; every Monday; Tuesday nights."""
    return Sense("set", f"XXXX-WXX-{weekday_number(found) + 1}{part_of(found)}")


def weekday_week(found: Found, discourse: Discourse) -> Result:
    """Friday last week."""
    if discourse.published is None:
        return Sense("date", None)
    week = Stretch.holding(discourse.published.day, "week").moved(
        {"last": -1, "next": 1}.get(str(found.word("rel")), 0)
    )
    day = None if week is None else Stretch("day", week.day).days_later(weekday_number(found))
    return day_sense(day, BEYOND)


def deictic(found: Found, discourse: Discourse) -> Result:
    """Today; yesterday; tomorrow morning; the day before yesterday; tonight; overnight."""
    word = str(found.word("deictic"))
    if word == "today" and found.before() in _PAPERS and found.tokens[found.match.start()].capital:
        return None
    part = part_of(found, "part", "part2") or ("TNI" if word in ("tonight", "overnight") else "")
    if discourse.published is None:
        return Sense("time" if part else "date", None)
    days = _DEICTIC[word] + {"before": -1, "after": 1}.get(found.word("far") or "", 0)
    stretch = discourse.published.days_later(days)
    if stretch is None:
        return Refused(BEYOND)
    return Sense("time" if part else "date", stretch.value + part, stretch.at(part) if part else stretch)


def deictic_week(found: Found, discourse: Discourse) -> Result:
    """A week ago today; a week tomorrow."""
    if discourse.published is None:
        return Sense("date", None)
    days = _DEICTIC[str(found.word("deictic"))] + (-7 if found.word("back") else 7)
    return day_sense(discourse.published.days_later(days), BEYOND)


def day_part(found: Found, discourse: Discourse) -> Result:
    """Tells what "this morning" and the like mean: last night; that evening; the next morning."""
    part = part_of(found)
    rel = found.words("rel")
    own = not rel or rel[-1] in ("the", "that", "same", "next", "following", "previous")
    if rel == ["the"] and found.before() not in (
        "in",
        "during",
        "by",
        "through",
        "throughout",
        "over",
        "for",
        "late",
        "early",
    ):
        return None
    if rel == ["the"] and found.after() in ("of", "before", "after", "sky", "shift", "that"):
        return None
    reference = discourse.reference
    told = own and reference is not None and reference.grain in ("day", "time")
    origin = reference if told else discourse.published
    if origin is None or discourse.published is None:
        return Sense("time", None)
    days = 0 if not rel else {"last": -1, "next": 1, "following": 1, "previous": -1}.get(rel[-1], 0)
    stretch = _from(origin).days_later(days)
    return None if stretch is None else Sense("time", stretch.value + part, stretch.at(part))


def clock(found: Found, discourse: Discourse) -> Result:
    """3 p.m.; 15:00 GMT; noon Saturday; 5 p.m. EST, Nov. 6."""
    words = found.words("time")
    time = _time_of_day(words)
    if time is None:
        return None
    if len(found.match.group()) == 1 and ":" in words[0] and found.before() not in _CLOCK_PREPOSITIONS:
        return None
    day = _clock_day(found, discourse)
    if day is None:
        return Sense("time", None)
    return Sense("time", day.day.isoformat() + time, day.at(time))


def _clock_day(found: Found, discourse: Discourse) -> Stretch | None:
    """The day of a time: the one named with it, else the last one that the article spoke of."""
    published = discourse.published
    if found.word("month", "month2"):
        stretch = month_day(found, discourse)
        return stretch.stretch if isinstance(stretch, Sense) else None
    if published is None:
        return discourse.reference if discourse.reference and discourse.reference.grain in ("day", "time") else None
    if found.word("weekday"):
        return _weekday(found, discourse, published, weekday_number(found))
    if (word := found.word("deictic")) is not None:
        return published.days_later(_DEICTIC[word])
    reference = discourse.reference
    return reference if reference is not None and reference.grain in ("day", "time") else published


def _time_of_day(words: list[str]) -> str | None:
    first = words[0]
    if first in ("noon", "midday"):
        return "T12:00"
    if first == "midnight":
        return "T24:00"
    half = next((w[0] for w in words[1:] if w[0] in "ap" and "m" in w), None)
    if first[-2:] in ("am", "pm"):
        first, half = first[:-2], first[-2]
    parts = [str(ONES[first])] if first in ONES else re.split("[:.]", first)
    if len(parts) > 3 or not all(p.isdigit() for p in parts) or (len(parts) > 1 and len(parts[1]) != 2):
        return None
    hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    if hour > 24 or minute > 59 or (half and hour > 12) or ("clock" in words and hour > 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02d}:{minute:02d}"
