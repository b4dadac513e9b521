"""Moments in the text of an article, in order, each read against the ones before it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from sayso.reading.moments.calendar import Stretch
from sayso.reading.moments.discourse import Discourse, Found, Refused, Sense
from sayso.reading.moments.grammar import CORE, FIRST_FIT, SHAPES, sense_pattern
from sayso.reading.moments.senses import READERS
from sayso.reading.moments.shapes import OTHER, Token, ends_sentence_at
from sayso.records import Moment, Notice

EARLIEST = 1800
"""No article that Sayso is given is older; an earlier date is a page's mistake."""
_LONGEST = 60
"""Tokens of a sentence that are looked through for its end."""
_RUN = re.compile(f"[^{OTHER}]+")


def find_moments(
    text: str, stretches: Sequence[tuple[int, int]], published: str | None
) -> tuple[list[Moment], list[Notice]]:
    """The moments of an article, and notices of what was refused.

    Args:
        text: the article's text.
        stretches: the paragraphs to read, as code points `[start, end)` of the text, in order.
        published: the day of publication, ISO 8601, with or without a time; without it moments that
            are relative to it ("yesterday") have no value.

    Returns:
        Moments in order, none overlapping another, each with its words and TIMEX3 value; and notices
        of kind `refused-moment` for dates that the calendar does not have.
    """
    day, notices = _publication(published)
    discourse = Discourse(day)
    moments: list[Moment] = []
    for start, end in stretches:
        for first, last, sense in _senses(text, start, end, discourse):
            words = text[first:last]
            if isinstance(sense, Refused):
                notices.append(Notice("refused-moment", words, first, last, f"{words!r} was not read: {sense.why}"))
            else:
                moments.append(Moment(words, first, last, sense.value, sense.kind))
    return moments, notices


def _publication(published: str | None) -> tuple[Stretch | None, list[Notice]]:
    """The day of publication, or why it is not one to reckon from."""
    if published is None:
        return None, []
    try:
        day = datetime.date.fromisoformat(published[:10])
    except ValueError:
        why = f"the publication date {published!r} is no ISO 8601 date, so relative moments have no value"
        return None, [Notice("refused-moment", None, None, None, why)]
    if day.year < EARLIEST:
        why = f"the publication date {published!r} is before {EARLIEST}, so relative moments have no value"
        return None, [Notice("refused-moment", None, None, None, why)]
    return Stretch("day", day), []


def _senses(text: str, start: int, end: int, discourse: Discourse) -> Iterator[tuple[int, int, Sense | Refused]]:
    """Where the moments of a paragraph stand and what they mean."""
    tokens, row = SHAPES.read(text, start, end)
    for run in _RUN.finditer(row):
        place, end_of_run = run.span()
        if CORE.isdisjoint(run.group()):
            continue
        while place < end_of_run:
            fit = FIRST_FIT.match(row, place)
            if fit is None:
                place += 1
                continue
            number = int(fit.lastindex or 1) - 1
            match = sense_pattern(number).match(row, place)
            assert match is not None
            sense = READERS[number](Found(tokens, match), discourse)
            if sense is None:
                place += 1
                continue
            first, last = place, match.end()
            if isinstance(sense, Sense):
                first, last = first + sense.skip, last - sense.drop
                _remember(Found(tokens, match), sense, discourse)
                sense = _since(tokens, first, sense, discourse)
            yield tokens[first].start, tokens[last - 1].end, sense
            place = match.end()


def _remember(found: Found, sense: Sense, discourse: Discourse) -> None:
    """Take a moment in, and the year that it names for the rest of its sentence."""
    discourse.remember(sense)
    if sense.stretch is not None and sense.stretch.grain in ("day", "month") and found.word("year"):
        discourse.year = sense.stretch.day.year
        discourse.year_until = _sentence_end(found.tokens, found.match.end())


def _sentence_end(tokens: Sequence[Token], at: int) -> int:
    """Where the sentence that goes on at a token ends, in code points."""
    last = min(len(tokens), at + _LONGEST)
    return next((tokens[i].end for i in range(at, last) if ends_sentence_at(tokens, i)), tokens[last - 1].end)


def _since(tokens: Sequence[Token], first: int, sense: Sense, discourse: Discourse) -> Sense:
    """The sense, which after "since" is the range from there to the day of publication."""
    before = tokens[first - 1].low if first else ""
    if before != "since" or sense.kind not in ("date", "time") or sense.stretch is None:
        return sense
    if discourse.published is not None and sense.stretch.day > discourse.published.day:
        return sense
    until = discourse.published.value if discourse.published else ".."
    return Sense("range", f"{sense.value}/{until}", sense.stretch)
