"""Stretches of the calendar, as TIMEX3 (TimeML 1.2.1, ISO 8601) writes them, and how to move among them."""

from __future__ import annotations

import datetime
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import Literal, Self

Grain = Literal["century", "decade", "year", "half", "quarter", "season", "month", "week", "weekend", "day", "time"]

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which a season of the northern hemisphere begins."""
_MONTHS = {"century": 1200, "decade": 120, "year": 12, "half": 6, "quarter": 3, "season": 12, "month": 1}
_DAYS = {"week": 7, "weekend": 7, "day": 1, "time": 1}
FIRST_YEAR, LAST_YEAR = 1, 9999


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the calendar: its grain, its first day, and for seasons and times what else names it.

    `detail` is `SP`, `SU`, `FA` or `WI` for a season, and for a time the words after the date
    (`T15:00`, `TMO`).
    """

    grain: Grain
    day: datetime.date
    detail: str = ""

    @classmethod
    def holding(cls, day: datetime.date, grain: Grain, detail: str = "") -> Self:
        """The stretch of that grain that holds a day. Seasons and times also need their detail."""
        month, year = day.month, day.year
        if grain == "century":
            return cls(grain, datetime.date(max(year // 100 * 100, 1), 1, 1))
        if grain == "decade":
            return cls(grain, datetime.date(max(year // 10 * 10, 1), 1, 1))
        if grain == "year":
            return cls(grain, datetime.date(year, 1, 1))
        if grain == "half":
            return cls(grain, datetime.date(year, 1 if month < 7 else 7, 1))
        if grain == "quarter":
            return cls(grain, datetime.date(year, (month - 1) // 3 * 3 + 1, 1))
        if grain == "season":
            return cls(grain, datetime.date(year, SEASON_MONTHS[detail], 1), detail)
        if grain == "month":
            return cls(grain, datetime.date(year, month, 1))
        if grain in ("week", "weekend"):
            return cls(grain, datetime.date.fromordinal(max(day.toordinal() - day.weekday(), 1)))
        return cls(grain, day, detail)

    @property
    def value(self) -> str:
        """The stretch as TIMEX3 writes it: `1998`, `1998-Q3`, `1998-W32-WE`, `1998-08-07T10:35`."""
        year, month = f"{self.day.year:04d}", self.day.month
        if self.grain == "century":
            return year[:2]
        if self.grain == "decade":
            return year[:3]
        if self.grain == "year":
            return year
        if self.grain == "half":
            return f"{year}-H{(month + 5) // 6}"
        if self.grain == "quarter":
            return f"{year}-Q{(month + 2) // 3}"
        if self.grain == "season":
            return f"{year}-{self.detail}"
        if self.grain == "month":
            return f"{year}-{month:02d}"
        if self.grain in ("week", "weekend"):
            iso_year, week, _ = self.day.isocalendar()
            return f"{iso_year:04d}-W{week:02d}" + ("-WE" if self.grain == "weekend" else "")
        return self.day.isoformat() + self.detail

    def moved(self, by: int) -> Self | None:
        """The stretch of the same grain `by` stretches later; None beyond the calendar's ends."""
        if self.grain in _DAYS:
            return self.days_later(by * _DAYS[self.grain])
        return self.months_later(by * _MONTHS[self.grain])

    def months_later(self, months: int) -> Self | None:
        """As far into the month `months` later, at most at its end; None beyond the calendar's ends."""
        year, month = divmod(self.day.year * 12 + self.day.month - 1 + months, 12)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        day = min(self.day.day, monthrange(year, month + 1)[1])
        return replace(self, day=datetime.date(year, month + 1, day))

    def days_later(self, days: int) -> Self | None:
        """Days later; None beyond the calendar's ends."""
        try:
            return replace(self, day=self.day + datetime.timedelta(days=days))
        except OverflowError:
            return None

    def at(self, detail: str) -> Stretch:
        """A time of this stretch's first day."""
        return Stretch("time", self.day, detail)


def a_day(year: int, month: int, day: int) -> Stretch | None:
    """That day, if the calendar has it (it has no February 30 and no year 0)."""
    try:
        return Stretch("day", datetime.date(year, month, day))
    except (ValueError, OverflowError):
        return None


def a_month(year: int, month: int) -> Stretch | None:
    """That month, if the calendar has it."""
    day = a_day(year, month, 1)
    return None if day is None else Stretch("month", day.day)


def a_year(year: int, grain: Grain = "year") -> Stretch | None:
    """That year (or the decade, the century it begins), if the calendar has it."""
    day = a_day(year, 1, 1)
    return None if day is None else Stretch.holding(day.day, grain)


def moved(origin: Stretch, unit: str, by: int) -> Stretch | None:
    """The day, week, month … that lies `by` units from the one that holds `origin`.

    `unit` is a grain or `hour`, `minute`, `second`, `fortnight`; hours and less stay in the day, for
    an article seldom says at which minute it speaks.
    """
    if unit in ("hour", "minute", "second", "night"):
        return Stretch("day", origin.day)
    if unit == "fortnight":
        return Stretch("day", origin.day).days_later(14 * by)
    if unit in ("millennium", "century", "decade"):
        years = {"millennium": 1000, "century": 100, "decade": 10}[unit] * by
        return Stretch.holding(origin.day, "year").moved(years)
    for grain in ("year", "half", "quarter", "month", "week", "weekend", "day"):
        if unit == grain:
            return Stretch.holding(origin.day, grain).moved(by)
    return None
