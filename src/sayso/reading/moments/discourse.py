"""What a moment is read against: the words around it, the day of publication, and the moments before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.reading.moments.calendar import Stretch
from sayso.reading.moments.direction import looks_ahead
from sayso.reading.moments.shapes import Token
from sayso.records import MomentKind


@dataclass(frozen=True, slots=True)
class Sense:
    """What a time expression means: its kind and value, and its stretch of the calendar if it has one.

    `skip` and `drop` say how many of the pattern's tokens, at the beginning and at the end, are not
    part of the expression after all; `aside` that the article goes on from where it was, as after "a year earlier".
    """

    kind: MomentKind
    value: str | None
    stretch: Stretch | None = None
    skip: int = 0
    drop: int = 0
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A time expression that cannot be: the calendar has no such day."""

    why: str


@dataclass(slots=True)
class Discourse:
    """What has been read so far: `reference` is the last stretch of the calendar, `quarter` the last quarter.

    `year` is one that a date of the sentence ending at `year_until` has named: "in June 2018 and in August".
    """

    published: Stretch | None
    reference: Stretch | None = None
    quarter: Stretch | None = None
    year: int | None = None
    year_until: int = -1

    def remember(self, sense: Sense) -> None:
        """Take a moment in, for the ones to come."""
        stretch = sense.stretch
        if stretch is not None and not sense.aside:
            self.reference = stretch
            if stretch.grain == "quarter" and (self.published is None or stretch.day <= self.published.day):
                self.quarter = stretch

    @property
    def then(self) -> Stretch | None:
        """The stretch that "that day" or "a year earlier" start from."""
        return self.reference or self.published


@dataclass(slots=True)
class Found:
    """A pattern's match: the tokens of the paragraph, and which of them each group took."""

    tokens: Sequence[Token]
    match: re.Match[str]
    _ahead: list[bool | None] = field(default_factory=list)

    def group(self, name: str) -> Sequence[Token]:
        """The tokens of a group, none if it took no part."""
        if name not in self.match.re.groupindex:
            return ()
        start, end = self.match.span(name)
        return self.tokens[start:end] if start >= 0 else ()

    def words(self, name: str) -> list[str]:
        """The words of a group."""
        return [t.low for t in self.group(name)]

    def word(self, *names: str) -> str | None:
        """The first word of the first of these groups that took part."""
        return next((tokens[0].low for tokens in map(self.group, names) if tokens), None)

    def before(self, back: int = 1) -> str:
        """The word that stands `back` places before the match, or nothing."""
        at = self.match.start() - back
        return self.tokens[at].low if at >= 0 else ""

    def after(self, on: int = 1) -> str:
        """The word that stands `on` places after the match, or nothing."""
        at = self.match.end() + on - 1
        return self.tokens[at].low if at < len(self.tokens) else ""

    def glued_before(self) -> bool:
        """Whether the match follows another token without a space."""
        at = self.match.start()
        return at > 0 and self.tokens[at - 1].end == self.tokens[at].start

    def glued_after(self) -> bool:
        """Whether another token follows the match without a space."""
        at = self.match.end()
        return at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start

    @property
    def ahead(self) -> bool | None:
        """Whether the clause speaks of the future (True), the past (False), or does not tell (None)."""
        if not self._ahead:
            self._ahead.append(looks_ahead(self.tokens, *self.match.span()))
        return self._ahead[0]
