"""What those whom a figure counts suffered, wherever the clause says it.

"Killing at least 83 people", "the strike left 12 dead", "twelve were wounded", "a death toll of 40": the word of harm
stands before the number and takes it as its object, within the phrase, or after it as its predicate.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.reading.figures.harm_words import Blow, blows


@dataclass(frozen=True, slots=True)
class Suffered:
    """What those whom a figure counts suffered: the word of harm, and where it stands to the figure."""

    blow: Blow
    where: Literal["before", "within", "after"]


_OBJECT_GAP = re.compile(
    r"(?:\s+(?:and|or)\s+\w+(?:ed|ing|hurt))?\s+(?:(?:another|an?(?: further| additional| total of)?|"
    r"all|the|further)\s+)?"
)
_LABEL_GAP = re.compile(
    r"(?:\s+(?:toll|count|total|totals|totalled|tally|figures?|numbers?|persons|people|households|rate|dropped|rose|risen|"
    r"rises|climbed|climbs|jumped|reached|reaches|grew|grown|increased|fell|stands|stood|passed|now|has|had|have|is|was|"
    r"were|are|of|to|at|by|in|from|the|among|housing|houses|homes)){0,6}\s*[:=–-]?\s*"
)
_BE = re.compile(
    r"\b(?:was|were|is|are|be|been|being|get|got|remain(?:s|ed|ing)?|reported|feared|confirmed)\W+(?:\w+\W+){0,3}$"
)
_OBJECT_AFTER = re.compile(r"\s+(?:the|a|an|his|her|their|its|our|some|more|at least|up to|over|nearly|about|\d)\b")
_CLAUSE = re.compile(
    r"[;:!?]|\b(?:when|while|where|because|but|although|though|whereas|if|unless|after|before|since(?!\s+(?:\d|January|"
    r"February|March|April|May|June|July|August|September|October|November|December))|which)\b",
    re.IGNORECASE,
)
_FORCED_BEFORE = re.compile(
    r"\b(?:forc(?:ed?|es|ing)|compell(?:ed|ing)|driv(?:en|ing)|drove|prompt(?:ed|"
    r"ing))\s+(?:another\s+|some\s+|a further\s+)?$",
    re.IGNORECASE,
)
_FORCED_AFTER = re.compile(r"\s+(?:(?:to\s+(?:flee|leave|abandon|evacuate|seek))|from\s+their|out\s+of)\b")
_REACH = 160
"""Code points after a figure in which its predicate is looked for."""


class Blows:
    """The words of harm of one sentence, asked for the one that a figure belongs to."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._all = blows(text, start, end)
        self._starts = [b.start for b in self._all]

    def of(self, start: int, number_end: int, end: int, limit: int) -> Suffered | None:
        """What the figure at `[start, end)` suffered; its number ends at `number_end`, the next begins at `limit`."""
        if before := self._before(start, end):
            return Suffered(before, "before")
        within = [b for b in self._between(number_end, end) if b.end <= end]
        if within and within[-1].end == end:
            return Suffered(within[-1], "within")
        after = None if any(b.way == "names" for b in within) else self._after(end, limit)
        if after is not None and not (within and not self._finite(after)):
            return Suffered(after, "after")
        return Suffered(within[-1], "within") if within else None

    def _between(self, start: int, end: int) -> Sequence[Blow]:
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _before(self, start: int, end: int) -> Blow | None:
        """The verb whose object the figure is, or the noun that it is the number of."""
        text = self._text
        forced = _FORCED_BEFORE.search(text, max(self._start, start - 40), start)
        if forced and _FORCED_AFTER.match(text, end, self._end):
            return Blow(forced.start(), start, "displaced", "does", "forced to flee")
        at = bisect_left(self._starts, start) - 1
        if at < 0 or start - self._all[at].end > 60 or self._all[at].end > start:
            return None
        blow = self._all[at]
        if blow.way == "does" and _OBJECT_GAP.fullmatch(text, blow.end, start):
            previous = self._all[at - 1] if at else None
            joined = previous and text[previous.end : blow.start].strip() in ("and", "or")
            return previous if joined and previous and previous.way == "does" and previous.harm else blow
        label = (
            blow.way == "names" or text[blow.end : start].rstrip().endswith(":") or " toll" in text[blow.end : start]
        )
        counted = re.search(
            r"\b(?:number|toll|total) of (?:the )?$", text[max(self._start, blow.start - 20) : blow.start]
        )
        plain = text[blow.end : start].strip(" ")
        if (label and plain) or counted or plain.startswith("total"):
            return blow if _LABEL_GAP.fullmatch(text, blow.end, start) else None
        return None

    def _after(self, end: int, limit: int) -> Blow | None:
        """The predicate: the first finite one in the clause, else the first participle."""
        limit = min(limit, end + _REACH, self._end)
        clause = _CLAUSE.search(self._text, end, limit)
        limit = clause.start() if clause else limit
        free = [b for b in self._between(end, limit) if b.way != "names" and not self._acts(b)]
        return next((b for b in free if self._finite(b)), free[0] if free else None)

    def _finite(self, blow: Blow) -> bool:
        """Whether the word is what the clause says, and does not merely describe ("displaced by floods")."""
        lately = max(self._start, blow.start - 40)
        return (
            bool(_BE.search(self._text, lately, blow.start))
            or (blow.way == "suffers" and blow.words not in ("dead", "missing", "sheltered", "in camps"))
            or (
                blow.words in ("sheltered", "in camps")
                and not self._text[blow.start : blow.end].lower().endswith("ing")
            )
        )

    def _acts(self, blow: Blow) -> bool:
        """Whether the verb has an object of its own, so that the figure is no victim of it."""
        if blow.way != "does" or _BE.search(self._text, max(self._start, blow.start - 40), blow.start):
            return False
        return bool(_OBJECT_AFTER.match(self._text, blow.end, self._end)) or self._text[
            blow.start : blow.end
        ].lower().endswith(("ing", "es"))
