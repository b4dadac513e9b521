"""What every way of reading attributions has in common, learned or by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.records import ReaderVersion

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


class Attributor(Protocol):
    """A way of reading attributions."""

    @property
    def version(self) -> ReaderVersion:
        """Name, version and model hash: the provenance of what it reads."""
        ...

    def attributions(self, text: str, spans: Sequence[Offsets], *, apart: bool = False) -> list[Attribution]:
        """The outermost attributions in the stretches of `text` at `spans`, in order of their cues.

        Stretches are paragraphs, in order, or, with `apart`, contents of statements that are read
        again: then nothing in one stretch is tied to anything in another.
        """
        ...
