"""On whose word a part of the text stands: the innermost statement whose content holds it, or nobody's.

What no content holds is narration: the article says it in its own voice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from sayso.reading.attribution import Offsets
from sayso.records import Figure, Moment, Place, Statement

Part = TypeVar("Part", Figure, Moment, Place)


class Whose:
    """The contents of an article's statements, to ask who vouches for a span."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._contents = sorted((c.start, -c.end, s.id) for s in statements for c in s.content)
        self._starts = [start for start, _, _ in self._contents]
        self._longest = max((-end - start for start, end, _ in self._contents), default=0)

    def word(self, span: Offsets) -> str | None:
        """The id of the innermost statement whose content holds `span`, or None."""
        at = bisect_right(self._starts, span[0]) - 1
        held: tuple[int, str] | None = None
        while at >= 0 and self._starts[at] >= span[1] - self._longest:
            start, end, statement = self._contents[at]
            if -end >= span[1] and (held is None or -end - start < held[0]):
                held = (-end - start, statement)
            at -= 1
        return None if held is None else held[1]

    def attached(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        """`parts`, each with the statement it belongs to."""
        return tuple(replace(p, statement=self.word((p.start, p.end))) for p in parts)
