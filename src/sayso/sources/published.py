"""When an article was published, as its reader says."""

from __future__ import annotations

import re
from datetime import date, datetime

from sayso.errors import BadDateError

_SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}(?:(?P<time>[T ]\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")


def checked_date(published: str, *, source: str) -> str:
    """`published` itself, if it is an ISO 8601 date or date and time; `source` is named in errors.

    Raises:
        BadDateError: it is neither, or no day of the calendar.
    """
    shape = _SHAPE.fullmatch(published)
    try:
        if shape:
            (datetime if shape["time"] else date).fromisoformat(published)
            return published
    except ValueError:
        pass
    why = f"{published!r} is no publication date; write it as 2025-12-02 or 2025-12-02T18:30:00+00:00"
    raise BadDateError(source, why)
