"""Days that English-language news names, and the dates they fall on.

Fixed days and week-days of a month are those of the American, British and Christian calendars; Easter
is reckoned by the anonymous Gregorian algorithm (Meeus, *Astronomical Algorithms*, 1991, ch. 8).
Feasts of lunar calendars are left out: their dates depend on sightings and countries.
"""

from __future__ import annotations

import datetime

_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new years day": (1, 1), "new years eve": (12, 31), "halloween": (10, 31), "valentines day": (2, 14),
    "independence day": (7, 4), "veterans day": (11, 11), "armistice day": (11, 11), "remembrance day": (11, 11),
    "may day": (5, 1), "bastille day": (7, 14), "st patricks day": (3, 17), "juneteenth": (6, 19),
    "groundhog day": (2, 2), "anzac day": (4, 25), "canada day": (7, 1), "epiphany": (1, 6),
}  # fmt: skip
_WEEKDAY_OF_MONTH = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1), "labour day": (5, 0, 1),
    "memorial day": (5, 0, -1), "columbus day": (10, 0, 2), "presidents day": (2, 0, 3), "mothers day": (5, 6, 2),
    "fathers day": (6, 6, 3), "martin luther king day": (1, 0, 3), "black friday": (11, 3, 4),
}  # fmt: skip
"""Month, day of the week (Monday 0) and which of them; -1 the last."""
_FROM_EASTER = {
    "easter": 0, "easter sunday": 0, "easter day": 0, "easter monday": 1, "good friday": -2, "palm sunday": -7,
    "ash wednesday": -46, "maundy thursday": -3, "pentecost": 49,
}  # fmt: skip

HOLIDAY_PATTERN = (
    "christmas (?:day|eve)?|boxing day|new (?:years|year MARK s?) (?:day|eve)|halloween"
    "|(?:valentines|valentine MARK s) day|(?:independence|armistice|remembrance|labor|labour|memorial|columbus) day"
    "|(?:veterans|presidents) MARK? day|(?:mother|father) MARK s day|bastille day|may day|anzac day|canada day"
    "|st DOT? patrick MARK s day|juneteenth|groundhog day|epiphany|election day|thanksgiving day?|black friday"
    "|martin luther king (?:jr DOT?)? day|easter (?:sunday|monday|day)?|good friday|palm sunday|ash wednesday"
    "|maundy thursday|pentecost"
)
"""The names as the grammar writes patterns."""


def holiday(name: str, year: int) -> datetime.date | None:
    """The date of a holiday in a year, or None if it is none or the year is out of range."""
    if not 1583 <= year <= 9998:
        return None
    if name in _FIXED:
        return datetime.date(year, *_FIXED[name])
    if name == "election day":
        return _weekday_of_month(year, 11, 0, 1) + datetime.timedelta(days=1)
    if name in _WEEKDAY_OF_MONTH:
        day = _weekday_of_month(year, *_WEEKDAY_OF_MONTH[name])
        return day + datetime.timedelta(days=1) if name == "black friday" else day
    if name in _FROM_EASTER:
        return _easter(year) + datetime.timedelta(days=_FROM_EASTER[name])
    return None


def _weekday_of_month(year: int, month: int, weekday: int, which: int) -> datetime.date:
    if which < 0:
        last = datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
        return last - datetime.timedelta(days=(last.weekday() - weekday) % 7)
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def _easter(year: int) -> datetime.date:
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return datetime.date(year, month, day + 1)
