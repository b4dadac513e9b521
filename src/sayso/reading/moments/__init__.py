"""Moments: the dates, times, durations, repeated times and ranges that an article speaks of.

`find_moments` reads them off a text, `said_at` tells which of them says when a statement was made.
"""

from sayso.reading.moments.finding import find_moments
from sayso.reading.moments.saying import said_at

__all__ = ["find_moments", "said_at"]
