"""When a statement was made, as opposed to when what it tells of happened.

"He said on Monday", "On Monday, she told reporters", "the ministry on Monday said": a moment in the
clause that reports, outside all content. What stands in a clause of its own ("Mr Ek, who resigned on
Monday, said …") belongs to that clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sayso.reading.attribution import Offsets
from sayso.reading.stops import ends_sentence
from sayso.records import Moment

_REACH = 120
"""Code points between a cue and its moment at most; clauses of news are seldom longer."""
_OTHER_CLAUSE = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)[.!?;:\"“”\n\r](?!\w)|\b(?:who|which|that|when|where|while|after|before|until|since|because|as|whose|if)\b"
    r"|\b(?:killed|died|happened|held|born|published|elected)\b",
    re.IGNORECASE,
)
"""What shows that a moment after a cue belongs to another clause or to another event."""
_BREAK = re.compile(r"(?P<before>\w*)(?P<stop>[.!?…])[\"”’')\]]*\s+(?=[\"“‘(]*(?P<after>\w))|[\n\r]")
_OPENING = re.compile(
    r"[\s\"“‘(]*(?:(?:but|and|also|then|early|late|later|earlier|speaking)\s+)*(?:(?:on|in|at|by|during)\s+)?", re.I
)
_RIGHT_BEFORE = re.compile(r"\s+(?:\w+ly\s+|also\s+|first\s+|has\s+|had\s+|again\s+)*", re.IGNORECASE)
_VAGUE = frozenset(("PAST_REF", "FUTURE_REF", "PRESENT_REF"))


def said_at(text: str, cue: Offsets, contents: Iterable[Offsets], moments: Sequence[Moment]) -> Moment | None:
    """The moment at which a statement was made, or None if its sentence does not tell.

    Args:
        text: the article's text.
        cue: the statement's cue, as code points `[start, end)`.
        contents: its content spans; moments inside any of them are when it happened.
        moments: the article's moments, in order.
    """
    spans = list(contents)
    near = [m for m in moments if _tells(m) and m.start < cue[1] + _REACH and cue[0] - 3 * _REACH < m.end]
    outside = [m for m in near if not any(a < m.end and m.start < b for a, b in spans)]
    after = next((m for m in outside if m.start >= cue[1]), None)
    if (
        after is not None
        and not _OTHER_CLAUSE.search(text, cue[1], after.start)
        and not _parted(spans, cue[1], after.start)
    ):
        return after
    before = [m for m in outside if m.end <= cue[0]]
    return next((m for m in reversed(before) if _leads(text, m, cue, spans)), None)


def _tells(moment: Moment) -> bool:
    """Whether a moment is one on the calendar, at which something can be said."""
    return moment.kind in ("date", "time") and moment.value not in _VAGUE


def _parted(spans: Sequence[Offsets], start: int, end: int) -> bool:
    """Whether content stands between two places."""
    return any(a < end and start < b for a, b in spans)


def _leads(text: str, moment: Moment, cue: Offsets, spans: Sequence[Offsets]) -> bool:
    """Whether a moment stands right before the cue, or opens the cue's sentence."""
    if _RIGHT_BEFORE.fullmatch(text, moment.end, cue[0]):
        return True
    if next(_breaks(text, moment.end, cue[0]), None) is not None or _parted(spans, moment.end, cue[0]):
        return False
    begin = max(max(0, moment.start - _REACH), *(0, *_breaks(text, max(0, moment.start - _REACH), moment.start)))
    begin = max((b for _, b in spans if begin < b <= moment.start), default=begin)
    return _OPENING.fullmatch(text, begin, moment.start) is not None


def _breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences begin in a stretch of text, after its first."""
    for match in _BREAK.finditer(text, start, end + 1):
        if match["stop"] is None or ends_sentence(match["before"], match["stop"], match["after"]):
            yield match.end()
