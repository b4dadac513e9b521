"""What stretches of days, weeks, quarters and years mean: "last week", "two weeks ago", "a year earlier"."""

from __future__ import annotations

import re

from sayso.reading.moments.calendar import Stretch, a_day, a_year, moved
from sayso.reading.moments.discourse import Discourse, Found, Refused, Sense
from sayso.reading.moments.quantities import duration, ordinal, quantity
from sayso.reading.moments.senses_dates import Result, a_year_sense, day_sense, month_day, quarter_number, year_of
from sayso.reading.moments.words import ALL_UNITS, DECADE_WORDS, ONES, SEASONS, TENS

_BACK = frozenset(("last", "past", "previous", "preceding", "prior"))
_ON = frozenset(("next", "coming", "following", "upcoming"))
_OWN = frozenset(("that", "same", "previous", "following", "preceding", "prior"))
"""Words that count from the moment that the article speaks of, not from its publication."""
_QUARTER_BACK = 2
"""How much further off a quarter behind us is than one ahead, where the clause looks ahead: results of a quarter
are expected after its end."""
_BEYOND = "the calendar ends before that"


def iso_week_of(found: Found, discourse: Discourse) -> Stretch | None:
    """The week that holds the day a pattern names."""
    day = month_day(found, discourse)
    return Stretch.holding(day.stretch.day, "week") if isinstance(day, Sense) and day.stretch else None


def week_of(found: Found, discourse: Discourse) -> Result:
    """The week of March 6."""
    stretch = iso_week_of(found, discourse)
    return Sense("date", stretch.value if stretch else None, stretch)


def relative(found: Found, discourse: Discourse) -> Result:
    """Last week; early next year; the end of this month; that day; the past year."""
    words = found.words("rel")
    rel, unit = words[-1], ALL_UNITS[str(found.word("unit"))]
    kind = found.word("kind")
    if words == ["the", "past"] or (words == ["the", "last"] and unit in ("decade", "century", "hour")):
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
        return _weekend(found, origin, by)
    if unit in ("decade", "century"):
        stretch = Stretch.holding(origin.day, "decade" if unit == "decade" else "century")
        return day_sense(stretch.moved(by), _BEYOND)
    return day_sense(moved(origin, unit, by), _BEYOND)


def _weekend(found: Found, origin: Stretch, by: int) -> Result:
    """A weekend: the last one is behind us on a Monday, this one ahead."""
    stretch = Stretch.holding(origin.day, "weekend")
    if by < 0 and origin.day.weekday() >= 5:
        by = -1
    return day_sense(stretch.moved(by), _BEYOND)


def the_unit(found: Found, discourse: Discourse) -> Result:
    """The week; the quarter; the fiscal year: the one that the article speaks of."""
    unit = ALL_UNITS[str(found.word("unit"))]
    if (found.after() in ("ended", "ending", "to", "that", "through") and unit != "quarter") or found.word("kind"):
        return Sense("duration", duration(1, unit))
    if found.after() in ("before", "after", "-", "s") and unit != "week":
        return None
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
        return _weekend(found, published, -1 if behind else 0)
    return day_sense(moved(published, unit, 0), _BEYOND)


def after_next(found: Found, discourse: Discourse) -> Result:
    """The week after next; the year before last."""
    if discourse.published is None:
        return Sense("date", None)
    by = 2 if found.word("way") == "after" else -2
    return day_sense(moved(discourse.published, ALL_UNITS[str(found.word("unit"))], by), _BEYOND)


def edge_of(found: Found, discourse: Discourse) -> Result:
    """The end of the year; the beginning of 1990."""
    if (named := found.word("year")) is not None:
        return a_year_sense(int(named))
    if discourse.published is None:
        return Sense("date", None)
    return day_sense(moved(discourse.published, str(found.word("unit")), 0), _BEYOND)


def year_end(found: Found, discourse: Discourse) -> Result:
    """Year-end; last year's end."""
    if discourse.published is None:
        return Sense("date", None)
    unit = "month" if "month" in [t.low for t in found.tokens[found.match.start() : found.match.end()]] else "year"
    by = {"last": -1, "next": 1}.get(found.word("mod") or "", 0)
    return day_sense(moved(discourse.published, unit, by), _BEYOND)


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


