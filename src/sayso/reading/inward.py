"""What a second look sees: of each window only the words of statements, told apart by their part in them.

The first look finds the outermost statements. What stands inside their contents is read by further
layers on top of the encoder's middle ones, which have seen the whole window: so the second look
knows the sentence around a content, reads no word twice from the start, and skips what is in no
statement. Looking further in is the same again, with the statements that were found last.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.reading.attribution import Attribution, Offsets
from sayso.reading.decode import ROLES, Floats
from sayso.reading.windows import Ints, Window

SHARED_LAYERS = 3
"""Layers of the encoder below what the first look and the second have in common."""
LEAST_WORDS = 4
"""Words that a content must have to be looked into: shorter ones hold one statement in fifty, on PolNeAR's train
part as read by the teacher."""


@dataclass(frozen=True, slots=True)
class Inside:
    """The part of a window that statements take up.

    `pieces` are numbers of the window's pieces, its borders among them; `roles` has for each piece 0 for a
    border, else one more than its part's index in `ROLES`; `first` gives each word's first piece, counted
    in `pieces`, and `words` its number in the window. `stretches` are the contents that are read,
    `[begin, end)` in `words`.
    """

    pieces: Ints
    roles: Ints
    first: Ints
    words: Ints
    stretches: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hints:
    """What tells from a word's middle vector alone whether it may be a cue inside a content.

    A content without any such word is not looked into: that saves half of the second look.
    """

    hint: Floats
    least_hint: Floats

    def of(self, middle: Floats) -> NDArray[np.bool_]:
        """Whether each word, of which `middle` holds the first pieces' vectors, may be a cue."""
        hinted: NDArray[np.bool_] = middle @ self.hint >= self.least_hint
        return hinted


def inside(window: Window, outer: Sequence[Attribution], hinted: NDArray[np.bool_] | None = None) -> Inside | None:
    """What of `window` a second look for statements inside those of `outer` sees; None if nothing.

    Args:
        window: some words.
        outer: statements, whose contents are looked into.
        hinted: whether each word seems a cue; contents without any are not looked into. All are if None.
    """
    parts = np.zeros(len(window.starts), dtype=np.int64)
    contents: list[tuple[int, int]] = []
    least, most = int(window.starts[0]), int(window.ends[-1])
    for attribution in outer:
        if attribution.content[-1][1] <= least or most <= attribution.content[0][0]:
            continue
        runs = [run for span in attribution.content if (run := _words(window, span))]
        long = [(a, b) for a, b in runs if b - a >= LEAST_WORDS and (hinted is None or hinted[a:b].any())]
        if not long:
            continue
        contents.extend(long)
        for begin, end in runs:
            parts[begin:end] = 1 + ROLES.index("content")
        for span, role in ((attribution.source, "source"), (attribution.cue, "cue")):
            if span is not None and (run := _words(window, span)):
                parts[run[0] : run[1]] = 1 + ROLES.index(role)
    if not contents:
        return None
    words = np.flatnonzero(parts)
    stretches = tuple((int(a), int(b)) for a, b in np.searchsorted(words, np.array(sorted(set(contents)))))
    return _seen(window, parts, words, stretches)


def _seen(window: Window, parts: Ints, words: Ints, stretches: tuple[tuple[int, int], ...]) -> Inside:
    """`words` with all their pieces, between the window's borders."""
    count = len(window.pieces)
    ends = np.append(window.first[1:], count - 1)
    sizes = ends[words] - window.first[words]
    first = 1 + np.cumsum(sizes) - sizes
    pieces = np.repeat(window.first[words] - first, sizes) + np.arange(1, 1 + int(sizes.sum()))
    roles = np.repeat(parts[words], sizes)
    return Inside(
        np.concatenate(([0], pieces, [count - 1])), np.concatenate(([0], roles, [0])), first, words, stretches
    )


def _words(window: Window, span: Offsets) -> tuple[int, int] | None:
    """The words of `window` in `span`, `[begin, end)`; None if there are none."""
    begin = bisect_right(window.ends, span[0])
    end = bisect_left(window.starts, span[1])
    return (begin, end) if begin < end else None
