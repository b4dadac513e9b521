"""What years, their quarters and halves, decades and centuries mean: "Q3 2025", "fiscal 1989", "the '80s"."""

from __future__ import annotations

import re

from sayso.reading.moments.calendar import Stretch, a_day, a_year
from sayso.reading.moments.discourse import Discourse, Found, Refused, Sense
from sayso.reading.moments.quantities import ordinal
from sayso.reading.moments.senses.dates import BEYOND, Result, a_year_sense, day_sense, year_of
from sayso.reading.moments.words import DECADE_WORDS, ONES, TENS

_QUARTER_BACK = 2
"""How much further off a quarter behind us is than one ahead, where the clause looks ahead: results of a quarter
are expected after its end."""
_YEAR_PREPOSITIONS = frozenset(
    "in since until till by of from to through throughout for during between before after around about late early mid "
    "and or the year than".split()
)
_LIKELY = (1800, 2035)
"""Years that news names without a preposition; "House Bill 1523" is none."""
_COUNTED = frozenset(
    "percent per points people feet metres meters miles km kilometres kilometers tons tonnes dollars euros pounds am "
    "pm gmt hours residents jobs troops soldiers million billion block street avenue road".split()
)
"""What a number of four digits counts or belongs to that is no year."""
_NUMBERED = frozenset("no number room flight page route channel windows at # $".split())
"""What a number that names a thing stands after."""
_QUARTERS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "q1": 1, "q2": 2, "q3": 3, "q4": 4,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip


def quarter_number(words: list[str]) -> int | None:
    """Which quarter some words name."""
    return next((_QUARTERS[w] for w in words if w in _QUARTERS), None)


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
        return Refused(BEYOND)
    if not what:
        stretch = Stretch.holding(stretch.day, "year")
    skip = 0 if what or found.tokens[found.match.start()].low != "the" else 1
    return Sense("date", stretch.value, stretch, skip=skip, aside=True)


def latest_period(_: Found, discourse: Discourse) -> Result:
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
    year = _year_of_quarter(found, discourse, nth)
    if year is None:
        return Sense("date", None)
    if found.word("ago"):
        year -= 1
    first = a_day(year, 3 * nth - 2, 1)
    if first is None:
        return Refused("the calendar has no such year")
    if words[-1] in ("two", "three"):
        half = Stretch.holding(first.day, "half")
        return Sense("date", half.value, half) if words[-1] == "two" else Sense("duration", "P9M")
    stretch = Stretch.holding(first.day, "quarter")
    return Sense("date", stretch.value, stretch)


def _year_of_quarter(found: Found, discourse: Discourse, nth: int) -> int | None:
    """The year that is named, or else of the last such quarter, or of the next where the clause looks ahead."""
    if (named := found.word("year", "year2")) is not None:
        return int(named)
    published = discourse.published
    if published is None:
        return None
    if found.word("yrel", "yfirst") and (year := year_of(found, discourse)) is not None:
        return year
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
    return day_sense(Stretch.holding(day.day, "half") if day else None, BEYOND)


def fiscal(found: Found, _: Discourse) -> Result:
    """Fiscal 1989; the financial year 2025."""
    return a_year_sense(int(str(found.word("year"))))


def decade(found: Found, _: Discourse) -> Result:
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
    return day_sense(a_year(begin, "century" if begin % 100 == 0 and begin < 2000 else "decade"), BEYOND)


def century(found: Found, _: Discourse) -> Result:
    """The 20th century."""
    words = found.words("nth")
    number = ordinal(words[-1])
    if number is None:
        return None
    number += TENS.get(words[0], 0)
    return day_sense(a_year(100 * (number - 1), "century"), "the calendar has no such century") if number > 1 else None


def the_turn(_found: Found, _: Discourse) -> Result:
    """The turn of the century: which one, only the article knows."""
    return Sense("date", None)


def years(found: Found, _: Discourse) -> Result:
    """1994-97; 2024/25: a range written as one."""
    first, second = str(found.word("year")), str(found.word("year2"))
    if found.glued_before() and found.before() not in ("(", "[", "“", '"', "-"):
        return None
    if len(second) == 2:
        second = first[:2] + second
    if len(second) != 4 or not int(first) < int(second) <= int(first) + 200 or not int(first) >= 1500:
        return None
    last = a_year(int(second))
    return Sense("range", f"{first}/{second}", last)


def year(found: Found, _: Discourse) -> Result:
    """1998; mid-1996; the end of 1994."""
    number = int(str(found.word("year")))
    alone = len(found.match.group()) == 1
    if not 1500 <= number <= 2100 and alone and found.before() != "year":
        return None
    if alone and not _is_year(found, number):
        return None
    return a_year_sense(number)


def _is_year(found: Found, number: int) -> bool:
    """Whether a bare number of four digits is a year: nothing is glued to it, and nothing is counted."""
    if found.glued_before() and found.before() not in ("(", "[", "“", '"', "'", "‘", "—", "`", "/"):
        return False
    if found.glued_after() and found.after() in ("-", "%", "°", "/", ":", "–", "$"):
        return found.after() == "–"
    if not _LIKELY[0] <= number <= _LIKELY[1] and found.before() not in _YEAR_PREPOSITIONS:
        return False
    following = found.after()
    if following in _COUNTED or found.before() in _NUMBERED:
        return False
    plural = len(following) > 3 and following.isalpha() and following.endswith("s") and not following.endswith("ss")
    return not (plural and number % (50 if found.before() in _YEAR_PREPOSITIONS else 10) == 0)


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