def year_ago(found: Found, discourse: Discourse) -> Result:
    """Year-earlier; the year-ago quarter."""
    what = found.words("what")
    nth = quarter_number(what)
    stretch = discourse.quarter
    if discourse.published is None and stretch is None:
        return Sense("date", None)
    if nth is not None and discourse.published is not None:
        year = (stretch or discourse.published).day.year
        first = a_day(year, 3 * nth - 2, 1)
        stretch = Stretch.holding(first.day, "quarter") if first else None
    if stretch is None and discourse.published is not None:
        published = discourse.published.day
        if "month" in what or "quarter" in what:
            stretch = Stretch.holding(published, "month" if "month" in what else "quarter").moved(-1)
        else:
            stretch = Stretch.holding(published, "year")
    stretch = None if stretch is None else stretch.months_later(-12)
    if stretch is None:
        return Refused(_BEYOND)
    if not what:
        stretch = Stretch.holding(stretch.day, "year")
    skip = 0 if what or found.tokens[found.match.start()].low != "the" else 1
    return Sense("date", stretch.value, stretch, skip=skip, aside=True)


def latest_period(found: Found, discourse: Discourse) -> Result:
    """The latest period: the quarter that the article reports on."""
    return None if discourse.quarter is None else Sense("date", discourse.quarter.value, discourse.quarter)


def old_period(found: Found, discourse: Discourse) -> Result:
    """The 1988 quarter: the quarter that the article reports on, of that year."""
    year, quarter = int(str(found.word("year"))), discourse.quarter
    if quarter is None:
        return a_year_sense(year)
    stretch = quarter.months_later(12 * (year - quarter.day.year))
    return None if stretch is None else Sense("date", stretch.value, stretch, aside=True)


def quarter(found: Found, discourse: Discourse) -> Result:
    """The third quarter; the fourth quarter of 1990; last year's second quarter; Q3 2025."""
    words = found.words("nth")
    nth = quarter_number(words)
    if nth is None:
        return None
    named = found.word("year", "year2")
    published = discourse.published
    if named is None and published is None:
        return Sense("date", None)
    if named is not None:
        year: int | None = int(named)
    else:
        year = year_of(found, discourse) if found.word("yrel", "yfirst") else None
    if year is None and published is not None:
        year = _quarter_year(found, published, nth)
    if found.word("ago") and year is not None:
        year -= 1
    first = a_day(year or 0, 3 * nth - 2, 1)
    if first is None:
        return Refused("the calendar has no such year")
    if words[-1] in ("two", "three"):
        half = Stretch.holding(first.day, "half")
        return Sense("date", half.value, half) if words[-1] == "two" else Sense("duration", "P9M")
    stretch = Stretch.holding(first.day, "quarter")
    return Sense("date", stretch.value, stretch)


