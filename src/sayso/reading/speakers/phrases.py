"""Where the head of a source's words ends, and which of the names in them it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sayso.reading.attribution import Offsets
from sayso.reading.voices import AFTER_HEAD


def head_end(text: str, span: Offsets, names: Sequence[Offsets]) -> int:
    """Where the words end that hold the head: before "of", a comma or the like, unless inside a name.

    `names` are where the text names somebody, in order.
    """
    start, end = span
    while end > start and text[end - 1] in " ,;:":
        end -= 1
    at = start + 1
    while (match := AFTER_HEAD.search(text, at, end)) is not None:
        number = bisect_left(names, (match.start() + 1,)) - 1
        if number < 0 or names[number][1] <= match.start():
            return match.start()
        at = max(match.start() + 1, min(names[number][1], end))
    return end


def unpossessed(text: str, start: int, end: int) -> int:
    """The end of some words less a possessive 's."""
    # Three in a hundred sources have one; an expression would take ten times as long to find that out.
    if end > start and text[end - 1] in "'’":
        return end - 1
    if end > start + 1 and text[end - 1] == "s" and text[end - 2] in "'’":
        return end - 2
    return end
