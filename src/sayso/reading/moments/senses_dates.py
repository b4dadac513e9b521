"""What dates, weekdays and times of day mean."""

from __future__ import annotations

import re

from sayso.reading.moments.calendar import Stretch, a_day, a_month, a_year, moved
from sayso.reading.moments.discourse import Discourse, Found, Refused, Sense
from sayso.reading.moments.holidays import holiday
from sayso.reading.moments.quantities import ordinal, quantity
from sayso.reading.moments.words import ALL_WEEKDAYS, CLASSES, DAY_PARTS, MONTHS, ONES

Result = Sense | Refused | None

_TIME_PREPOSITIONS = frozenset(
    "in since until till by of from to through throughout for during between before after around about on at within "
    "last next this late early mid and or - – ( and".split()
)
_NAME_MONTHS = frozenset("april may june august march jan".split())
"""Months that are also first names, surnames or verbs."""
_CLOCK_PREPOSITIONS = frozenset("at by around about from to until till before after between and since".split())
_AGAINST = 4.0
"""How much further off a date is that the tense speaks against; from 3 to 6 TBAQ's even half scores alike. Dates
without a year are mostly within months of publication (AP Stylebook, "months"), whatever the tense."""


def day_sense(stretch: Stretch | None, why: str) -> Result:
    """A date, or its refusal if the calendar has no such day."""
    return Refused(why) if stretch is None else Sense("date", stretch.value, stretch)


def iso_date(found: Found, _: Discourse) -> Result:
    """2025-12-01."""
    year, month, day = (int(p) for p in found.words("iso")[0].split("-"))
    return day_sense(a_day(year, month, day), "the calendar has no such day")


def slash_date(found: Found, _: Discourse) -> Result:
    """12/1/2025: the month first, as in America, unless only the other order gives a day."""
    parts = [int(p) for p in re.split("[/.]", found.words("slash")[0])]
    first, second, year = parts
    if year < 100:
        year += 1900 if year > 49 else 2000
    stretch = a_day(year, first, second) or a_day(year, second, first)
    if stretch is None:
        return Refused("the calendar has no such day") if "/" in found.words("slash")[0] else None
    return Sense("date", stretch.value, stretch)


def dated_weekday(found: Found, discourse: Discourse) -> Result:
    """Thursday, April 6."""
    return month_day(found, discourse)


def month_day(found: Found, discourse: Discourse) -> Result:
    """November 21; Nov. 21, 2025; the 21st of November last year."""
    month = MONTHS[str(found.word("month", "month2"))]
    day = ordinal(str(found.word("day", "day2")))
    if day is None or (found.word("month") == "may" and found.word("day") == "second" and found.after().isalpha()):
        return None
    stretch = _dated(found, discourse, month, day)
    if stretch is None and discourse.published is None and a_day(2000, month, day) and found.word("year") is None:
        return Sense("date", None)
    return day_sense(stretch, f"the calendar has no day {day} in that month")


day_month = month_day


def month_days(found: Found, discourse: Discourse) -> Result:
    """Nov. 3-5: a range written as one."""
    month = MONTHS[str(found.word("month"))]
    month2 = MONTHS[found.word("month2") or str(found.word("month"))]
    return _days(found, discourse, month, month2)


def days_month(found: Found, discourse: Discourse) -> Result:
    """3-5 November."""
    month = MONTHS[str(found.word("month"))]
    return _days(found, discourse, month, month)


def _days(found: Found, discourse: Discourse, month: int, month2: int) -> Result:
    first = _dated(found, discourse, month, int(str(found.word("day"))))
    last = _dated(found, discourse, month2, int(str(found.word("day2"))))
    if discourse.published is None and found.word("year") is None:
        return Sense("range", None)
    if first is None or last is None or last.day < first.day:
        return Refused("the calendar has no such days")
    return Sense("range", f"{first.value}/{last.value}", last)


def _dated(found: Found, discourse: Discourse, month: int, day: int) -> Stretch | None:
    """The day of a month, in the year that the words or the article imply; None if there is no such day."""
    if (named := found.word("year")) is not None:
        return a_day(int(named), month, day)
    published = discourse.published
    if (year := year_of(found, discourse)) is not None:
        return a_day(year, month, day)
    if published is None:
        return None
    around = [d for y in range(published.day.year - 4, published.day.year + 5) if (d := a_day(y, month, day))]
    return _nearest(around, found, discourse)


def year_of(found: Found, discourse: Discourse) -> int | None:
    """The year that words such as "last year" name beside a month, or that the sentence has named."""
    published = discourse.published
    rel = found.words("yrel") or found.words("yfirst")
    if rel and published is not None:
        if rel[-1] in ("that", "same") and discourse.then is not None:
            return discourse.then.day.year
        return published.day.year + {"last": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}.get(rel[-1], 0)
    if not found.words("rel") and discourse.year is not None and found.tokens[found.match.start()].start < discourse.year_until:
        return discourse.year
    return None


