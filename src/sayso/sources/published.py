"""When an article was published, as its reader says."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

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


def iso_date(written: str) -> str | None:
    """A date as feeds, mails, archives and tables write it, in ISO 8601; None if it is none of these.

    ISO 8601 itself and its first parts stay ("2026-03-04", "2026-03-04 18:30"); RFC 2822
    ("Wed, 04 Mar 2026 18:30:00 GMT") and an archive's digits ("20260304183000", in UTC) are turned
    into it. A date that readers of different countries read differently (04/03/2026) is not guessed at.
    """
    # Imported here because mail's libraries take a while to load, and a text file needs none.
    from email.utils import parsedate_to_datetime

    written = written.strip()
    if _SHAPE.fullmatch(written):
        try:
            return checked_date(written, source="")
        except BadDateError:
            return None
    try:
        if written.isascii() and written.isdigit():
            return _from_digits(written)
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_digits(digits: str) -> str | None:
    if len(digits) == 8:
        return date.fromisoformat(digits).isoformat()
    return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC).isoformat() if len(digits) == 14 else None
