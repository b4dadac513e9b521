"""What dates and months mean: "Nov. 21", "last March", "the first Monday of October"."""

from __future__ import annotations

import re

from sayso.reading.moments.calendar import Stretch, a_day, a_month, a_year, moved
from sayso.reading.moments.discourse import Discourse, Found, Refused, Sense
from sayso.reading.moments.holidays import holiday
from sayso.reading.moments.quantities import ordinal
from sayso.reading.moments.words import ALL_WEEKDAYS, MONTHS

BEYOND = "the calendar ends before that"

Result = Sense | Refused | None
TIME_PREPOSITIONS = frozenset(
    "in since until till by of from to through throughout for during between before after around about on at within "
    "last next this late early mid and or - – ( and".split()
)
_NAME_MONTHS = frozenset("april may june august march jan".split())
"""Months that are also first names, surnames or verbs."""
_AGAINST = 4.0
"""How much further off a date is that the tense speaks against; from 3 to 6 TBAQ's even half scores alike. Dates
without a year are mostly within months of publication (AP Stylebook, "months"), whatever the tense."""
_ATTACKS = frozenset("attack attacks terror terrorist terrorists hijackers victims commission".split())
"""What follows "Sept. 11" where it names the day in 2001."""


def day_sense(stretch: Stretch | None, why: str) -> Result:
    """A date, or its refusal if the calendar has no such day."""
    return Refused(why) if stretch is None else Sense("date", stretch.value, stretch)


def a_year_sense(year: int) -> Result:
    """A year as a date."""
    return day_sense(a_year(year), "the calendar has no such year")


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
    if (month, day) == (9, 11) and found.after() in _ATTACKS and found.word("year") is None:
        return Sense("date", "2001-09-11", a_day(2001, 9, 11), aside=True)
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
    if first is not None and month2 < month and found.word("year"):
        first = first.months_later(-12)
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
    if (
        not found.words("rel")
        and discourse.year is not None
        and found.tokens[found.match.start()].start < discourse.year_until
    ):
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
    if found.before() in TIME_PREPOSITIONS:
        return not (
            following is not None
            and following.capital
            and following.start - found.tokens[at].end == 1
            and found.before() in ("and", "or", "for", "from", "of", "to", "by", "on")
        )
    if previous is not None and previous.low in ("a", "the", "its", "their", "his") and following is not None:
        return not following.capital
    if previous is not None and previous.capital:
        return False
    return following is not None and following.low in (",", "'", "’") and word != "may"


def named_day(found: Found, discourse: Discourse) -> Result:
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
    days = [Stretch("day", d) for y in range(published.day.year - 2, published.day.year + 3) if (d := holiday(name, y))]
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
        return Refused(BEYOND)
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


def week_of(found: Found, discourse: Discourse) -> Result:
    """The week of March 6."""
    day = month_day(found, discourse)
    if not isinstance(day, Sense) or day.stretch is None:
        return day
    week = Stretch.holding(day.stretch.day, "week")
    return Sense("date", week.value, week)
