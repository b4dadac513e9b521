"""Moments: the dates, times, durations, repeated times and ranges that an article speaks of."""

from sayso.reading.moments.finding import find_moments

__all__ = ["find_moments"]