def _nearest(candidates: list[Stretch], found: Found, discourse: Discourse) -> Stretch | None:
    """The nearest candidate, where one that the tense of the clause speaks against is further off."""
    assert discourse.published is not None
    today = discourse.published.day
    against = {True: (_AGAINST, 1.0), False: (1.0, _AGAINST), None: (1.0, 1.0)}[found.ahead]
    return min(
        candidates,
        key=lambda c: abs((c.day - today).days) * against[c.day > today],
        default=None,
    )


def month(found: Found, discourse: Discourse) -> Result:
    """November; last November; early November; November 2025; the end of November."""
    word = str(found.word("month"))
    if not _is_month(found, word):
        return None
    return month_sense(MONTHS[word], found, discourse)


def month_sense(number: int, found: Found, discourse: Discourse) -> Result:
    """The month that the words around its name make of it."""
    if (named := found.word("year")) is not None:
        return day_sense(a_month(int(named), number), "the calendar has no such year")
    published = discourse.published
    if published is None:
        return Sense("date", None)
    if (year := year_of(found, discourse)) is not None:
        return day_sense(a_month(year, number), "the calendar has no such year")
    this_year = a_month(published.day.year, number)
    now = Stretch.holding(published.day, "month")
    if this_year is None:
        return None
    rel = " ".join(found.words("rel")).removeprefix("the ")
    if rel in ("last", "past", "previous", "this past"):
        stretch = this_year if this_year.day < now.day else this_year.months_later(-12)
    elif rel in ("next", "coming", "this coming", "upcoming"):
        stretch = this_year if this_year.day > now.day else this_year.months_later(12)
    elif rel in ("this", "current") or this_year.day == now.day:
        stretch = this_year
    elif rel in ("following", "same", "that") and discourse.reference is not None:
        stretch = a_month(discourse.reference.day.year, number)
    else:
        around = [m for by in (-12, 0, 12) if (m := this_year.months_later(by)) is not None]
        stretch = _nearest(around, found, discourse)
    return day_sense(stretch, "the calendar has no such year")


def _is_month(found: Found, word: str) -> bool:
    """Whether a month's name names the month here."""
    alone = len(found.match.group()) == 1
    if not alone:
        return True
    at = found.match.start()
    following = found.tokens[at + 1] if at + 1 < len(found.tokens) else None
    if len(word) <= 3 and word != "may":
        return following is not None and following.low == "."
    previous = found.tokens[at - 1] if at else None
    if word not in _NAME_MONTHS:
        return True
    if found.before() in _TIME_PREPOSITIONS:
        return not (following is not None and following.capital and following.start - found.tokens[at].end == 1 and found.before() in ("and", "or", "for", "from", "of", "to", "by", "on"))
    if previous is not None and previous.low in ("a", "the", "its", "their", "his") and following is not None:
        return not following.capital
    if previous is not None and previous.capital:
        return False
    return following is not None and following.low in (",", "'", "’") and word != "may"


def weekday_number(found: Found) -> int:
    """Monday is 0."""
    return ALL_WEEKDAYS[str(found.word("weekday"))]


def weekday(found: Found, discourse: Discourse) -> Result:
    """Monday; last Monday; Sunday night; the following Friday."""
    part = part_of(found)
    kind = "time" if part else "date"
    published = discourse.published
    word = str(found.word("weekday"))
    if word in CLASSES["WDABBR"] and found.before() not in _TIME_PREPOSITIONS:
        return None
    if published is None:
        return Sense("time" if part else "date", None)
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
    return day_sense(day and day.days_later(-1 if found.word("far") == "before" else 1), "the calendar ends before that")


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
    week = Stretch.holding(discourse.published.day, "week").moved({"last": -1, "next": 1}.get(str(found.word("rel")), 0))
    day = None if week is None else Stretch("day", week.day).days_later(weekday_number(found))
    return day_sense(day, "the calendar ends before that")


def nth_of(found: Found, discourse: Discourse) -> Result:
    """The first Monday of October; the last day of the month; the second week of May 2025."""
    year, month = _month_of(found, discourse)
    if year is None:
        return Sense("date", None)
    what, nth = str(found.word("what")), str(found.word("nth"))
    last = nth in ("last", "final")
    number = None if last else ordinal(nth)
    first = a_day(year, month or 1, 1)
    after = None if first is None else first.months_later(1 if month else 12)
    if first is None or after is None or (number is None and not last):
        return Refused("the calendar ends before that")
    step = 1 if what == "day" else 7
    begin, end = first, after.days_later(-1) or after
    if what in ALL_WEEKDAYS:
        weekday = ALL_WEEKDAYS[what]
        begin = begin.days_later((weekday - begin.day.weekday()) % 7) or begin
        end = end.days_later(-((end.day.weekday() - weekday) % 7)) or end
    stretch = end if last or number is None else begin.days_later(step * (number - 1))
    if stretch is None or stretch.day >= after.day or stretch.day < first.day:
        return Refused("the calendar has no such day")
    if what in ("week", "weekend"):
        stretch = Stretch.holding(stretch.day, "week" if what == "week" else "weekend")
    return Sense("date", stretch.value, stretch)


