"""What every way of reading attributions has in common, learned or by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


class Look(Protocol):
    """What a look at an article's paragraphs gives, and a way to look further in."""

    @property
    def attributions(self) -> list[Attribution]:
        """The outermost attributions, in order of their cues."""
        ...

    @property
    def names(self) -> list[Name]:
        """The names, in order of place; none where the reader knows none."""
        ...

    def inside(self, outer: Sequence[Attribution]) -> list[Attribution]:
        """The attributions directly inside the contents of `outer`, in order of their cues.

        The contents do not overlap, and nothing in one is tied to anything in another.
        """
        ...


class Attributor(Protocol):
    """A way of reading attributions, and names with them where it can."""

    @property
    def version(self) -> ReaderVersion:
        """Name, version and model hash: the provenance of what it reads."""
        ...

    def look(self, text: str, paragraphs: Sequence[Offsets]) -> Look:
        """What is to be seen in the paragraphs of `text`, which are in order."""
        ...
