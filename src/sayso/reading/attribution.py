"""What every way of reading attributions has in common, learned or by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sayso.records import Name, ReaderVersion

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who, the words that say so, and what: offsets into the text, `[start, end)`.

    `source` is None where the text names none ("is accused of"). Spans carry no quotation marks or
    stops at their edges. `confidence` is between 0 and 1.
    """

    source: Offsets | None
    cue: Offsets
    content: tuple[Offsets, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Look:
    """What a first look at an article's paragraphs gives, each kind in order of place."""

    attributions: list[Attribution]
    names: list[Name] = field(default_factory=list)


class Attributor(Protocol):
    """A way of reading attributions, and names with them where it can."""

    @property
    def version(self) -> ReaderVersion:
        """Name, version and model hash: the provenance of what it reads."""
        ...

    def look(self, text: str, paragraphs: Sequence[Offsets]) -> Look:
        """The outermost attributions, and the names, in the paragraphs of `text`, which are in order."""
        ...

    def look_again(self, text: str, contents: Sequence[Offsets]) -> list[Attribution]:
        """The outermost attributions in each content of a statement, in order of their cues.

        Contents are in order, and nothing in one is tied to anything in another.
        """
        ...
