"""What every export is made from: an article's reading, and what people said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from sayso.records import Reading, Statement, Voice

if TYPE_CHECKING:
    from sayso.ledger.verdicts import Verdict

Key = TypeVar("Key")
Decision = Literal["confirmed", "corrected", "rejected"]
_OUTCOMES: Mapping[str, Decision] = {
    "confirm": "confirmed", "correct": "corrected", "reject": "rejected", "split": "corrected",
}  # fmt: skip
"""What a statement or a figure is after a verdict that changes something, as the ledger has it."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who made a statement, as far as is known: a name, and the id of the person across articles."""

    name: str | None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What verdicts made of a statement or a figure: the last word on it, whose it is, and all corrections so far."""

    verdict: Decision
    who: str
    at: str
    corrected: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article's part of an export.

    `verdicts` are oldest first, and each names the statement, or the figure's place, of this very reading;
    `speakers` tells by statement id who made it where more is known than the article says (linking, merges).
    """

    reading: Reading
    verdicts: tuple[Verdict, ...] = ()
    speakers: Mapping[str, Who] = field(default_factory=dict)

    def speaker_of(self, statement: Statement) -> Who:
        """Who made a statement: what is known across articles, or else the name that the reading gives its source."""
        return self.speakers.get(statement.id) or Who(statement.source.name)

    def outcomes(self) -> dict[str, Outcome]:
        """What verdicts made of statements, by the statement's id; those nobody decided on are left out."""
        return self._outcomes("statement", lambda verdict: verdict.statement)

    def figure_outcomes(self) -> dict[tuple[int, int], Outcome]:
        """What verdicts made of figures, by where the figure stands: `[start, end)`."""
        return self._outcomes("figure", _where)

    def _outcomes(self, target: str, key_of: Callable[[Verdict], Key | None]) -> dict[Key, Outcome]:
        made: dict[Key, Outcome] = {}
        taken_back = {v.body["verdict"] for v in self.verdicts if v.kind == "withdraw"}
        for verdict in (v for v in self.verdicts if v.id not in taken_back):
            key, outcome = key_of(verdict), _OUTCOMES.get(verdict.kind)
            if verdict.target == target and verdict.state != "gone" and key is not None and outcome is not None:
                before = made[key].corrected if key in made else {}
                corrected = {**before, **verdict.body} if outcome == "corrected" else before
                made[key] = Outcome(outcome, verdict.who, verdict.at, corrected)
        return made


def called(voice: Voice) -> str:
    """What a voice goes by in a chain: its name, or its words, or, if it has neither, its sort."""
    return voice.name or voice.text or voice.sort


def _where(verdict: Verdict) -> tuple[int, int] | None:
    return None if verdict.anchor is None else (verdict.anchor.start, verdict.anchor.stop)


def entries_of(readings: Iterable[Reading]) -> Iterator[Entry]:
    """Readings that nobody has judged, made ready to export."""
    return (Entry(reading) for reading in readings)