def _month_of(found: Found, discourse: Discourse) -> tuple[int | None, int | None]:
    """The year and month (None: the whole year) that "of October" or "of next month" names."""
    if (word := found.word("month")) is not None:
        named = month_sense(MONTHS[word], found, discourse)
        return (named.stretch.day.year, MONTHS[word]) if isinstance(named, Sense) and named.stretch else (None, None)
    if discourse.published is None:
        return None, None
    unit = str(found.word("unit"))
    by = {"last": -1, "next": 1}.get(found.word("unit_rel") or "", 0)
    stretch = moved(discourse.published, unit, by)
    return (None, None) if stretch is None else (stretch.day.year, stretch.day.month if unit == "month" else None)


_DEICTIC = {"yesterday": -1, "today": 0, "tonight": 0, "overnight": 0, "tomorrow": 1}


def deictic(found: Found, discourse: Discourse) -> Result:
    """Today; yesterday; tomorrow morning; the day before yesterday; tonight; overnight."""
    word = str(found.word("deictic"))
    part = part_of(found, "part", "part2") or ("TNI" if word in ("tonight", "overnight") else "")
    if discourse.published is None:
        return Sense("time" if part else "date", None)
    days = _DEICTIC[word] + {"before": -1, "after": 1}.get(found.word("far") or "", 0)
    stretch = discourse.published.days_later(days)
    if stretch is None:
        return Refused("the calendar ends before that")
    return Sense("time" if part else "date", stretch.value + part, stretch.at(part) if part else stretch)


def deictic_week(found: Found, discourse: Discourse) -> Result:
    """A week ago today; a week tomorrow."""
    if discourse.published is None:
        return Sense("date", None)
    days = _DEICTIC[str(found.word("deictic"))] + (-7 if found.word("back") else 7)
    return day_sense(discourse.published.days_later(days), "the calendar ends before that")


def day_part(found: Found, discourse: Discourse) -> Result:
    """This morning; last night; that evening; the next morning."""
    part = part_of(found)
    rel = found.words("rel")
    own = not rel or rel[-1] in ("the", "that", "same", "next", "following", "previous")
    if rel == ["the"] and found.before() not in ("in", "during", "by", "through", "throughout", "over", "for", "late", "early"):
        return None
    if rel == ["the"] and found.after() in ("of", "before", "after", "sky", "shift", "that"):
        return None
    origin = discourse.then if own else discourse.published
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


def holidays(found: Found, discourse: Discourse) -> Result:
    """Christmas Day; last Easter; Election Day 2024."""
    tokens = found.group("holiday")
    if not tokens[0].capital or (len(tokens) > 1 and not tokens[-1].capital):
        return None
    name = " ".join(t.low for t in tokens if t.low.isalpha()).replace("year s", "years").replace(" s day", "s day")
    name = name.replace("king jr", "king")
    named = found.word("year")
    if named is not None:
        day = holiday(name, int(named))
        return None if day is None else Sense("date", day.isoformat(), Stretch("day", day))
    published = discourse.published
    if published is None:
        return Sense("date", None)
    days = [
        Stretch("day", d) for y in range(published.day.year - 2, published.day.year + 3) if (d := holiday(name, y))
    ]
    if not days:
        return None
    rel = found.words("rel")
    past = [d for d in days if d.day < published.day]
    coming = [d for d in days if d.day > published.day]
    if rel and rel[-1] in ("last", "past") and past:
        stretch: Stretch | None = past[-1]
    elif rel and rel[-1] in ("next", "coming") and coming:
        stretch = coming[0]
    elif rel:
        stretch = next((d for d in days if d.day.year == published.day.year), None)
    else:
        stretch = _nearest(days, found, discourse)
    return None if stretch is None else Sense("date", stretch.value, stretch)


def quarter_number(words: list[str]) -> int | None:
    """Which quarter some words name."""
    known = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "q1": 1, "q2": 2, "q3": 3, "q4": 4}
    known |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
    return next((known[w] for w in words if w in known), None)


def a_year_sense(year: int) -> Result:
    """A year as a date."""
    return day_sense(a_year(year), "the calendar has no such year")


def how_many(found: Found, name: str) -> float | None:
    """The number that a group says."""
    return quantity(found.words(name))