def _quarter_year(found: Found, published: Stretch, nth: int) -> int:
    """The year of a quarter without one: the last that has begun, or the next that has not ended."""
    back = ((published.day.month + 2) // 3 - nth) % 4
    year = published.day.year - (3 * nth - 2 > published.day.month)
    return year + (back > 0 and bool(found.ahead) and _QUARTER_BACK * back > 4 - back)


def half(found: Found, discourse: Discourse) -> Result:
    """The first half of 1990; the last half of the '80s."""
    second = str(found.word("nth")) not in ("first",)
    if found.group("decade"):
        return decade(found, discourse)
    if (named := found.word("year")) is not None:
        year: int | None = int(named)
    else:
        year = year_of(found, discourse)
        if year is None and discourse.published is not None:
            year = discourse.published.day.year
    if year is None:
        return Sense("date", None)
    day = a_day(year, 7 if second else 1, 1)
    return day_sense(Stretch.holding(day.day, "half") if day else None, _BEYOND)


def fiscal(found: Found, discourse: Discourse) -> Result:
    """Fiscal 1989; the financial year 2025."""
    return a_year_sense(int(str(found.word("year"))))


def season(found: Found, discourse: Discourse) -> Result:
    """Last fall; this summer; the summer of 1996; early spring."""
    detail = SEASONS[str(found.word("season"))]
    named, rel = found.word("year"), found.words("rel")
    alone = len(found.match.group()) == 1
    if alone and found.before() not in ("in", "by", "since", "until", "during", "every", "of", "over", "through", "from", "for"):
        return None
    if alone and str(found.word("season")) in ("fall", "spring") and found.before() in ("of", "for", "from", "through"):
        return None
    has_the = str(found.tokens[found.match.start()].low) == "the"
    if has_the and not named and str(found.word("season")) in ("fall", "spring") and found.before() not in ("in", "by", "since", "during", "until"):
        return None
    if named is not None:
        day = a_day(int(named), 1, 1)
        return day_sense(Stretch.holding(day.day, "season", detail) if day else None, _BEYOND)
    published = discourse.published
    if published is None:
        return Sense("date", None)
    this_year = Stretch.holding(published.day, "season", detail)
    if (year := year_of(found, discourse)) is not None:
        return day_sense(this_year.moved(year - published.day.year), _BEYOND)
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
    return day_sense(this_year.moved(by), _BEYOND)


def decade(found: Found, discourse: Discourse) -> Result:
    """The 1990s; the mid-'80s; the nineties."""
    words = found.words("decade")
    word = words[-1]
    if word in DECADE_WORDS:
        if "the" not in [t.low for t in found.tokens[max(0, found.match.start() - 1) : found.match.end()]]:
            return None
        begin: int = 1900 + DECADE_WORDS[word]
    else:
        digits = re.sub(r"\D", "", word)
        begin = int(digits) + (0 if len(digits) == 4 else 1900 if int(digits) >= 20 else 2000)
    return day_sense(a_year(begin, "century" if begin % 100 == 0 and begin < 2000 else "decade"), _BEYOND)


def century(found: Found, _: Discourse) -> Result:
    """The 20th century."""
    words = found.words("nth")
    number = ordinal(words[-1])
    if number is None:
        return None
    number += TENS.get(words[0], 0)
    return day_sense(a_year(100 * (number - 1), "century"), "the calendar has no such century") if number > 1 else None


def the_turn(found: Found, discourse: Discourse) -> Result:
    """The turn of the century: which one, only the article knows."""
    return Sense("date", None)


def years(found: Found, _: Discourse) -> Result:
    """1994-97; 2024/25: a range written as one."""
    first, second = str(found.word("year")), str(found.word("year2"))
    if found.glued_before() and found.before() not in ("(", "[", "“", '"', "-"):
        return None
    if len(second) == 2:
        second = first[:2] + second
    if len(second) != 4 or not int(first) < int(second) <= int(first) + 200 or not 1500 <= int(first):
        return None
    last = a_year(int(second))
    return Sense("range", f"{first}/{second}", last)


_YEAR_PREPOSITIONS = frozenset(
    "in since until till by of from to through throughout for during between before after around about late early mid "
    "and or the year than".split()
)


def year(found: Found, discourse: Discourse) -> Result:
    """1998; mid-1996; the end of 1994."""
    number = int(str(found.word("year")))
    alone = len(found.match.group()) == 1
    if not 1500 <= number <= 2100:
        return a_year_sense(number) if found.before() == "year" or "year" in found.match.re.groupindex and not alone else None
    if alone and not _is_year(found, number):
        return None
    return a_year_sense(number)


def _is_year(found: Found, number: int) -> bool:
    """Whether a bare number of four digits is a year: nothing is glued to it, and nothing is counted."""
    if found.glued_before() and found.before() not in ("(", "[", "“", '"', "'", "‘", "—", "`", "/"):
        return False
    if found.glued_after() and found.after() in ("-", "%", "°", "/", ":", "–", "$"):
        return found.after() == "–"
    following = found.after()
    if following in ("percent", "per", "points", "people", "feet", "metres", "meters", "miles", "km", "kilometres", "kilometers", "tons", "tonnes", "dollars", "euros", "pounds", "am", "pm", "gmt", "hours", "residents", "jobs", "troops", "soldiers", "million", "billion", "block"):
        return False
    if found.before() in _YEAR_PREPOSITIONS:
        return not (number % 50 == 0 and following.endswith("s") and following.isalpha() and len(following) > 3)
    if following.isalpha() and following.endswith("s") and not following.endswith("ss") and len(following) > 3 and number % 10 == 0:
        return False
    capital = found.match.end() < len(found.tokens) and found.tokens[found.match.end()].capital
    numbered = found.before() in ("no", "number", "room", "flight", "page", "route", "channel", "windows", "at", "#", "$", "about")
    return not (numbered or (capital and following in ("street", "avenue", "road")))


def spoken_year(found: Found, _: Discourse) -> Result:
    """Nineteen ninety-one; the year two thousand."""
    words = [w for w in found.words("spoken") if w not in ("-", "–", "and")]
    if words[0] == "two":
        return a_year_sense(2000 + ONES.get(words[-1], 0) * (len(words) > 2))
    rest = sum(TENS.get(w, 0) + ONES.get(w, 0) for w in words[1:])
    if words[0] == "twenty" and not 10 <= rest < 100:
        return None
    if words[0] != "twenty" and (words[1] not in TENS and rest < 10):
        return None
    return a_year_sense({"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[words[0]] + rest)


